"""Refusals: what the user gave cannot be used, said in one line that a terminal can show.

Whatever a file or an option holds (line ends, bytes that are no UTF-8, numbers of 5,000 digits, lists in
lists in lists), the line has at most ``LONGEST`` characters.
"""

from __future__ import annotations

import difflib
import reprlib
import unicodedata
from typing import Any, Final

LONGEST: Final = 500  # characters of a message
TAIL: Final = 120  # of them from its end, if it must be cut
KEY: Final = 80  # characters of a name that are compared or shown
# Signs that a Chinese keyboard types where the file needs one of ASCII, beside the full-width forms of ASCII
# itself, which Unicode's compatibility decomposition knows.
LIKE_ASCII: Final = dict(zip("“”‘’、。【】《》〔〕—–−", "\"\"'',.[]<>[]---", strict=True))


class BadInput(ValueError):  # noqa: N818 - it says what the user gave
    """What the user gave cannot be used; ``str()`` is the one line to show."""

    def __str__(self) -> str:
        """Put the message on one line of at most ``LONGEST`` characters, whatever keys and values hold."""
        line = "".join(map(_printable, " ".join(super().__str__().splitlines())))
        if len(line) <= LONGEST:
            return line
        return line[: LONGEST - TAIL - 3] + " … " + line[-TAIL:]


def _printable(sign: str) -> str:
    """A character, or its escape if no terminal shows it."""
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")


class _Short(reprlib.Repr):
    """Short forms of values; a number of more digits than Python writes is given by its length."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = KEY
        self.maxlevel = 3

    def repr_int(self, x: int, level: int) -> str:
        """A whole number, or how many digits it has."""
        digits = int(x.bit_length() * 0.30103) + 1
        return repr(x) if digits <= KEY else f"a number of {digits} digits"


_SHORT: Final = _Short()


def shown(value: Any) -> str:
    """A value as a message shows it: its ``repr``, cut where it is long or deep."""
    return _SHORT.repr(value)


def nearest(word: str, known: list[str]) -> str:
    """Suggest the known word that looks most like this one, as the tail of a message."""
    close = difflib.get_close_matches(word[:KEY], known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def ascii_of(sign: str) -> str:
    """The ASCII sign for which a full-width or typographic one was typed; empty if it is neither."""
    plain = LIKE_ASCII.get(sign) or unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() and not sign.isascii() else ""


def full_width(value: Any) -> str:
    """Name the first full-width or typographic sign of a text, and what to type, as a message's tail."""
    found = next((sign for sign in value if ascii_of(sign)), "") if isinstance(value, str) else ""
    return f" ({found!r} is not the sign {ascii_of(found)!r}: type that one)" if found else ""
