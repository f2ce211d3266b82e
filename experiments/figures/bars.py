"""Rows of points with intervals, the form that most answers take: a label, a dot, a bar, a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnchoredOffsetbox, DrawingArea, HPacker, TextArea
from matplotlib.ticker import MaxNLocator

from experiments.figures.style import QUIET, RULE, WIDTH, head, most_lines, wrapped

# Vermilion, bluish green, grey: told apart by people who see no red or no green (and by the legend's words).
BETTER: Final = "#0f7b6c"
WORSE: Final = "#c4532d"
UNCLEAR: Final = "#9aa4ae"
NEUTRAL: Final = "#33658a"
ROW: Final = 0.26  # inches
LINE: Final = 0.12  # inches that each further line of a label takes
NO_VALUE: Final = (np.nan, np.nan, np.nan)
PLAIN: Final = 2.4  # points: width of an interval that is alone
THICK: Final = 6.0  # of all uncertainty, beneath that of draws alone
THIN: Final = 1.3
PALE: Final = 0.45  # opacity of the thick one, so that the thin one is seen on it
SAMPLE: Final = 18.0  # points: length of a bar in a legend


@dataclass(frozen=True)
class Bar:
    """A row.

    Attributes:
        label: what stands before it.
        ends: where the dot is, where the interval begins, where it ends; NaN for none.
        colour: of dot and interval.
        text: number beside it.
        draws: where the interval holds all uncertainty, both ends of what draws alone would make of it;
            NaN where that is not known.
    """

    label: str
    ends: Sequence[float]
    colour: str
    text: str
    draws: Sequence[float] = ()

    @property
    def middle(self) -> float:
        """Where the dot is."""
        return self.ends[0]

    @property
    def holds_everything(self) -> bool:
        """Whether its interval is of all uncertainty."""
        return len(self.draws) > 0


def draw_bars(panel: Axes, bars: Sequence[Bar], *, zero: bool = True, room: bool = True) -> None:
    """Draw rows from the top down, each number outside its interval, on the side away from zero.

    Panels that share an axis are drawn without room and then given it once by :func:`leave_room`.
    """
    if zero:
        panel.axvline(0.0, color=QUIET, linewidth=0.8, zorder=1)
    for position, bar in enumerate(bars):
        panel.axhline(position, color=RULE, linewidth=0.4, zorder=0)
        if np.isfinite(bar.middle):
            _draw_bar(panel, position, bar)
        elif bar.text:
            _write_alone(panel, position, bar)
    panel.tick_params(axis="x", labelsize=7.5)
    panel.grid(axis="x", alpha=0.6)
    panel.set_ylim(len(bars) - 0.4, -0.6)
    if room:
        leave_room(panel, bars)


def _draw_bar(panel: Axes, position: int, bar: Bar) -> None:
    draw_interval(panel, position, bar)
    panel.plot([bar.middle], [position], "o", color=bar.colour, markersize=5.0, zorder=3)
    if not bar.text:
        return
    is_negative = bar.text.startswith("−")
    outer = (np.nanmin if is_negative else np.nanmax)([*bar.ends, *bar.draws])
    panel.annotate(
        bar.text,
        (float(outer), position),
        (-6 if is_negative else 5, 0),
        textcoords="offset points",
        ha="right" if is_negative else "left",
        va="center",
        fontsize=7.5,
        color=bar.colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        zorder=2,
    )


def draw_interval(panel: Axes, position: float, bar: Bar) -> None:
    """All uncertainty thick and pale, what draws alone would make of it thin upon it; else one bar."""
    like: dict[str, Any] = {"color": bar.colour, "solid_capstyle": "butt", "zorder": 2}
    width: dict[str, Any] = (
        {"linewidth": THICK, "alpha": PALE} if bar.holds_everything else {"linewidth": PLAIN}
    )
    panel.plot(bar.ends[1:], [position] * 2, **like, **width)
    if bar.holds_everything and np.isfinite(bar.draws).all():
        panel.plot(bar.draws, [position] * 2, linewidth=THIN, **like)


def _write_alone(panel: Axes, position: int, bar: Bar) -> None:
    """What a row without a value says, in the middle of the panel."""
    panel.annotate(
        bar.text,
        (0.5, position),
        xycoords=panel.get_yaxis_transform(),
        ha="center",
        va="center",
        fontsize=7.5,
        color=bar.colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )


def leave_room(panel: Axes, bars: Sequence[Bar]) -> None:
    """Lengthen the axis for the numbers beside the bars."""
    middles = np.array([bar.middle for bar in bars])
    panel.margins(x=0.1)
    low, high = panel.get_xlim()
    on_the_left = 0.3 * (high - low) if (middles < 0.0).any() else 0.0
    on_the_right = 0.3 * (high - low) if (middles >= 0.0).any() else 0.0
    panel.set_xlim(low - on_the_left, high + on_the_right)
    panel.xaxis.set_major_locator(MaxNLocator(4))


def bar_figure(
    bars: Sequence[Bar],
    title: str,
    note: str,
    axis: str,
    legend: dict[str, str] | None = None,
    *,
    zero: bool = True,
) -> Figure:
    """A figure of one panel of rows, with labels broken where they are long."""
    labels = [wrapped(bar.label, 46) for bar in bars]
    height = 1.6 + row_height(labels) * max(len(bars), 2)
    figure = Figure(figsize=(0.8 * WIDTH, height))
    panel = figure.subplots()
    draw_bars(panel, bars, zero=zero)
    panel.set_yticks(range(len(bars)), labels, fontsize=8.5)
    panel.set_xlabel(axis, fontsize=8.5)
    head(figure, title, note)
    write_legend(figure, legend or {}, 1.0 - 0.80 / height)
    figure.subplots_adjust(left=0.37, right=0.97, top=1.0 - 1.1 / height, bottom=0.5 / height)
    return figure


def row_height(labels: Sequence[str]) -> float:
    """Inches of a row that has room for every label's lines."""
    return ROW + LINE * (most_lines(labels) - 1)


def write_legend(figure: Figure, entries: dict[str, str], top: float, both: Sequence[str] = ()) -> None:
    """Write words in their colours at the right.

    Args:
        figure: to write on.
        entries: words with their colours.
        top: where, in parts of the height.
        both: what the thick bar holds and what the thin one, where rows have both.
    """
    if not entries:
        return
    words: list[Artist] = [
        TextArea("● " + word, textprops={"color": colour}) for word, colour in entries.items()
    ]
    for word, line in zip(both, ({"linewidth": THICK, "alpha": PALE}, {"linewidth": THIN}), strict=False):
        text = TextArea(word, textprops={"color": QUIET})
        words.append(HPacker(children=[_sample(line), text], sep=4, pad=0, align="center"))
    legend = AnchoredOffsetbox(
        "upper right",
        child=HPacker(children=words, sep=14, pad=0, align="center"),
        frameon=False,
        borderpad=0,
        bbox_to_anchor=(0.985, top),
        bbox_transform=figure.transFigure,
    )
    figure.add_artist(legend)


def _sample(line: dict[str, float]) -> DrawingArea:
    """A piece of a bar, for a legend."""
    area = DrawingArea(SAMPLE, THICK)
    middle = [THICK / 2.0] * 2
    area.add_artist(Line2D([0.0, SAMPLE], middle, color=QUIET, solid_capstyle="butt", **line))  # type: ignore[arg-type]
    return area


def side_colour(low: float, high: float, better: str) -> str:
    """Colour of an effect: for the better, for the worse, or not clear? ``better`` is "+", "-" or empty."""
    if not (low > 0.0 or high < 0.0):
        return UNCLEAR
    if not better:
        return NEUTRAL
    return BETTER if (low > 0.0) == (better == "+") else WORSE
