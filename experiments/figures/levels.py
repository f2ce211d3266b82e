"""Levels of outcomes by scenario; or how much of a spread is random draws and how much uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.figure import Figure

from experiments.figures.bars import (
    NEUTRAL,
    NO_VALUE,
    UNCLEAR,
    Bar,
    bar_figure,
    draw_bars,
    row_height,
    write_legend,
)
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import WIDTH, head, panel_title, wrapped
from experiments.wording.sentences import texts
from sim.engine.settings import BadInput
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES
from sim.scenario import load_scenario
from sim.wording.labels import Language, Scale, label, scale

if TYPE_CHECKING:
    import pandas as pd

ACROSS: Final = 4
MOST: Final = 12  # outcomes
UNCERTAINTY: Final = "#33658a"
WORDS: Final[dict[Language, dict[str, str]]] = texts("levels")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw levels, or the parts of a spread where the table is about these."""
    rows = picture.frame[picture.frame.group == EVERYBODY]
    if not len(rows):
        return None
    return _spread(picture, language) if "luck" in rows else _levels(rows, language)


def _levels(rows: pd.DataFrame, language: Language) -> Figure:
    outcomes = [OUTCOMES[name] for name in dict.fromkeys(rows.outcome)][:MOST]
    places = list(dict.fromkeys(rows.scenario))
    across = min(ACROSS, max(2, len(outcomes)))
    down = -(-len(outcomes) // across)
    names = [wrapped(place_label(one, language), 30) for one in places]
    body = row_height(names) * max(len(places), 2)
    height = 1.3 + down * (body + 0.9)
    figure = Figure(figsize=(WIDTH, height))
    panels = figure.subplots(down, across, squeeze=False, sharey=True)
    for panel in panels.flat[len(outcomes) :]:
        panel.set_visible(False)
    for panel, outcome in zip(panels.flat, outcomes, strict=False):
        shown = scale(outcome.unit, language)
        of_outcome = rows[rows.outcome == outcome.name].set_index("scenario")
        draw_bars(panel, [_level_bar(of_outcome, place, shown) for place in places], zero=False)
        panel_title(panel, outcome, shown.unit, language, 32)
        panel.tick_params(axis="y", labelleft=panel in panels[:, 0])
    for first in panels[:, 0]:
        first.set_yticks(range(len(places)), names, fontsize=8.5)
    words = WORDS[language]
    head(figure, words["title"], words["note"].format(seeds=int(rows.seeds.max())))
    margins = {"left": 0.17, "right": 0.985, "top": 1.0 - 1.3 / height, "bottom": 0.35 / height}
    figure.subplots_adjust(**margins, wspace=0.14, hspace=0.9 / body)
    return figure


def _level_bar(rows: pd.DataFrame, place: str, shown: Scale) -> Bar:
    if place not in rows.index:
        return Bar("", NO_VALUE, UNCLEAR, "")
    cells: Any = rows.loc[place]
    mean, low, high = (float(cells[one]) for one in ("mean", "low", "high"))
    return Bar("", [one * shown.factor for one in (mean, low, high)], NEUTRAL, shown.level(mean))


def _spread(picture: Picture, language: Language) -> Figure:
    rows, words, shown = picture.rows(), WORDS[language], picture.shown(language)
    bars, lengths = [], []
    for row in rows_of(rows):
        prefix = words["difference"] if row.quantity == "difference" else words["level"]
        lengths.append([float(one) * shown.factor for one in (row.luck, row.assumptions)])
        bars.append(Bar(prefix + str(getattr(row, f"label_{language}")), NO_VALUE, UNCLEAR, ""))
    title = words["spread"].format(outcome=label(OUTCOMES[picture.lead], language))
    figure = bar_figure(bars, title, words["spread_note"], shown.difference_unit)
    panel = figure.axes[0]
    longest = float(np.nanmax([*np.ravel(lengths), 1e-9]))
    for position, of_row in enumerate(lengths):
        for length, below, colour in zip(of_row, (-0.16, 0.16), (UNCLEAR, UNCERTAINTY), strict=True):
            panel.barh(position + below, length, 0.28, color=colour, zorder=4)
            number = shown.level(length / shown.factor)
            panel.text(length + 0.01 * longest, position + below, number, va="center", fontsize=7.5)
    panel.set_xlim(0.0, 1.12 * longest)
    write_legend(
        figure,
        {words["luck"]: UNCLEAR, words["assumptions"]: UNCERTAINTY},
        1.0 - 0.80 / figure.get_figheight(),
    )
    return figure


def place_label(name: str, language: Language) -> str:
    """What a place is called, its own name where it has no other."""
    try:
        place = load_scenario(name, seed=0).place
    except BadInput:
        return name
    return label(place, language) or name
