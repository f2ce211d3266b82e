"""Design ``morris``: elementary effects, the cheapest screening of many assumptions (SALib)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from experiments.answering.answer import Answer, Figure
from experiments.answering.over_assumptions import (
    SEED,
    OverAssumptions,
    largest,
    sensitivity,
    sensitivity_table,
    study,
)
from experiments.answering.uncertainty import draws_table, measure_uncertainty
from experiments.asking.assumption_axes import Uncertain
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.statistics import FloatArray
from experiments.tables.page_tables import Listed
from experiments.tools.needed import needed
from experiments.tools.salib import EXTRA, morris_effects, morris_sample
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting

SAY: Final = sentences("morris")
COLUMNS: Final = {"mu": "mu", "mu_star": "mu_star", "mu_star_error": "mu_star_conf", "sigma": "sigma"}


@dataclass(frozen=True, kw_only=True)
class Morris(OverAssumptions):
    """Which of many assumptions matter at all?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("sensitivity", "mu_star"),)

    kind: str = "morris"
    trajectories: int = setting(10, "trajectories", "each of assumptions + 1 points", low=2, high=10_000)
    levels: int = setting(4, "levels", "of each range, an even number", low=2, high=20)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if self.levels % 2:
            raise BadInput(f"design.levels: {self.levels} is not even")
        needed("SALib", EXTRA)
        return self.runs(question, self.trajectories * (len(self.uncertainties(question)) + 1))

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the trajectories and take the effects."""
        uncertainties, arms = self.uncertainties(question), self.arms(question)
        points = morris_sample(uncertainties, self.trajectories, self.levels, SEED)
        found = study(question, laboratory, arms, uncertainties, points)
        frame = sensitivity(
            uncertainties, found, COLUMNS, lambda column: self._effects(uncertainties, points, column)
        )
        certainty, spread = measure_uncertainty(question, laboratory, arms)
        tables = (sensitivity_table(frame), draws_table(uncertainties, points, "points"), *spread)
        sentence = largest(frame, found, question, "mu_star", SAY("index"))
        more = (*found.gaps(question), *certainty)
        return Answer(sentence, more, tables, (Figure("sensitivity", "sensitivity", question.lead),))

    def _effects(
        self, uncertainties: tuple[Uncertain, ...], points: FloatArray, column: FloatArray
    ) -> Mapping[str, FloatArray]:
        if np.isnan(column).any():
            return {}  # effects cannot be taken where a point has no value
        return morris_effects(uncertainties, points, column, self.levels, SEED)
