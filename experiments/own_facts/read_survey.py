"""A survey of one's own, by the codebook: read, checked cell by cell, refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.calibration.survey_questions import NO_ANSWER
from experiments.storing.files import refusal
from experiments.tables.parquet import read_table
from sim.engine.refusal import shown
from sim.engine.settings import nearest
from sim.survey.answers import CODEBOOK

YES_NO: Final = (0.0, 1.0)
NUMBERS: Final[dict[str, tuple[float, float]]] = {
    "neighbour_contact": (0, 6),
    "trust_government": (1, 5),
    "efficacy_internal": (1, 5),
    "efficacy_external": (1, 5),
    "rung": (0, 5),
    **dict.fromkeys(
        (
            "lends_tools", "knows_committee_formation", "registered_voter", "voted_3y", "committee_work_3y",
            "suggested_3y", "contacted_government_3y", "volunteered_12m", "registered_volunteer",
            "would_take_part",
        ),
        YES_NO,
    ),
}  # fmt: skip
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "voted_last": ("yes", "no", "not_eligible"),
    "why_not_voted": ("not_informed", "no_time", "not_eligible", "not_interested"),
    "culture_12m": ("never", "less_than_monthly", "monthly"),
    "homeowners_committee": ("exists", "none", "unsure", "not_applicable"),
    "voted_homeowners": ("0", "1"),
    "hukou": ("same_street", "elsewhere_in_district", "outside_district"),
}
LISTS: Final = ("why_not_voted",)  # semicolon lists


def read_survey(path: Path) -> pd.DataFrame:
    """Read answers, one row a respondent.

    Columns that were not asked may lack, and cells of those who did not answer may be empty. Without
    ``weight`` all count alike, without ``neighbourhood`` each is a sample point of its own.

    Args:
        path: CSV (UTF-8) or Parquet.

    Returns:
        Answers to the questions of the codebook that were asked, as :mod:`sim.survey` writes them; a number
        that is lacking is :data:`NO_ANSWER`, a word that is lacking is empty.

    Raises:
        BadInput: the file cannot be read, asks nothing, or a cell holds what the codebook does not know.
    """
    given = read_cells(path)
    asked = [name for name in given if name in NUMBERS or name in WORDS]
    if not any(name in NUMBERS or name in WORDS for name in given if name != "hukou"):
        raise refusal(path, f"asks none of the codebook's questions{_hint(given)}")
    if not len(given):
        raise refusal(path, "has no respondent")
    found = {name: _numbers(given, name, path) for name in asked if name in NUMBERS}
    found |= {name: _words(given, name, path) for name in asked if name in WORDS}
    found["weight"] = _weights(given, path)
    alone = pd.Series([str(number) for number in range(len(given))])
    found["neighbourhood"] = given.get("neighbourhood", alone)
    return pd.DataFrame(found)


def read_cells(path: Path) -> pd.DataFrame:
    """Every cell of a table as text, empty where there is nothing.

    Raises:
        BadInput: the file is missing or no such table.
    """
    if path.suffix == ".parquet":
        frame: pd.DataFrame = read_table(path).to_pandas().convert_dtypes()
        return frame.astype("string").fillna("").astype(object)
    if path.suffix != ".csv":
        raise refusal(path, "must end in .csv or .parquet")
    if not path.is_file():
        raise refusal(path, "no such file")
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise refusal(path, f"is no table of comma-separated values in UTF-8 ({reason})") from None


def _hint(given: pd.DataFrame) -> str:
    """The codebook's column that is nearest to one of the file's."""
    names = [str(name) for name in given if str(name)]
    return nearest(names[0], list(CODEBOOK)) if names else ""


def _numbers(given: pd.DataFrame, name: str, path: Path) -> pd.Series[Any]:
    low, high = NUMBERS[name]

    def number(cell: str) -> int:
        value = float(cell)
        if value != int(value) or not low <= value <= high:
            raise ValueError
        return int(value)

    allowed = f"allowed: whole numbers from {low:g} to {high:g}, or empty"
    return _each(given[name], name, path, allowed, lambda cell: number(cell) if cell else NO_ANSWER)


def _words(given: pd.DataFrame, name: str, path: Path) -> pd.Series[Any]:
    def word(cell: str) -> str:
        parts = cell.split(";") if name in LISTS else [cell]
        kept = [one.strip().removesuffix(".0") for one in parts]
        if any(one and one not in WORDS[name] for one in kept):
            raise ValueError
        return ";".join(kept)

    return _each(given[name], name, path, f"allowed: {', '.join(WORDS[name])}, or empty", word)


def _weights(given: pd.DataFrame, path: Path) -> pd.Series[Any]:
    if "weight" not in given:
        return pd.Series(np.ones(len(given)))

    def weight(cell: str) -> float:
        value = float(cell)
        if not 0.0 <= value < np.inf:
            raise ValueError
        return value

    found = _each(given["weight"], "weight", path, "allowed: numbers from 0 on", weight)
    if not found.sum() > 0.0:
        raise refusal(path, "weight: all are 0")
    return found / found.mean()


def _each(
    cells: pd.Series[Any], name: str, path: Path, allowed: str, read: Callable[[str], Any]
) -> pd.Series[Any]:
    found = []
    for row, cell in enumerate(cells, start=2):  # the first line is that of the names
        try:
            found.append(read(str(cell).strip()))
        except (ValueError, OverflowError):
            raise refusal(path, f"line {row}, {name}: {shown(str(cell))} is no answer; {allowed}") from None
    return pd.Series(found)
