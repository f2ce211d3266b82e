"""Design ``robustness``: does the ranking of policies survive what we do not know, and what turns it round?

Policies are ranked by their effect on the leading outcome, and the ranking is tried in draws of all
assumptions at once, or in plausible worlds where the question names an ensemble. Statements are tested row
by row: that each policy does any good, that each beats the next, that the best is the best, that the whole
order stays. So that random draws are not taken for uncertainty, the same statements are tested where only
those differ (``share_luck``): as assumed on blocks of as few seeds as a draw has, or in worlds that are lived
through twice. Told are also the chance of each rank, regret, and the boxes of assumptions in which the order
turns; what held where is written in the form that scenario discovery wants (:mod:`experiments.tools.ema`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, outcome_words, row_words
from experiments.answering.arm_effects import effects, lead_rows
from experiments.answering.arm_names import Labels, arm_labels
from experiments.answering.details import details
from experiments.answering.no_value import lacking, number_text, without_value
from experiments.answering.over_assumptions import OverAssumptions
from experiments.answering.over_worlds import in_worlds
from experiments.answering.uncertainty import draws_table, share_sentence
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled, sample, stopping
from experiments.deciding.box_table import box_table, boxes_of, boxes_said
from experiments.deciding.order import Ranked, flips, rank
from experiments.deciding.ranked_gains import Candidates, of_draws, of_worlds
from experiments.deciding.standing_table import stand
from experiments.designs.scenarios import ScenarioList
from experiments.statistics import FloatArray
from experiments.tables.page_tables import ARMS, Listed
from experiments.tools.ema import EXTRA, LIBRARY
from experiments.tools.needed import refuse_missing
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario

SAY: Final = sentences("robustness")
KEPT: Final = 24  # assumptions that tables hold: those that separate some statement best


@dataclass(frozen=True, kw_only=True)
class Robustness(OverAssumptions):
    """In what share of draws or worlds does the ranking of policies survive, and what turns it round?"""

    title = SAY("title")
    over_worlds = False
    page_tables = (Listed("statements"), *ARMS)

    kind: str = "robustness"
    policies: tuple[str, ...] = setting(None, "list of names or paths", "that are ranked, two or more")
    draws: int = setting(
        100, "draws", "of all assumptions together, where the question has no worlds", low=4, high=100_000
    )
    seeds_a_draw: int = setting(2, "seeds", "in each draw", low=1, high=1000)

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline and the policies."""
        return list(ScenarioList(policies=self.policies).arms(question))

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if len(self.policies) < 2 or self.policy:
            raise BadInput("design.policies: give at least two to rank, and no design.policy")
        refuse_missing(LIBRARY, EXTRA)
        arms, seeds = len(self.arms(question)), question.seeds.number
        if question.worlds:
            if self.assumptions:
                raise BadInput("design.assumptions: worlds have assumptions of their own; leave one out")
            return arms * question.runs_an_arm
        if seeds < 2 * self.seeds_a_draw:
            raise BadInput(
                "design.seeds_a_draw: at most half of seeds.number, to see what random draws alone do"
            )
        self.uncertainties(question)
        return arms * (seeds + self.draws * self.seeds_a_draw)

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Rank, rank again in draws or worlds, and look for what turns the order."""
        arms = self.arms(question)
        sampled, labels = sample(question, laboratory, arms), arm_labels(arms)
        candidates = self._candidates(question, laboratory, arms, sampled)
        more_tables, more_figures = details(question, laboratory, sampled, arms, labels)
        table = effects(sampled, labels)
        valued = candidates.valued
        left_out = lacking(question.lead, (labels[name] for name in candidates.names if name not in valued))
        before = (table, *more_tables)
        if not candidates.can_be_ranked:
            drawn = draws_table(candidates.uncertainties[:KEPT], candidates.parts[:, :KEPT])
            figures = (Figure("effects", "effects"), *more_figures)
            more = (*left_out, *stopping(sampled))
            return Answer(without_value(question.lead), more, (*before, *candidates.tables, drawn), figures)
        ranking = Ranking.of(question, candidates.of_valued(), labels, arms[0].name)
        certainty = _certainty(question, sampled, candidates, table.frame, labels, ranking.best)
        more = (*left_out, *ranking.more, *stopping(sampled), *certainty)
        figures = (*ranking.figures, Figure("effects", "effects"), *more_figures)
        return Answer(ranking.sentence, more, (*before, *ranking.tables), figures)

    def _candidates(
        self, question: Question, laboratory: RunLaboratory, arms: list[Scenario], sampled: Sampled
    ) -> Candidates:
        if sampled.in_worlds:
            return of_worlds(question, arms, sampled)
        size = (self.draws, self.seeds_a_draw)
        return of_draws(question, laboratory, arms, sampled, self.uncertainties(question), size)


def _certainty(
    question: Question,
    sampled: Sampled,
    candidates: Candidates,
    rows: pd.DataFrame,
    labels: Labels,
    best: str,
) -> list[Words]:
    """What part random draws have, and what assumptions."""
    if not sampled.in_worlds:
        return [share_sentence(candidates.tables[0].frame, question, best)]
    lead = lead_rows(rows, question)
    again = 0 if sampled.again is None else len(sampled.again.seeds)
    return in_worlds(lead[lead.difference.notna()], dict(labels), again)


@dataclass(frozen=True)
class Ranking:
    """What is told of policies in order.

    Attributes:
        sentence: the answer.
        best: name of the policy that is the best.
        more: what else is said.
        tables: statements, what turns them, where.
        figures: of these.
    """

    sentence: Words
    best: str
    more: tuple[Words, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]

    @staticmethod
    def of(question: Question, candidates: Candidates, labels: dict[str, Words], baseline: str) -> Ranking:
        """Put candidates that all have values in order, and look for what turns it."""
        order = rank(labels, candidates.names, candidates.reference, candidates.drawn, candidates.unmoved)
        turned = flips(order, candidates.uncertainties, candidates.parts)
        known = candidates.parts[order.known]
        boxes = boxes_of(order.held(), candidates.uncertainties, known)
        kept = _kept(turned, [one.name for one in candidates.uncertainties])
        some = candidates.of_assumptions(kept)
        names = {one.name for one in some.uncertainties}
        gains = np.column_stack([np.zeros(len(candidates.drawn)), candidates.drawn])
        ranks, rank_tables, rank_figures = stand(
            question, [baseline, *candidates.names], gains, labels, candidates.rows
        )
        tables = (
            Table("statements", order.statements, title=SAY("table_statements")),
            *rank_tables,
            Table(
                "flips",
                turned[turned.assumption.isin(names)].reset_index(drop=True),
                title=SAY("table_flips"),
            ),
            box_table(boxes, candidates.uncertainties, order.said),
            *candidates.tables,
            draws_table(some.uncertainties, some.parts),
            Table("holds", _holds(order), dict(order.said), title=SAY("table_holds")),
        )
        more = (
            *ranks,
            _turned(order, turned, candidates.rows),
            *_boxes(order, boxes_said(boxes, candidates.uncertainties, order.said)),
            _agreement(order, candidates),
        )
        figures = (Figure("ranking", "statements"), *rank_figures, Figure("scatter", "holds"))
        return Ranking(_say(question, order, labels, candidates.rows), order.best, more, tables, figures)


def _kept(turned: pd.DataFrame, names: list[str]) -> list[int]:
    """Places of the assumptions that separate some statement best, in their order."""
    strength = turned.assign(size=turned.separation.abs()).groupby("assumption", sort=False)["size"].max()
    ranked: FloatArray = -strength.reindex(names).fillna(0.0).to_numpy(dtype=np.float64)
    return sorted(map(int, np.argsort(ranked, kind="stable")[:KEPT]))


def _holds(order: Ranked) -> pd.DataFrame:
    return pd.DataFrame({"draw": range(len(order.known)), **order.holds})[order.known]


def _boxes(order: Ranked, told: Words) -> list[Words]:
    """Where the order turns; nothing where it never does."""
    return [told] if order.statements.flipped.any() else []


def _agreement(order: Ranked, candidates: Candidates) -> Words:
    """Kendall's tau, in a sentence, and what random draws do to the statement that they touch most."""
    tau, tau_alone = (number_text(one, ".2f") for one in (order.tau, candidates.tau_alone))
    least = number_text(float(order.statements.share_luck.min()), ".0%")
    if candidates.again is None:
        return SAY("agreement", tau=tau, tau_of_seeds=tau_alone, seeds_alone=least)
    return SAY("agreement_of_worlds", tau=tau, tau_alone=tau_alone, least=least)


def _say(question: Question, order: Ranked, labels: dict[str, Words], rows: Words) -> Words:
    statements = order.statements.set_index("statement")
    best, whole = statements.iloc[-2], statements.iloc[-1]
    return SAY(
        "say",
        share=best.share,
        trials=int(best.trials),
        rows=rows,
        low=best.low,
        high=best.high,
        share_2=whole.share,
        outcome=labels[order.best],
        outcome_2=outcome_words(question.lead),
    )


def _turned(order: Ranked, turned: pd.DataFrame, rows: Words) -> Words:
    """Which assumption turns the order round most clearly, in a sentence."""
    if not order.statements.flipped.any():
        return SAY("always", rows=rows)
    clear = turned[turned.clear]
    if not len(clear):
        return SAY("no_single", rows=rows)
    row = clear.iloc[int(clear.separation.abs().argmax())]
    failed = int(order.statements.set_index("statement").flipped[row.statement])
    return SAY(
        "fails_where_high" if row.separation > 0.0 else "fails_where_low",
        statement=row_words(row),
        failed=failed,
        rows=rows,
        sentence=assumption_name(row.assumption),
        assumption=row.assumption,
        separated=f"{row.separation:+.2f}".replace("-", "−"),
    )
