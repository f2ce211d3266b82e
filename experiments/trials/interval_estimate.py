"""A trial's number with what is doubtful about it: by random draws in one world, or over plausible worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.answering.over_worlds import OF_DRAWS, deviation_between
from experiments.null_models.responses import log_odds
from experiments.statistics import half_width, middle_and_range

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class IntervalEstimate:
    """A number with its 95 % interval over seeds; over plausible worlds their median and likely range.

    Attributes:
        value: the number.
        low: lower end.
        high: upper end.
        draws: over worlds, the standard deviation that random draws alone would make; NaN if not known.
    """

    value: float
    low: float
    high: float
    draws: float = float("nan")

    def times(self, factor: float) -> IntervalEstimate:
        """The same in another unit."""
        return IntervalEstimate(*(factor * one for one in (self.value, self.low, self.high, self.draws)))

    @property
    def draws_low(self) -> float:
        """Lower end of the range that draws alone would make."""
        return self.value - OF_DRAWS * self.draws

    @property
    def draws_high(self) -> float:
        """Upper end of the range that draws alone would make."""
        return self.value + OF_DRAWS * self.draws


def of_each(columns: Numbers, of: Callable[..., float]) -> Numbers:
    """(seeds,) a function of each seed's numbers; NaN where one of them is missing."""
    found = [of(*column) if np.isfinite(column).all() else np.nan for column in columns.T]
    return np.array(found, dtype=np.float64)


def range_over_worlds(each: Numbers, again: Numbers) -> IntervalEstimate:
    """Median of (worlds,) values and where nine of ten lie; the first of them seen again tell the draws."""
    middle, low, high = (float(one[0]) for one in middle_and_range(each[:, np.newaxis]))
    pairs = each[: len(again), np.newaxis], again[:, np.newaxis]
    return IntervalEstimate(middle, low, high, float(deviation_between(*pairs)[0]))


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
