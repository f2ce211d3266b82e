"""Effects with their intervals: a panel an outcome, a row a reform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.answering.difference_words import figures_of
from experiments.answering.no_value import NO_VALUE as UNVALUED
from experiments.figures.bars import (
    BETTER,
    NEUTRAL,
    NO_VALUE,
    UNCLEAR,
    WORSE,
    Bar,
    bar_figure,
    draw_bars,
    row_height,
    side_colour,
    write_legend,
)
from experiments.figures.picture import Picture, rows_of
from experiments.figures.style import WIDTH, head, panel_title, wrapped
from experiments.wording.sentences import texts
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES, Outcome
from sim.wording.labels import Language, Scale, label, scale

ACROSS: Final = 5
DRAWS: Final = ("draws_low", "draws_high")
ROOM: Final = (-2.0, 2.4)  # of rows drawn from -1 to 1, with the longest number and unit beside them
WORDS: Final[dict[Language, dict[str, str]]] = texts("effects")


def effect_panels(
    rows: pd.DataFrame,
    names: Sequence[str],
    labels: dict[str, str],
    title: str,
    note: str,
    language: Language,
) -> Figure:
    """Draw differences of scenarios: a panel an outcome, a row a scenario.

    Args:
        rows: scenario, outcome, difference, low, high; of one group; over worlds also draws_low, draws_high.
        names: outcomes.
        labels: of the scenarios.
        title: of the figure.
        note: below it.
        language: of the words.
    """
    outcomes = [OUTCOMES[name] for name in names]
    reforms = list(dict.fromkeys(rows.scenario))
    across = min(ACROSS, max(2, len(outcomes)))
    down = -(-len(outcomes) // across)
    names_of_rows = [wrapped(labels[name], 32) for name in reforms]
    body = row_height(names_of_rows) * max(len(reforms), 2)
    height = 1.15 + down * (body + 0.9)
    figure = Figure(figsize=(WIDTH, height))
    panels = figure.subplots(down, across, squeeze=False, sharey=True)
    for panel, outcome in zip(panels.flat, outcomes, strict=False):
        of_outcome = rows[rows.outcome == outcome.name].set_index("scenario")
        shown = scale(outcome.unit, language)
        draw_bars(panel, [effect_bar(of_outcome, name, outcome, shown, language) for name in reforms])
        panel_title(panel, outcome, shown.difference_unit, language, 26 if across == ACROSS else 60)
    for panel in panels.flat[len(outcomes) :]:
        panel.set_visible(False)
    _name_rows(panels, names_of_rows)
    head(figure, title, note)
    effect_legend(figure, rows, language)
    margins = {"left": 0.17, "right": 0.985, "top": 1.0 - 1.35 / height, "bottom": 0.30 / height}
    figure.subplots_adjust(**margins, wspace=0.12, hspace=0.9 / body)
    return figure


def effect_legend(figure: Figure, rows: pd.DataFrame, language: Language) -> None:
    """Write at the top what colours mean, and over worlds what the thick and the thin bar hold."""
    words = WORDS[language]
    colours = {words["better"]: BETTER, words["worse"]: WORSE, words["unclear"]: UNCLEAR}
    both = both_bars(language) if set(DRAWS) <= set(rows) else ()
    if both and not np.isfinite(rows[list(DRAWS)].to_numpy(dtype=np.float64)).any():
        both = both[:1]  # no world was lived through twice, so no row has the thin bar
    write_legend(figure, colours, 1.0 - 0.22 / figure.get_figheight(), both)


def both_bars(language: Language) -> tuple[str, ...]:
    """What the thick bar holds, and what the thin one."""
    return WORDS[language]["all_uncertainty"], WORDS[language]["draws_alone"]


def effect_bar(rows: pd.DataFrame, name: str, outcome: Outcome, shown: Scale, language: Language) -> Bar:
    """Bar of one entry of a table of differences; one that says so where the table has no value."""
    nothing = Bar("", NO_VALUE, UNCLEAR, UNVALUED[language])
    if name not in rows.index:
        return nothing
    cells: Any = rows.loc[name]
    middle, low, high = (float(cells[cell]) for cell in ("difference", "low", "high"))
    if np.isnan(middle):
        return nothing
    ends = [value * shown.factor for value in (middle, low, high)]
    draws = [float(cells[one]) * shown.factor for one in DRAWS if one in rows]
    number = shown.difference(middle, figures_of(str(cells.get("interval", ""))))
    is_small = abs(middle) < float(cells.get("smallest", 0.0))
    return Bar("", ends, UNCLEAR if is_small else effect_colour(outcome, low, high), number, draws)


def effect_colour(outcome: Outcome, low: float, high: float) -> str:
    """Colour of an effect: is it for the better, for the worse, or not clear?"""
    return side_colour(low, high, outcome.better)


def _name_rows(panels: np.ndarray, labels: list[str]) -> None:
    for first in panels[:, 0]:
        first.set_yticks(range(len(labels)), labels)
        first.tick_params(axis="y", labelsize=8.5)
    for panel in panels[:, 1:].flat:
        panel.tick_params(axis="y", labelleft=False)


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the effects of a question's arms; of single levers where the table is about these."""
    if "proximal_outcome" in picture.frame:
        return _levers(picture.frame, language)
    rows = picture.frame[picture.frame.group == EVERYBODY]
    names = [name for name in dict.fromkeys(rows.outcome) if picture.outcome in ("", name)]
    if not rows.difference.notna().any():
        return None
    labels = dict(zip(rows.scenario, rows[f"label_{language}"], strict=True))
    note = WORDS[language]["paired_worlds" if "good_in" in rows else "paired"].format(
        baseline=_baseline(picture, language), seeds=int(rows.seeds.max())
    )
    return effect_panels(rows, names, labels, WORDS[language]["title"], note, language)


def _baseline(picture: Picture, language: Language) -> str:
    """What the arms are compared with: the first of the months' table, where there is one."""
    months = picture.tables.get("months")
    if months is None or not len(months):
        return WORDS[language]["baseline"]
    name = str(months[f"label_{language}"].iloc[0])
    return f"“{name}”" if language == "zh" else name


def _levers(frame: pd.DataFrame, language: Language) -> Figure | None:
    """Each lever's effect on its proximal outcome, every row on a scale of its own."""
    words = WORDS[language]
    colours = {
        "as_declared": BETTER,
        "backfires": WORSE,
        "too_small": NEUTRAL,
        "undecided": UNCLEAR,
    }
    bars = []
    for row in rows_of(frame):
        outcome = OUTCOMES[str(row.proximal_outcome)]
        shown = scale(outcome.unit, language)
        middle, low, high = (float(cell) for cell in (row.effect, row.low, row.high))
        ends = np.array([middle, low, high])
        ends[~np.isfinite(ends)] = np.nan  # an interval of few seeds may be unbounded
        size = np.nanmax(np.abs([*ends, 1e-300]))
        number = shown.difference(middle, figures_of(getattr(row, "interval", "")))
        text = f"{number} {shown.difference_unit}".strip()
        name = f"{getattr(row, f'label_{language}')} → {label(outcome, language)}"
        colour = colours.get(str(row.verdict), NEUTRAL)
        bars.append(Bar(name, list(ends / size), colour, text))
    legend = {words[name]: colour for name, colour in colours.items()}
    if not bars:
        return None
    figure = bar_figure(bars, words["levers"], words["own_scale"], "", legend)
    figure.axes[0].set_xticks([])
    figure.axes[0].set_xlim(*ROOM)
    return figure
