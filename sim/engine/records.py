"""Settings as named tuples, the form in which compiled rules can read them by name."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import fields
from typing import Any


def record_type(schema: type, name: str, module: str) -> Any:
    """Make the named-tuple class of a dataclass of numbers; assign it to ``name`` in ``module``.

    Compiled code is cached on disk under the class's module and name, so both must be true.
    """
    return namedtuple(name, [item.name for item in fields(schema)], module=module)


def record(kind: Any, values: object) -> Any:
    """Fill a record with the numbers of a dataclass instance."""
    return kind(*(getattr(values, name) for name in kind._fields))
