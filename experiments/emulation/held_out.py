"""How well an emulator does on what it had not seen: policies, and worlds, that were held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from experiments.emulation.fit_emulator import fit_emulator, outcome_changes, relevance, with_strengths
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
    archive: TrainingArchive, emulator: PolicyEmulator
) -> tuple[PolicyEmulator, dict[str, dict[str, float]]]:
    """Hold out a fifth of the policies five times, then a fifth of the worlds.

    Args:
        archive: all runs.
        emulator: that learned from those that are no repetitions.

    Returns:
        The emulator with its errors; and of each number, by outcome and group joined by ``|``:
        ``explained``, the share of the variance of runs of unseen policies that is explained; ``noise``, the
        share that draws alone make, which nothing can explain; ``error``, the standard deviation of what is
        wrong, draws included, in the outcome's unit; ``in_range``, the share of those runs that lie in the
        range that is told of them; ``in_range_of_other_worlds``, the same in worlds that were held out.
    """
    learned = archive.some(~archive.repeated)
    known = {key[0]: one.kernels for key, one in zip(emulator.keys, emulator.processes, strict=True)}
    by_policy = _parts(learned, np.unique(learned.positions, axis=0, return_inverse=True)[1].ravel(), known)
    by_world = _parts(learned, learned.world, known)
    errors = {key: _errors(learned, by_policy, key) for key in emulator.keys}
    told = {}
    for key in emulator.keys:
        told["|".join(key)] = {
            **_explained(learned, by_policy, key),
            "noise": _noise(archive, key),
            "in_range": _in_range(learned, by_policy, key, errors[key]),
            "in_range_of_other_worlds": _in_range(learned, by_world, key, errors[key]),
        }
    return _with_errors(emulator, errors), told


def _parts(archive: TrainingArchive, group: NDArray[np.int64], known: Mapping[str, Kernels]) -> list[Part]:
    """Learn from all but a fifth of the groups, five times."""
    draws = np.random.Generator(np.random.Philox(key=[FOLD_STREAM, 0]))
    groups = int(group.max()) + 1
    fold = draws.permutation(groups)[group] % FOLDS
    rest = ((fold == one, archive.some(fold != one)) for one in range(min(FOLDS, groups)))
    return [(rows, fit_emulator(runs, _learned_anew(runs, known))) for rows, runs in rest]


def _learned_anew(archive: TrainingArchive, known: Mapping[str, Kernels]) -> dict[str, Kernels]:
    """Kernels whose weights and strengths know these runs alone; amplitudes are those of all runs."""
    changes = {outcome: outcome_changes(archive, outcome) for outcome in known}
    weighted = {
        outcome: replace(kernels, weights=relevance(archive, changes[outcome]))
        for outcome, kernels in known.items()
    }
    return {
        outcome: with_strengths(kernels, archive, changes[outcome][:, 0])
        for outcome, kernels in weighted.items()
    }


def _said(archive: TrainingArchive, parts: list[Part], key: Key) -> tuple[Floats, Floats]:
    """What was said of each run while it was held out, on the scale of emulation; and lengths of policies."""
    said, length = np.empty(len(archive.world)), np.empty(len(archive.world))
    for rows, part in parts:
        positions, weights = archive.positions[rows], part.process(key).kernels.weights
        said[rows] = part.changes(positions, key)[0][np.arange(rows.sum()), archive.world[rows]]
        length[rows] = np.sqrt((curves(positions, weights) ** 2).sum(axis=1))
    return said, length


def _columns(archive: TrainingArchive, parts: list[Part], key: Key) -> tuple[Floats, Floats, bool]:
    column = archive.keys.index(key)
    return archive.values[:, column], archive.before[:, column], parts[0][1].process(key).is_share


def _errors(archive: TrainingArchive, parts: list[Part], key: Key) -> Floats:
    """How large errors are at the status quo, and how they grow with policies; nine of ten are held."""
    values, before, is_share = _columns(archive, parts, key)
    said, length = _said(archive, parts, key)
    wrong = np.abs(on_scale(values, before, is_share) - said)
    terms = np.stack([np.ones_like(length), length], axis=1)
    error = nnls(terms, TO_DEVIATION * wrong)[0]
    sizes = np.maximum(terms @ error, np.finfo(np.float64).tiny)
    found: Floats = error * float(np.quantile(wrong / sizes, 0.9)) / Z_OF_RANGE
    return found


def _explained(archive: TrainingArchive, parts: list[Part], key: Key) -> dict[str, float]:
    values, before, is_share = _columns(archive, parts, key)
    effect = values - before
    wrong = effect - from_scale(_said(archive, parts, key)[0], before, is_share)
    return {
        "explained": float(1.0 - (wrong**2).mean() / effect.var()),
        "error": float(np.sqrt((wrong**2).mean())),
    }


def _noise(archive: TrainingArchive, key: Key) -> float:
    """Variance that draws alone make, over that of all effects; from worlds lived through twice."""
    effect = (archive.values - archive.before)[:, archive.keys.index(key)]
    again = np.flatnonzero(archive.repeated)
    first = [_first(archive, int(run)) for run in again]
    return float(0.5 * ((effect[again] - effect[first]) ** 2).mean() / effect.var()) if len(again) else np.nan


def _first(archive: TrainingArchive, run: int) -> int:
    """The run of the same policy in the same world under the first draws."""
    same = (archive.world == archive.world[run]) & ~archive.repeated
    return int(np.flatnonzero(same & (archive.positions == archive.positions[run]).all(axis=1))[0])


def _in_range(archive: TrainingArchive, parts: list[Part], key: Key, error: Floats) -> float:
    """Share of held out runs in the range that is told of them."""
    values, before, _ = _columns(archive, parts, key)
    effect, inside = values - before, 0
    for rows, part in parts:
        told = _with_errors(part, {key: error}).effects(archive.positions[rows], key)
        low, high = np.percentile(told.reshape(len(told), -1), RANGE, axis=1)
        inside += int(((low <= effect[rows]) & (effect[rows] <= high)).sum())
    return inside / len(effect)


def _with_errors(emulator: PolicyEmulator, errors: Mapping[Key, Floats]) -> PolicyEmulator:
    pairs = zip(emulator.keys, emulator.processes, strict=True)
    processes = tuple(replace(one, error=errors.get(key, one.error)) for key, one in pairs)
    return replace(emulator, processes=processes)
