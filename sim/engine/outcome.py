"""How an outcome is declared: once, with unit, direction, labels, and the two columns whose ratio it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What is measured.

    Attributes:
        name: dotted name, the same in tables, files and pages.
        unit: unit in words.
        better: ``"+"`` if more is better, ``"-"`` if less is, ``""`` if neither.
        label_en: name in English.
        label_zh: name in Chinese.
        sentence: what it says.
        sentence_zh: the same in Chinese.
    """

    name: str
    unit: str
    better: str
    label_en: str
    label_zh: str
    sentence: str
    sentence_zh: str


def itself(measured: Any) -> Any:
    """Give the measured thing as it is."""
    return measured


class Ratio(NamedTuple):
    """An outcome as a ratio that can be taken for any set of communities: sum of tops over sum of bottoms.

    Attributes:
        outcome: what it is.
        of: given what was counted, the top and bottom of the ratio: (communities,) each, of people
            (communities, groups of people). No value where the bottom is zero.
        count: counts, given the measured thing (a district, or the month's tally of its people), what ``of``
            is given; once a month for all ratios that name it. Default: the thing as it is. Or the class of
            what has been counted already.
    """

    outcome: Outcome
    of: Callable[[Any], tuple[Any, Any]]
    count: Callable[[Any], Any] | type[Any] = itself


def stacked(ratios: Sequence[Ratio], measured: Any, counted: Sequence[Any] = ()) -> Cells:
    """Tops, then bottoms of all ratios: (2, outcomes, communities, ...).

    Args:
        ratios: which outcomes.
        measured: what is counted.
        counted: what has been counted already, found by its class.
    """
    counts: dict[Any, Any] = {type(known): known for known in counted}
    for ratio in ratios:
        if ratio.count not in counts:
            counts[ratio.count] = ratio.count(measured)
    tops, bottoms = zip(*(ratio.of(counts[ratio.count]) for ratio in ratios), strict=True)
    return np.array([tops, bottoms], dtype=np.float64)


def divided(cells: Cells) -> Cells:
    """Tops, (2, ...)[0], over bottoms; NaN where the bottom is zero."""
    ratio: Cells = np.full(cells.shape[1:], np.nan)
    np.divide(cells[0], cells[1], out=ratio, where=cells[1] != 0.0)
    return ratio
