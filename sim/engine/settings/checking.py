"""Whole dataclasses of settings that were made by hand, checked as those that files give."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from sim.engine.settings.allowed_values import check
from sim.engine.settings.declarations import Setting


@cache
def hints_of(schema: Any) -> dict[str, Any]:
    """Types of a dataclass's fields."""
    return get_type_hints(schema)


def is_list_of_tables(hint: Any) -> bool:
    """Whether a field is a tuple of dataclasses."""
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


class _Declared(NamedTuple):
    """A field of a dataclass of settings: what it is, and whether it holds other tables."""

    name: str
    hint: Any
    setting: Setting | None
    holds: Literal["a table", "named tables", "a list of tables", ""]


@cache
def _declared(schema: Any) -> tuple[_Declared, ...]:
    hints = hints_of(schema)
    return tuple(
        _Declared(one.name, hints[one.name], one.metadata.get("setting"), _what_holds(hints[one.name]))
        for one in fields(schema)
    )


def _what_holds(hint: Any) -> Literal["a table", "named tables", "a list of tables", ""]:
    if is_dataclass(hint):
        return "a table"
    if get_origin(hint) is dict:
        return "named tables"
    return "a list of tables" if is_list_of_tables(hint) else ""


def check_all(settings: Any, origin: str, prefix: str = "") -> None:
    """Check a dataclass that was made by hand as :func:`build` checks what a file says.

    What has passed once is frozen and passes unseen: scenarios are copied often, with one part changed.

    Args:
        settings: a frozen dataclass; its numbers of other types (NumPy's) become Python's, which hashes and
            files need.
        origin: who is to blame.
        prefix: dotted path of the dataclass, ending in ``"."`` unless empty.

    Raises:
        BadInput: wrong type or outside the allowed range.
    """
    known = _PASSED.get(id(settings))
    if known is not None and known() is settings:
        return
    schema: Any = type(settings)
    for one in _declared(schema):
        value, path = getattr(settings, one.name), prefix + one.name
        if one.holds:
            for name, table in _tables(one.holds, value, path):
                check_all(table, origin, name)
        else:
            checked = check(value, one.hint, one.setting, f"{origin}: {path}")
            if checked is not value:
                object.__setattr__(settings, one.name, checked)
    key = id(settings)
    _PASSED[key] = weakref.ref(settings, lambda gone: _PASSED.pop(key, None))


_PASSED: dict[int, weakref.ref[Any]] = {}


def _tables(holds: str, value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The dataclasses that a field holds, each with the prefix of its settings."""
    if holds == "a table":
        yield f"{path}.", value
    elif holds == "named tables":
        yield from ((f"{path}.{name}.", one) for name, one in value.items())
    else:
        yield from ((f"{path}[{number}].", one) for number, one in enumerate(value))
