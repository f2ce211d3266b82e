"""Design ``latin_hypercube``: points spread evenly over all assumptions at once; rank correlations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure
from experiments.answering.over_assumptions import (
    SEED,
    OverAssumptions,
    Studied,
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
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.statistics.sensitivity_indices import hanging
from experiments.tables.page_tables import Listed
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting

SAY: Final = sentences("latin_hypercube")
COLUMNS: Final = {"prcc": "prcc", "slope": "slope", "p": "p"}


@dataclass(frozen=True, kw_only=True)
class LatinHypercube(OverAssumptions):
    """On which assumptions does the answer hang, over their whole ranges at once?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("sensitivity", "prcc"),)

    kind: str = "latin_hypercube"
    points: int = setting(50, "points", "how many; three an assumption at least", low=4, high=100_000)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        uncertainties = self.uncertainties(question)
        if self.points < len(uncertainties) + 3:
            raise BadInput(f"design.points: {self.points} are too few for {len(uncertainties)} assumptions")
        return self.runs(question, self.points)

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the points and correlate."""
        from scipy.stats import qmc

        uncertainties = self.uncertainties(question)
        points = qmc.LatinHypercube(len(uncertainties), rng=SEED).random(self.points)
        found = study(question, laboratory, self.arms(question), uncertainties, points)
        frame = _correlations(uncertainties, points, found)
        certainty, spread = found.spread(question)
        tables = (sensitivity_table(frame), spread_table(spread), draws_table(uncertainties, points))
        sentence = largest(frame, found, question, "prcc", SAY("index"))
        more = (*found.gaps(question), certainty)
        return Answer(sentence, more, tables, (Figure("sensitivity", "sensitivity", question.lead),))


def _correlations(uncertainties: tuple[Uncertain, ...], points: FloatArray, found: Studied) -> pd.DataFrame:
    frame = sensitivity(uncertainties, found, COLUMNS, lambda column: hanging(points, column)._asdict())
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    frame["clear"] = frame.p_holm < FAMILY_ERROR
    return frame
