"""One value held against its type and declaration."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any, Final, get_args, get_origin

from sim.engine.refusal import BadInput, full_width, nearest, shown
from sim.engine.settings.declarations import ListOf, Setting

CLOSE: Final = 0.02  # part by which a sum of shares may be off: they are published rounded


def check(value: Any, hint: Any, declared: Setting | None, where: str) -> Any:
    """Check one value against its type and declaration and return it in that type.

    Raises:
        BadInput: wrong type or outside the allowed range.
    """
    if get_origin(hint) is tuple:
        return _checked_list(value, get_args(hint)[0], declared, where)
    if type(value) is not hint:
        value = _as_python_number(value, hint, where)
    if type(value) is not hint:
        tail = "" if hint in (bool, str) else _range_words(declared)
        raise BadInput(f"{where}: must be {_TYPE_WORDS[hint]}, not {shown(value)}{full_width(value)}{tail}")
    if declared is not None:
        _check_range(value, declared, where)
    return value


_TYPE_WORDS = {float: "a number", int: "a whole number", str: "a text", bool: "true or false"}


def wanted_value(hint: Any, declared: Setting | None) -> str:
    """Say what a setting of this type may be."""
    if declared is None:
        return "a value"
    if get_origin(hint) is tuple:
        words = declared.shape.words() + ", each " if declared.shape else ""
        return f"a list: {words}{declared.allowed()}"
    if hint is bool or (hint is str and not declared.choices):
        return f"{_TYPE_WORDS[hint]} ({declared.sentence})"
    return declared.allowed()


def _checked_list(value: Any, item: Any, declared: Setting | None, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise BadInput(f"{where}: must be a list, not {shown(value)}")
    shape = (declared.shape if declared else None) or ListOf()
    if not shape.least <= len(value) <= shape.most:
        raise BadInput(f"{where}: needs {shape.words()}, not {len(value)}")
    checked = tuple(check(one, item, declared, f"{where}[{k}]") for k, one in enumerate(value))
    _check_sums(checked, shape, where)
    if shape.rising and list(checked) != sorted(checked):
        raise BadInput(f"{where}: needs {shape.words()}")
    return checked


def _check_sums(numbers: tuple[Any, ...], shape: ListOf, where: str) -> None:
    if shape.total is None:
        return
    length = len(numbers) // shape.rows
    for row in range(shape.rows):
        found = sum(numbers[row * length : (row + 1) * length])
        if abs(found - shape.total) > CLOSE * shape.total:
            part = f"part {row + 1}: " if shape.rows > 1 else ""
            raise BadInput(f"{where}: {part}numbers must add up to {shape.total:g}, not {found:.3g}")


def _as_python_number(value: Any, hint: Any, where: str) -> Any:
    """A number in the wanted type of Python's where it is one of another library, or whole."""
    if isinstance(value, bool):
        return value
    if hint is int and isinstance(value, Integral):
        return int(value)
    return _as_float(value, where) if hint is float and isinstance(value, Real) else value


def _as_float(value: Real, where: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise BadInput(f"{where}: the number is too large") from None


def _range_words(declared: Setting | None) -> str:
    return f"; allowed: {declared.allowed()}" if declared is not None else ""


def _check_range(value: Any, declared: Setting, where: str) -> None:
    if isinstance(value, str):
        if declared.choices and value not in declared.choices:
            hint = nearest(value, list(declared.choices))
            raise BadInput(f"{where}: {shown(value)} is not {declared.allowed()}{hint}")
        return
    too_low = declared.low is not None and value < declared.low
    too_high = declared.high is not None and value > declared.high
    if too_low or too_high or not math.isfinite(value):
        raise BadInput(f"{where}: {shown(value)} is outside {declared.allowed()}")
