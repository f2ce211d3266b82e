"""How well an emulator does on what it had not seen: policies, and worlds, that were held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from experiments.emulation.fit_emulator import fit_emulator, of_worlds, outcome_changes, relevance
from experiments.emulation.policy_emulator import RANGE, PolicyEmulator, curves, from_scale, on_scale

if TYPE_CHECKING:
    from experiments.emulation.policy_emulator import Kernels, Key
    from experiments.emulation.training_archive import TrainingArchive

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]
Part = tuple[Rows, PolicyEmulator]  # what was held out, and what was learned from the rest
FOLDS: Final = 5
FOLD_STREAM: Final = 19  # key of the draws that make folds
Z_OF_RANGE: Final = 1.645
TO_DEVIATION: Final = 1.2533  # standard deviation of a normal error over its mean size


def judged(
    archive: TrainingArchive, emulator: PolicyEmulator, tested: TrainingArchive
) -> tuple[PolicyEmulator, dict[str, dict[str, float]]]:
    """Hold it against what it never saw; then hold out a part of the lives in turn, and of the worlds.

    A run of a life that is held out counts only if its policy does not ship, since those that do were run in
    other lives.

    Args:
        archive: runs.
        emulator: that learned from them.
        tested: runs of other policies in the same worlds, each under several draws.

    Returns:
        The emulator with its errors; and of each number, by outcome and group joined by ``|``:
        ``explained``, the share of the variance of expected effects of tested policies in worlds that is
        explained, from means over draws, of whose errors and variance what draws leave in them is taken off;
        ``explained_error``, its standard error, from leaving out one world after the other;
        ``explained_of_means``, the same without taking it off, and ``possible``, the most that this could be;
        ``noise``, the share of the variance of single runs that draws make; ``explained_of_runs``, what is
        explained of single runs of policies that were held out, ``explained_of_lives``, the same with what
        draws make taken off error and variance; ``error``, the standard deviation of what is wrong there,
        draws included, in the outcome's unit; ``in_range``, the share of those runs that lie in the range
        that is told of them; ``in_range_of_other_worlds``, the same in worlds that were held out.
    """
    known = {key[0]: one.kernels for key, one in zip(emulator.keys, emulator.processes, strict=True)}
    unseen = np.array([not name for name in archive.names])
    by_life = [(rows & unseen, part) for rows, part in _parts(archive, _folds_of_lives(archive), known)]
    by_world = _parts(archive, _folds_of_worlds(archive), known)
    errors = {key: _errors(archive, by_life, key) for key in emulator.keys}
    told = {}
    for key in emulator.keys:
        told["|".join(key)] = {
            **_expected(emulator, tested, key),
            **_explained(archive, by_life, tested, key),
            "in_range": _in_range(archive, by_life, key, errors[key]),
            "in_range_of_other_worlds": _in_range(archive, by_world, key, errors[key]),
        }
    return _with_errors(emulator, errors), told


def _folds_of_worlds(archive: TrainingArchive) -> NDArray[np.int64]:
    """(runs,) in which of five parts of the worlds each is."""
    draws = np.random.Generator(np.random.Philox(key=[FOLD_STREAM, 0]))
    found: NDArray[np.int64] = draws.permutation(int(archive.world.max()) + 1)[archive.world] % FOLDS
    return found


def _folds_of_lives(archive: TrainingArchive) -> NDArray[np.int64]:
    """(runs,) in which part of the lives each is: one of every world in each, so that none is unknown."""
    first = np.unique(archive.life, return_index=True)[1]
    world = archive.world[first]
    rank = np.array([(world[:life] == one).sum() for life, one in enumerate(world)])
    parts = min(FOLDS, int(np.bincount(world).min()))
    found: NDArray[np.int64] = ((rank + world) % parts)[archive.life]
    return found


def _parts(archive: TrainingArchive, fold: NDArray[np.int64], known: Mapping[str, Kernels]) -> list[Part]:
    """Learn from all but one of the folds, each in turn."""
    rest = ((fold == one, archive.some(fold != one)) for one in np.unique(fold))
    return [(rows, fit_emulator(runs, _learned_anew(runs, known))) for rows, runs in rest]


def _learned_anew(archive: TrainingArchive, known: Mapping[str, Kernels]) -> dict[str, Kernels]:
    """Kernels whose weights and strengths know these runs alone; amplitudes are those of all runs."""
    changes = {outcome: outcome_changes(archive, outcome) for outcome in known}
    weighted = {
        outcome: replace(kernels, weights=relevance(archive, changes[outcome]))
        for outcome, kernels in known.items()
    }
    return {
        outcome: of_worlds(kernels, archive, changes[outcome][:, 0]) for outcome, kernels in weighted.items()
    }


@dataclass(frozen=True)
class HeldOut:
    """Runs that were held out.

    Attributes:
        effect: (runs,) changes to the status quo.
        before: (runs,) the status quo.
        said: (runs,) what was said, on the scale of emulation.
        length: (runs,) of the policies.
        scatter: (runs,) standard deviation of draws in their worlds, beside the mean world's.
        is_share: whether log-odds are taken.
    """

    effect: Floats
    before: Floats
    said: Floats
    length: Floats
    scatter: Floats
    is_share: bool


def _held_out(archive: TrainingArchive, parts: list[Part], key: Key) -> HeldOut:
    column, is_share = archive.keys.index(key), parts[0][1].process(key).is_share
    each = []
    for rows, part in parts:
        positions, kernels = archive.positions[rows], part.process(key).kernels
        said = part.changes(positions, key)[0][np.arange(rows.sum()), archive.world[rows]]
        before = archive.before[rows, column]
        length = np.sqrt((curves(positions, kernels.weights) ** 2).sum(axis=1))
        scatter = np.sqrt(kernels.scatter[archive.world[rows]])
        each.append((archive.values[rows, column] - before, before, said, length, scatter))
    effect, before, said, length, scatter = map(np.concatenate, zip(*each, strict=True))
    return HeldOut(effect, before, said, length, scatter, is_share)


def _errors(archive: TrainingArchive, parts: list[Part], key: Key) -> Floats:
    """How large errors are at the status quo, and how they grow with policies; nine of ten are held."""
    held = _held_out(archive, parts, key)
    wrong = np.abs(on_scale(held.effect + held.before, held.before, held.is_share) - held.said) / held.scatter
    terms = np.stack([np.ones_like(held.length), held.length], axis=1)
    error = nnls(terms, TO_DEVIATION * wrong)[0]
    sizes = np.maximum(terms @ error, np.finfo(np.float64).tiny)
    found: Floats = error * float(np.quantile(wrong / sizes, 0.9)) / Z_OF_RANGE
    return found


def _explained(
    archive: TrainingArchive, parts: list[Part], tested: TrainingArchive, key: Key
) -> dict[str, float]:
    held = _held_out(archive, parts, key)
    wrong = (held.effect - from_scale(held.said, held.before, held.is_share)) ** 2
    return {
        "explained_of_runs": _share_explained(held.effect, wrong, 0.0),
        "explained_of_lives": _share_explained(held.effect, wrong, _under_draws(tested, key).noise),
        "error": float(np.sqrt(wrong.mean())),
    }


@dataclass(frozen=True)
class UnderDraws:
    """Policies that were run under several draws each.

    Attributes:
        points: (points, 1 + coordinates) world and position of each.
        draws: (points,) under how many.
        mean: (points,) effect, the mean over draws.
        noise: variance of a run's effect around its mean.
        spread: variance of the effects of runs.
    """

    points: Floats
    draws: NDArray[np.int64]
    mean: Floats
    noise: float
    spread: float


def _under_draws(tested: TrainingArchive, key: Key) -> UnderDraws:
    policies = np.column_stack([tested.world, tested.positions])
    points, point, draws = np.unique(policies, axis=0, return_inverse=True, return_counts=True)
    effect, point = (tested.values - tested.before)[:, tested.keys.index(key)], point.ravel()
    mean = np.bincount(point, effect) / draws
    noise = ((effect - mean[point]) ** 2).sum() / (len(effect) - len(points))
    return UnderDraws(points, draws, mean, float(noise), float(effect.var()))


def _expected(emulator: PolicyEmulator, tested: TrainingArchive, key: Key) -> dict[str, float]:
    """What is explained of means over draws, and what of them draws leave to be explained."""
    process, seen = emulator.process(key), _under_draws(tested, key)
    world, mean = seen.points[:, 0].astype(np.int64), seen.mean
    said = emulator.changes(seen.points[:, 1:], key)[0][np.arange(len(world)), world]
    wrong = (mean - from_scale(said, process.before[world], process.is_share)) ** 2
    left = seen.noise * float((1.0 / seen.draws).mean())
    return {
        "explained": _share_explained(mean, wrong, left),
        "explained_error": error_of_explained(world, mean, wrong, left),
        "explained_of_means": _share_explained(mean, wrong, 0.0),
        "possible": float(1.0 - left / mean.var()),
        "noise": seen.noise / seen.spread,
    }


def error_of_explained(world: NDArray[np.int64], mean: Floats, wrong: Floats, left: float) -> float:
    """Standard error of the share that is explained, from leaving out one world after the other.

    Args:
        world: (points,) in which each was run.
        mean: (points,) effects, means over draws.
        wrong: (points,) squares of what is wrong of them.
        left: what draws leave in these squares.
    """
    rest = (world != one for one in np.unique(world))
    parts = [_share_explained(mean[rows], wrong[rows], left) for rows in rest]
    return float(np.sqrt((len(parts) - 1) * np.var(parts)))


def _share_explained(effect: Floats, wrong: Floats, left: float) -> float:
    """Share of the variance, of which as much as of the errors' mean square is what draws leave."""
    return float(1.0 - (wrong.mean() - left) / (effect.var() - left))


def _in_range(archive: TrainingArchive, parts: list[Part], key: Key, error: Floats) -> float:
    """Share of held out runs in the range that is told of them."""
    column, inside, runs = archive.keys.index(key), 0, 0
    for rows, part in parts:
        effect = archive.values[rows, column] - archive.before[rows, column]
        told = _with_errors(part, {key: error}).effects(archive.positions[rows], key)
        low, high = np.percentile(told.reshape(len(told), -1), RANGE, axis=1)
        inside, runs = inside + int(((low <= effect) & (effect <= high)).sum()), runs + len(effect)
    return inside / runs


def _with_errors(emulator: PolicyEmulator, errors: Mapping[Key, Floats]) -> PolicyEmulator:
    pairs = zip(emulator.keys, emulator.processes, strict=True)
    processes = tuple(replace(one, error=errors.get(key, one.error)) for key, one in pairs)
    return replace(emulator, processes=processes)
