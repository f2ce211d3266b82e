"""Designs ``one_at_a_time`` and ``leave_one_out``: each part of a package alone, or the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from experiments.answering.answer import Answer, label_words
from experiments.answering.arms import answer_arms, by_gain, lead_label, listed
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_groups import BY, LeverGroup, lever_groups, with_groups
from experiments.asking.question import Question, Words
from experiments.tables.page_tables import ARMS
from experiments.wording.sentences import sentences
from sim.engine.settings import setting
from sim.scenario import Scenario

SAY: Final = sentences("one_by_one")


@dataclass(frozen=True, kw_only=True)
class PackageParts:
    """What designs that take a package apart are told."""

    package: str = setting("report_package", "text", "policies laid over the question's scenario")
    by: str = setting("clause", "choice", "what is one part", choices=BY)

    def parts(self, question: Question) -> tuple[Scenario, Scenario, tuple[LeverGroup, ...]]:
        """The baseline, the whole package, and the groups of levers that the package moves."""
        base, package = question.base(), question.load(f"{question.scenario}+{self.package}")
        return base, package, lever_groups(base, package, self.by)


@dataclass(frozen=True, kw_only=True)
class OneAtATime(PackageParts):
    """What does each part of a package do alone?"""

    title = SAY("title_alone")
    over_worlds = True
    page_tables = ARMS

    kind: str = "one_at_a_time"

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline, and it with each part of the package alone."""
        base, _, groups = self.parts(question)
        return [base, *(with_groups(base, [group], group.name) for group in groups)]

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs of a plan without stopping."""
        return len(self.arms(question)) * question.runs_an_arm

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run each part alone."""

        def say(rows: pd.DataFrame, labels: dict[str, Words]) -> Words:
            first = listed(by_gain(rows, question.lead), question, labels)
            lead = lead_label(question)
            return SAY("alone", lead=lead, first=first)

        labels = group_labels(self.parts(question)[2])
        return answer_arms(question, laboratory, self.arms(question), labels, say)


@dataclass(frozen=True, kw_only=True)
class LeaveOneOut(PackageParts):
    """What would a package lose without each of its parts?"""

    title = SAY("title_rest")
    over_worlds = True
    page_tables = ARMS

    kind: str = "leave_one_out"

    def arms(self, question: Question) -> list[Scenario]:
        """The whole package, which is the baseline, and it without each part."""
        base, package, groups = self.parts(question)
        rest = {f"without {one.name}": [other for other in groups if other != one] for one in groups}
        return [package, *(with_groups(base, kept, name) for name, kept in rest.items())]

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs of a plan without stopping."""
        return len(self.arms(question)) * question.runs_an_arm

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the package without each part."""
        arms, groups = self.arms(question), self.parts(question)[2]
        named = group_labels(groups)
        labels = {f"without {one.name}": SAY("without", part=named[one.name]) for one in groups}

        def say(rows: pd.DataFrame, labels: dict[str, Words]) -> Words:
            worst = listed(by_gain(rows, question.lead).iloc[::-1], question, labels)
            lead = lead_label(question)
            return SAY("loses", lead=lead, worst=worst)

        return answer_arms(question, laboratory, arms, labels, say)


def group_labels(groups: tuple[LeverGroup, ...]) -> dict[str, Words]:
    """Names for people, by name of the group."""
    return {group.name: label_words(group) for group in groups}
