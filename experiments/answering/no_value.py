"""What is said where an outcome has no value in the months that count: nothing is ranked or concluded."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from experiments.answering.answer import words
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import LANGUAGES, Language, label

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.question import Words

NO_VALUE: Final[dict[Language, str]] = {"en": "no value", "zh": "无数值"}
NO_INTERVAL: Final[dict[Language, str]] = {"en": "no interval", "zh": "无区间"}


def number_text(value: Any, form: str) -> str:
    """A number in a form of :func:`format`; a dash where there is none."""
    return "–" if math.isnan(float(value)) else format(float(value), form)


def without_value(outcome: str) -> Words:
    """The answer where no run has a value of the outcome that leads."""
    en, zh = (label(OUTCOMES[outcome], language) for language in LANGUAGES)
    return words(
        f"“{en}” has no value in the months from the policy date on, so nothing can be ranked or concluded.",
        f"“{zh}”自政策实施起的各月均无数值，无法排序，也不能得出结论。",
    )


def lacking(outcome: str, names: Iterable[Words]) -> list[Words]:
    """Who is left out of an order for want of a value; nothing if nobody is."""
    left_out = list(names)
    if not left_out:
        return []
    en, zh = (label(OUTCOMES[outcome], language) for language in LANGUAGES)
    return [
        words(
            f"Without a value of “{en}”, and so in no order: {'; '.join(one.en for one in left_out)}.",
            f"“{zh}”无数值，未参与排序：{'；'.join(one.zh for one in left_out)}。",
        )
    ]


def names_lacking(rows: pd.DataFrame, column: str) -> list[Words]:
    """Labels of the rows that have no number in a column."""
    missing = rows[rows[column].isna()]
    return [words(str(row.label_en), str(row.label_zh)) for row in missing.itertuples()]
