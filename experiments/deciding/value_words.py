"""What should be found out next, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from experiments.answering.answer import outcome_words, row_words
from experiments.answering.difference_words import amount_over_worlds
from experiments.deciding.observations import by_observation, enough, trusted
from experiments.wording.sentences import listing, sentences

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.question import Question, Words
    from experiments.deciding.weighing import Stake

SAY: Final = sentences("value_words")
CLEAR: Final = 2.0  # standard errors above nothing
TOLD: Final = 3  # assumptions
LEAST: Final = 0.005  # of the range: less would be told as 0 %


def said(
    question: Question,
    design_effect: float,
    worth: float,
    frame: pd.DataFrame,
    stake: Stake,
    labels: Sequence[Words],
    standing: Sequence[Words],
) -> tuple[Words, tuple[Words, ...]]:
    """The answer, and what else is said.

    Args:
        question: what is asked.
        design_effect: of the samples.
        worth: yuan a year that a participant counts; 0 where costs are left out.
        frame: the table, what shrinks the range most first.
        stake: what hangs on it.
        labels: of the baseline and the policies.
        standing: how these stand now.
    """
    made = frame[frame.kind != "assumption"]
    single = made[made.what != "everything"]
    together = made[made.what == "everything"]
    more = [
        *(_together(question, enough(rows)) for rows in by_observation(together)[:1]),
        _choice(question, made, stake, labels),
        *standing,
        *_bounds(frame[frame.kind == "assumption"]),
        SAY("how", members=len(stake.effects), design_effect=f"{design_effect:g}"),
        *([SAY("costs", worth=f"{worth:,.0f}")] if worth else []),
    ]
    return _teaches_most(question, single, stake, labels), tuple(more)


def _teaches_most(question: Question, single: pd.DataFrame, stake: Stake, labels: Sequence[Words]) -> Words:
    outcome = outcome_words(question.lead)
    before, first = amount_over_worlds(question.lead, stake.width), by_observation(trusted(single))[:1]
    if not first or first[0].shrinks.mean() <= 0.0:
        return SAY("nothing_shrinks", policy=labels[1], outcome=outcome, before=before)
    row = enough(first[0])
    return SAY(
        "shrinks_most",
        policy=labels[1],
        outcome=outcome,
        before=before,
        what=row_words(row),
        respondents=_count(row),
        after=amount_over_worlds(question.lead, row.range_after),
        shrinks=row.shrinks,
    )


def _together(question: Question, row: pd.Series) -> Words:
    after = amount_over_worlds(question.lead, row.range_after)
    return SAY(
        "together", what=row_words(row), respondents=_count(row), after=after, shrinks=max(0.0, row.shrinks)
    )


def _choice(question: Question, made: pd.DataFrame, stake: Stake, labels: Sequence[Words]) -> Words:
    """Whether anything changes the choice for the better."""
    chosen, perfect = labels[stake.chosen], amount_over_worlds(question.lead, stake.perfect)
    clear = made[made.choice_gain > CLEAR * made.choice_error]
    if not len(clear):
        return SAY("choice_stays", chosen=chosen, perfect=perfect)
    row = clear.iloc[int(clear.choice_gain.argmax())]
    return SAY(
        "choice_changes",
        chosen=chosen,
        perfect=perfect,
        what=row_words(row),
        respondents=_count(row),
        gain=amount_over_worlds(question.lead, row.choice_gain),
        changes=row.choice_changes,
    )


def _bounds(assumptions: pd.DataFrame) -> list[Words]:
    """Which assumptions, if they were known, would teach most."""
    first = assumptions[assumptions.shrinks >= LEAST].head(TOLD)
    if not len(first):
        return [SAY("no_bound")]
    parts = (SAY("bound", what=row_words(row), shrinks=row.shrinks) for _, row in first.iterrows())
    return [SAY("bounds", parts=listing(parts))]


def _count(row: pd.Series) -> str:
    return f"{int(row.respondents):,}"
