"""Design ``sobol``: shares of the variance that each assumption makes, alone and with others (SALib)."""

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
from experiments.answering.uncertainty import draws_table, spread_table
from experiments.asking.assumption_axes import Uncertain
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.statistics import FloatArray
from experiments.tables.page_tables import Listed
from experiments.tools.needed import needed
from experiments.tools.salib import EXTRA, sobol_indices, sobol_sample
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting

SAY: Final = sentences("sobol")

COLUMNS: Final = {
    "first_order": "S1",
    "first_order_error": "S1_conf",
    "total": "ST",
    "total_error": "ST_conf",
}


@dataclass(frozen=True, kw_only=True)
class Sobol(OverAssumptions):
    """How much of the variance does each assumption make, alone and together with others?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("sensitivity", "total"),)

    kind: str = "sobol"
    base: int = setting(
        64, "points", "independent ones, a power of 2; times assumptions + 2", low=2, high=65536
    )

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if self.base & (self.base - 1):
            raise BadInput(f"design.base: {self.base} is not a power of 2")
        needed("SALib", EXTRA)
        return self.runs(question, self.base * (len(self.uncertainties(question)) + 2))

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run Saltelli's points and take the indices."""
        uncertainties = self.uncertainties(question)
        points = sobol_sample(uncertainties, self.base, SEED)
        found = study(question, laboratory, self.arms(question), uncertainties, points)
        frame = sensitivity(uncertainties, found, COLUMNS, lambda column: _indices(uncertainties, column))
        certainty, spread = found.spread(question, slice(None, None, len(uncertainties) + 2))
        tables = (sensitivity_table(frame), spread_table(spread), draws_table(uncertainties, points))
        sentence = largest(frame, found, question, "total", SAY("index"))
        how = SAY("how", points=len(points), base=self.base)
        more = (*found.gaps(question), how, certainty)
        return Answer(sentence, more, tables, (Figure("sensitivity", "sensitivity", question.lead),))


def _indices(uncertainties: tuple[Uncertain, ...], column: FloatArray) -> Mapping[str, FloatArray]:
    # Indices cannot be taken where a point has no value; of what does not vary, ptp is 0, of a gap NaN.
    return sobol_indices(uncertainties, column, SEED) if np.ptp(column) > 0.0 else {}
