"""How far each survey question and trial would shrink the likely range; what knowing an assumption would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure

from experiments.figures.bars import BETTER, NEUTRAL, WORSE, Bar, bar_figure
from experiments.figures.picture import rows_of
from experiments.figures.style import straight
from experiments.wording.sentences import texts
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import Language, label, scale

if TYPE_CHECKING:
    import pandas as pd

    from experiments.figures.picture import Picture

WORDS: Final[dict[Language, dict[str, str]]] = texts("learnt_figure")
MOST: Final = 12  # observations that are shown
BOUNDS: Final = 3  # assumptions
COLOURS: Final = {"survey": NEUTRAL, "trial": BETTER, "assumption": WORSE}


def draw(picture: Picture, language: Language) -> Figure | None:
    """Draw a row an observation: the dot at the middle size, the bar from the smallest to the largest."""
    frame, words = picture.frame, WORDS[language]
    if not len(frame):
        return None
    shown = scale(OUTCOMES[picture.outcome].unit, language)
    bars = [_bar(rows, shown.factor, language) for rows in _chosen(frame)]
    before = shown.factor * float(frame.range_before.iloc[0])
    sizes = sorted(set(frame.respondents) - {0})
    note = words["note"].format(
        outcome=label(OUTCOMES[picture.outcome], language),
        before=f"{before:.3g}",
        unit=shown.difference_unit,
        sizes=", ".join(f"{one:,}" for one in sizes),
    )
    legend = {words[kind]: colour for kind, colour in COLOURS.items() if kind in set(frame.kind)}
    axis = words["axis"].format(unit=shown.difference_unit)
    figure = bar_figure(bars, words["title"], note, axis, legend, zero=False)
    figure.axes[0].axvline(before, color=WORSE, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
    figure.axes[0].set_xlim(left=0.0)
    return figure


def _chosen(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Observations that shrink the range most, and a few assumptions, each with all its sizes."""
    found = []
    for rows, most in (
        (frame[frame.kind != "assumption"], MOST),
        (frame[frame.kind == "assumption"], BOUNDS),
    ):
        each = [part for _, part in rows.groupby(["kind", "policy", "what"], sort=False)]
        found += sorted(each, key=lambda part: float(part.range_after.min()))[:most]
    return found


def _bar(rows: pd.DataFrame, factor: float, language: Language) -> Bar:
    """Of one observation at all sizes."""
    sized = rows.sort_values("respondents", kind="stable")
    widths = factor * sized.range_after.to_numpy(dtype=float)
    first = rows_of(sized)[0]
    text = straight(first.label_en) if language == "en" else first.label_zh
    middle = float(widths[len(widths) // 2])
    shrinks = 100.0 * float(sized.shrinks.iloc[len(widths) // 2])
    return Bar(
        text, [middle, float(widths.min()), float(widths.max())], COLOURS[first.kind], f"{-shrinks:+.0f} %"
    )
