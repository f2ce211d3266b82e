"""What is said of mixes that were run: which of them to take, what certainty costs, and what was missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from experiments.answering.answer import outcome_words
from experiments.asking.question import Words
from experiments.seeking.goal import Goal, told_change
from experiments.seeking.price_of_certainty import CHOOSING, FRESH, Confirmed
from experiments.wording.sentences import listing, sentences
from sim.wording.labels import CARRIED, written

SAY: Final = sentences("seek_words")
HEADLINE: Final = 0.9  # share of the runs in which the mix of the answer reached the goal


def said(goal: Goal, rows: Sequence[Confirmed]) -> tuple[Words, tuple[Words, ...]]:
    """The cheapest mix that did it nine times in ten in the runs that choose; else the nearest of them.

    What it did is told of the runs that took no part in the choice.

    Returns:
        The answer; and what each certainty costs, and what was missed where the mix of the answer fell short.
    """
    best, is_sure = chosen(rows)
    choosing, fresh = best.some(CHOOSING), best.some(FRESH)
    numbers, holds = fresh.numbers(), fresh.share >= HEADLINE
    key = ("found" if holds else "fell_short") if is_sure else "nearest"
    sentence = SAY(
        key,
        goal=goal.told(),
        mix=best.label,
        chosen_in=int(choosing.reached.sum()),
        choosing=len(choosing.reached),
        reached_in=int(fresh.reached.sum()),
        seeds=len(fresh.reached),
        expected=best.mix.reached,
        expected_cost=_yuan(best.mix.cost_high),
        **{name: _yuan(numbers[name]) for name in ("cost", "cost_low", "cost_high")},
    )
    price = [SAY("price", each=listing(map(_priced, rows), "comma"))] if len(rows) > 1 else []
    missed = [] if is_sure and holds else [_missed(goal, best)]
    return sentence, (*missed, *price)


def chosen(rows: Sequence[Confirmed]) -> tuple[Confirmed, bool]:
    """The mix of the answer, by every other run; and whether it reached the goal in nine of ten of these."""
    by = {one.certainty: one.some(CHOOSING) for one in rows}
    sure = [one for one in rows if by[one.certainty].share >= HEADLINE]
    if sure:
        return min(sure, key=lambda one: by[one.certainty].numbers()["cost"]), True
    return max(rows, key=lambda one: (by[one.certainty].share, -one.mix.cost_high)), False


def _priced(one: Confirmed) -> Words:
    return SAY("priced", certainty=one.certainty, cost=_yuan(one.numbers()["cost"]))


def _missed(goal: Goal, best: Confirmed) -> Words:
    """In how many runs each part of the goal was missed, and what of it nine runs of ten would reach."""
    parts = listing(_part(*one) for one in _parts(goal, best))
    return SAY("missed", mix=best.label, seeds=len(best.reached), parts=parts)


def _parts(goal: Goal, best: Confirmed) -> Iterator[tuple[str, str, int, float]]:
    """Each part of a goal: key of its sentence, outcome, runs that missed it, what nine of ten reach."""
    rise = best.changes[:, 0]
    yield "rose", goal.raised[0], int((rise < goal.by).sum()), float(np.nanquantile(rise, 1.0 - HEADLINE))
    for key, most in goal.at_most:
        change = best.changes[:, goal.keys.index(key)]
        yield "bounded", key[0], int((change > most).sum()), float(np.nanquantile(change, HEADLINE))


def _part(key: str, outcome: str, missed: int, reached: float) -> Words:
    return SAY(key, outcome=outcome_words(outcome), missed=missed, at=told_change(outcome, reached, CARRIED))


def _yuan(amount: Any) -> str:
    return written(amount, CARRIED)
