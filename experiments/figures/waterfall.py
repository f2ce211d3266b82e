"""What each part of a package adds to the whole: steps that begin where the last one ended."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.answering.difference_words import figures_of
from experiments.figures.bars import BETTER, NEUTRAL, UNCLEAR, WORSE, side_colour, write_legend
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import INK, QUIET, RULE, WIDTH, head, wrapped
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, Scale, label

WHOLE: Final = "whole"
WORDS: Final[dict[Language, dict[str, str]]] = texts("waterfall")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the parts from the largest down, then the whole."""
    rows = picture.rows()
    rows = rows[rows.value.notna()]
    parts = rows[rows.member != WHOLE].sort_values("value", ascending=False, kind="stable")
    rows = rows.loc[[*parts.index, *rows.index[rows.member == WHOLE]]]
    if not len(parts):
        return None
    outcome, shown, words = OUTCOMES[picture.lead], picture.shown(language), WORDS[language]
    height = 1.6 + 0.36 * len(rows)
    figure = Figure(figsize=(0.8 * WIDTH, height))
    panel = figure.subplots()
    _draw_steps(panel, rows, outcome.better, shown)
    panel.axvline(0.0, color=QUIET, linewidth=0.8)
    names = [wrapped(str(name), 44) for name in rows[f"label_{language}"]]
    panel.set_yticks(range(len(rows)), names, fontsize=8.5)
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_xlabel(shown.difference_unit, fontsize=8.5)
    panel.grid(axis="x", color=RULE, alpha=0.6)
    note = words["note"].format(seeds=int(rows.seeds.max()))
    head(figure, words["title"].format(outcome=label(outcome, language)), note)
    colours = {"better": BETTER, "worse": WORSE, "unclear": UNCLEAR, "whole": NEUTRAL}
    write_legend(figure, {words[name]: colour for name, colour in colours.items()}, 1.0 - 0.80 / height)
    figure.subplots_adjust(left=0.34, right=0.97, top=1.0 - 1.05 / height, bottom=0.5 / height)
    return figure


def _draw_steps(panel: Axes, rows: pd.DataFrame, better: str, shown: Scale) -> None:
    """Each part from where the last one ended, the whole from zero."""
    begin, reach = 0.0, [0.0]
    for position, row in enumerate(rows_of(rows)):
        value, low, high = (float(cell) * shown.factor for cell in (row.value, row.low, row.high))
        is_whole = row.member == WHOLE
        begin = 0.0 if is_whole else begin
        colour = NEUTRAL if is_whole else side_colour(low, high, better)
        panel.barh(position, value, left=begin, height=0.58, color=colour, zorder=2)
        panel.plot([begin + low, begin + high], [position] * 2, color=INK, linewidth=0.9, zorder=3)
        if not is_whole:
            panel.plot([begin + value] * 2, [position, position + 1], color=QUIET, linewidth=0.7, zorder=1)
        end = np.nanmax([begin + high, begin + value, begin])
        number = shown.difference(float(row.value), figures_of(getattr(row, "interval", "")))
        panel.annotate(number, (end, position), (5, 0), textcoords="offset points", va="center", fontsize=8.5)
        reach += [begin + low, end]
        begin += value
    low, high = np.nanmin(reach), np.nanmax(reach)
    panel.set_xlim(low - 0.04 * (high - low), high + 0.14 * (high - low))
