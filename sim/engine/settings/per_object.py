"""What is worked out once for an object that never changes, and forgotten with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class PerObject(Generic[T]):
    """What a function gives for an object, known by its identity, since few objects of ours can be hashed."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Keep what this function gives."""
        self._work = work
        self._kept: dict[int, tuple[weakref.ref[Any], T]] = {}

    def __call__(self, subject: Any) -> T:
        """What it gives for an object, worked out the first time."""
        key = id(subject)
        known = self._kept.get(key)
        if known is not None and known[0]() is subject:
            return known[1]
        found = self._work(subject)
        self._kept[key] = (weakref.ref(subject, lambda _: self._kept.pop(key, None)), found)
        return found
