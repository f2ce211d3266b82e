"""From the seeds of a trial to its estimates: effects, log-odds, per contact, each with an interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.over_worlds import share_of_draws
from experiments.trials.interval_estimate import (
    IntervalEstimate,
    Numbers,
    gain,
    jackknife,
    of_each,
    range_over_worlds,
    ratio,
)
from experiments.trials.trial_file import UNTREATED, Trial
from experiments.trials.world.trial_cells import FIELDS, PAIRED, WITHIN, Cell, cells_of

LEVEL: Final = 1.96  # standard errors beyond which a field worker calls an effect found


class Seen:
    """What all seeds found, by cell.

    Attributes:
        trial: what was run.
        values: (seeds, cells, fields); NaN where a seed has no value.
        again: the same of the first few worlds under other draws, where each seed lived in a plausible world
            of its own; None in one world.
    """

    def __init__(self, trial: Trial, months: Numbers, again: Numbers | None = None) -> None:
        """Take in what runs hold.

        Args:
            trial: what was run.
            months: (seeds, months, keys), each cell's numbers in the month of its horizon.
            again: the same of the worlds that were lived through twice; None in one world.
        """
        self.trial = trial
        cells = cells_of(trial)
        self._place = {cell: k for k, cell in enumerate(cells)}
        self.values = _at_horizons(trial, cells, months)
        self.again = None if again is None else Seen(trial, again)

    @property
    def in_worlds(self) -> bool:
        """Whether each seed lived in a plausible world of its own."""
        return self.again is not None

    def each(self) -> Iterator[Seen]:
        """What every seed found by itself."""
        for row in range(len(self.values)):
            alone = copy(self)
            alone.values = self.values[row : row + 1]
            yield alone

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

        Over plausible worlds it is taken of each world by itself: median, and where nine of ten lie.

        Args:
            cell: where the numbers stand.
            of: gets the mean of each named field; of the other cell's too, after those of the first.
            names: of fields; ``effect`` is treated less control.
            other: a second cell.
        """
        cells = [cell] if other is None else [cell, other]
        columns = np.array([self.number(one, name) for one in cells for name in names])
        both = np.logical_and.reduce([self.known(one) for one in cells])
        if self.again is None:
            return jackknife(columns[:, both], of)
        twice = np.array([self.again.number(one, name) for one in cells for name in names])
        each, some = (of_each(np.where(both, columns, np.nan), of), of_each(twice, of))
        return range_over_worlds(each, some)

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


def _at_horizons(trial: Trial, cells: Sequence[Cell], months: Numbers) -> Numbers:
    """(seeds, cells, fields) each cell's numbers in the month of its horizon."""
    rows = np.array([trial.month + cell.horizon - 2 for cell in cells])
    of_cells = months.reshape(*months.shape[:2], len(cells), len(FIELDS))
    found: Numbers = of_cells[:, rows, np.arange(len(cells)), :]
    return found


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
        **(_of_worlds(seen, cell, effect) if seen.in_worlds else {}),
    }


def _of_worlds(seen: Seen, cell: Cell, effect: IntervalEstimate) -> dict[str, Any]:
    """In how many worlds the effect is above zero, and what draws alone would make of its range."""
    change = seen.number(cell, "effect")
    part = share_of_draws(change[:, np.newaxis], np.array([effect.draws]))
    return {
        "above_in": int((change[seen.known(cell)] > 0.0).sum()),
        "draws_low": effect.draws_low,
        "draws_high": effect.draws_high,
        "draws_share": float(part[0]),
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
