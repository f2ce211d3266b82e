"""On which assumptions an answer hangs: Sobol indices, Morris effects or rank correlations, largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from matplotlib.figure import Figure

from experiments.figures.bars import NEUTRAL, UNCLEAR, Bar, bar_figure
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label

if TYPE_CHECKING:
    from experiments.figures.picture import Picture

MOST: Final = 20
# Column of the measure, column of half its interval.
MEASURES: Final = {"total": "total_error", "mu_star": "mu_star_error", "prcc": ""}
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "title": "Which assumptions matter: {outcome}",
        "total": "Total Sobol index: share of the variance that it takes part in; bars: 95 % bootstrap.",
        "mu_star": "Morris: mean size of the change over its range; bars: 95 % bootstrap intervals.",
        "prcc": "Partial rank correlation with the outcome, all other assumptions held.",
        "total_axis": "share of the variance",
        "prcc_axis": "partial rank correlation, from −1 to 1",
        "clear": "matters",
        "unclear": "not clear",
        "more": "The {most} largest of {all}.",
    },
    "zh": {
        "title": "哪些假设重要：{outcome}",
        "total": "总效应 Sobol 指数：该假设参与的方差份额；横线为 95% 自助区间。",
        "mu_star": "Morris：假设在全范围变动时结果变化的平均大小；横线为 95% 自助区间。",
        "prcc": "控制其他假设后与结果的偏秩相关系数。",
        "total_axis": "方差份额",
        "prcc_axis": "偏秩相关系数（−1 至 1）",
        "clear": "重要",
        "unclear": "不明显",
        "more": "共 {all} 项，列出最大的 {most} 项。",
    },
}


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the assumptions by size; of the difference that a policy makes, where there is one."""
    rows, words = picture.rows(), WORDS[language]
    if "quantity" in rows and len(rows):
        rows = rows[rows.quantity == rows.quantity.iloc[-1]]
    measure = next(name for name in MEASURES if name in rows)
    rows = rows[rows[measure].notna()]
    ranked = rows.loc[rows[measure].abs().sort_values(ascending=False, kind="stable").index].head(MOST)
    if not len(ranked):
        return None
    factor = picture.shown(language).factor if measure == "mu_star" else 1.0
    name = "sentence_zh" if language == "zh" else "assumption"
    bars = [_bar(row, name, measure, factor) for _, row in ranked.iterrows()]
    title = words["title"].format(outcome=label(OUTCOMES[picture.lead], language))
    more = " " + words["more"].format(most=len(ranked), all=len(rows)) if len(rows) > len(ranked) else ""
    unit = picture.shown(language).difference_unit if measure == "mu_star" else words[f"{measure}_axis"]
    legend = {words["clear"]: NEUTRAL, words["unclear"]: UNCLEAR}
    return bar_figure(bars, title, words[measure] + more, unit, legend)


def _bar(row: Any, name: str, measure: str, factor: float) -> Bar:
    value, error = float(row[measure]) * factor, MEASURES[measure]
    half = float(row[error]) * factor if error else 0.0
    is_clear = bool(row["clear"]) if "clear" in row.index else abs(value) > half
    text = f"{value:+.2f}".replace("-", "−") if measure == "prcc" else f"{value:.2g}"
    return Bar(str(row[name]), (value, value - half, value + half), NEUTRAL if is_clear else UNCLEAR, text)
