"""Whole dataclasses of settings that were made by hand, checked as those that files give."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sim.engine.settings.allowed_values import check


@cache
def hints_of(schema: Any) -> dict[str, Any]:
    """Types of a dataclass's fields."""
    return get_type_hints(schema)


def is_list_of_tables(hint: Any) -> bool:
    """Whether a field is a tuple of dataclasses."""
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


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
    hints = hints_of(schema)
    for item in fields(settings):
        hint, value, path = hints[item.name], getattr(settings, item.name), item.name
        inner = list(_tables(hint, value, prefix + path))
        for name, table in inner:
            check_all(table, origin, name)
        if not inner and not is_list_of_tables(hint) and get_origin(hint) is not dict:
            checked = check(value, hint, item.metadata.get("setting"), f"{origin}: {prefix}{path}")
            object.__setattr__(settings, item.name, checked)
    key = id(settings)
    _PASSED[key] = weakref.ref(settings, lambda gone: _PASSED.pop(key, None))


_PASSED: dict[int, weakref.ref[Any]] = {}


def _tables(hint: Any, value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The dataclasses that a field holds, each with the prefix of its settings."""
    if is_dataclass(hint):
        yield f"{path}.", value
    elif get_origin(hint) is dict:
        yield from ((f"{path}.{name}.", one) for name, one in value.items())
    elif is_list_of_tables(hint):
        yield from ((f"{path}[{number}].", one) for number, one in enumerate(value))
