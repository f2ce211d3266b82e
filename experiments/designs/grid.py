"""Design ``grid``: every combination of some levers' values."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

import pandas as pd

from experiments.answering.answer import Answer, Table, label_words
from experiments.answering.arm_names import STATUS_QUO, Labels, with_labels
from experiments.answering.arms import answer_arms, by_gain, lead_label, listed
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_axes import LeverAxis, lever_values
from experiments.asking.question import Question, Words
from experiments.tables.page_tables import ARMS
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import listing, sentences
from sim.engine.settings import BadInput
from sim.policies import Policies, levers
from sim.priors import Value, value_in, with_values
from sim.scenario import Scenario
from sim.wording.setting_values import setting as setting_text

SAY: Final = sentences("grid")

MOST_ARMS: Final = 4096


@dataclass(frozen=True, kw_only=True)
class Grid:
    """How does the answer change with the settings of a few levers?"""

    title = SAY("title")
    over_worlds = True
    page_tables = ARMS

    levers: tuple[LeverAxis, ...]
    kind: str = "grid"

    def points(self) -> list[dict[str, Value]]:
        """Settings of every arm, by lever path.

        Raises:
            BadInput: no lever, too many arms, or a value that a lever cannot take.
        """
        where = "design.levers"
        values = [lever_values(axis, where) for axis in self.levers]
        if not values or prod(map(len, values)) > MOST_ARMS:
            raise BadInput(f"{where}: must make 1 to {MOST_ARMS} arms")
        paths = [axis.path for axis in self.levers]
        return [dict(zip(paths, point, strict=True)) for point in product(*values)]

    def arms(self, question: Question) -> tuple[Scenario, ...]:
        """The baseline, and every point that differs from it."""
        base = question.base()
        points = [with_values(base, point | {"name": point_name(point)}) for point in self.points()]
        return (base, *(arm for arm in points if arm.policies != base.policies))

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs of a plan without stopping."""
        arms = self.arms(question)
        if len(arms) < 2:
            raise BadInput("design.levers: no point differs from the baseline")
        return len(arms) * question.runs_an_arm

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run and compare."""
        arms = self.arms(question)

        def say(rows: pd.DataFrame, labels: dict[str, Words]) -> Words:
            first, lead = listed(by_gain(rows, question.lead), question, labels), lead_label(question)
            return SAY("best", rows=len(rows), lead=lead, first=first)

        labels = {arm.name: self._label(arm) for arm in arms}
        found = answer_arms(question, laboratory, arms, labels, say)
        return Answer(
            found.sentence, found.more, (*found.tables, self._settings(arms, labels)), found.figures
        )

    def _label(self, arm: Scenario) -> Words:
        """What an arm sets, for people; the baseline is the status quo."""
        if arm.policies == Policies():
            return STATUS_QUO
        return listing(self._setting_words(arm, axis.path) for axis in self.levers)

    def _setting_words(self, arm: Scenario, path: str) -> Words:
        lever, value = levers()[path], value_in(arm, path)
        told = in_both(lambda language: setting_text(lever, value, language))
        return SAY("set", name=label_words(lever), value=told)

    def _settings(self, arms: tuple[Scenario, ...], labels: Labels) -> Table:
        """The settings of each arm."""
        paths = [axis.path for axis in self.levers]
        cells = {path: [value_in(arm, path) for arm in arms] for path in paths}
        meanings = {path: label_words(levers()[path]) for path in paths}
        frame = pd.DataFrame({"scenario": [arm.name for arm in arms], **cells})
        return Table("settings", with_labels(frame, labels), meanings, title=SAY("table_settings"))


def point_name(point: dict[str, Value]) -> str:
    """Name of an arm: what it sets."""
    return ", ".join(f"{path.rpartition('.')[2]}={value}" for path, value in point.items())
