"""What all figures share: the font that ships, colours, titles, axes, files without dates or random ids."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from sim.measures.wording import Language, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sim.measures.outcomes import Outcome

FONT: Final = Path(__file__).parents[1] / "fonts" / "ShequSansSC-Regular.otf"
WIDTH: Final = 12.0
INK: Final = "#24292f"
QUIET: Final = "#6e7781"
RULE: Final = "#d0d7de"
SVG_METADATA: Final = {"Date": None, "Creator": "shequ"}
_STYLE: Final[Any] = {
    "svg.hashsalt": "shequ",
    "svg.fonttype": "path",
    "axes.edgecolor": RULE,
    "axes.labelcolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.5,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "text.color": INK,
    "font.size": 9.0,
}


@functools.cache
def family() -> str:
    """Name of the font that ships, after making it known."""
    fontManager.addfont(FONT)
    return FontProperties(fname=FONT).get_name()


@contextmanager
def style() -> Iterator[None]:
    """Settings of all figures; figures are drawn and written inside it."""
    with mpl.rc_context(_STYLE | {"font.family": family()}):
        yield


def write_figure(figure: Figure, stem: Path) -> None:
    """Write a figure as SVG and as PNG."""
    figure.savefig(stem.with_suffix(".svg"), metadata=SVG_METADATA)
    figure.savefig(stem.with_suffix(".png"), dpi=160, metadata={"Software": None})


def head(figure: Figure, title: str, note: str) -> None:
    """Write title and note at the top, at the same distance in inches whatever the height."""
    height = figure.get_figheight()
    figure.text(0.015, 1.0 - 0.30 / height, title, fontsize=14, va="center")
    figure.text(0.015, 1.0 - 0.58 / height, note, fontsize=9, color=QUIET, va="center")


def wrapped(text: str, characters: int) -> str:
    """Break a text into lines of at most so many characters; Chinese has no spaces to break at."""
    lines = textwrap.wrap(text, characters, break_long_words=not text.isascii())
    return "\n".join(lines) or text


def panel_title(panel: Axes, outcome: Outcome, unit: str, language: Language, characters: int) -> None:
    """Write an outcome's name, broken after some characters, and its unit above a panel."""
    title = wrapped(label(outcome, language), characters if language == "en" else 4 * characters)
    panel.set_title(title[:1].upper() + title[1:], loc="left", fontsize=9.5, pad=16, linespacing=1.1)
    panel.text(0.0, 1.035, unit, transform=panel.transAxes, fontsize=7.5, color=QUIET)
