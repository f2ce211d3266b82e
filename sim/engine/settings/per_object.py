"""What is worked out once for objects that never change, and forgotten with them."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class PerObject(Generic[T]):
    """What a function gives for objects, known by their identity, since few of ours can be hashed.

    The answer must not refer to the objects themselves, which would then never go.
    """

    def __init__(self, work: Callable[..., T]) -> None:
        """Keep what this function gives."""
        self._work = work
        self._kept: dict[tuple[int, ...], tuple[list[weakref.ref[Any]], T]] = {}

    def __call__(self, *subjects: Any) -> T:
        """What it gives for some objects, worked out the first time."""
        key = tuple(map(id, subjects))
        known = self._kept.get(key)
        if known is not None and all(ref() is one for ref, one in zip(known[0], subjects, strict=True)):
            return known[1]
        found = self._work(*subjects)
        self._kept[key] = ([weakref.ref(one, lambda _: self._kept.pop(key, None)) for one in subjects], found)
        return found
