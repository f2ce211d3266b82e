"""Design ``sobol``: shares of the variance that each assumption makes, alone and with others (SALib)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.designs.answer import Answer, Figure, Table, words
from experiments.designs.doubt import draws_table
from experiments.designs.over_assumptions import (
    SEED,
    OverAssumptions,
    Studied,
    assumption_rows,
    largest,
    means_are_known,
    study,
)
from experiments.tools.needed import needed
from experiments.tools.salib import EXTRA, sobol_indices, sobol_sample
from sim.engine.settings import BadInput, setting

if TYPE_CHECKING:
    from experiments.axes import Uncertain
    from experiments.laboratory import Laboratory
    from experiments.question import Question


@dataclass(frozen=True, kw_only=True)
class Sobol(OverAssumptions):
    """How much of the variance does each assumption make, alone and together with others?"""

    kind: str = "sobol"
    base: int = setting(
        64, "points", "independent ones, a power of 2; times assumptions + 2", low=2, high=65536
    )

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if self.base & (self.base - 1):
            raise BadInput(f"design.base: {self.base} is not a power of 2")
        needed("SALib", EXTRA)
        return self.runs(question, self.base * (len(self.doubted(question)) + 2))

    def answer(self, question: Question, laboratory: Laboratory) -> Answer:
        """Run Saltelli's points and take the indices."""
        doubted = self.doubted(question)
        points = sobol_sample(doubted, self.base, SEED)
        found = study(question, laboratory, self.arms(question), doubted, points)
        frame = _indices(doubted, found)
        luck, spread = found.spread(question, slice(None, None, len(doubted) + 2))
        tables = (Table("sensitivity", frame), Table("spread", spread), draws_table(doubted, points))
        sentence = largest(frame, question, "total", "total Sobol index", "总效应 Sobol 指数")
        how = words(
            f"{len(points)} points (Saltelli, {self.base} independent); intervals are SALib's bootstrap.",
            f"共 {len(points)} 个点（Saltelli 抽样，{self.base} 个独立点）；区间为 SALib 自助法。",
        )
        return Answer(sentence, (how, luck), tables, (Figure("sensitivity", "sensitivity", question.lead),))


def _indices(doubted: tuple[Uncertain, ...], found: Studied) -> pd.DataFrame:
    blocks = []
    for quantity, values in found.quantities():
        for k, key in enumerate(found.laboratory.keys):
            column = values[:, k]
            varies = means_are_known(column) and float(np.ptp(column)) > 0.0
            nothing = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), np.nan)
            one = sobol_indices(doubted, column, SEED) if varies else nothing
            blocks.append(
                assumption_rows(
                    doubted,
                    quantity,
                    key,
                    first_order=one["S1"],
                    first_order_error=one["S1_conf"],
                    total=one["ST"],
                    total_error=one["ST_conf"],
                )
            )
    return pd.concat(blocks, ignore_index=True)
