"""What is said where an outcome has no value in the months that count: nothing is ranked or concluded."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from experiments.answering.answer import outcome_words, row_words
from experiments.asking.question import Words
from experiments.wording.sentences import listing, sentences, texts

if TYPE_CHECKING:
    import pandas as pd

SAY: Final = sentences("no_value")

TEXTS: Final = texts("no_value")
NO_VALUE: Final = {language: said["no_value"] for language, said in TEXTS.items()}
NO_INTERVAL: Final = {language: said["no_interval"] for language, said in TEXTS.items()}


def number_text(value: Any, form: str) -> str:
    """A number in a form of :func:`format`; a dash where there is none."""
    return "–" if math.isnan(float(value)) else format(float(value), form)


def without_value(outcome: str) -> Words:
    """The answer where no run has a value of the outcome that leads."""
    return SAY("without_value", outcome=outcome_words(outcome))


def lacking(outcome: str, names: Iterable[Words]) -> list[Words]:
    """Who is left out of an order for want of a value; nothing if nobody is."""
    left_out = list(names)
    if not left_out:
        return []
    return [SAY("lacking", outcome=outcome_words(outcome), names=listing(left_out))]


def names_lacking(rows: pd.DataFrame, column: str) -> list[Words]:
    """Labels of the rows that have no number in a column."""
    missing = rows[rows[column].isna()]
    return [row_words(row) for row in missing.itertuples()]
