"""Tables of answers as a page shows them: numbers in their units, names for people, in a language.

Left to the files are columns that repeat what others say (scenario names beside their labels, p-values beside
the adjusted ones); both ends of an interval share a cell; what is the same in every row is said once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table
from experiments.report.cells import OF_OUTCOME, Row, cell, number, plain
from experiments.tables.names_and_units import BESIDE, COLUMNS
from experiments.wording.sentences import pairs, texts
from sim.outcomes.register import OUTCOMES
from sim.policies import levers
from sim.wording.labels import LANGUAGES, Language, scale

OTHER: Final[dict[Language, Language]] = {"en": "zh", "zh": "en"}
KEYS: Final = ("scenario", "member", "statement", "factors")  # told by a label
SAID_ONCE: Final = (
    *(*OF_OUTCOME, "group", "interval", "seeds", "quantity", "trials", "draws", "expected", "checked"),
    *("aliases", "verdict"),
)
RANGE: Final = ("range_low", "range_high")
DRAWN: Final = ("draws", "points")  # tables of values of assumptions
MOST_COLUMNS: Final = 18
# Where a column's name, or what it means, makes a bad heading.
HEADINGS: Final[dict[str, tuple[str, str]]] = pairs("display_table.headings")
WORDS: Final[dict[Language, dict[str, str]]] = texts("display_table")
SUMMARY: Final = {
    language: list(words.values()) for language, words in texts("display_table.summary").items()
}


@dataclass(frozen=True)
class DisplayTable:
    """A table as text.

    Attributes:
        lines: the first is its heading; backticks stand around code.
        hints: what each column means.
        texts: places of the columns that hold words.
        same: what is the same in all rows.
    """

    lines: list[list[str]]
    hints: list[str]
    texts: frozenset[int]
    same: str = ""


@dataclass(frozen=True)
class DisplayColumn:
    """A column of the page.

    Attributes:
        name: of the table's column, from which heading and meaning come.
        heading: in short.
        hint: what it means.
        cell: gives a row's text.
        is_text: whether it holds words.
    """

    name: str
    heading: str
    hint: str
    cell: Callable[[Row], str] = field(repr=False)
    is_text: bool


def display_table(table: Table, most: int, language: Language, figures: int = 0) -> DisplayTable:
    """A table for the page; one with very many columns is summed up, a row a column.

    Args:
        table: of an answer.
        most: rows.
        language: of labels and headings.
        figures: significant ones that estimates carry; 0 for as many as are easy to read.
    """
    if len(_names(table, language)) > MOST_COLUMNS:
        return _summed_up(table, language)
    columns = _columns(table, language, figures)
    rows = [{str(name): value for name, value in row.items()} for row in table.frame.to_dict("records")]
    is_same = {one.name for one in columns if one.name in SAID_ONCE and _is_same(table.frame[one.name])}
    told = [one for one in columns if one.name in is_same]
    kept = [one for one in columns if one.name not in is_same]
    words = WORDS[language]
    same = words["comma"].join(
        words["same"].format(one.heading, value) for one in told for value in [one.cell(rows[0])] if value
    )
    lines = _without_repetition([[one.cell(row) for one in kept] for row in rows[:most]], kept)
    texts = frozenset(place for place, one in enumerate(kept) if one.is_text)
    return DisplayTable([[one.heading for one in kept], *lines], [one.hint for one in kept], texts, same)


def _is_same(values: pd.Series[Any]) -> bool:
    return len(values) > 1 and bool((values == values.iloc[0]).all())


def _without_repetition(lines: list[list[str]], columns: list[DisplayColumn]) -> list[list[str]]:
    """Rows whose first words are those of the row above do not say them again."""
    leading = next((place for place, one in enumerate(columns) if not one.is_text), len(columns))
    found, above = [], [""] * len(columns)
    for line in lines:
        again = 0
        while again < leading - 1 and line[again] == above[again]:
            again += 1
        found.append([""] * again + line[again:])
        above = line
    return found


def _names(table: Table, language: Language) -> list[str]:
    """Columns that the page shows, the label first."""
    columns = [str(name) for name in table.frame.columns]
    has_label = f"label_{language}" in columns
    names = [
        name
        for name in columns
        if not name.endswith(f"_{OTHER[language]}")
        and not _stands_beside(name, columns)
        and name not in (("p", "variance_cut") if "p_holm" in columns else ())
        and name not in ((*KEYS, "path") if has_label else ())
        and name not in (("unit",) if "status_quo" in columns else ())
    ]
    if has_label:
        names.insert(0, names.pop(names.index(f"label_{language}")))
    return [name for name in names if not _is_end(name, columns)]


def _stands_beside(name: str, columns: list[str]) -> bool:
    """Whether a file has it for readers of files: names and units, which the page has in its words."""
    return name in BESIDE and (name != "unit" or "outcome" in columns)


def _is_end(name: str, columns: list[str]) -> bool:
    """Whether the column is told together with the other end of its interval."""
    stem, _, end = name.rpartition("_") if "_" in name else ("", "", name)
    both = [f"{stem}_{one}" if stem else one for one in ("low", "high")]
    return end in ("low", "high") and all(one in columns for one in both)


def _is_estimate(table: Table, name: str) -> bool:
    """Whether a column's numbers were estimated; what was set, or drawn, is known to the last figure."""
    return table.name not in DRAWN and name not in levers()


def _columns(table: Table, language: Language, figures: int) -> list[DisplayColumn]:
    meanings, names = table.columns(), _names(table, language)
    found: list[DisplayColumn] = []
    for name in names:
        meaning, of = getattr(meanings[name], language), table.outcomes.get(name, "")
        is_text = not pd.api.types.is_numeric_dtype(table.frame[name])
        carried = figures if _is_estimate(table, name) else 0
        found.append(
            DisplayColumn(
                name,
                _heading(name, meaning, language) + _unit(of, language),
                meaning,
                partial(cell, name=name, language=language, outcome=of, figures=carried),
                is_text,
            )
        )
        for low, high in _ends_after(name, names, [str(one) for one in table.frame.columns]):
            hint = getattr(meanings[low], language)
            heading = WORDS[language]["range" if low == RANGE[0] else "interval"]
            ends = _ends_of(low, high, name, language, of, carried)
            found.append(DisplayColumn(low, heading, hint, ends, False))
    return found


def _ends_after(name: str, names: list[str], columns: list[str]) -> list[tuple[str, str]]:
    """The interval to be shown after a column: its own, or the table's after the first number."""
    if f"{name}_low" in columns and f"{name}_high" in columns:
        return [(f"{name}_low", f"{name}_high")]
    if name == "sentence_en" or name == "sentence_zh":
        return [RANGE] if RANGE[0] in columns else []
    middles = ("difference", "effect", "value", "mean", "share")
    first = next((one for one in middles if one in names), "")
    return [("low", "high")] if name == first and {"low", "high"} <= set(columns) else []


def _heading(name: str, meaning: str, language: Language) -> str:
    """A short heading: one of :data:`HEADINGS`, the column's name in English, a short meaning in Chinese."""
    if name.startswith("label_"):
        return ""
    if name in HEADINGS:
        return HEADINGS[name][LANGUAGES.index(language)]
    if name not in COLUMNS:
        return meaning
    return re.split("[：，；（]", meaning)[0] if language == "zh" else name.replace("_", " ")


def _unit(outcome: str, language: Language) -> str:
    """Unit of a difference of an outcome, for a heading."""
    comma = texts("lists")[language]["then"]
    return comma + scale(OUTCOMES[outcome].unit, language).difference_unit if outcome else ""


def _ends_of(
    low: str, high: str, middle: str, language: Language, outcome: str, figures: int
) -> Callable[[Row], str]:
    def told(row: Row) -> str:
        ends = [number(row, middle, float(row[end]), language, outcome, figures) for end in (low, high)]
        return WORDS[language]["ends"].format(*ends)

    return told


def _summed_up(table: Table, language: Language) -> DisplayTable:
    """A row a column: what it means, and between what its numbers lie."""
    meanings, lines = table.columns(), [list(SUMMARY[language])]
    for name in map(str, table.frame.columns):
        values = pd.to_numeric(table.frame[name], errors="coerce").astype(np.float64)
        if name not in COLUMNS and values.notna().any():
            three = (values.min(), values.median(), values.max())
            numbers = [plain(float(one)) for one in three]
            lines.append([f"`{name}`", getattr(meanings[name], language), *numbers])
    return DisplayTable(lines, [""] * len(lines[0]), frozenset({0, 1}))
