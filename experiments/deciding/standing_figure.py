"""How surely each policy is the best, second, third or later, and what deciding for it may lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.figure import Figure

from experiments.answering.difference_words import figures_of
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.figures.bars import BETTER, NEUTRAL, UNCLEAR, row_height, write_legend
from experiments.figures.picture import rows_of
from experiments.figures.style import WIDTH, head, straight, wrapped
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label, scale

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from experiments.figures.picture import Picture
    from sim.wording.labels import Scale

WORDS: Final[dict[Language, dict[str, str]]] = texts("standing_figure")
SHADES: Final = {"first": BETTER, "second": NEUTRAL, "third": "#9db8cf", "later": UNCLEAR}
NAMED: Final = 0.08  # share from which a part has room for its number


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw a stacked row an option; beside it its regret, expected and largest."""
    frame, words = picture.frame, WORDS[language]
    if not len(frame):
        return None
    names = [
        wrapped(straight(row.label_en) if language == "en" else row.label_zh, 46) for row in rows_of(frame)
    ]
    height = 1.7 + row_height(names) * max(len(names), 2)
    figure = Figure(figsize=(0.9 * WIDTH, height))
    panel = figure.subplots()
    _stack(panel, frame)
    lead = OUTCOMES[picture.outcome]
    _regrets(panel, frame, scale(lead.unit, language))
    _axes(panel, names)
    panel.set_xlabel(words["axis"].format(unit=scale(lead.unit, language).difference_unit), fontsize=8.5)
    title = words["title"].format(outcome=straight(label(lead, language)))
    head(figure, title, words["note"].format(worlds=int(frame.worlds.max())))
    write_legend(figure, {words[rank]: colour for rank, colour in SHADES.items()}, 1.0 - 0.85 / height)
    figure.subplots_adjust(left=0.34, right=0.97, top=1.0 - 1.15 / height, bottom=0.5 / height)
    return figure


def _stack(panel: Axes, frame: pd.DataFrame) -> None:
    """Chances of the ranks, one after another, with the number where there is room for it."""
    left = np.zeros(len(frame))
    for rank, colour in SHADES.items():
        shares = 100.0 * frame[rank].to_numpy(dtype=np.float64)
        panel.barh(range(len(frame)), shares, left=left, color=colour, height=0.62)
        for place in map(int, np.flatnonzero(shares >= 100.0 * NAMED)):
            middle = left[place] + shares[place] / 2.0
            text = f"{shares[place]:.0f}"
            panel.text(middle, place, text, ha="center", va="center", color="white", fontsize=7.5)
        left = left + shares


def _regrets(panel: Axes, frame: pd.DataFrame, shown: Scale) -> None:
    """Expected and largest regret, at the right of each row."""
    for place, row in enumerate(rows_of(frame)):
        regrets, figures = (row.expected_regret, row.largest_regret), figures_of(OVER_WORLDS)
        losses = [shown.difference(one, figures).lstrip("+") for one in regrets]
        panel.text(103.0, place, " / ".join(losses), va="center", fontsize=8.0, color=NEUTRAL)


def _axes(panel: Axes, names: list[str]) -> None:
    panel.set_xlim(0.0, 128.0)
    panel.set_ylim(len(names) - 0.4, -0.6)
    panel.set_xticks([0, 25, 50, 75, 100])
    panel.tick_params(axis="x", labelsize=7.5)
    panel.set_yticks(range(len(names)), names, fontsize=8.5)
