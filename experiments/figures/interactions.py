"""Main effects and interactions of a factorial design, the largest first."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure

from experiments.answering.difference_words import figures_of
from experiments.figures.bars import NEUTRAL, UNCLEAR, Bar, bar_figure
from experiments.figures.picture import Picture, rows_of
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label

MOST: Final = 24
JOINT: Final = "#b0713a"
WORDS: Final[dict[Language, dict[str, str]]] = texts("interactions")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw main effects, then interactions, each by size."""
    rows, words, shown = picture.rows(), WORDS[language], picture.shown(language)
    rows = rows[rows.effect.notna()]
    rows = rows.assign(size=rows.effect.abs()).sort_values(
        ["order", "size"], ascending=[True, False], kind="stable"
    )
    bars = []
    for row in rows_of(rows.head(MOST)):
        is_clear = float(row.low) > 0.0 or float(row.high) < 0.0
        colour = (NEUTRAL if row.order == 1 else JOINT) if is_clear else UNCLEAR
        ends = [float(cell) * shown.factor for cell in (row.effect, row.low, row.high)]
        number = shown.difference(float(row.effect), figures_of(getattr(row, "interval", "")))
        bars.append(Bar(str(getattr(row, f"label_{language}")), ends, colour, number))
    if not bars:
        return None
    title = words["title"].format(outcome=label(OUTCOMES[picture.lead], language))
    legend = {words["alone"]: NEUTRAL, words["joint"]: JOINT, words["unclear"]: UNCLEAR}
    return bar_figure(bars, title, words["note"], shown.difference_unit, legend)
