"""What the browser sends: the name of a deed and its details."""

from __future__ import annotations

from typing import Any, Final

from sim.engine.settings import BadInput

Event = dict[str, Any]

LARGEST_EXACT: Final = 2**53 - 1  # a browser's numbers are 64-bit floats; beyond, neighbours become one
MOST_DIGITS: Final = 19  # as many as 2**63 has


def whole(event: Event, name: str) -> int:
    """Read a whole number that the browser sent.

    Raises:
        BadInput: it is not one, or so large that the browser may have changed it.
    """
    value = event[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise BadInput(f"{name}: must be a whole number, not {value!r}")
    if abs(value) > LARGEST_EXACT:
        raise BadInput(f"{name}: {value!r} is too large to be sent as a number; send its digits")
    return int(value)


def exact(event: Event, name: str) -> int:
    """Read a whole number of any size that the browser sent as text, digit by digit.

    Raises:
        BadInput: it is not one.
    """
    value = event[name]
    if not isinstance(value, str):
        return whole(event, name)
    text = value.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise BadInput(f"{name}: must be a whole number, not {value[:40]!r}")
    return int(text)
