"""What the browser sends: the name of a deed and its details."""

from __future__ import annotations

from typing import Any

from sim.engine.settings import BadInput

Event = dict[str, Any]


def whole(event: Event, name: str) -> int:
    """Read a whole number that the browser sent.

    Raises:
        BadInput: it is not one.
    """
    value = event[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise BadInput(f"{name}: must be a whole number, not {value!r}")
    return int(value)
