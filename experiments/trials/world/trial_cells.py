"""Cells: an arm, measure, horizon, place and group, with counts and means; how a run names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sim.outcomes.register import Key
from sim.outcomes.resident_groups import EVERYBODY

if TYPE_CHECKING:
    from experiments.trials.trial_file import Trial, TrialMeasure

# Untreated world as the control of the treated one; and one world in which the lot divides treated and not.
PAIRED: Final = "paired"
WITHIN: Final = "within"
WAYS: Final = (PAIRED, WITHIN)
# n: residents; control, treated: means; dose: share reached, or brought to act; error: of the difference in
# one world; heard, free, willing: shares at the control's gates in the first month.
FIELDS: Final = ("n", "control", "treated", "dose", "error", "heard", "free", "willing")


@dataclass(frozen=True)
class Cell:
    """Where a number of a trial belongs."""

    way: str
    arm: str
    measured: str
    horizon: int
    on: str
    group: str

    def key(self, field: str) -> Key:
        """Name of one of its numbers in a run: (outcome, group)."""
        return f"{self.way} {self.arm} {self.measured} {self.horizon} {self.on}", f"{self.group} {field}"


def cells_of(trial: Trial) -> tuple[Cell, ...]:
    """All cells of a trial, in the order of its file."""
    return tuple(
        Cell(way, arm.name, one.name, horizon, on, group)
        for way in WAYS
        for arm in trial.arms
        for one in trial.measured
        for horizon, on, group in _places(one)
    )


def _places(measured: TrialMeasure) -> list[tuple[int, str, str]]:
    """Horizon, on whom, and group; groups are told of who is treated and of who is reached."""
    return [
        (horizon, on, group)
        for horizon in measured.horizons
        for on in measured.on
        for group in (EVERYBODY, *(measured.groups if on in ("assigned", "reached") else ()))
    ]


def keys_of(trial: Trial) -> tuple[Key, ...]:
    """Columns of a trial's run."""
    return tuple(cell.key(field) for cell in cells_of(trial) for field in FIELDS)
