"""Words and numbers for people: labels in two languages, units, aligned columns with wide characters."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from sim.wording.language_files import LANGUAGES as LANGUAGES
from sim.wording.language_files import Language as Language
from sim.wording.language_files import dictionary
from sim.wording.units_zh import unit_zh


class Labelled(Protocol):
    """Whatever has a name in both languages."""

    @property
    def label_en(self) -> str:
        """Name in English."""

    @property
    def label_zh(self) -> str:
        """Name in Chinese."""


class Described(Protocol):
    """Whatever is told in a sentence in both languages."""

    @property
    def sentence(self) -> str:
        """What it says in English."""

    @property
    def sentence_zh(self) -> str:
        """The same in Chinese."""


def label(thing: Labelled, language: Language) -> str:
    """Name of a thing, in English where it has no Chinese one."""
    return (thing.label_zh if language == "zh" else "") or thing.label_en


def sentence(thing: Described, language: Language) -> str:
    """Sentence of a thing, in English where it has no Chinese one."""
    return (thing.sentence_zh if language == "zh" else "") or thing.sentence


@dataclass(frozen=True)
class Scale:
    """How values of a unit are shown.

    Attributes:
        factor: what a value is multiplied with.
        unit: unit of the product.
        difference_unit: unit of a difference of two products.
    """

    factor: float
    unit: str
    difference_unit: str

    def level(self, value: float, figures: int = 0) -> str:
        """Write a value without its unit.

        Args:
            value: the value.
            figures: significant ones that are carried; 0 for as many as are easy to read.
        """
        return written(value * self.factor, figures)

    def difference(self, value: float, figures: int = 0) -> str:
        """Write a difference with its sign.

        Args:
            value: the difference.
            figures: as of a level.
        """
        return written(value * self.factor, figures, sign=True)


CARRIED: Final = 2  # significant figures of an estimate over plausible worlds: no more are known
FINEST: Final = 3  # decimals at most
_POINTS: Final = {"en": "percentage points", "zh": dictionary("units")["points"]}


def scale(unit: str, language: Language) -> Scale:
    """How values of a unit are shown: shares as per cent, other units as they are."""
    is_share = unit == "share" or unit.startswith("share ")
    words = unit_zh(unit) if language == "zh" else unit.removeprefix("share").strip()
    if is_share:
        return Scale(100.0, _per_cent(words, language), _POINTS[language])
    return Scale(1.0, words, words)


def _per_cent(of_what: str, language: Language) -> str:
    return f"%{of_what}" if language == "zh" else f"% {of_what}".strip()


def written(value: float, figures: int = 0, *, sign: bool = False) -> str:
    """A number for people, with a true minus sign.

    Args:
        value: the number.
        figures: significant ones that are carried; 0 for three or one decimal, whichever is shorter to read.
        sign: whether a plus is written too.
    """
    if math.isnan(value):
        return "–"
    if figures and value and math.isfinite(value):
        value = round(value, figures - 1 - _magnitude(value))
    text = f"{value:{'+' if sign else ''},.{_decimals(value, figures)}f}"
    is_zero = not text.strip("+-0.,")
    return ("0" if is_zero else text).replace("-", "−")


def _decimals(value: float, figures: int) -> int:
    """Decimals with which a number is written."""
    if figures and value and math.isfinite(value):
        return min(FINEST, max(0, figures - 1 - _magnitude(value)))
    size = abs(value)
    return 0 if size >= 1000.0 else 1 if size >= 10.0 else 2 if size >= 0.1 else 3


def _magnitude(value: float) -> int:
    """Power of ten of the first figure."""
    return math.floor(math.log10(abs(value)))


def width(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def columns(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Lay out rows of cells as lines of text.

    Args:
        rows: cells, the same number in each row.
        align: one of ``<`` and ``>`` for each column.
    """
    widths = [max(width(row[k]) for row in rows) for k in range(len(align))]
    return ["  ".join(map(_padded, row, widths, align)).rstrip() for row in rows]


def _padded(cell: str, columns_wide: int, side: str) -> str:
    gap = " " * (columns_wide - width(cell))
    return gap + cell if side == ">" else cell + gap
