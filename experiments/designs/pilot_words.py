"""What an evaluation of pilots comes to, in words: how many pilots and months, and how far it is off."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from experiments.answering.answer import words
from experiments.answering.arm_effects import change, change_alone, outcome_label
from experiments.answering.no_value import number_text
from sim.wording.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from experiments.asking.question import Question, Words

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
        return {
            one: words(f"{one} of {every} communities", f"{every} 个社区中的 {one} 个") for one in numbers
        }
    in_all = {one: sum(min(one, count) for count in of_type) for one in numbers}
    return {
        one: words(
            f"{one} {'pilot' if one == 1 else 'pilots'} of each type ({number} of {every} communities)",
            f"每类 {one} 个试点（{every} 个社区中的 {number} 个）",
        )
        for one, number in in_all.items()
    }


def told(frame: pd.DataFrame, question: Question, counted: Mapping[int, Words]) -> Words:
    """The least that finds the effect four times in five, and the least that surely does."""
    rows = frame[(frame.outcome == question.lead) & (frame.estimator == "difference_in_differences")]
    if not rows.seeds.any():
        return _nothing_evaluated(question)
    rows = rows[rows.seeds > 0].sort_values(["pilots", "months"], kind="stable")
    enough, surely = (rows[rows[one] >= ENOUGH_POWER] for one in ("power", "power_low"))
    en, zh = (outcome_label(question.lead, language) for language in LANGUAGES)
    if not len(enough):
        best = _found(rows.iloc[int(rows.power.fillna(-1.0).argmax())], counted)
        return words(
            f"No evaluation tried finds the true effect on “{en}” four times in five by difference in "
            f"differences; the best has {best.en}.",
            f"所试的双重差分评估都不能在五次中四次发现对“{zh}”的真实影响；最好的为{best.zh}。",
        )
    least = _found(enough.iloc[0], counted)
    first = words(
        f"To find the true effect on “{en}” four times in five by difference in differences, {least.en} are "
        "enough",
        f"用双重差分法在五次中四次发现对“{zh}”的真实影响，{least.zh}即可",
    )
    if not len(surely) or surely.index[0] == enough.index[0]:
        return words(f"{first.en}.", f"{first.zh}。")
    more = _found(surely.iloc[0], counted)
    return words(
        f"{first.en}; that it is enough is sure with {more.en}.",
        f"{first.zh}；确有把握则需{more.zh}。",
    )


def _nothing_evaluated(question: Question) -> Words:
    """No seed has an estimate with its error: no values, or too few communities with one."""
    en, zh = (outcome_label(question.lead, language) for language in LANGUAGES)
    return words(
        f"No evaluation can be made: in no seed do enough communities have a value of “{en}” both before "
        "the policy date and after it.",
        f"无法评估：没有任何种子中有足够多的社区在实施前后均有“{zh}”的数值。",
    )


def _found(row: pd.Series[Any], counted: Mapping[int, Words]) -> Words:
    """Pilots and months of an evaluation, with how often it finds the effect."""
    pilots = counted[int(row.pilots)]
    return words(
        f"{pilots.en} and {int(row.months)} months (found in {row.power:.0%} of {int(row.seeds)} seeds, "
        f"{row.power_low:.0%} to {row.power_high:.0%}; false alarms {number_text(row.false_alarms, '.0%')})",
        f"{pilots.zh}、{int(row.months)} 个月（{int(row.seeds)} 个种子中发现率 {row.power:.0%}，"
        f"{row.power_low:.0%} 至 {row.power_high:.0%}；误报率 {number_text(row.false_alarms, '.0%')}）",
    )


def bias(frame: pd.DataFrame, question: Question) -> list[Words]:
    """How far the most thorough evaluation is off, by estimator, and what pilots do elsewhere."""
    rows = frame[frame.outcome == question.lead]
    if not rows.seeds.any():
        return []
    last = rows[(rows.pilots == rows.pilots.max()) & (rows.months == rows.months.max())].set_index(
        "estimator"
    )
    parts = []
    for language in LANGUAGES:
        shown = [
            change(question.lead, row["bias"], row["bias_low"], row["bias_high"], language)
            for _, row in last.iterrows()
        ]
        spill, whole, true = (
            change_alone(question.lead, float(last[name].iloc[0]), language)
            for name in ("spillover", "everywhere", "truth")
        )
        parts.append((shown, spill, whole, true))
    (en, spill_en, whole_en, true_en), (zh, spill_zh, whole_zh, true_zh) = parts
    return [
        words(
            f"Bias of the longest evaluation with most pilots: difference in differences {en[0]}, matching "
            f"{en[1]}. True effect on pilots {true_en}, on the others {spill_en} (spillover), everywhere "
            f"{whole_en}.",
            f"试点最多、时间最长的评估的偏差：双重差分 {zh[0]}，匹配 {zh[1]}。对试点的真实影响 {true_zh}，"
            f"对其他社区 {spill_zh}（溢出），全面实施 {whole_zh}。",
        )
    ]
