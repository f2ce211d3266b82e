"""What all figures share: matplotlib's defaults, the font that ships, colours, titles, axes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.fonts.characters import family
from sim.outcomes.register import Outcome
from sim.wording.labels import Language, label, width

WIDTH: Final = 12.0
INK: Final = "#24292f"
QUIET: Final = "#6e7781"
RULE: Final = "#d0d7de"
# What stays together in a line: a Chinese character and the signs that close after it, a word, spaces.
_PIECE: Final = r"[\u2e80-\uffdf][，。、；：）”》]*|[^\s\u2e80-\uffdf]+|\s+"
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
    "text.parse_math": False,  # a name with two dollar signs is a name
    "font.size": 9.0,
}


@contextmanager
def style() -> Iterator[None]:
    """Settings of all figures, on matplotlib's defaults; figures are drawn and written inside it.

    A style of the user's own (a dark page, LaTeX for all texts) is left outside.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE | {"font.family": family()})
        yield


def head(figure: Figure, title: str, note: str) -> None:
    """Write title and note at the top, at the same distance in inches whatever the height."""
    height = figure.get_figheight()
    figure.text(0.015, 1.0 - 0.30 / height, title, fontsize=14, va="center")
    figure.text(0.015, 1.0 - 0.58 / height, note, fontsize=9, color=QUIET, va="center")


def wrapped(text: str, columns: int) -> str:
    """Break a text into lines of at most so many columns, of which a Chinese character takes two.

    Lines end at spaces, and between Chinese characters unless punctuation follows.
    """
    lines = [""]
    for piece in re.findall(_PIECE, text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > columns:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def straight(text: str) -> str:
    """An English text with straight quotation marks; this font draws curly ones as wide as a character."""
    return text.translate({ord("“"): '"', ord("”"): '"'})


def most_lines(labels: Iterable[str]) -> int:
    """Lines of the longest of broken labels; 1 without any."""
    return max((label.count("\n") + 1 for label in labels), default=1)


def panel_title(panel: Axes, outcome: Outcome, unit: str, language: Language, columns: int) -> None:
    """Write an outcome's name, broken after some columns, and its unit above a panel of any height."""
    title = wrapped(label(outcome, language), columns)
    panel.set_title(title[:1].upper() + title[1:], loc="left", fontsize=9.5, pad=16, linespacing=1.1)
    panel.annotate(
        unit, (0.0, 1.0), (0.0, 5.0), "axes fraction", textcoords="offset points", fontsize=7.5, color=QUIET
    )
