"""The question of a comparison and its answer, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.comparing.comparison import rows_of
from experiments.comparing.comparison_text import price_text, scenario_labels
from experiments.statistics.price_of_gain import prices_of_gain
from sim.outcomes.headlines import EVERYBODY, GAIN
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, Scale, label, scale

if TYPE_CHECKING:
    import pandas as pd

    from experiments.comparing.comparison import Comparison

WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "h_answer": "Answer",
        "h_table": "Differences",
        "h_groups": "Who gains",
        "h_figures": "Figures",
        "h_method": "How sure, and how",
        "t_groups": "Change in who took part in self-governance, in percentage points, by group; bold where "
        "the interval excludes zero.",
        "t_files": "Beside this file: `monthly.parquet` (every month of every run), `headlines.parquet`, "
        "`differences.parquet`, `runs.parquet`, and `manifest.json` (every setting, seed, version, source).",
        "asked": "{place}: what do these reforms do to who takes part, and at what cost?",
        "basis": "Compared with: {baseline}. Means of the {months} months from the policy date, over "
        "{seeds} seeds; in brackets 95 % intervals.",
        "still": "{reform}: “{outcome}” stays at {before} {unit}, {change} {points} ({low} to {high}).",
        "up": "{reform}: “{outcome}” rises from {before} to {after} {unit}, "
        "{change} {points} ({low} to {high}).",
        "down": "{reform}: “{outcome}” falls from {before} to {after} {unit}, "
        "{change} {points} ({low} to {high}).",
        "flat": "{reform}: no clear change of “{outcome}” ({low} to {high} {points}).",
        "one": "{reform}: “{outcome}” changes by {change} {points}; one seed alone has a value.",
        "failed": "{reform}: no value, because runs failed.",
        "unknown": "{reform}: “{outcome}” has no value in these months.",
        "precision": "Each of {seeds} seeds gives both arms the same luck, draw by draw; a difference is the "
        "mean over seeds, its 95 % interval is Student’s t.",
        "cut": "For “{outcome}” the pairs cut the variance {low:,.0f} to {high:,.0f} times, by reform, "
        "against independent seeds.",
    },
    "zh": {
        "h_answer": "结论",
        "h_table": "差异",
        "h_groups": "谁从中受益",
        "h_figures": "图",
        "h_method": "可信程度与方法",
        "t_groups": "各群体自治参与面的变化（百分点）；区间不含零者加粗。",
        "t_files": "同一文件夹内：`monthly.parquet`（每次运行的每个月）、`headlines.parquet`、"
        "`differences.parquet`、`runs.parquet`、`manifest.json`（全部设置、种子、版本与来源）。",
        "asked": "{place}：这些改革使谁参与社区自治，成本多少？",
        "basis": "与“{baseline}”比较；自政策实施起 {months} 个月的平均值，{seeds} 个随机种子；"
        "括号内为 95% 区间。",
        "still": "{reform}：“{outcome}”保持在 {before} {unit}，变化 {change} {points}（{low} 至 {high}）。",
        "up": "{reform}：“{outcome}”由 {before} 升至 {after} {unit}，变化 {change} {points}"
        "（{low} 至 {high}）。",
        "down": "{reform}：“{outcome}”由 {before} 降至 {after} {unit}，变化 {change} {points}"
        "（{low} 至 {high}）。",
        "flat": "{reform}：“{outcome}”无明显变化（{low} 至 {high} {points}）。",
        "one": "{reform}：“{outcome}”变化 {change} {points}；仅一个种子有数值，无区间。",
        "failed": "{reform}：运行失败，没有数值。",
        "unknown": "{reform}：“{outcome}”在各月均无数值。",
        "precision": "{seeds} 个随机种子中，各方案逐次抽取的运气相同；差异为各种子的平均值，"
        "区间为 95% t 区间。",
        "cut": "对“{outcome}”，与独立种子相比，配对使方差缩小 {low:,.0f} 至 {high:,.0f} 倍（因改革而异）。",
    },
}


def question(comparison: Comparison, language: Language) -> str:
    """What was asked."""
    first = comparison.experiment.scenarios[0]
    return WORDS[language]["asked"].format(place=label(first.place, language) or first.name)


def basis(comparison: Comparison, language: Language) -> str:
    """What the numbers of the answer are."""
    experiment = comparison.experiment
    first = experiment.scenarios[0]
    baseline = scenario_labels(experiment, language)[first.name]
    months, seeds = first.calendar.horizon, comparison.pairs
    return WORDS[language]["basis"].format(baseline=baseline, months=months, seeds=seeds)


def answer(comparison: Comparison, language: Language) -> list[str]:
    """What came out for participation, a sentence a reform, largest gain first; then what gains cost."""
    rows = _gains(comparison.differences)
    labels = scenario_labels(comparison.experiment, language)
    any_failed = comparison.failed > 0
    sentences = [_sentence(row, labels[row.scenario], any_failed, language) for row in rows_of(rows)]
    prices = prices_of_gain(comparison.differences)
    return sentences + [f"{labels[name]}: {price_text(one, language)}" for name, one in prices.items()]


def _gains(differences: pd.DataFrame) -> pd.DataFrame:
    rows = differences[(differences.outcome == GAIN) & (differences.group == EVERYBODY)]
    return rows.sort_values("difference", ascending=False, kind="stable")


def _sentence(row: Any, reform: str, any_failed: bool, language: Language) -> str:
    outcome = OUTCOMES[GAIN]
    shown = scale(outcome.unit, language)
    return WORDS[language][_kind(row, shown, any_failed)].format(
        reform=reform,
        outcome=label(outcome, language),
        before=shown.level(row.baseline),
        after=shown.level(row.reform),
        unit=shown.unit,
        points=shown.difference_unit,
        change=shown.difference(row.difference),
        low=shown.difference(row.low),
        high=shown.difference(row.high),
    )


def _kind(row: Any, shown: Scale, any_failed: bool) -> str:
    """Which sentence fits a difference."""
    if np.isnan(row.difference):
        return "failed" if any_failed else "unknown"
    if np.isnan(row.low):
        return "one"
    if row.low <= 0.0 <= row.high:
        return "flat"
    if shown.level(row.baseline) == shown.level(row.reform):
        return "still"
    return "up" if row.low > 0.0 else "down"


def precision(comparison: Comparison, language: Language) -> str:
    """How the intervals were made, and what the pairs gained."""
    words = WORDS[language]
    outcome = label(OUTCOMES[GAIN], language)
    sentences = [words["precision"].format(seeds=comparison.pairs)]
    cuts = _gains(comparison.differences).variance_cut.to_numpy(dtype=np.float64)
    finite = cuts[np.isfinite(cuts)]
    if finite.size:
        sentences.append(words["cut"].format(outcome=outcome, low=finite.min(), high=finite.max()))
    return " ".join(sentences)
