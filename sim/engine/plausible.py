"""Evidence for an assumed number: where a reader would not be surprised to find it, how sure, and why.

The hard limits of a setting say what can be run; its evidence says what is plausible. A grade tells what the
range rests on, and with it how the range is drawn from: measured numbers lie around the value that is
assumed, the others anywhere in the range, alike in proportion where its ends are far apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

GRADES: Final = {
    "A": ("measured here", "本地实测"),
    "B": ("measured elsewhere", "他处实测"),
    "C": ("argued", "有论证"),
    "D": ("none", "无依据"),
}
NO_SOURCE: Final = "assumed"
FAR_APART: Final = 3.0  # ratio of the ends from which a range is drawn from in proportion


@dataclass(frozen=True)
class Evidence:
    """A plausible range with its grade.

    Attributes:
        low: lower end: a value of the setting, or what is done with the value that is assumed, see ``ends``.
        high: upper end.
        grade: key of :data:`GRADES`.
        source: fact, trial, study or argument; :data:`NO_SOURCE` where there is none.
        ends: what the ends are. ``"values"`` of the setting; ``"factors"`` or ``"shifts"`` of the value that
            is assumed, one for all entries of a list; ``"tilts"`` of a list of shares: log-odds of the last
            share against the first, so that what added up still does.
    """

    low: float
    high: float
    grade: str
    source: str = NO_SOURCE
    ends: str = "values"

    def __post_init__(self) -> None:
        """Refuse a range that is none, or a grade that does not exist."""
        if not self.low <= self.high or self.grade not in GRADES:
            raise ValueError(f"no evidence: {self}")

    @property
    def measured(self) -> bool:
        """Whether somebody has measured it, here or elsewhere."""
        return self.grade in ("A", "B")

    def at(self, part: float, middle: float) -> float:
        """Quantile of the range.

        Args:
            part: 0 for the lower end, 1 for the upper one.
            middle: what is assumed, in what the ends are; the mode of a measured number's triangle.
        """
        if self.measured:
            return triangular(part, self.low, min(max(middle, self.low), self.high), self.high)
        if self.low > 0.0 and self.high >= FAR_APART * self.low:
            return self.low * math.exp(part * math.log(self.high / self.low))
        return self.low + part * (self.high - self.low)


def triangular(part: float, low: float, mode: float, high: float) -> float:
    """Quantile of the triangular distribution."""
    width = high - low
    if width == 0.0:
        return low
    if part * width <= mode - low:
        return low + math.sqrt(part * width * (mode - low))
    return high - math.sqrt((1.0 - part) * width * (high - mode))


def measured(low: float, high: float, source: str, ends: str = "values") -> Evidence:
    """Grade B: measured somewhere else, or bounded by what was."""
    return Evidence(low, high, "B", source, ends)


def argued(low: float, high: float, source: str, ends: str = "values") -> Evidence:
    """Grade C: nobody has measured it, but something bounds it: a law, a price, arithmetic, likeness."""
    return Evidence(low, high, "C", source, ends)


def guessed(low: float, high: float, ends: str = "values") -> Evidence:
    """Grade D: no evidence; the range is where a reader would not be surprised to find it."""
    return Evidence(low, high, "D", NO_SOURCE, ends)
