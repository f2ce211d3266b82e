"""Design ``attribution``: what each part of a package adds, as a Shapley value.

With up to eight parts every coalition is run, and a seed has one exact value; beyond, each seed has random
orders of its own (each with its reverse), so that its values are unbiased and intervals over seeds hold what
the choice of orders adds. Seed by seed the parts add up to the whole package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, outcome_words, row_words
from experiments.answering.arm_certainty import certainty_in_worlds, certainty_of
from experiments.answering.arm_effects import lead_rows, over_seeds
from experiments.answering.arm_names import STATUS_QUO
from experiments.answering.details import details
from experiments.answering.difference_words import change_words
from experiments.answering.no_value import without_value
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.answering.smallest_effects import sign_of_better
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.lever_groups import LeverGroup, with_groups
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import as_planned
from experiments.designs.one_by_one import PackageParts
from experiments.statistics import FloatArray, paired
from experiments.statistics.multiple import FAMILY_ERROR, holm, p_values
from experiments.statistics.shapley import draw_orders, exact, masks_of, sampled
from experiments.tables.page_tables import Crossed
from experiments.wording.sentences import listing, sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario

SAY: Final = sentences("attribution")

MOST_EXACT: Final = 8
WHOLE: Final = SAY("whole")
MOST_PARTS: Final = 48


@dataclass(frozen=True, kw_only=True)
class Attribution(PackageParts):
    """What does each part of a package add to it?"""

    title = SAY("title")
    over_worlds = True
    page_tables = (Crossed("attribution", "member", "value"),)

    kind: str = "attribution"
    orders: int = setting(2, "pairs of orders a seed", "with more than eight parts", low=1, high=1000)

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs, at most."""
        members = len(self.parts(question)[2])
        if not 2 <= members <= MOST_PARTS:
            raise BadInput(f"design.by: makes {members} parts; allowed: 2 to {MOST_PARTS}")
        coalitions = sum(len(masks) for masks in self._masks(question, members).values())
        return coalitions + len(self.arms(question)) * question.again

    def _masks(self, question: Question, members: int) -> dict[int, list[int]]:
        """Coalitions that each seed runs."""
        if members <= MOST_EXACT:
            return {seed: list(range(2**members)) for seed in question.fixed_seeds}
        return {seed: masks_of(draw_orders(members, self.orders, [seed])) for seed in question.fixed_seeds}

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline and the whole package, made of its parts."""
        base, _, groups = self.parts(question)
        return [base, _coalition(base, groups, 2 ** len(groups) - 1)]

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run the coalitions and share out what the package does."""
        base, package, groups = self.parts(question)
        values = self._coalitions(question, laboratory, base, groups)
        parts = np.array([self._share_out(values[seed], len(groups), seed) for seed in question.fixed_seeds])
        table = _table(values, parts, groups, laboratory)
        whole = self.arms(question)
        labels = {one.name: label for one, label in zip(whole, (STATUS_QUO, WHOLE), strict=True)}
        planned = as_planned(laboratory.done(whole, question.fixed_seeds), question, laboratory, whole)
        hinges, tables = list[Table](), list[Table]()
        if planned.in_worlds:
            certainty, hinges = certainty_in_worlds(question, planned, whole, labels, whole[1].name)
        else:
            certainty, tables = certainty_of(question, laboratory, [base, package])
        more_tables, more_figures = details(question, laboratory, planned, whole, labels)
        figures = (
            Figure("waterfall", "attribution", question.lead),
            *more_figures,
            *(Figure("levels", "spread") for _ in tables[:1]),
        )
        more = (self._how(groups, laboratory), *certainty)
        return Answer(_say(table.frame, question), more, (table, *hinges, *more_tables, *tables), figures)

    def _coalitions(
        self, question: Question, laboratory: RunLaboratory, base: Scenario, groups: tuple[LeverGroup, ...]
    ) -> dict[int, dict[int, FloatArray]]:
        """Numbers of each coalition, by seed and bit mask."""
        wanted = self._masks(question, len(groups))
        masks = sorted({mask for of_seed in wanted.values() for mask in of_seed})
        arms = {mask: _coalition(base, groups, mask) for mask in masks}
        only = {seed: [arms[mask].name for mask in of_seed] for seed, of_seed in wanted.items()}
        found = laboratory.measure(list(arms.values()), list(wanted), only)
        place = {mask: row for row, mask in enumerate(masks)}
        return {
            seed: {mask: found.values[place[mask], column] for mask in wanted[seed]}
            for column, seed in enumerate(found.seeds)
        }

    def _share_out(self, values: Mapping[int, FloatArray], members: int, seed: int) -> FloatArray:
        if members <= MOST_EXACT:
            return exact(values, members)
        return sampled(values, draw_orders(members, self.orders, [seed]))

    def _how(self, groups: tuple[LeverGroup, ...], laboratory: RunLaboratory) -> Words:
        runs = len(laboratory.records)
        if len(groups) <= MOST_EXACT:
            return SAY("exact", runs=runs)
        return SAY("sampled", orders=2 * self.orders, runs=runs)


def _coalition(base: Scenario, groups: tuple[LeverGroup, ...], mask: int) -> Scenario:
    members = [group for place, group in enumerate(groups) if mask >> place & 1]
    return with_groups(base, members, "+".join(one.name for one in members) or base.name)


def _table(
    values: dict[int, dict[int, FloatArray]],
    parts: FloatArray,
    groups: tuple[LeverGroup, ...],
    laboratory: RunLaboratory,
) -> Table:
    """A row a group, outcome and group of residents; the last rows are the whole package."""
    everybody = 2 ** len(groups) - 1
    whole = np.array([of_seed[everybody] - of_seed[0] for of_seed in values.values()])
    stacked = np.concatenate([parts, whole[:, None]], axis=1)
    named = [
        *((one.name, one.label_en, one.label_zh) for one in groups),
        ("whole", WHOLE.en, WHOLE.zh),
    ]
    in_worlds = laboratory.worlds is not None
    mean, low, high = over_seeds(stacked, in_worlds=in_worlds)
    blocks = []
    for row, (name, label_en, label_zh) in enumerate(named):
        sample = paired(np.zeros_like(stacked[:, row]), stacked[:, row]).difference
        block = {
            "member": name,
            "label_en": label_en,
            "label_zh": label_zh,
            "outcome": [outcome for outcome, _ in laboratory.keys],
            "group": [group for _, group in laboratory.keys],
            "value": mean[row],
            "low": low[row],
            "high": high[row],
            "interval": OVER_WORLDS if in_worlds else "t",
            "seeds": sample.seeds,
            "share_of_whole": _ratio(mean[row], mean[-1]),
            "p": np.nan if in_worlds else p_values(sample),
        }
        blocks.append(pd.DataFrame(block))
    frame = pd.concat(blocks, ignore_index=True)
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    apart = (frame.low > 0.0) | (frame.high < 0.0)
    frame["clear"] = apart if in_worlds else frame.p_holm < FAMILY_ERROR
    return Table("attribution", frame, title=SAY("table_attribution"))


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    ratio = np.full(part.shape, np.nan)
    np.divide(part, whole, out=ratio, where=whole != 0.0)
    return ratio


def _say(frame: pd.DataFrame, question: Question) -> Words:
    rows = lead_rows(frame, question)
    whole, parts = rows.iloc[-1], rows.iloc[:-1]
    if np.isnan(whole.value):
        return without_value(question.lead)
    order = (parts.value * sign_of_better(question.lead)).sort_values(ascending=False, kind="stable").index
    first = [row for _, row in parts.loc[order].head(4).iterrows()]
    listed = [change_words(question, row, row.value, row_words(row)) for row in first]
    return SAY(
        "most",
        outcome=outcome_words(question.lead),
        whole=change_words(question, whole, whole.value),
        parts=listing(listed),
    )
