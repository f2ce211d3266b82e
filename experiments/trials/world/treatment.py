"""What an arm does to residents: whom it reaches, and what befalls them in each month of the trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from experiments.trials.channels import CHANNELS, chance_reached
from sim.district import District
from sim.engine.random import purpose, uniform
from sim.residents.exposure import Exposure
from sim.residents.reactions import hear_back, meet_silence
from sim.vocabulary import ACTS

if TYPE_CHECKING:
    from experiments.trials.trial_file import Arm

Flags = NDArray[np.bool_]
REACH: Final = purpose("trial.reach")


@dataclass(frozen=True)
class Treatment:
    """An arm with those whom it falls on.

    Attributes:
        arm: what is done.
        assigned: (residents,) to whom.
        heard: for each channel, (months, residents) who is reached in each month; whether somebody is, is
            settled at the start by a draw of the trial's own, so it is known without treatment too.
    """

    arm: Arm
    assigned: Flags
    heard: tuple[tuple[str, NDArray[np.bool_]], ...]

    @property
    def reached(self) -> Flags:
        """(residents,) who is reached at all; everybody who is assigned where nobody has to be told."""
        if not self.heard:
            return self.assigned
        found: Flags = np.logical_or.reduce([heard.any(axis=0) for _, heard in self.heard])
        return found

    def begin(self, district: District) -> None:
        """Let the assigned see what came of their proposals, before the first month."""
        rows = np.flatnonzero(self.assigned)
        if self.arm.sees == "silence":
            meet_silence(rows, district.people, district.rules)
        elif self.arm.sees:
            hear_back(rows, self.arm.sees == "solved", district.people, district.rules)
        if self.arm.sees and self.arm.sees != "project":
            district.residents.voice_since[rows] = -1

    def expose(self, exposure: Exposure, month: int) -> None:
        """Write what befalls the assigned in a month of the trial, the first being 0."""
        if month >= self.arm.months or not self.arm.act:
            return
        act = ACTS.index(self.arm.act)
        for name, heard in self.heard:
            exposure.told[heard[month], act] |= 1 << int(CHANNELS[name].source)
            exposure.papers[heard[month] & self.arm.papers] = True
        if self.arm.brings_about:
            exposure.made[self.assigned] |= 1 << act


def treat(district: District, arm: Arm, assigned: Flags) -> Treatment:
    """Settle whom an arm reaches among those assigned to it.

    Args:
        district: as it stands before the trial; not changed.
        arm: what is done.
        assigned: (residents,) to whom.
    """
    channels = [(arm.channel, arm.reach), (arm.second, arm.second_reach)]
    heard = [
        (name, _reached(district, arm, assigned, name, reach, k))
        for k, (name, reach) in enumerate(channels)
        if name
    ]
    return Treatment(arm, assigned, tuple(heard))


def _reached(
    district: District, arm: Arm, assigned: Flags, channel: str, reach: float, number: int
) -> NDArray[np.bool_]:
    rows, found = np.flatnonzero(assigned), np.zeros((arm.months, assigned.size), dtype=np.bool_)
    if reach >= 0.0:
        chance = np.full(rows.size, 1.0 - (1.0 - reach) ** arm.times)
    else:
        by_rule = chance_reached(district, rows, ACTS.index(arm.act), CHANNELS[channel], arm.times)
        chance = np.array(by_rule, dtype=np.float64)
    for month in range(arm.months):
        found[month, rows] = _draws(district, rows, month, number) < chance
    return found


def _draws(district: District, rows: NDArray[np.int64], month: int, channel: int) -> NDArray[np.float64]:
    """A number of each resident's own for each month and channel, the same whatever the arm."""
    seed, begun, who = district.seed, district.month + 1, district.residents.identity[rows]
    return np.array([uniform(seed, int(one), begun + month, REACH, channel) for one in who])
