"""Tables of answers as text: numbers in their units, outcomes and groups by name, in a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.measures.groups import GROUPS
from sim.measures.outcomes import OUTCOMES
from sim.measures.wording import Language, Scale, label, scale

if TYPE_CHECKING:
    from experiments.designs.answer import Table

OTHER: Final[dict[Language, Language]] = {"en": "zh", "zh": "en"}
# Columns in the unit of the row's outcome; the first kind are levels, the second differences.
LEVELS: Final = ("baseline", "reform", "mean", "truth", "estimate")
DIFFERENCES: Final = (
    *("difference", "effect", "value", "luck", "assumptions", "bias", "bias_low", "bias_high"),
    *("spillover", "everywhere", "error"),
)
ENDS: Final = ("low", "high")
OF_OUTCOME: Final = ("proximal_outcome", "outcome")
# A word of the columns above has another meaning where the table has no outcome.
YES: Final[dict[Language, tuple[str, str]]] = {"en": ("no", "yes"), "zh": ("否", "是")}
Lines = list[list[str]]


def table_lines(table: Table, most: int, language: Language) -> tuple[Lines, list[str]]:
    """Heading and rows of a table, and what each column means.

    Args:
        table: of an answer.
        most: rows.
        language: of labels and headings; columns in the other language are left out.
    """
    frame, meanings = table.frame.head(most), table.columns()
    columns = [name for name in map(str, frame.columns) if not name.endswith(f"_{OTHER[language]}")]
    if f"label_{language}" in columns:
        columns = [name for name in columns if name not in ("scenario", "member", "path")]
        columns.insert(0, columns.pop(columns.index(f"label_{language}")))
    hints = [getattr(meanings[name], language) for name in columns]
    head = [_heading(name, getattr(meanings[name], language), language) for name in columns]
    rows = [[_cell(row, name, language) for name in columns] for row in frame.to_dict("records")]
    return [head, *rows], hints


def _heading(name: str, meaning: str, language: Language) -> str:
    """A short heading: the column's name in English, the beginning of its meaning in Chinese."""
    if name.startswith("label_"):
        return ""
    short = name.removesuffix(f"_{language}").replace("_", " ")
    return re.split("[：，；（]", meaning)[0] if language == "zh" else short


def _cell(row: dict[Any, Any], name: str, language: Language) -> str:
    value = row[name]
    if name in OF_OUTCOME and value in OUTCOMES:
        return label(OUTCOMES[value], language)
    if name == "group" and value in GROUPS:
        return label(GROUPS[value], language)
    if isinstance(value, bool | np.bool_):
        return YES[language][int(value)]
    if isinstance(value, float | np.floating):
        return _number(row, name, float(value), language)
    return str(value)


def _number(row: dict[Any, Any], name: str, value: float, language: Language) -> str:
    outcome = next((row[one] for one in OF_OUTCOME if row.get(one) in OUTCOMES), None)
    if np.isnan(value):
        return "–"
    if outcome is None or name not in (*LEVELS, *DIFFERENCES, *ENDS):
        return f"{value:.3g}".replace("-", "−")
    shown: Scale = scale(OUTCOMES[outcome].unit, language)
    is_difference = name in DIFFERENCES or (name in ENDS and "mean" not in row)
    if is_difference:
        return (
            f"{shown.difference(value)} {shown.difference_unit}"
            if name == "effect"
            else shown.difference(value)
        )
    return f"{shown.level(value)} {shown.unit}".strip() if name in ("mean", "reform") else shown.level(value)
