"""How an outcome is declared: once, with unit, direction, labels, and the two columns whose ratio it is."""

from __future__ import annotations

from collections.abc import Callable
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


class Ratio(NamedTuple):
    """An outcome as a ratio that can be taken for any set of communities: sum of tops over sum of bottoms.

    Attributes:
        outcome: what it is.
        of: given the measured thing (a district, or the month's tally of its people), the top and bottom of
            the ratio: (communities,) each, of people (communities, groups of people). No value where the
            bottom is zero.
    """

    outcome: Outcome
    of: Callable[[Any], tuple[Any, Any]]
