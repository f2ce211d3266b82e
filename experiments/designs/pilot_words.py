"""What an evaluation of pilots comes to, in words: how many pilots and months, and how far it is off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.answer import outcome_words, words
from experiments.answering.difference_words import change, change_alone
from experiments.answering.no_value import number_text
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.asking.question import Question, Words
from experiments.wording.sentences import sentences
from sim.wording.labels import LANGUAGES

SAY: Final = sentences("pilot_words")

ENOUGH_POWER: Final = 0.8


def counted(where: str, numbers: Sequence[int], kinds: NDArray[np.int64]) -> dict[int, Words]:
    """Each number of pilots in words.

    Args:
        where: how pilots are chosen.
        numbers: of each type, or by lot in all.
        kinds: type of each community.
    """
    every, of_type = len(kinds), Counter(kinds.tolist()).values()
    if where == "random":
        return {one: SAY("by_lot", number=one, every=every) for one in numbers}
    in_all = {one: sum(min(one, count) for count in of_type) for one in numbers}
    return {
        one: SAY("one_of_each" if one == 1 else "of_each", number=one, in_all=number, every=every)
        for one, number in in_all.items()
    }


def found_sentence(frame: pd.DataFrame, question: Question, counted: Mapping[int, Words]) -> Words:
    """The least that finds the effect four times in five, and the least that surely does."""
    rows = frame[(frame.outcome == question.lead) & (frame.estimator == "difference_in_differences")]
    if not rows.seeds.any():
        return _nothing_evaluated(question)
    rows = rows[rows.seeds > 0].sort_values(["pilots", "months"], kind="stable")
    enough, surely = (rows[rows[one] >= ENOUGH_POWER] for one in ("power", "power_low"))
    if not len(enough):
        best = _found(rows.iloc[int(rows.power.fillna(-1.0).argmax())], counted)
        return SAY("none_enough", outcome=outcome_words(question.lead), best=best)
    least = _found(enough.iloc[0], counted)
    first = SAY("enough", outcome=outcome_words(question.lead), least=least)
    if not len(surely) or surely.index[0] == enough.index[0]:
        return SAY("stop", first=first)
    more = _found(surely.iloc[0], counted)
    return SAY("surely", first=first, more=more)


def _nothing_evaluated(question: Question) -> Words:
    """No seed has an estimate with its error: no values, or too few communities with one."""
    return SAY("nothing_evaluated", outcome=outcome_words(question.lead))


def _found(row: pd.Series[Any], counted: Mapping[int, Words]) -> Words:
    """Pilots and months of an evaluation, with how often it finds the effect."""
    pilots = counted[int(row.pilots)]
    return SAY(
        "found",
        months=int(row.months),
        power=row.power,
        seeds=int(row.seeds),
        power_low=row.power_low,
        power_high=row.power_high,
        false_alarms=number_text(row.false_alarms, ".0%"),
        pilots=pilots,
    )


def bias(frame: pd.DataFrame, question: Question) -> list[Words]:
    """How far the most thorough evaluation is off, by estimator, and what pilots do elsewhere."""
    rows = frame[frame.outcome == question.lead]
    if not rows.seeds.any():
        return []
    last = rows[(rows.pilots == rows.pilots.max()) & (rows.months == rows.months.max())].set_index(
        "estimator"
    )
    parts, interval = [], OVER_WORLDS if question.worlds else ""
    for language in LANGUAGES:
        shown = [
            change(question.lead, row["bias"], row["bias_low"], row["bias_high"], language, interval)
            for _, row in last.iterrows()
        ]
        spill, whole, true = (
            change_alone(question.lead, float(last[name].iloc[0]), language, interval)
            for name in ("spillover", "everywhere", "truth")
        )
        parts.append((shown, spill, whole, true))
    (en, spill_en, whole_en, true_en), (zh, spill_zh, whole_zh, true_zh) = parts
    return [
        SAY(
            "bias",
            differences=words(en[0], zh[0]),
            matching=words(en[1], zh[1]),
            true=words(true_en, true_zh),
            spill=words(spill_en, spill_zh),
            whole=words(whole_en, whole_zh),
        )
    ]
