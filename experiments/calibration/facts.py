"""Published facts, and the same statistic taken from a survey of simulated residents, by the codebook.

A statistic is a share of respondents ``of`` whom something is true ``among`` some of them, or the intraclass
correlation of such a yes or no by neighbourhood. Both are conditions on the columns of
:data:`sim.survey.answers.CODEBOOK`, joined by `` and ``: ``COLUMN is A``, ``COLUMN is not A``,
``COLUMN from A to B``, ``COLUMN names A`` (a semicolon list holds it).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FILE: Final = Path(__file__).with_name("facts.csv")
OF_PLACES: Final = Path(__file__).with_name("place_facts.csv")
OWN_PLACE: Final = "baoan_sample"  # whose own facts the calibration takes in
ACTS_3Y: Final = ("voted_3y", "committee_work_3y", "suggested_3y")
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Fact:
    """One published figure that the model can speak to.

    Attributes:
        fact: id in the table of published facts.
        place: scenario whose residents are asked; of a place's own facts, the scenarios that it speaks of.
        kind: ``share`` or ``intraclass`` of a survey, ``outcome`` of a run, or ``members`` of a committee.
        of: what is true of whom is counted, or the name of the outcome.
        among: of whom; empty for everybody.
        value: the published figure.
        low: lower end of what counts as a hit.
        high: upper end.
        interval: ``published``, or how wide it was set where none is published.
        year: when it was measured.
        source: who published it.
        label_en: what it is, for people; empty where nobody is told.
        label_zh: the same in Chinese.
    """

    fact: str
    place: str
    kind: str
    of: str
    among: str
    value: float
    low: float
    high: float
    interval: str
    year: int
    source: str
    label_en: str = ""
    label_zh: str = ""

    def hit(self, found: float) -> bool:
        """Whether a figure lies inside the interval."""
        return self.low <= found <= self.high

    def words(self) -> str:
        """What it counts."""
        prefix = "intraclass correlation of " if self.kind == "intraclass" else ""
        return prefix + self.of + (f", {self.among}" if self.among else "")


def facts() -> tuple[Fact, ...]:
    """All facts that the calibration looks at: the reference place's, then those of one place of its own."""
    return (*reference_facts(), *place_facts(OWN_PLACE))


def reference_facts() -> tuple[Fact, ...]:
    """Facts of urban China, to which behaviour is calibrated."""
    return _read(FILE)


def place_facts(place: str) -> tuple[Fact, ...]:
    """A place's own facts; none for a place of which nothing is published."""
    return tuple(replace(fact, place=place) for fact in _read(OF_PLACES) if place in fact.place.split())


def _read(path: Path) -> tuple[Fact, ...]:
    with path.open(newline="", encoding="utf-8") as file:
        return tuple(map(_fact, csv.DictReader(file)))


def _fact(row: dict[str, str]) -> Fact:
    numbers: dict[str, Any] = {name: float(row[name]) for name in ("value", "low", "high")}
    return Fact(**{**row, **numbers, "year": int(row["year"])})


def in_survey(fact: Fact, survey: pd.DataFrame) -> float:
    """Take a fact's statistic from a survey; NaN if nobody was asked.

    Args:
        fact: of kind ``share`` or ``intraclass``.
        survey: one row a respondent, see :func:`sim.survey.instrument.interview`.
    """
    answers = survey.assign(acts_3y=survey[list(ACTS_3Y)].sum(axis=1))
    asked = answers[holds(answers, fact.among)]
    true = holds(asked, fact.of)
    if not len(asked):
        return float("nan")
    if fact.kind == "intraclass":
        return intraclass(true.astype(np.float64), asked["neighbourhood"].to_numpy())
    return float(np.average(true, weights=asked["weight"]))


def holds(answers: pd.DataFrame, condition: str) -> Flags:
    """Of which respondents a condition is true; the empty one of all."""
    flags = np.ones(len(answers), dtype=np.bool_)
    for part in filter(None, condition.split(" and ")):
        flags &= _holds(answers, part)
    return flags


def _holds(answers: pd.DataFrame, part: str) -> Flags:
    column, verb, *rest = part.split()
    cells = answers[column]
    if verb == "names":
        return np.array([rest[0] in str(cell).split(";") for cell in cells], dtype=np.bool_)
    if verb == "from":
        return np.asarray((cells >= float(rest[0])) & (cells <= float(rest[2])))
    return np.asarray((cells.astype(str) == rest[-1]) ^ (rest[0] == "not"))


def intraclass(value: NDArray[np.float64], group: NDArray[Any]) -> float:
    """One-way analysis of variance: part of the variance that lies between groups of unequal size."""
    _, index, size = np.unique(group, return_inverse=True, return_counts=True)
    mean = np.bincount(index, weights=value) / size
    groups, total = size.size, value.size
    between = float((size * (mean - value.mean()) ** 2).sum()) / (groups - 1)
    within = float(((value - mean[index]) ** 2).sum()) / (total - groups)
    typical = (total - float((size**2).sum()) / total) / (groups - 1)
    return (between - within) / (between + (typical - 1.0) * within)
