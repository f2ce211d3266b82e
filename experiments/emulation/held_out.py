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
from experiments.emulation.share_explained import (
    UnderDraws,
    error_of_explained,
    expected_explained,
    share_explained,
    under_draws,
)
from experiments.running.pool import in_order

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
    archive: TrainingArchive, emulator: PolicyEmulator, tested: TrainingArchive, workers: int = 1
) -> tuple[PolicyEmulator, dict[str, dict[str, float]]]:
    """Hold it against what it never saw; then hold out a part of the lives in turn, and of the worlds.

    A run of a life that is held out counts only if its policy does not ship, since those that do were run in
    other lives.

    Args:
        archive: runs.
        emulator: that learned from them.
        tested: runs of other policies in the same worlds, each under several draws.
        workers: processes at once.

    Returns:
        The emulator with its errors; and of each number, by outcome and group joined by ``|``:
        ``explained``, the share of the variance of expected effects of tested policies in worlds that is
        explained, from means over draws, of whose errors and variance what draws leave in them is taken off;
        ``explained_error``, its standard error, from leaving out one world after the other;
        ``explained_of_means``, the same without taking it off, and ``possible``, the most that this could be;
        ``noise``, the share of the variance of single runs that draws make; ``explained_of_runs``, what is
        explained of single runs of policies that were held out, ``explained_of_lives``, the same with what
        draws make taken off error and variance, and ``explained_of_lives_error``, its standard error;
        ``error``, the standard deviation of what is wrong there, draws included, in the outcome's unit;
        ``in_range``, the share of those runs that lie in the range that is told of them;
        ``in_range_of_other_worlds``, the same in worlds that were held out.
    """
    known = {key[0]: one.kernels for key, one in zip(emulator.keys, emulator.processes, strict=True)}
    unseen = np.array([not name for name in archive.names])
    lives = _parts(archive, _folds_of_lives(archive), known, workers)
    by_life = [(rows & unseen, part) for rows, part in lives]
    by_world = _parts(archive, _folds_of_worlds(archive), known, workers)
    errors, told = {}, {}
    for key in emulator.keys:
        held, seen = _held_out(archive, by_life, key), under_draws(tested, key)
        errors[key] = _error(held)
        told["|".join(key)] = {
            **expected_explained(emulator, seen, key),
            **_of_runs(held, seen),
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


def _parts(
    archive: TrainingArchive, fold: NDArray[np.int64], known: Mapping[str, Kernels], workers: int
) -> list[Part]:
    """Learn from all but one of the folds, each in turn; SciPy's factors hold Python's lock: in processes."""
    folds = np.unique(fold)
    parts = in_order(_learned, [(archive.some(fold != one), known) for one in folds], workers)
    return [(fold == one, part) for one, part in zip(folds, parts, strict=True)]


def _learned(job: tuple[TrainingArchive, Mapping[str, Kernels]], _tick: object) -> PolicyEmulator:
    archive, known = job
    return fit_emulator(archive, _learned_anew(archive, known))


def _learned_anew(archive: TrainingArchive, known: Mapping[str, Kernels]) -> dict[str, Kernels]:
    """Kernels whose weights and strengths know these runs alone; amplitudes are those of all runs."""
    changes = {outcome: outcome_changes(archive, outcome) for outcome in known}
    weighted = {
        outcome: replace(kernels, weights=relevance(archive, outcome)) for outcome, kernels in known.items()
    }
    return {
        outcome: of_worlds(kernels, archive, changes[outcome][:, 0]) for outcome, kernels in weighted.items()
    }


@dataclass(frozen=True)
class HeldOut:
    """Runs that were held out.

    Attributes:
        world: (runs,) in which each was run.
        effect: (runs,) changes to the status quo.
        before: (runs,) the status quo.
        said: (runs,) what was said, on the scale of emulation.
        length: (runs,) of the policies.
        scatter: (runs,) standard deviation of draws in their worlds, beside the mean world's.
        is_share: whether log-odds are taken.
    """

    world: NDArray[np.int64]
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
        world = archive.world[rows]
        scatter = np.sqrt(kernels.scatter[world])
        each.append((world, archive.values[rows, column] - before, before, said, length, scatter))
    world, effect, before, said, length, scatter = map(np.concatenate, zip(*each, strict=True))
    return HeldOut(world, effect, before, said, length, scatter, is_share)


def _error(held: HeldOut) -> Floats:
    """How large errors are at the status quo, and how they grow with policies; nine of ten are held."""
    wrong = np.abs(on_scale(held.effect + held.before, held.before, held.is_share) - held.said) / held.scatter
    terms = np.stack([np.ones_like(held.length), held.length], axis=1)
    error = nnls(terms, TO_DEVIATION * wrong)[0]
    sizes = np.maximum(terms @ error, np.finfo(np.float64).tiny)
    found: Floats = error * float(np.quantile(wrong / sizes, 0.9)) / Z_OF_RANGE
    return found


def _of_runs(held: HeldOut, seen: UnderDraws) -> dict[str, float]:
    wrong = (held.effect - from_scale(held.said, held.before, held.is_share)) ** 2
    left = seen.noise[held.world]
    return {
        "explained_of_runs": share_explained(held.effect, wrong, np.zeros(1)),
        "explained_of_lives": share_explained(held.effect, wrong, left),
        "explained_of_lives_error": error_of_explained(held.world, held.effect, wrong, left),
        "error": float(np.sqrt(wrong.mean())),
    }


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
