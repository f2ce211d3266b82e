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
    from sim.wording.labels import Language

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
PAGE: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "head": "# Field experiments run again in the model 重做现场实验\n\n"
        "[中文](trials.zh-CN.md)\n\n"
        "{files} trials hold {numbers} published numbers from {rows} rows of the collection of field "
        "experiments "
        "against the model. Each trial draws its units by lot, treats them as the study did and "
        "compares the "
        "same residents without and with treatment, seed by seed, under the same draws; intervals are "
        "95 %, over "
        "seeds. Nothing was fitted to these rows. Remade by `python -m experiments.trials.trial_page`.",
        "score": "## Score\n\n"
        "Numbers that are hit: inside the published interval (on the log-odds scale where the published "
        "rate "
        "without treatment is known), within a factor of two where no interval was published, of the "
        "published "
        "sign, kept null, or within the bound. Rivals on the same rows: every contact adds two points; "
        "the fourth "
        "gate alone as a static logit; a mean field of reach times response without network and "
        "history. Rows from "
        "memory (°) and rows that were used in calibration (*) are shown below and not scored. Most "
        "tests are weak: "
        "wide published intervals, other countries, other elections.",
        "rows": "## Rows\n\nPoints, unless the quantity says otherwise. Log-odds: published → model × "
        "their ratio. "
        "Rivals: two points / static logit / mean field.",
        "unspoken": "## What the model cannot speak to",
        "all": "**all**",
        "kind": "kind",
        "numbers": "numbers",
        "model": "model",
        "two_points": "every contact 2 points",
        "static_logit": "static logit",
        "mean_field": "mean field",
        "row": "row",
        "what": "what",
        "published": "published",
        "odds": "log-odds",
        "verdict": "verdict",
        "rivals": "rivals",
        "source": "source",
        "reason": "why",
    },
    "zh": {
        "head": "# 在模型中重做现场实验\n\n[English](trials.md)\n\n"
        "{files}项实验把现场实验汇编中{rows}行的{numbers}个已发表数字与模型对照。每项实验按原研究抽签并施加干预，"
        "逐个种子在相同抽样下比较同一批居民有无干预的差异；区间为各种子的95%区间。没有任何参数据此拟合。"
        "由`python -m experiments.trials.trial_page`重新生成。",
        "score": "## 得分\n\n"
        "符合的数字：落在已发表区间内（已知原对照率时按对数优势比较）；无区间时相差不超过两倍；符号一致；"
        "保持无效应；或在界限之内。对手在相同各行上评分：每次接触加两个百分点；只用第四道门的静态逻辑回归；"
        "没有网络与历史的平均场（触达乘以响应）。凭记忆的行（°）与校准用过的行（*）列出但不计分。"
        "多数检验较弱：已发表区间宽，国家与选举不同。",
        "rows": "## 各行\n\n除另有说明外单位为百分点。对数优势：已发表 → 模型 × 两者之比。"
        "对手依次为：两个百分点／静态逻辑回归／平均场。",
        "unspoken": "## 模型无法回答的",
        "all": "**合计**",
        "kind": "类别",
        "numbers": "数字",
        "model": "模型",
        "two_points": "每次接触2个百分点",
        "static_logit": "静态逻辑回归",
        "mean_field": "平均场",
        "row": "编号",
        "what": "内容",
        "published": "已发表",
        "odds": "对数优势",
        "verdict": "判定",
        "rivals": "对手",
        "source": "来源",
        "reason": "原因",
    },
}
