"""A forest plot of a trial: published numbers and the model's, each with its interval, a panel a scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bars import NEUTRAL, WORSE, Bar, draw_interval, write_legend
from experiments.figures.effects import both_bars
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import QUIET, WIDTH, head, wrapped
from experiments.trials.verdicts import POINTS
from experiments.trials.wording.trial_names import of_whom
from experiments.wording.sentences import texts
from sim.wording.labels import Language

MOST: Final = 24  # rows
ROW: Final = 0.42  # inches
IN_POINTS: Final = ("effect", "per_contact", "level", "reached", "more_than", "more_than_arm")
WORDS: Final[dict[Language, dict[str, str]]] = texts("forest")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the published numbers beside the model's, or the effects where nothing was published."""
    frame, words = picture.frame, WORDS[language]
    if "published" not in frame:
        return _effects(frame, language)
    parts = [frame[frame.quantity.isin(IN_POINTS)], frame[~frame.quantity.isin(IN_POINTS)]]
    axes = [words["points"], words["ratio"]]
    shown = [(part.head(MOST), axis) for part, axis in zip(parts, axes, strict=True) if len(part)]
    in_worlds = "hits_in" in frame
    figure, panels = _panels([len(part) for part, _ in shown], words["title"], _note(words, in_worlds))
    write_legend(
        figure,
        {words["published"]: WORSE, words["model"]: NEUTRAL},
        1.0 - 0.80 / figure.get_figheight(),
        both_bars(language) if in_worlds else (),
    )
    for panel, (part, axis) in zip(panels, shown, strict=True):
        _pairs(panel, part, language)
        panel.set_xlabel(axis, fontsize=8.5)
    return figure


def _note(words: dict[str, str], in_worlds: bool) -> str:
    return words["note_over_worlds" if in_worlds else "note"]


def _panels(rows: list[int], title: str, note: str) -> tuple[Figure, list[Axes]]:
    height = 1.5 + ROW * sum(rows) + 0.75 * len(rows)
    figure = Figure(figsize=(0.85 * WIDTH, height))
    panels = figure.subplots(len(rows), 1, squeeze=False, height_ratios=[one + 0.4 for one in rows])[:, 0]
    head(figure, title, note)
    figure.subplots_adjust(left=0.42, right=0.97, top=1.0 - 1.15 / height, bottom=0.55 / height, hspace=0.35)
    return figure, list(panels)


def _pairs(panel: Axes, rows: pd.DataFrame, language: Language) -> None:
    """Published above, model below, a row each."""
    labels = [wrapped(f"{one.id}  {getattr(one, f'label_{language}')}", 62) for one in rows_of(rows)]
    for place, row in enumerate(rows_of(rows)):
        _dot(panel, place - 0.15, (row.published, row.published_low, row.published_high), WORSE)
        ends, draws = (row.model, row.model_low, row.model_high), _draws(row, "model_draws", 1.0)
        _dot(panel, place + 0.15, ends, NEUTRAL, draws)
    _finish(panel, labels)


def _draws(row: Any, name: str, factor: float) -> list[float]:
    """What random draws alone would make of a range over worlds; nothing in one world."""
    ends = [getattr(row, f"{name}_{end}", None) for end in ("low", "high")]
    return [factor * float(end) for end in ends if end is not None]


def _dot(panel: Axes, place: float, ends: Any, colour: str, draws: Sequence[float] = ()) -> None:
    middle, low, high = (float(end) for end in ends)
    if not np.isfinite(middle):
        return
    if np.isfinite(low) and np.isfinite(high):
        draw_interval(panel, place, Bar("", (middle, low, high), colour, "", draws))
    panel.plot([middle], [place], "o", color=colour, markersize=4.5, zorder=3)


def _finish(panel: Axes, labels: list[str]) -> None:
    panel.axvline(0.0, color=QUIET, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
    panel.set_yticks(range(len(labels)), labels, fontsize=8.5)
    panel.set_ylim(len(labels) - 0.4, -0.6)
    panel.grid(axis="x", alpha=0.6)


def _row_label(row: Any, language: Language) -> str:
    whom, group = of_whom(row, language)
    told = {"arm": row.arm, "act": row.act, "whom": whom, "group": group, "month": row.horizon}
    return WORDS[language]["row"].format(**told)


def _effects(frame: pd.DataFrame, language: Language) -> Figure:
    rows, words, in_worlds = frame[frame.way == "paired"].head(MOST), WORDS[language], "above_in" in frame
    figure, panels = _panels([len(rows)], words["effects"], _note(words, in_worlds))
    if in_worlds:
        top = 1.0 - 0.80 / figure.get_figheight()
        write_legend(figure, {words["model"]: NEUTRAL}, top, both_bars(language))
    labels = [_row_label(one, language) for one in rows_of(rows)]
    for place, row in enumerate(rows_of(rows)):
        ends = [POINTS * end for end in (row.effect, row.low, row.high)]
        _dot(panels[0], place, ends, NEUTRAL, _draws(row, "draws", POINTS))
    _finish(panels[0], labels)
    panels[0].set_xlabel(words["points"], fontsize=8.5)
    return figure
