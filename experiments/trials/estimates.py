"""From the seeds of a trial to its estimates: effects, log-odds, per contact, each with an interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.null_models.responses import log_odds
from experiments.statistics import half_width
from experiments.trials.trial_file import UNTREATED
from experiments.trials.world.trial_cells import FIELDS, PAIRED, WITHIN, Cell, cells_of

if TYPE_CHECKING:
    from experiments.trials.trial_file import Trial

Numbers = NDArray[np.float64]
LEVEL: Final = 1.96  # standard errors beyond which a field worker calls an effect found


@dataclass(frozen=True)
class IntervalEstimate:
    """A number with its 95 % interval over seeds."""

    value: float
    low: float
    high: float


class Seen:
    """What all seeds found, by cell.

    Attributes:
        trial: what was run.
        values: (seeds, cells, fields); NaN where a seed has no value.
    """

    def __init__(self, trial: Trial, months: Numbers) -> None:
        """Take in what runs hold.

        Args:
            trial: what was run.
            months: (seeds, months, keys), each cell's numbers in the month of its horizon.
        """
        self.trial = trial
        cells = cells_of(trial)
        self._place = {cell: k for k, cell in enumerate(cells)}
        rows = np.array([trial.month + cell.horizon - 2 for cell in cells])
        of_cells = months.reshape(*months.shape[:2], len(cells), len(FIELDS))
        self.values = of_cells[:, rows, np.arange(len(cells)), :]

    def field(self, cell: Cell, name: str) -> Numbers:
        """(seeds,) one number of a cell."""
        found: Numbers = self.values[:, self._place[cell], FIELDS.index(name)]
        return found

    def known(self, cell: Cell) -> NDArray[np.bool_]:
        """(seeds,) whether there was anybody to compare."""
        return np.isfinite(self.field(cell, "treated")) & np.isfinite(self.field(cell, "control"))

    def estimate(
        self, cell: Cell, of: Callable[..., float], *names: str, other: Cell | None = None
    ) -> IntervalEstimate:
        """A function of means over seeds, with the interval of a delete-one-seed jackknife.

        Args:
            cell: where the numbers stand.
            of: gets the mean of each named field; of the other cell's too, after those of the first.
            names: of fields; ``effect`` is treated less control.
            other: a second cell.
        """
        cells = [cell] if other is None else [cell, other]
        both = np.logical_and.reduce([self.known(one) for one in cells])
        columns = [self.number(one, name)[both] for one in cells for name in names]
        return jackknife(np.array(columns), of)

    def number(self, cell: Cell, name: str) -> Numbers:
        """(seeds,) one number of a cell, or its ``effect``; against another arm where its file says so."""
        if name == "effect":
            return self.number(cell, "treated") - self.number(cell, "control")
        if name == "control" and (against := self.against(cell)) is not None:
            return self.field(against, "treated")
        if name == "dose" and (against := self.against(cell)) is not None:
            more = self.field(cell, "dose") - self.field(against, "dose")
            return np.where(more == 0.0, 1.0, more)
        return self.field(cell, name)

    def against(self, cell: Cell) -> Cell | None:
        """The same cell of the arm that an arm is compared with, unless that is the untreated."""
        other = self.trial.arm(cell.arm).against
        return None if other == UNTREATED or cell.way == WITHIN else replace(cell, arm=other)


def jackknife(columns: Numbers, of: Callable[..., float]) -> IntervalEstimate:
    """A function of column means with its interval: Student's t on delete-one-seed values.

    Args:
        columns: (numbers, seeds).
        of: gets the mean of each row of them.
    """
    seeds = columns.shape[1]
    if not seeds:
        return IntervalEstimate(np.nan, np.nan, np.nan)
    value = float(of(*columns.mean(axis=1)))
    if seeds < 2:
        return IntervalEstimate(value, np.nan, np.nan)
    without = [of(*np.delete(columns, seed, axis=1).mean(axis=1)) for seed in range(seeds)]
    deviation = np.sqrt(seeds * (seeds - 1) * np.var(without))
    half = float(half_width(np.array([deviation]), np.array([seeds]))[0])
    return IntervalEstimate(value, value - half, value + half)


def gain(control: float, treated: float) -> float:
    """Log-odds gained from one share to another."""
    return log_odds(treated) - log_odds(control)


def ratio(part: float, whole: float) -> float:
    """One number by another; NaN where that is nothing."""
    return part / whole if whole else float("nan")


def effects(seen: Seen) -> pd.DataFrame:
    """Every cell's estimates, a row each; shares, not points."""
    return pd.DataFrame([_row(seen, cell) for cell in cells_of(seen.trial)])


def _row(seen: Seen, cell: Cell) -> dict[str, Any]:
    effect = seen.estimate(cell, lambda one: one, "effect")
    odds = seen.estimate(cell, gain, "control", "treated")
    contact = seen.estimate(cell, ratio, "effect", "dose")
    known = seen.known(cell)
    return {
        "way": cell.way,
        "arm": cell.arm,
        "measured_on": cell.on,
        "act": cell.measured,
        "horizon": cell.horizon,
        "group": cell.group,
        "n": float(np.nanmean(seen.field(cell, "n"))) if known.any() else 0.0,
        "reached": seen.estimate(cell, lambda one: one, "dose").value,
        "control": seen.estimate(cell, lambda one: one, "control").value,
        "effect": effect.value,
        "low": effect.low,
        "high": effect.high,
        "log_odds": odds.value,
        "log_odds_low": odds.low,
        "log_odds_high": odds.high,
        "per_contact": contact.value,
        "found": _found(seen, cell),
        "seeds": int(known.sum()),
    }


def _found(seen: Seen, cell: Cell) -> float:
    """Share of seeds in which a study of one world would have found the effect of the paired worlds' sign."""
    if cell.way == PAIRED:
        return float("nan")
    true = seen.estimate(replace(cell, way=PAIRED), lambda one: one, "effect").value
    effect, error = seen.number(cell, "effect"), seen.field(cell, "error")
    can_be_told = error > 0.0
    z = effect[can_be_told] / error[can_be_told]
    return float(np.mean((np.abs(z) > LEVEL) & (z * true > 0.0))) if z.size else float("nan")
