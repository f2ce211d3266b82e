"""A figure becomes the content of files, or a line says why it is lacking: no result hangs on a picture."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from matplotlib.figure import Figure

from experiments.asking.question import Words
from experiments.figures.style import style
from experiments.fonts.characters import lend_fonts
from experiments.wording.sentences import sentences

SAY: Final = sentences("drawing")

LONGEST: Final = 200  # letters of a reason
# Files without date, program's version or random ids.
FORMATS: Final[dict[str, dict[str, Any]]] = {
    "svg": {"metadata": {"Date": None, "Creator": "shequ"}},
    "png": {"metadata": {"Software": None}, "dpi": 160},
}


@dataclass(frozen=True)
class Rendered:
    """What came of drawing a figure.

    Attributes:
        files: content by format; none if there is nothing to show, or it could not be drawn.
        notes: what is lacking, in a line each.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()


def render(name: str, draw: Callable[[], Figure | None], formats: Sequence[str]) -> Rendered:
    """Draw a figure from matplotlib's defaults, whatever style the user has.

    Args:
        name: of the figure, for notes.
        draw: draws it; None where there is nothing to show.
        formats: some of :data:`FORMATS`.
    """
    try:
        with style():
            figure = draw()
            return Rendered() if figure is None else _rendered(name, figure, formats)
    except Exception as error:  # whatever a library finds wrong with a label, a font or a number
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST]
        return Rendered(notes=(SAY("render", name=name, reason=reason),))


def _rendered(name: str, figure: Figure, formats: Sequence[str]) -> Rendered:
    nobody_has = lend_fonts(figure)
    with warnings.catch_warnings():
        if nobody_has:  # matplotlib warns of each; the note names them all
            warnings.filterwarnings("ignore", message="Glyph")
        files = {one: _content(figure, one) for one in formats}
    return Rendered(files, (_unwritten(name, nobody_has),) if nobody_has else ())


def _content(figure: Figure, format: str) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format=format, **FORMATS[format])
    return stream.getvalue()


def _unwritten(name: str, letters: str) -> Words:
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:20])
    return SAY("unwritten", named=named, name=name)
