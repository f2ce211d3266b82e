"""What a budget buys: participation against cost, with the front that nothing beats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bars import BETTER, UNCLEAR
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import QUIET, WIDTH, head
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label, scale

if TYPE_CHECKING:
    import pandas as pd

    from experiments.statistics import FloatArray

WORDS: Final[dict[Language, dict[str, str]]] = texts("pareto")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the candidates with intervals, the front as a line of steps."""
    rows = picture.frame.dropna(subset=["gain", "cost"])
    if not len(rows):
        return None
    words = WORDS[language]
    outcome = OUTCOMES[picture.outcome or "civic"]
    shown = scale(outcome.unit, language)
    figure = Figure(figsize=(0.7 * WIDTH, 5.0))
    panel = figure.subplots()
    for on_front, colour, word in ((True, BETTER, "front"), (False, UNCLEAR, "other")):
        part = rows[rows.on_front == on_front]
        if not len(part):
            continue
        x, y = part.cost.to_numpy(dtype=np.float64), part.gain.to_numpy(dtype=np.float64) * shown.factor
        _draw_intervals(panel, part, x, y, shown.factor, colour)
        panel.plot(x, y, "o", color=colour, markersize=6.0, zorder=3, label=words[word])
        if on_front:
            order = np.argsort(x, kind="stable")
            panel.step(x[order], y[order], where="post", color=colour, linewidth=0.9, alpha=0.5, zorder=1)
    panel.set_xlabel(words["cost"], fontsize=9)
    panel.set_ylabel(
        words["gain"].format(outcome=label(outcome, language), unit=shown.difference_unit), fontsize=9
    )
    panel.axhline(0.0, color=QUIET, linewidth=0.6)
    panel.axvline(0.0, color=QUIET, linewidth=0.6)
    panel.grid(alpha=0.6)
    panel.margins(0.08)
    panel.legend(frameon=False, fontsize=8.5, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)
    over_worlds = "affordable_in" in rows
    head(figure, words["title"], words["note_worlds" if over_worlds else "note"])
    figure.subplots_adjust(left=0.1, right=0.97, top=0.80, bottom=0.12)
    return figure


def _draw_intervals(
    panel: Axes, part: pd.DataFrame, x: FloatArray, y: FloatArray, factor: float, colour: str
) -> None:
    """Of gain and of cost, where candidates were measured again; a search alone has none."""
    if "gain_low" not in part:
        return
    for one, row in enumerate(rows_of(part)):
        gain = [float(row.gain_low) * factor, float(row.gain_high) * factor]
        panel.plot([x[one]] * 2, gain, color=colour, linewidth=1.0, zorder=2)
        panel.plot([row.cost_low, row.cost_high], [y[one]] * 2, color=colour, linewidth=1.0, zorder=2)
