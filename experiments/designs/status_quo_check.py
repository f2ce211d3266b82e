"""Status-quo check (design ``portrait``): what places are like by themselves, and whether findings show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words
from experiments.answering.arm_effects import over_seeds
from experiments.answering.difference_words import figures_in
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.statistics import FloatArray
from experiments.storing.store import Headlines
from experiments.tables.names_and_units import LESS
from experiments.tables.page_tables import Listed
from experiments.wording.sentences import sentences, texts
from sim.engine.settings import BadInput, number, setting
from sim.outcomes.register import OUTCOMES, Key, outcome_keys
from sim.scenario import Scenario
from sim.wording.labels import LANGUAGES, Language, scale

SAY: Final = sentences("status_quo_check")

NOTHING: Final = ("", "")
SHOWS, ABSENT, UNDECIDED, NO_VALUE = "shows", "absent", "undecided", "no_value"
MARKS: Final = {SHOWS: "✓", ABSENT: "×", UNDECIDED: "?", NO_VALUE: "–"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that the source found, as a bound on an outcome or on the difference of two."""

    clause: str = setting(None, "text", "of the source")
    en: str = setting(None, "text", "the finding, in English")
    zh: str = setting(None, "text", "the finding, in Chinese")
    place: str = setting(None, "text", "one of the places")
    outcome: str = setting(None, "text", "what is looked at")
    group: str = setting("all", "text", "in whom")
    less: str = setting("", "text", "outcome that is subtracted; none: nothing")
    less_group: str = setting("all", "text", "in whom that is taken")
    less_place: str = setting("", "text", "where that is taken; default: the same place")
    above: float = number(-1e9, "unit of the outcome", -1e9, 1e9, "the interval must lie above this")
    below: float = number(1e9, "unit of the outcome", -1e9, 1e9, "the interval must lie below this")

    @property
    def key(self) -> Key:
        """What is looked at."""
        return self.outcome, self.group

    @property
    def less_key(self) -> Key:
        """What is subtracted, ``("", "")`` for nothing."""
        subtracts = bool(self.less or self.less_place)
        return (self.less or self.outcome, self.less_group) if subtracts else NOTHING

    @property
    def names(self) -> tuple[str, str]:
        """Place and outcome, each followed by that from which what is subtracted is taken."""
        places, outcomes = [self.place], [self.outcome]
        places += [self.less_place] if self.less_place else []
        outcomes += [self.less_key[0]] if self.less_key != NOTHING else []
        return LESS.join(places), LESS.join(outcomes)


@dataclass(frozen=True, kw_only=True)
class StatusQuoCheck:
    """What are these places like, and do they show what the source found?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (Listed("findings"),)

    kind: str = "portrait"
    places: tuple[str, ...] = setting(None, "list of names or paths", "whole scenarios, the first leads")
    findings: tuple[Finding, ...] = ()

    def arms(self, question: Question) -> tuple[Scenario, ...]:
        """The places."""
        return tuple(question.load(place) for place in self.places)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if not self.places or len(set(self.places)) < len(self.places):
            raise BadInput("design.places: give at least one, and none twice")
        for k, finding in enumerate(self.findings):
            _check_finding(f"design.findings[{k}]", finding, self.places)
        return len(self.arms(question)) * question.seeds.number

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the places and hold the findings against them."""
        keys = dict.fromkeys([*question.keys, *(one.key for one in self.findings)])
        keys |= dict.fromkeys(one.less_key for one in self.findings if one.less_key != NOTHING)
        found = laboratory.measuring(tuple(keys)).measure(self.arms(question), question.fixed_seeds)
        confidence, in_worlds = question.precision.confidence, laboratory.worlds is not None
        levels = pd.concat([_levels(found, place, confidence, in_worlds) for place in found.scenarios])
        findings = pd.DataFrame([_finding(found, one, confidence, in_worlds) for one in self.findings])
        tables = (
            Table("findings", findings, title=SAY("table_findings")),
            Table("levels", levels.reset_index(drop=True), title=SAY("table_levels")),
        )
        return Answer(
            _sentence(findings),
            tuple(_each(findings, figures_in(question))),
            tables,
            (Figure("levels", "levels"),),
        )


def _check_finding(where: str, finding: Finding, places: Sequence[str]) -> None:
    for place in (finding.place, finding.less_place or finding.place):
        if place not in places:
            raise BadInput(f"{where}: {place!r} is not one of design.places: {', '.join(places)}")
    for key in (finding.key, finding.less_key):
        if key != NOTHING and key not in outcome_keys():
            raise BadInput(f"{where}: there is no outcome {key[0]!r} in group {key[1]!r}")


def _levels(found: Headlines, place: str, confidence: float, in_worlds: bool) -> pd.DataFrame:
    middle, low, high = over_seeds(found.of(place), confidence, in_worlds=in_worlds)
    cells = {
        "scenario": place,
        "outcome": [outcome for outcome, _ in found.keys],
        "group": [group for _, group in found.keys],
        "mean": middle,
        "low": low,
        "high": high,
        "seeds": np.isfinite(found.of(place)).sum(axis=0),
    }
    frame = pd.DataFrame(cells)
    return frame[frame.seeds > 0]


def _finding(found: Headlines, finding: Finding, confidence: float, in_worlds: bool) -> dict[str, Any]:
    values = _column(found, finding.place, finding.key)
    if finding.less_key != NOTHING:
        values = values - _column(found, finding.less_place or finding.place, finding.less_key)
    ends = over_seeds(values, confidence, in_worlds=in_worlds)
    middle, low, high = (float(one) for one in ends)
    seeds = int(np.isfinite(values).sum())
    scenario, outcome = finding.names
    return {
        "clause": finding.clause,
        "finding_en": finding.en,
        "finding_zh": finding.zh,
        "scenario": scenario,
        "outcome": outcome,
        "group": finding.group,
        "mean": middle,
        "low": low,
        "high": high,
        "above": finding.above,
        "below": finding.below,
        "verdict": _verdict(finding, low, high) if seeds else NO_VALUE,
        "seeds": seeds,
    }


def _verdict(finding: Finding, low: float, high: float) -> str:
    """Whether the whole interval is inside the bounds, or outside, or neither."""
    if low > finding.above and high < finding.below:
        return SHOWS
    return ABSENT if high <= finding.above or low >= finding.below else UNDECIDED


def _column(found: Headlines, place: str, key: Key) -> FloatArray:
    return found.of(place)[:, found.keys.index(key)]


def _sentence(findings: pd.DataFrame) -> Words:
    if findings.empty:
        return SAY("without_findings")
    every, many = len(findings), {one: int((findings.verdict == one).sum()) for one in MARKS}
    without = SAY("unvalued", number=many[NO_VALUE]) if many[NO_VALUE] else ""
    return SAY(
        "counts",
        shows=many[SHOWS],
        every=every,
        absent=many[ABSENT],
        undecided=many[UNDECIDED],
        without=without,
    )


def _each(findings: pd.DataFrame, figures: int) -> list[Words]:
    told = []
    rows: list[Any] = list(findings.itertuples())
    for row in rows:
        start = f"{MARKS[str(row.verdict)]} {row.clause}"
        finding = words(str(row.finding_en), str(row.finding_zh))
        if row.verdict == NO_VALUE:
            told.append(SAY("no_value", start=start, finding=finding))
            continue
        found = words(*(level_text(row._asdict(), language, figures) for language in LANGUAGES))
        told.append(SAY("each", start=start, finding=finding, found=found))
    return told


def level_text(finding: Mapping[str, Any], language: Language, figures: int) -> str:
    """What was found, in the unit of an outcome or of the difference of two, with both ends.

    Args:
        finding: a row of the table of findings.
        language: of the unit.
        figures: significant ones that are carried; 0 for as many as are easy to read.
    """
    first, _, less = str(finding["outcome"]).partition(LESS)
    middle, low, high = (float(finding[one]) for one in ("mean", "low", "high"))
    shown, marks = scale(OUTCOMES[first].unit, language), texts("lists")[language]
    told, unit = (shown.difference, shown.difference_unit) if less else (shown.level, shown.unit)
    ends = marks["range"].format(low=told(low, figures), high=told(high, figures))
    return f"{told(middle, figures)} {unit}".rstrip() + marks["around"].format(inner=ends)
