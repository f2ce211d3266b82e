"""Points: all candidates of a search, or the draws in which a statement holds or fails."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bars import NEUTRAL, UNCLEAR, WORSE
from experiments.figures.picture import Picture
from experiments.figures.style import WIDTH, head, straight, wrapped
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label, scale

WORDS: Final[dict[Language, dict[str, str]]] = texts("scatter")


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw the candidates, or the draws of the statement that fails most."""
    return _candidates(picture, language) if "gain" in picture.frame else _draws(picture, language)


def _panel() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(0.7 * WIDTH, 4.8))
    panel = figure.subplots()
    panel.grid(alpha=0.6)
    panel.margins(0.06)
    figure.subplots_adjust(left=0.1, right=0.97, top=0.80, bottom=0.12)
    return figure, panel


def _candidates(picture: Picture, language: Language) -> Figure | None:
    rows, words = picture.frame.dropna(subset=["gain", "cost"]), WORDS[language]
    if not len(rows):
        return None
    outcome = OUTCOMES[picture.outcome or "civic"]
    shown = scale(outcome.unit, language)
    figure, panel = _panel()
    kinds = {
        "within": (rows.affordable & ~rows.on_front, NEUTRAL, "o"),
        "beyond": (~rows.affordable & ~rows.on_front, UNCLEAR, "x"),
        "front": (rows.on_front, WORSE, "D"),
    }
    for name, (mask, colour, marker) in kinds.items():
        part = rows[mask]
        if len(part):
            y = part.gain * shown.factor
            panel.plot(part.cost, y, marker, color=colour, markersize=5.0, label=words[name])
    panel.set_xlabel(words["cost"], fontsize=9)
    panel.set_ylabel(
        words["gain"].format(outcome=label(outcome, language), unit=shown.difference_unit), fontsize=9
    )
    _legend(panel)
    head(figure, words["searched"], words["searched_note"].format(points=len(rows)))
    return figure


def _draws(picture: Picture, language: Language) -> Figure | None:
    words, holds = WORDS[language], picture.frame
    flips, draws = picture.tables.get("flips"), picture.tables.get("draws")
    statements = [name for name in holds if name != "draw"]
    failing = min(statements, key=lambda name: int(holds[name].to_numpy(dtype=np.int64).sum()), default=None)
    if failing is None or flips is None or draws is None or bool(holds[failing].all()):
        return None
    told = flips[flips.statement == failing]
    best = told.loc[told.separation.abs().sort_values(ascending=False, kind="stable").index].assumption
    axes = [name for name in best if name in draws][:2]
    if len(axes) < 2:
        return None
    draws = draws.set_index("draw").loc[holds.draw]
    figure, panel = _panel()
    is_held = holds[failing].to_numpy(dtype=np.bool_)
    for name, mask, colour, marker in (("holds", is_held, UNCLEAR, "o"), ("fails", ~is_held, WORSE, "X")):
        x, y = (draws[axis].to_numpy(dtype=np.float64)[mask] for axis in axes)
        panel.plot(x, y, marker, color=colour, markersize=6.0, label=words[name])
    told = told.drop_duplicates("assumption").set_index("assumption")
    names = [getattr(assumption_name(axis), language) for axis in axes]
    panel.set_xlabel(wrapped(names[0], 90), fontsize=9)
    panel.set_ylabel(wrapped(names[1], 60), fontsize=9)
    _legend(panel)
    first = told.iloc[0]
    statement = straight(first.label_en) if language == "en" else first.label_zh
    head(figure, words["draws"], words["draws_note"].format(statement=statement, points=len(holds)))
    return figure


def _legend(panel: Axes) -> None:
    panel.legend(frameon=False, fontsize=8.5, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3)
