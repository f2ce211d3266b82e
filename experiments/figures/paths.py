"""Outcomes through time: a panel an outcome, a line a scenario, named at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.figures.picture import Picture
from experiments.figures.style import QUIET, WIDTH, head, most_lines, panel_title, wrapped
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, scale

if TYPE_CHECKING:
    import pandas as pd

FloatArray = NDArray[np.float64]
FIRST: Final = "#57606a"
LAST: Final = "#0f7b6c"
BETWEEN: Final = ("#b0713a", "#7a6fac", "#3d85c6", "#a64d79", "#6a994e", "#c9a227")
YEARS_BEFORE: Final = 2.0
NAME: Final = 24  # columns of a line's name
GOOD_IN: Final = "good_in"  # a column of tables of differences over worlds
WORDS: Final[dict[Language, dict[str, str]]] = texts("paths")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the arms of a question's answer."""
    rows = picture.frame
    known = rows[rows["mean"].notna()]
    if not len(known):
        return None
    labels = dict(zip(rows.scenario, rows[f"label_{language}"], strict=True))
    rows = rows[rows.outcome.isin(set(known.outcome))]
    in_worlds = any(GOOD_IN in frame for frame in picture.tables.values())
    return time_paths(rows, labels, int(rows.seeds.max()), language, in_worlds=in_worlds)


def time_paths(
    rows: pd.DataFrame,
    labels: dict[str, str],
    seeds: int | str,
    language: Language,
    *,
    in_worlds: bool = False,
) -> Figure:
    """Draw outcomes through time: a panel an outcome, a line a scenario.

    Args:
        rows: with :data:`experiments.statistics.time_paths.COLUMNS`; the first scenario is the baseline.
        labels: of the scenarios.
        seeds: how many there were.
        language: of the words.
        in_worlds: whether each seed lived in a plausible world of its own.
    """
    outcomes = list(dict.fromkeys(rows.outcome))
    names = list(dict.fromkeys(rows.scenario))
    across = min(2, len(outcomes))
    down = -(-len(outcomes) // across)
    height = 0.95 + 2.75 * down
    figure = Figure(figsize=(WIDTH, height))
    panels = figure.subplots(down, across, squeeze=False)
    for panel, name in zip(panels.flat, outcomes, strict=False):
        _draw_panel(panel, rows[rows.outcome == name], labels, language)
    for panel in panels.flat[len(outcomes) :]:
        panel.set_visible(False)
    for panel in panels.flat[max(0, len(outcomes) - across) : len(outcomes)]:
        panel.set_xlabel(WORDS[language]["years"], fontsize=8.5)
    words = WORDS[language]
    note = words["note_worlds" if in_worlds else "note"].format(seeds=seeds, baseline=labels[names[0]])
    head(figure, words["title"], note)
    margins = {"left": 0.05, "right": 0.85, "top": 1.0 - 1.2 / height, "bottom": 0.5 / height}
    figure.subplots_adjust(**margins, wspace=0.54, hspace=0.42)
    return figure


def _draw_panel(panel: Axes, rows: pd.DataFrame, labels: dict[str, str], language: Language) -> None:
    outcome = OUTCOMES[str(rows.outcome.iloc[0])]
    shown = scale(outcome.unit, language)
    names = list(dict.fromkeys(rows.scenario))
    ends = []
    for number, name in enumerate(names):
        colour = line_colour(number, len(names))
        path = rows[rows.scenario == name]
        path = path[path.month >= (-12.0 * YEARS_BEFORE if number == 0 else 0)]
        years = path.month.to_numpy(dtype=np.float64) / 12.0
        mean, low, high = (
            path[one].to_numpy(dtype=np.float64) * shown.factor for one in ("mean", "low", "high")
        )
        width = 2.0 if number in (0, len(names) - 1) else 1.1
        panel.fill_between(years, low, high, color=colour, alpha=0.16, linewidth=0)
        panel.plot(years, mean, color=colour, linewidth=width, zorder=3)
        ends.append((float(mean[-1]), labels[name], colour))
    panel.axvline(0.0, color=QUIET, linewidth=0.8, linestyle=(0, (3, 3)))
    panel_title(panel, outcome, shown.unit, language, 60)
    panel.tick_params(labelsize=8)
    panel.grid(axis="y", alpha=0.6)
    panel.margins(x=0.0)
    _name_lines(panel, ends)


def line_colour(number: int, lines: int) -> str:
    """Colour of a line: the first is grey, the last stands out."""
    if number == 0:
        return FIRST
    return LAST if number == lines - 1 else BETWEEN[(number - 1) % len(BETWEEN)]


def _name_lines(panel: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's name beside its end, moved apart where they would overlap."""
    bottom, top = panel.get_ylim()
    ordered = sorted((end for end in ends if np.isfinite(end[0])), key=lambda end: end[0])
    names = [wrapped(end[1], NAME) for end in ordered]
    step = (0.02 + 0.065 * most_lines(names)) * (top - bottom)
    places = spread(np.array([end[0] for end in ordered]), step, bottom, top)
    for (value, _, colour), name, place in zip(ordered, names, places, strict=True):
        panel.annotate(
            name,
            (1.005, value),
            (1.05, place),
            panel.get_yaxis_transform(),
            panel.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            linespacing=1.0,
            color=colour,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.6,
                "shrinkA": 0,
                "relpos": (0.0, 0.5),
            },
            annotation_clip=False,
        )


def spread(wanted: FloatArray, step: float, bottom: float, top: float) -> FloatArray:
    """Move sorted places apart to at least a step: crowded ones share the move, all stay between the ends."""
    places = wanted.astype(np.float64)
    for _ in range(200):
        gaps = np.diff(places)
        short = np.maximum(0.0, step - gaps)
        if not short.max(initial=0.0) > 0.001 * step:
            break
        places[:-1] -= 0.5 * short
        places[1:] += 0.5 * short
        places = np.clip(places, bottom, top)
    return places
