"""What worlds must show to be plausible in a place of one's own: targets from a survey, or from facts.

A share of respondents has the sampling error of a weighted sample in clusters (ultimate clusters, linearised:
Kish 1965; Wolter 2007, chapter 6), whose clusters are the survey's neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from experiments.calibration.facts import Fact, holds
from experiments.calibration.survey_questions import QUESTIONS, SurveyQuestion
from experiments.own_facts.read_survey import read_cells, read_survey
from experiments.storing.files import refusal
from experiments.worlds.discrepancy import SMALLEST, discrepancy_of
from experiments.worlds.targets import TO_ERROR, Target
from sim.engine.refusal import shown
from sim.engine.settings import nearest
from sim.survey.answers import CODEBOOK

FACT_COLUMNS: Final = ("of", "value", "low", "high")
FEWEST: Final = 30  # respondents to a question, with fewer of whom it says nothing
VERBS: Final = {"is": (3, 4), "from": (5,), "names": (3,)}  # words of a condition


@dataclass(frozen=True)
class OwnTarget:
    """A number of one's own, and how the model's own survey is asked for it.

    Attributes:
        target: the number, its error, what the model is allowed.
        of: what is true of whom is counted.
        among: of whom; empty for everybody.
        question: column whose answer it is.
    """

    target: Target
    of: str
    among: str
    question: str

    def share(self, answers: pd.DataFrame) -> float:
        """The same of the model's interviews; NaN if nobody is asked."""
        asked = asked_of(answers, self.question, self.among)
        return share_of_all(asked, self.of) if len(asked) else float("nan")


def own_targets(path: Path) -> tuple[OwnTarget, ...]:
    """Targets of a survey, or of a table of facts: told by their columns.

    Raises:
        BadInput: it is neither, or holds what cannot be used.
    """
    columns = list(read_cells(path).columns)
    found = of_facts(path) if set(FACT_COLUMNS) <= set(columns) else of_survey(read_survey(path))
    if not found:
        raise refusal(path, f"no question is answered by {FEWEST} respondents")
    return found


def of_survey(answers: pd.DataFrame) -> tuple[OwnTarget, ...]:
    """A target an answer that is counted, of every question that enough respondents answered."""
    return tuple(_of_answers(answers))


def _of_answers(answers: pd.DataFrame) -> Iterator[OwnTarget]:
    for question in QUESTIONS:
        needs = {question.column, *(part.split()[0] for part in question.among.split(" and ") if part)}
        if not needs <= set(answers):
            continue
        asked = asked_of(answers, question.column, question.among)
        if len(asked) < FEWEST:
            continue
        for of in question.answers:
            value, error = share_of_all(asked, of), standard_error(asked, of)
            target = Target(of, question.column, "share", value, error, discrepancy_of("share", value))
            yield OwnTarget(target, of, question.among, question.column)


def asked_of(answers: pd.DataFrame, question: str, among: str) -> pd.DataFrame:
    """Those of some respondents who answered a question."""
    return answers[SurveyQuestion(question, (), among).is_asked(answers)]


def share_of_all(asked: pd.DataFrame, of: str) -> float:
    """Weighted share of respondents of whom something is true."""
    return float(np.average(holds(asked, of), weights=asked["weight"]))


def standard_error(asked: pd.DataFrame, of: str) -> float:
    """Of a weighted share in a clustered sample; never below that of one answer in the sample."""
    weight = asked["weight"].to_numpy(dtype=np.float64)
    true = holds(asked, of).astype(np.float64)
    share, total = float(np.average(true, weights=weight)), float(weight.sum())
    _, cluster = np.unique(asked["neighbourhood"].astype(str), return_inverse=True)
    pulls = np.bincount(cluster, weights=weight * (true - share))
    number = pulls.size
    clustered = number / max(number - 1, 1) * float((pulls**2).sum()) / total**2
    p = min(max(share, SMALLEST), 1.0 - SMALLEST)
    simple = p * (1.0 - p) * float((weight**2).sum()) / total**2
    return float(np.sqrt(max(clustered, simple)))


def of_facts(path: Path) -> tuple[OwnTarget, ...]:
    """Targets of a table with a row a fact: ``of``, ``value``, ``low``, ``high``, and ``among`` if need be.

    Raises:
        BadInput: a condition is none of the codebook's, or a number is no share with its interval.
    """
    rows = read_cells(path)
    return tuple(_of_fact(dict(row), place, path) for place, (_, row) in enumerate(rows.iterrows(), start=2))


def _of_fact(row: dict[str, str], line: int, path: Path) -> OwnTarget:
    of, among = row["of"].strip(), str(row.get("among", "")).strip()
    if not of:
        raise refusal(path, f"line {line}: of is empty: say what is true of whom is counted")
    for condition in (of, among):
        _check_condition(condition, line, path)
    try:
        value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    except ValueError:
        raise refusal(path, f"line {line}: value, low and high must be numbers") from None
    if not 0.0 <= low <= value <= high <= 1.0 or low == high:
        raise refusal(path, f"line {line}: needs 0 <= low <= value <= high <= 1, and low below high")
    fact = Fact("", "", "share", of, among, value, low, high, "", 0, "")
    error = 0.5 * (high - low) / TO_ERROR
    target = Target(fact.words(), f"line {line}", "share", value, error, discrepancy_of("share", value))
    return OwnTarget(target, of, among, of.split()[0])


def _check_condition(condition: str, line: int, path: Path) -> None:
    for part in filter(None, condition.split(" and ")):
        words = part.split()
        if words[0] not in CODEBOOK:
            raise refusal(
                path, f"line {line}: no column {shown(words[0])}{nearest(words[0], list(CODEBOOK))}"
            )
        if len(words) < 2 or len(words) not in VERBS.get(words[1], ()) or not _ends_are_numbers(words):
            ways = "COLUMN is A, COLUMN is not A, COLUMN from A to B, COLUMN names A"
            raise refusal(
                path, f"line {line}: {shown(part)} is no condition; allowed: {ways}, joined by 'and'"
            )


def _ends_are_numbers(words: list[str]) -> bool:
    if words[1] != "from":
        return len(words) == 3 or words[2] == "not"
    try:
        return words[3] == "to" and float(words[2]) <= float(words[4])
    except ValueError:
        return False
