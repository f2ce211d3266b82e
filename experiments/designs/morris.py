"""Design ``morris``: elementary effects, the cheapest screening of many assumptions (SALib)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.designs.answer import Answer, Figure, Table
from experiments.designs.doubt import doubt, draws_table
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
from experiments.tools.salib import EXTRA, morris_effects, morris_sample
from sim.engine.settings import BadInput, setting

if TYPE_CHECKING:
    from experiments.axes import Uncertain
    from experiments.laboratory import Laboratory
    from experiments.question import Question
    from experiments.statistics import FloatArray


@dataclass(frozen=True, kw_only=True)
class Morris(OverAssumptions):
    """Which of many assumptions matter at all?"""

    kind: str = "morris"
    trajectories: int = setting(10, "trajectories", "each of assumptions + 1 points", low=2, high=10_000)
    levels: int = setting(4, "levels", "of each range, an even number", low=2, high=20)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if self.levels % 2:
            raise BadInput(f"design.levels: {self.levels} is not even")
        needed("SALib", EXTRA)
        return self.runs(question, self.trajectories * (len(self.doubted(question)) + 1))

    def answer(self, question: Question, laboratory: Laboratory) -> Answer:
        """Run the trajectories and take the effects."""
        doubted, arms = self.doubted(question), self.arms(question)
        points = morris_sample(doubted, self.trajectories, self.levels, SEED)
        found = study(question, laboratory, arms, doubted, points)
        frame = self._effects(doubted, points, found)
        luck, spread = doubt(question, laboratory, arms)
        tables = (Table("sensitivity", frame), draws_table(doubted, points, "points"), *spread)
        sentence = largest(
            frame, question, "mu_star", "mean elementary effect over the range", "全范围基本效应均值"
        )
        return Answer(sentence, tuple(luck), tables, (Figure("sensitivity", "sensitivity", question.lead),))

    def _effects(self, doubted: tuple[Uncertain, ...], points: FloatArray, found: Studied) -> pd.DataFrame:
        blocks = []
        for quantity, values in found.quantities():
            for k, key in enumerate(found.laboratory.keys):
                known = means_are_known(values[:, k])
                nothing = dict.fromkeys(("mu", "mu_star", "mu_star_conf", "sigma"), np.nan)
                one = morris_effects(doubted, points, values[:, k], self.levels, SEED) if known else nothing
                more = {"mu": one["mu"], "mu_star": one["mu_star"], "mu_star_error": one["mu_star_conf"]}
                blocks.append(assumption_rows(doubted, quantity, key, **more, sigma=one["sigma"]))
        return pd.concat(blocks, ignore_index=True)
