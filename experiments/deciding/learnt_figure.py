"""How far each survey question and trial would shrink the likely range; what knowing an assumption would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure

from experiments.deciding.observations import by_observation, trusted
from experiments.figures.bars import BETTER, NEUTRAL, WORSE, Bar, bar_figure
from experiments.figures.picture import rows_of
from experiments.figures.style import straight
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import CARRIED, Language, label, scale, written

if TYPE_CHECKING:
    import pandas as pd

    from experiments.figures.picture import Picture

WORDS: Final[dict[Language, dict[str, str]]] = texts("learnt_figure")
MOST: Final = 12  # observations that are shown
BOUNDS: Final = 3  # assumptions
LEAST_SHRUNK: Final = 0.01  # of the range, with which an observation is shown
FEWEST_SHOWN: Final = 3
COLOURS: Final = {"survey": NEUTRAL, "trial": BETTER, "assumption": WORSE}


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw a row an observation: the dot at the middle size, the bar from the smallest to the largest."""
    frame, words = picture.frame, WORDS[language]
    if not len(frame):
        return None
    shown = scale(OUTCOMES[picture.outcome].unit, language)
    chosen = _chosen(frame)
    bars = [_bar(rows, shown.factor, language) for rows in chosen]
    before = shown.factor * float(frame.range_before.iloc[0])
    sizes = sorted(set(frame.respondents) - {0})
    note = words["note"].format(
        before=written(before, CARRIED),
        unit=shown.difference_unit,
        sizes=", ".join(f"{one:,}" for one in sizes),
    )
    kinds = {str(rows.kind.iloc[0]) for rows in chosen}
    legend = {words[kind]: colour for kind, colour in COLOURS.items() if kind in kinds}
    axis = words["axis"].format(unit=shown.difference_unit)
    title = words["title"].format(outcome=straight(label(OUTCOMES[picture.outcome], language)))
    figure = bar_figure(bars, title, note, axis, legend, zero=False)
    figure.axes[0].axvline(before, color=WORSE, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
    figure.axes[0].set_xlim(left=0.0)
    return figure


def _chosen(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Observations that shrink the range most, and a few assumptions, each with all its sizes.

    What would shrink it at no size on average is left out, unless nothing is left.
    """
    found = []
    made = trusted(frame[frame.kind != "assumption"])
    for rows, most in ((made, MOST), (frame[frame.kind == "assumption"], BOUNDS)):
        each = by_observation(rows)
        teaching = [one for one in each if one.shrinks.mean() >= LEAST_SHRUNK]
        found += teaching[:most] or each[:FEWEST_SHOWN]
    return found


def _bar(rows: pd.DataFrame, factor: float, language: Language) -> Bar:
    """Of one observation at all sizes."""
    sized = rows.sort_values("respondents", kind="stable")
    widths = factor * sized.range_after.to_numpy(dtype=float)
    first = rows_of(sized)[0]
    text = (straight(first.label_en) if language == "en" else first.label_zh).replace("`", "")
    middle = float(widths[len(widths) // 2])
    change = -round(100.0 * float(sized.shrinks.iloc[len(widths) // 2]))
    told = f"{change:+d} %" if change else "0 %"
    return Bar(text, [middle, float(widths.min()), float(widths.max())], COLOURS[first.kind], told)
