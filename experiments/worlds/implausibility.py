"""Implausibility: how many standard deviations lie between what a world shows and what was published.

All variances count: of the emulator (which holds what draws do), of the observation, and what the model is
allowed (discrepancy). A world is ruled out by its third-worst target, so that no single odd one decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from experiments.worlds.emulators import Emulators
    from experiments.worlds.targets import Target

Floats = NDArray[np.float64]
CUT: Final = 3.0  # standard deviations (Pukelsheim 1994: of any unimodal distribution 95 % lie within)
WORST: Final = 3  # the worst target but two decides


@dataclass(frozen=True)
class Aim:
    """What worlds are held against.

    Attributes:
        value: (targets,) on the scale of comparison.
        variance: (targets,) of observation and discrepancy.
    """

    value: Floats
    variance: Floats

    @staticmethod
    def at(targets: Sequence[Target]) -> Aim:
        """What was published."""
        return Aim(np.array([one.on_scale for one in targets]), np.array([one.variance for one in targets]))

    def only(self, wanted: Sequence[int]) -> Aim:
        """Some of the targets."""
        return Aim(self.value[list(wanted)], self.variance[list(wanted)])

    def implausibility(self, mean: Floats, variance: Floats | float) -> Floats:
        """(worlds, targets), 0 where a world has no value.

        Args:
            mean: (worlds, targets) what worlds show.
            variance: of the emulators, or of the draws of a run.
        """
        found: Floats = np.abs(mean - self.value) / np.sqrt(self.variance + variance)
        return np.nan_to_num(found, nan=0.0)


def level(implausibility: Floats) -> Floats:
    """(worlds,) what decides: the third-largest of each; of fewer than eight targets a larger one."""
    worst = min(WORST, 1 + implausibility.shape[1] // 4)
    return np.asarray(np.sort(implausibility, axis=1)[:, -worst])


def emulated_level(emulators: Emulators, aim: Aim, parts: Floats) -> Floats:
    """(worlds,) what decides, by emulators."""
    return level(aim.implausibility(*emulators.predict(parts)))
