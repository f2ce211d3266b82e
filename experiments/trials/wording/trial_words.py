"""What a trial's columns mean and its answer in sentences, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from experiments.answering.answer import words
from experiments.asking.question import Words
from experiments.trials.claims import HITS
from experiments.trials.world.trial_cells import PAIRED, WITHIN

if TYPE_CHECKING:
    import pandas as pd

    from experiments.trials.trial_file import Trial

EFFECT_COLUMNS: Final[dict[str, Words]] = {
    "way": words("comparison", "比较方式"),
    "arm": words("arm", "组别"),
    "measured_on": words("measured on", "测量对象"),
    "act": words("measure", "指标"),
    "horizon": words("months", "月数"),
    "group": words("group", "群体"),
    "n": words("residents", "人数"),
    "reached": words("reached", "触达份额"),
    "control": words("without", "对照"),
    "effect": words("effect", "效应"),
    "low": words("lower end", "下限"),
    "high": words("upper end", "上限"),
    "log_odds": words("log-odds", "对数优势"),
    "log_odds_low": words("lower end", "下限"),
    "log_odds_high": words("upper end", "上限"),
    "per_contact": words("per contact", "每次接触"),
    "found": words("found by one study", "单次研究发现率"),
    "seeds": words("seeds", "种子数"),
}
CLAIM_COLUMNS: Final[dict[str, Words]] = {
    "id": words("row", "编号"),
    "kind": words("kind", "类别"),
    "label_en": words("what it is about, in English", "内容（英文）"),
    "label_zh": words("what it is about, in Chinese", "内容（中文）"),
    "arm": words("arm", "组别"),
    "act": words("measure", "指标"),
    "measured_on": words("measured on", "测量对象"),
    "group": words("group", "群体"),
    "horizon": words("months", "月数"),
    "quantity": words("quantity", "数量"),
    "judged": words("judged by", "判据"),
    "published": words("published", "已发表"),
    "published_low": words("lower end", "下限"),
    "published_high": words("upper end", "上限"),
    "control": words("model without", "模型对照"),
    "model": words("model", "模型"),
    "model_low": words("lower end", "下限"),
    "model_high": words("upper end", "上限"),
    "log_odds": words("model, log-odds", "模型对数优势"),
    "published_log_odds": words("published, log-odds", "已发表对数优势"),
    "verdict": words("verdict", "判定"),
    "two_points": words("every contact 2 points", "每次接触2个百分点"),
    "static_logit": words("static logit", "静态逻辑回归"),
    "mean_field": words("mean field", "平均场"),
    "two_points_verdict": words("its verdict", "其判定"),
    "static_logit_verdict": words("its verdict", "其判定"),
    "mean_field_verdict": words("its verdict", "其判定"),
    "confidence": words("confidence", "可信度"),
    "calibrated": words("used in calibration", "用于校准"),
    "source": words("source", "来源"),
    "note_en": words("note", "说明"),
    "note_zh": words("note", "说明"),
}


def sentence(trial: Trial, frame: pd.DataFrame) -> Words:
    """How many published numbers the model hits; without any, the first effect."""
    if "verdict" in frame:
        hits = int(frame.verdict.isin(HITS).sum())
        return words(
            f"{trial.title.en}: of {len(frame)} published numbers the model hits {hits}.",
            f"{trial.title.zh}：{len(frame)}个已发表数字中，模型符合{hits}个。",
        )
    row = frame[frame.way == PAIRED].iloc[0]
    numbers = (100.0 * row.effect, 100.0 * row.low, 100.0 * row.high)
    return words(
        "{}: “{}” changes {:+.2f} points ({:+.2f} to {:+.2f}) for those assigned to “{}”.".format(
            trial.title.en, row.act, *numbers, row.arm
        ),
        "{}：分到“{}”组者的“{}”变化{:+.2f}个百分点（{:+.2f}至{:+.2f}）。".format(
            trial.title.zh, row.arm, row.act, *numbers
        ),
    )


def more(trial: Trial, frame: pd.DataFrame) -> tuple[Words, ...]:
    """Whether one world's estimate agrees with the paired worlds'; how often one study finds the effect."""
    keys = ["arm", "measured_on", "act", "horizon", "group"]
    both = frame[frame.way == PAIRED].merge(frame[frame.way == WITHIN], on=keys, suffixes=("", "_within"))
    both = both[both.low_within.notna()]
    if not len(both):
        return ()
    first, agree = (
        both.iloc[0],
        int(((both.effect >= both.low_within) & (both.effect <= both.high_within)).sum()),
    )
    told = (
        words(
            f"Divided by lot within one world, as in the field, {agree} of {len(both)} estimates hold the "
            "paired worlds' effect in their 95 % interval.",
            f"若如现场研究在同一世界内随机分组，{len(both)}个估计中有{agree}个的95%区间包含配对世界的效应。",
        ),
    )
    if first.found_within != first.found_within:
        return told
    return (
        *told,
        words(
            f"A single study with {first.n_within:.0f} treated residents finds the effect of “{first.arm}” "
            f"on “{first.act}” in {100.0 * first.found_within:.0f} % of the seeds.",
            f"单次研究（处理组{first.n_within:.0f}人）在{100.0 * first.found_within:.0f}%的种子中发现"
            f"“{first.arm}”对“{first.act}”的效应。",
        ),
    )


KINDS: Final = {
    "visits": "上门",
    "calls and letters": "电话与信件",
    "messages and media": "短信与媒体",
    "spill-over": "溢出",
    "persistence": "持续性",
    "registration": "选民登记",
    "newcomers": "外来居民",
    "being asked": "受到邀请",
    "answers": "回应",
    "information and monitoring": "信息与监督",
    "deliberation and budgets": "议事与预算",
    "community budgets": "社区经费",
    "contact across groups": "跨群体接触",
    "doors": "开门",
}
