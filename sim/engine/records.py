"""Settings as named tuples, the form in which compiled rules can read them by name."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from dataclasses import fields
from typing import Any


def tuple_type(names: Iterable[str], name: str, module: str) -> Any:
    """Make a named-tuple class with these fields; assign it to ``name`` in ``module``.

    Compiled code is cached on disk under the class's module and name, so both must be true.
    """
    return namedtuple(name, list(names), module=module)


def record_type(schema: type, name: str, module: str) -> Any:
    """Make the named-tuple class of a dataclass of numbers, see :func:`tuple_type`."""
    return tuple_type([item.name for item in fields(schema)], name, module)


def record(kind: Any, values: object) -> Any:
    """Fill a record with the numbers of a dataclass instance."""
    return kind(*(getattr(values, name) for name in kind._fields))
