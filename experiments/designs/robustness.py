"""Design ``robustness``: does the ranking of policies survive what we do not know, and what turns it round?

Policies are ranked by their effect on the leading outcome, first as assumed, then in draws of all
assumptions at once. Statements are tested draw by draw: that each policy does any good, that each beats the
next, that the best is the best, that the whole order stays. So that random draws are not taken for
uncertainty, the same statements are tested as assumed on blocks of as few seeds as a draw has
(``share_luck``). The draws, with what held in them, are written in the form that scenario discovery wants
(:mod:`experiments.tools.ema`: PRIM of the EMA workbench).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Answer, Figure, Table, words
from experiments.answering.arm_effects import (
    Sampled,
    effects,
    outcome_label,
    sample,
    sign_of_better,
    stopping,
)
from experiments.answering.arm_names import Labels, arm_labels, with_labels
from experiments.answering.details import details
from experiments.answering.no_value import lacking, number_text, without_value
from experiments.answering.over_assumptions import OverAssumptions
from experiments.answering.page_tables import ARMS, Listed
from experiments.answering.uncertainty import (
    draw_parts,
    draws_table,
    measure_under,
    said,
    spread_rows,
    spread_table,
)
from experiments.designs.scenarios import ScenarioList
from experiments.statistics.flips import separation
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.statistics.ranks import kendall_over_seeds, rank_stability
from experiments.statistics.shares import share_of
from experiments.wording.sentences import pairs, sentences
from sim.engine.settings import BadInput, setting
from sim.scenario import name_parts
from sim.wording.labels import LANGUAGES, Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.asking.axes import Uncertain
    from experiments.asking.laboratory import RunLaboratory
    from experiments.asking.question import Question, Words
    from experiments.statistics import FloatArray
    from sim.scenario import Scenario

SAY: Final = sentences("robustness")


@dataclass(frozen=True, kw_only=True)
class Robustness(OverAssumptions):
    """In what share of draws does the ranking of policies survive, and which assumption flips it?"""

    title = SAY("title")
    page_tables = (Listed("statements"), *ARMS)

    kind: str = "robustness"
    policies: tuple[str, ...] = setting(None, "list of names or paths", "that are ranked, two or more")
    draws: int = setting(100, "draws", "of all assumptions together", low=4, high=100_000)
    seeds_a_draw: int = setting(2, "seeds", "in each draw", low=1, high=1000)

    def arms(self, question: Question) -> list[Scenario]:
        """The baseline and the policies."""
        return list(ScenarioList(policies=self.policies).arms(question))

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; the number of runs."""
        if len(self.policies) < 2 or self.policy:
            raise BadInput("design.policies: give at least two to rank, and no design.policy")
        if question.seeds.number < 2 * self.seeds_a_draw:
            raise BadInput(
                "design.seeds_a_draw: at most half of seeds.number, to see what random draws alone do"
            )
        self.uncertainties(question)
        return len(self.arms(question)) * (question.seeds.number + self.draws * self.seeds_a_draw)

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Rank as assumed, rank in draws, and look for what flips the order."""
        arms, uncertainties = self.arms(question), self.uncertainties(question)
        sampled = sample(question, laboratory, arms)
        parts = draw_parts(uncertainties, self.draws)
        seeds = list(question.fixed_seeds)[: self.seeds_a_draw]
        values = measure_under(laboratory, arms, uncertainties, parts, seeds)
        labels = arm_labels(arms)
        spread = spread_rows(values, labels, laboratory.keys)
        more_tables, more_figures = details(question, laboratory, sampled, arms, labels)
        found = (effects(sampled, labels), *more_tables)
        gains = _gains(question, sampled, values)
        left_out = lacking(question.lead, (labels[name] for name in gains.names if name not in gains.valued))
        if not gains.can_be_ranked:
            tables = (*found, spread_table(spread), draws_table(uncertainties, parts))
            more = (*left_out, *stopping(sampled))
            figures = (Figure("effects", "effects"), *more_figures)
            return Answer(without_value(question.lead), more, tables, figures)
        ranked = _rank(labels, gains.of_valued(), self.seeds_a_draw)
        flips = _flips(ranked, uncertainties, parts)
        tables = (
            *found,
            Table("statements", ranked.statements, title=SAY("table_statements")),
            Table("flips", flips, title=SAY("table_flips")),
            spread_table(spread),
            draws_table(uncertainties, parts),
            Table("holds", _holds(ranked), dict(ranked.said), title=SAY("table_holds")),
        )
        more = (
            *left_out,
            _turned(ranked, flips),
            ranked.agreement(),
            *stopping(sampled),
            said(spread, question, ranked.best),
        )
        figures = (
            *(Figure("ranking", "statements"), Figure("scatter", "holds"), Figure("effects", "effects")),
            *more_figures,
        )
        return Answer(_say(question, ranked, labels), more, tables, figures)


@dataclass(frozen=True)
class Gains:
    """What policies do for the leading outcome, more being better.

    Attributes:
        names: of the policies.
        as_assumed: (seeds, policies).
        drawn: (draws, policies), means over the seeds of a draw.
    """

    names: tuple[str, ...]
    as_assumed: FloatArray
    drawn: FloatArray

    @property
    def valued(self) -> tuple[str, ...]:
        """Policies that have a value as assumed and in a draw; the others are in no order."""
        missing = np.isnan(self.as_assumed).all(axis=0) | np.isnan(self.drawn).all(axis=0)
        return tuple(name for name, lacks in zip(self.names, np.asarray(missing), strict=True) if not lacks)

    @property
    def can_be_ranked(self) -> bool:
        """Whether there are two to compare, in one draw at least."""
        kept = self.of_valued()
        return len(kept.names) > 1 and bool((~np.isnan(kept.drawn)).all(axis=1).any())

    def of_valued(self) -> Gains:
        """The same without the policies that have no value."""
        kept = [self.names.index(name) for name in self.valued]
        return Gains(self.valued, self.as_assumed[:, kept], self.drawn[:, kept])


def _gains(question: Question, sampled: Sampled, values: FloatArray) -> Gains:
    sign = sign_of_better(question.lead)
    as_assumed = sampled.headlines.values[:, :, 0]
    by_seed = sign * (as_assumed[1:] - as_assumed[0]).T
    drawn = sign * (values[1:, :, :, 0] - values[0, :, :, 0]).mean(axis=2).T
    return Gains(sampled.headlines.scenarios[1:], by_seed, drawn)


@dataclass(frozen=True)
class Ranked:
    """Policies in order, and in which draws which statement about the order holds.

    Attributes:
        order: names of the policies from the best to the worst, as assumed.
        holds: (draws,) whether each statement holds, by statement.
        said: each statement for people.
        known: (draws,) whether the draw has all values.
        statements: a row a statement.
        tau: mean of Kendall's tau between the order as assumed and a draw's.
        tau_of_seeds: the same between seeds, as assumed.
    """

    order: tuple[str, ...]
    holds: dict[str, NDArray[np.bool_]]
    said: Labels
    known: NDArray[np.bool_]
    statements: pd.DataFrame
    tau: float
    tau_of_seeds: float

    @property
    def best(self) -> str:
        """The best policy, as assumed."""
        return self.order[0]

    def agreement(self) -> Words:
        """Kendall's tau, in a sentence, and what random draws do to the statement that it touches most."""
        tau, tau_of_seeds = (number_text(one, ".2f") for one in (self.tau, self.tau_of_seeds))
        seeds_alone = number_text(float(self.statements.share_luck.min()), ".0%")
        return SAY("agreement", tau=tau, tau_of_seeds=tau_of_seeds, seeds_alone=seeds_alone)


def _rank(labels: Labels, gains: Gains, block: int) -> Ranked:
    """Put policies that all have values in order, and see in which draws the order holds."""
    names, by_seed, drawn = gains.names, gains.as_assumed, gains.drawn
    stability = rank_stability(np.nanmean(by_seed, axis=0), drawn)
    seeds_alone = np.array(
        [by_seed[start : start + block].mean(axis=0) for start in range(0, len(by_seed) - block + 1, block)]
    )
    seeds_alone = seeds_alone[~np.isnan(seeds_alone).any(axis=1)]
    known = np.asarray(~np.isnan(drawn).any(axis=1))
    claims = _claims(stability.order)
    short = [name_parts(name)[-1] for name in names]
    keys = [claim.text(short, "{}", "en") for claim in claims]
    by_draws = [claim.holds(seeds_alone, stability.order) for claim in claims]
    holds = {key: claim.holds(drawn, stability.order) for key, claim in zip(keys, claims, strict=True)}
    rows = [_row(key, holds[key][known], held) for key, held in zip(keys, by_draws, strict=True)]
    said = {
        key: words(
            claim.text([labels[name].en for name in names], "“{}”", "en"),
            claim.text([labels[name].zh for name in names], "“{}”", "zh"),
        )
        for key, claim in zip(keys, claims, strict=True)
    }
    statements = with_labels(pd.DataFrame(rows), said, "statement")
    order = tuple(names[k] for k in stability.order)
    return Ranked(order, holds, said, known, statements, stability.tau, kendall_over_seeds(by_seed))


CLAIMS: Final = pairs("robustness.claims")


@dataclass(frozen=True)
class Claim:
    """Something that is said of the order of policies.

    Attributes:
        kind: key of :data:`CLAIMS`.
        first: place of the policy that it is about.
        second: place of the one that it is compared with.
    """

    kind: str
    first: int
    second: int

    def text(self, names: list[str], quoted: str, language: Language) -> str:
        """Put it in words."""
        first, second = (quoted.format(names[place]) for place in (self.first, self.second))
        return CLAIMS[self.kind][LANGUAGES.index(language)].format(first=first, second=second)

    def holds(self, gains: FloatArray, order: tuple[int, ...]) -> NDArray[np.bool_]:
        """In which rows of gains, (rows, policies), it holds."""
        if self.kind == "order":
            pairs = np.array([gains[:, a] > gains[:, b] for a, b in pairwise(order)])
            return np.asarray(pairs.all(axis=0))
        first = gains[:, self.first]
        if self.kind == "best":
            return np.asarray(first >= gains.max(axis=1))
        return np.asarray(first > (gains[:, self.second] if self.kind == "beats" else 0.0))


def _claims(order: tuple[int, ...]) -> list[Claim]:
    """What is said of an order, the best first."""
    best = order[0]
    return [
        *(Claim("good", one, one) for one in order),
        *(Claim("beats", better, worse) for better, worse in pairwise(order)),
        Claim("best", best, best),
        Claim("order", best, best),
    ]


def _row(statement: str, held: NDArray[np.bool_], by_draws: NDArray[np.bool_]) -> dict[str, Any]:
    one = share_of(int(held.sum()), len(held))
    return {
        "statement": statement,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "interval": "wilson",
        "trials": one.trials,
        "flipped": int((~held).sum()),
        "share_luck": float(by_draws.mean()) if len(by_draws) else float("nan"),
    }


def _flips(ranked: Ranked, uncertainties: tuple[Uncertain, ...], parts: FloatArray) -> pd.DataFrame:
    """How each assumption separates the draws in which each statement fails."""
    blocks = []
    for statement, held in ranked.holds.items():
        one = separation(parts[ranked.known], ~held[ranked.known])
        cells = {
            "statement": statement,
            "assumption": [each.name for each in uncertainties],
            "sentence_en": [each.sentence for each in uncertainties],
            "sentence_zh": [each.sentence_zh for each in uncertainties],
            "separation": one.rank_biserial,
            "p": one.p,
        }
        blocks.append(pd.DataFrame(cells))
    frame = pd.concat(blocks, ignore_index=True)
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    frame["clear"] = frame.p_holm < FAMILY_ERROR
    return with_labels(frame, ranked.said, "statement")


def _holds(ranked: Ranked) -> pd.DataFrame:
    return pd.DataFrame({"draw": range(len(ranked.known)), **ranked.holds})[ranked.known]


def _say(question: Question, ranked: Ranked, labels: dict[str, Words]) -> Words:
    rows = ranked.statements.set_index("statement")
    best, whole = rows.iloc[-2], rows.iloc[-1]
    en, zh = labels[ranked.best].en, labels[ranked.best].zh
    return SAY(
        "say",
        share=best.share,
        trials=int(best.trials),
        low=best.low,
        high=best.high,
        share_2=whole.share,
        outcome=words(en, zh),
        outcome_2=words(outcome_label(question.lead, "en"), outcome_label(question.lead, "zh")),
    )


def _turned(ranked: Ranked, flips: pd.DataFrame) -> Words:
    """Which assumption turns the order round most clearly, in a sentence."""
    if not ranked.statements.flipped.any():
        return SAY("always")
    clear = flips[flips.clear]
    if not len(clear):
        return SAY("no_single")
    row = clear.iloc[int(clear.separation.abs().argmax())]
    failed = int(ranked.statements.set_index("statement").flipped[row.statement])
    separated = f"{row.separation:+.2f}".replace("-", "−")
    return SAY(
        "fails_where_high" if row.separation > 0.0 else "fails_where_low",
        statement=words(row.label_en, row.label_zh),
        failed=failed,
        sentence=words(row.sentence_en, row.sentence_zh),
        assumption=row.assumption,
        separated=separated,
    )
