"""On which assumptions an answer hangs: Sobol indices, Morris effects or rank correlations, largest first."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.figure import Figure

from experiments.figures.bars import NEUTRAL, UNCLEAR, Bar, bar_figure
from experiments.figures.picture import Picture
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label

MOST: Final = 20
# Column of the measure, column of half its interval.
MEASURES: Final = {"total": "total_error", "mu_star": "mu_star_error", "prcc": ""}
WORDS: Final[dict[Language, dict[str, str]]] = texts("sensitivity")


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
    bars = [_bar(row, language, measure, factor) for _, row in ranked.iterrows()]
    title = words["title"].format(outcome=label(OUTCOMES[picture.lead], language))
    more = " " + words["more"].format(most=len(ranked), all=len(rows)) if len(rows) > len(ranked) else ""
    unit = picture.shown(language).difference_unit if measure == "mu_star" else words[f"{measure}_axis"]
    legend = {words["clear"]: NEUTRAL, words["unclear"]: UNCLEAR}
    return bar_figure(bars, title, words[measure] + more, unit, legend)


def _bar(row: Any, language: Language, measure: str, factor: float) -> Bar:
    value, error = float(row[measure]) * factor, MEASURES[measure]
    half = float(row[error]) * factor if error else 0.0
    is_clear = bool(row["clear"]) if "clear" in row.index else abs(value) > half
    text = f"{value:+.2f}".replace("-", "−") if measure == "prcc" else f"{value:.2g}"
    name = getattr(assumption_name(row.assumption), language)
    return Bar(name, (value, value - half, value + half), NEUTRAL if is_clear else UNCLEAR, text)
