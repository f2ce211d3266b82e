"""How much of the variance of effects an emulator explains, what draws make of them taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.policy_emulator import from_scale

if TYPE_CHECKING:
    from experiments.emulation.policy_emulator import Key, PolicyEmulator
    from experiments.emulation.training_archive import TrainingArchive

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class UnderDraws:
    """Policies that were run under several draws each.

    Attributes:
        points: (points, 1 + coordinates) world and position of each.
        draws: (points,) under how many.
        mean: (points,) effect, the mean over draws.
        noise: (worlds,) variance of a run's effect around its mean.
        spread: variance of the effects of runs.
    """

    points: Floats
    draws: NDArray[np.int64]
    mean: Floats
    noise: Floats
    spread: float


def under_draws(tested: TrainingArchive, key: Key) -> UnderDraws:
    """What draws leave of the policies of an archive, each of which was run under several."""
    policies = np.column_stack([tested.world, tested.positions])
    points, point, draws = np.unique(policies, axis=0, return_inverse=True, return_counts=True)
    effect, point = (tested.values - tested.before)[:, tested.keys.index(key)], point.ravel()
    mean = np.bincount(point, effect) / draws
    squares = np.bincount(tested.world, (effect - mean[point]) ** 2)
    noise = squares / (np.bincount(tested.world) - np.bincount(points[:, 0].astype(np.int64)))
    return UnderDraws(points, draws, mean, noise, float(effect.var()))


def expected_explained(emulator: PolicyEmulator, seen: UnderDraws, key: Key) -> dict[str, float]:
    """What is explained of means over draws, and what of them draws leave to be explained."""
    process = emulator.process(key)
    world, mean = seen.points[:, 0].astype(np.int64), seen.mean
    said = emulator.changes(seen.points[:, 1:], key)[0][np.arange(len(world)), world]
    wrong = (mean - from_scale(said, process.before[world], process.is_share)) ** 2
    left = seen.noise[world] / seen.draws
    return {
        "explained": share_explained(mean, wrong, left),
        "explained_error": error_of_explained(world, mean, wrong, left),
        "explained_of_means": share_explained(mean, wrong, np.zeros(1)),
        "possible": float(1.0 - left.mean() / mean.var()),
        "noise": float(seen.noise[world].mean()) / seen.spread,
    }


def error_of_explained(world: NDArray[np.int64], mean: Floats, wrong: Floats, left: Floats) -> float:
    """Standard error of the share that is explained, from leaving out one world after the other.

    Args:
        world: (points,) in which each was run.
        mean: (points,) effects, means over draws.
        wrong: (points,) squares of what is wrong of them.
        left: (points,) what draws leave in these squares, as found in the point's world.
    """
    rest = (world != one for one in np.unique(world))
    parts = [share_explained(mean[rows], wrong[rows], left[rows]) for rows in rest]
    return float(np.sqrt((len(parts) - 1) * np.var(parts)))


def share_explained(effect: Floats, wrong: Floats, left: Floats) -> float:
    """Share of the variance, of which as much as of the errors' mean square is what draws leave."""
    return float(1.0 - (wrong.mean() - left.mean()) / (effect.var() - left.mean()))
