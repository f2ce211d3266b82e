"""Who gains: the change in participation by group, of the reforms that change it most."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.bars import (
    ROW,
    UNCLEAR,
    Bar,
    draw_bars,
    leave_room,
)
from experiments.figures.effects import effect_bar, effect_legend
from experiments.figures.picture import Picture
from experiments.figures.style import WIDTH, head, most_lines, wrapped
from experiments.wording.sentences import texts
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import GROUPS, OUTCOMES, Outcome
from sim.wording.labels import Language, label, scale

MOST: Final = 4  # reforms
WORDS: Final[dict[Language, dict[str, str]]] = texts("groups")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the arms of a question that change its leading outcome most."""
    rows = picture.frame[picture.frame.outcome == picture.lead]
    labels = dict(zip(rows.scenario, rows[f"label_{language}"], strict=True))
    return group_panels(rows, labels, OUTCOMES[picture.lead], language) if len(rows) else None


def _bars_of(rows: pd.DataFrame) -> str:
    """What the bars are ranges over: seeds in one world, or plausible worlds."""
    return "worlds" if "good_in" in rows else "seeds"


def group_panels(
    rows: pd.DataFrame, labels: dict[str, str], outcome: Outcome, language: Language
) -> Figure | None:
    """Draw a panel a reform, a row a group; None without two groups.

    Args:
        rows: scenario, group, difference, low, high; of one outcome.
        labels: of the scenarios.
        outcome: it.
        language: of the words.
    """
    rows = rows[rows.difference.notna()]
    of_all = rows[rows.group == EVERYBODY].set_index("scenario").difference.abs()
    reforms = list(of_all.sort_values(ascending=False, kind="stable").index)[:MOST]
    names = [name for name in GROUPS if name in set(rows.group)]
    if not reforms or len(names) < 2:
        return None
    titles = {reform: wrapped(labels[reform], 110 // len(reforms)) for reform in reforms}
    shown, words = scale(outcome.unit, language), WORDS[language]
    above = 1.1 + 0.15 * most_lines(titles.values())
    height = 0.45 + above + ROW * len(names)
    figure = Figure(figsize=(WIDTH if len(reforms) > 1 else 0.7 * WIDTH, height))
    panels = figure.subplots(1, len(reforms), squeeze=False, sharey=True, sharex=True)[0]
    drawn: list[Bar] = []
    for panel, reform in zip(panels, reforms, strict=True):
        of_reform = rows[rows.scenario == reform].set_index("group")
        bars = [effect_bar(of_reform, name, outcome, shown, language) for name in names]
        draw_bars(panel, bars, room=False)
        drawn += bars
        panel.set_title(titles[reform], loc="left", fontsize=9.5)
        panel.axhline(0.5, color=UNCLEAR, linewidth=0.6)
    panels[0].set_yticks(range(len(names)), [label(GROUPS[name], language) for name in names], fontsize=8.5)
    leave_room(panels[0], drawn)
    note = words["note" if len(reforms) > 1 else "one"]
    head(
        figure,
        words["title"].format(outcome=label(outcome, language)),
        note.format(unit=shown.difference_unit, reforms=len(reforms), bars=words[_bars_of(rows)]),
    )
    effect_legend(figure, rows, language)
    left = 0.15 if len(reforms) > 1 else 0.24
    figure.subplots_adjust(left=left, right=0.98, top=1.0 - above / height, bottom=0.35 / height, wspace=0.1)
    return figure
