"""Design ``list``: named scenarios against the baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from experiments.answering.answer import Answer
from experiments.answering.arm_names import arm_labels
from experiments.answering.arms import answer_arms, by_gain, lead_label, listed
from experiments.answering.levels_and_prices import level, prices
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled
from experiments.tables.page_tables import ARMS
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario

SAY: Final = sentences("scenarios")


@dataclass(frozen=True, kw_only=True)
class ScenarioList:
    """Which of some policies does most?"""

    title = SAY("title")
    over_worlds = True
    page_tables = ARMS

    kind: str = "list"
    policies: tuple[str, ...] = setting(
        (), "list of names or paths", "each laid over the question's scenario"
    )
    scenarios: tuple[str, ...] = setting(
        (), "list of names or paths", "whole scenarios, places with policies"
    )

    def arms(self, question: Question) -> tuple[Scenario, ...]:
        """The baseline and what is compared with it.

        Raises:
            BadInput: there is nothing to compare, or something twice.
        """
        named = [*(f"{question.scenario}+{one}" for one in self.policies), *self.scenarios]
        if not named or len({question.scenario, *named}) <= len(named):
            raise BadInput("design.policies: give at least one, and none twice")
        return (question.base(), *map(question.load, named))

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs of a plan without stopping."""
        return len(self.arms(question)) * question.runs_an_arm

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run and compare."""
        arms = self.arms(question)

        def say(rows: pd.DataFrame, labels: dict[str, Words]) -> Words:
            first = listed(by_gain(rows, question.lead), question, labels, most=len(rows))
            lead = lead_label(question)
            return SAY("best", lead=lead, first=first)

        labels = arm_labels(arms)

        def besides(sampled: Sampled) -> list[Words]:
            return [*level(sampled, question, labels), *prices(laboratory, sampled, arms, labels)]

        found = answer_arms(question, laboratory, arms, labels, say, besides)
        return replace(found, worlds=arms[:2] if len(arms) == 2 else ())
