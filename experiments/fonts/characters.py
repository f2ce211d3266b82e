"""Characters beyond the font that ships: a font of the system that has them draws them, or they are named.

The font that ships comes first, so a figure of which it has every character is the same on every machine.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.text import Text

FONT: Final = Path(__file__).with_name("ShequSansSC-Regular.otf")
NO_CHARACTER: Final = 0xFDD0  # by Unicode; only fonts of last resort have it
PLAIN: Final = ("normal", "normal", 400)  # style, variant, weight


@functools.cache
def family() -> str:
    """Name of the font that ships, after making it known."""
    fontManager.addfont(FONT)
    return FontProperties(fname=FONT).get_name()


def lend_fonts(figure: Figure) -> str:
    """Give texts of a figure the fonts of the system that they need beside the one that ships.

    Returns:
        Characters that no font has, each once; a box will stand for them.
    """
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    wanted = {letter for text in texts for letter in text.get_text() if letter.isprintable()}
    lacking = frozenset(wanted - letters_of(str(FONT)))
    if not lacking:
        return ""
    lenders, rest = _lenders(lacking)
    for text in texts:
        if lacking.intersection(text.get_text()):
            text.set_fontfamily([family(), *lenders])
    return "".join(sorted(rest))


@functools.cache
def letters_of(file: str) -> frozenset[str]:
    """Characters that a font draws; none of one that cannot be read, or draws boxes for whatever there is."""
    try:
        codes = get_font(file).get_charmap()
    except (OSError, RuntimeError):
        return frozenset()
    return frozenset() if NO_CHARACTER in codes else frozenset(map(chr, codes))


@functools.cache
def _lenders(lacking: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Fonts of the system that have what is lacking, the fewest that can be found; and what nobody has."""
    fonts = _system_fonts()
    chosen: list[str] = []
    while lacking and fonts:
        best = max(fonts, key=lambda font: len(lacking & letters_of(font.fname)))
        found = lacking & letters_of(best.fname)
        if not found:
            break
        chosen.append(best.name)
        lacking -= found
    return tuple(chosen), lacking


def _system_fonts() -> list[FontEntry]:
    """Fonts that matplotlib found, upright ones of normal weight first, by name."""
    return sorted(
        (font for font in fontManager.ttflist if Path(font.fname) != FONT),
        key=lambda font: ((font.style, font.variant, font.weight) != PLAIN, font.name, font.fname),
    )
