"""A difference of an outcome in words: in its unit, with its interval, as exactly as it is known."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from experiments.answering.no_value import NO_INTERVAL, NO_VALUE
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.asking.question import Question, Words
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import CARRIED, Language, scale

LISTS: Final = texts("lists")


def change(
    outcome: str, value: float, low: float, high: float, language: Language, interval: str = ""
) -> str:
    """A difference with its interval, in the unit of an outcome; says so where there is none.

    Args:
        outcome: its name.
        value: the difference.
        low: lower end.
        high: upper end.
        language: of the unit.
        interval: how the interval was made; over plausible worlds two significant figures are carried.
    """
    alone = change_alone(outcome, value, language, interval)
    if np.isnan(value):
        return alone
    ends = NO_INTERVAL[language]
    if np.isfinite(low) and np.isfinite(high):
        shown, figures = scale(OUTCOMES[outcome].unit, language), figures_of(interval)
        told = {"low": shown.difference(low, figures), "high": shown.difference(high, figures)}
        ends = LISTS[language]["range"].format(**told)
    return alone + LISTS[language]["around"].format(inner=ends)


def change_words(question: Question, row: Any, value: float, of: Words | None = None) -> Words:
    """A difference of the leading outcome with the interval of its row; after a name, if one is given."""

    def said(language: Language) -> str:
        name = f"{getattr(of, language)} " if of else ""
        return name + change(question.lead, value, row.low, row.high, language, row.interval)

    return in_both(said)


def change_alone(outcome: str, value: float, language: Language, interval: str = "") -> str:
    """A difference in the unit of an outcome, without an interval; says so where there is none.

    Args:
        outcome: its name.
        value: the difference.
        language: of the unit.
        interval: how it was found, as in :func:`change`.
    """
    if np.isnan(value):
        return NO_VALUE[language]
    shown = scale(OUTCOMES[outcome].unit, language)
    return f"{shown.difference(value, figures_of(interval))} {shown.difference_unit}".rstrip()


def amount_over_worlds(outcome: str, value: float) -> Words:
    """An amount of an outcome that is known over worlds, without its sign."""
    return in_both(lambda language: change_alone(outcome, value, language, OVER_WORLDS).lstrip("+"))


def figures_of(interval: str) -> int:
    """Significant figures that a difference is told with: all, or over worlds no more than are known."""
    return CARRIED if interval == OVER_WORLDS else 0


def figures_in(question: Question) -> int:
    """The same of all that is estimated for a question."""
    return figures_of(OVER_WORLDS if question.worlds else "")
