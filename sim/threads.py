"""Threads for one large world: work on many rows is cut into parts, and what the parts give comes in order.

How the work is shared out is no part of the world: compiled rules read the opening state of all and write
their own rows only, and draws are keyed, so every number of threads gives the same bits (promise P1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.engine.refusal import BadInput

Edges = NDArray[np.int64]
Given = TypeVar("Given")
PARTS_A_THREAD: Final = 4  # so that no thread waits long for another

_threads: ContextVar[int] = ContextVar("threads", default=1)
# Threads beside the one that shares its work: they wait for the next in this context, where to make them
# for every piece of work takes ten times as long as to hand it over.
_helpers: ContextVar[ThreadPoolExecutor] = ContextVar("helpers")


@contextmanager
def sharing(threads: int) -> Iterator[None]:
    """Let so many threads share the work of what is called in this context, this one among them.

    Raises:
        BadInput: the number is below 1.
    """
    if threads < 1:
        raise BadInput(f"threads: {threads} is not 1 or more")
    before = _threads.set(threads)
    try:
        with _helped(threads - 1):
            yield
    finally:
        _threads.reset(before)


@contextmanager
def _helped(helpers: int) -> Iterator[None]:
    """Keep so many threads ready; none where nobody helps."""
    if not helpers:
        yield
        return
    with ThreadPoolExecutor(helpers) as ready:
        before = _helpers.set(ready)
        try:
            yield
        finally:
            _helpers.reset(before)


def in_parts(rows: int, work: Callable[[int, int], Given]) -> list[Given]:
    """Do work on rows ``first`` to ``last - 1`` for parts that together are all rows.

    Args:
        rows: how many there are.
        work: given ``first`` and ``last``; writes nothing that another part reads or writes.

    Returns:
        What each part gave, in the order of the rows.
    """
    return [work(0, rows)] if _threads.get() == 1 else _each(_cuts(rows), work)


def in_whole_groups(start: Edges, work: Callable[[int, int], Given]) -> list[Given]:
    """The same for groups of rows, of which none is cut: ``work`` is given numbers of groups.

    Args:
        start: (groups + 1,) first row of each group.
        work: see :func:`in_parts`.
    """
    groups = start.size - 1
    if _threads.get() == 1:
        return [work(0, groups)]
    edges = np.searchsorted(start, _cuts(int(start[-1])))
    edges[-1] = groups  # those without rows stand there too
    return _each(edges, work)


def _cuts(rows: int) -> Edges:
    """Where to cut so many rows."""
    return np.linspace(0, rows, PARTS_A_THREAD * _threads.get() + 1).astype(np.int64)


def _each(edges: Edges, work: Callable[[int, int], Given]) -> list[Given]:
    """Do the parts between the edges on the threads that share the work: each takes the next that is left."""
    known = np.unique(edges).tolist()
    parts = len(known) - 1
    if parts <= 1:
        return [work(known[0], known[-1])]
    turn, gave = count(), dict[int, Given]()

    def take_parts() -> None:
        """Do parts as long as there are any; what is called there shares its work with nobody."""
        with sharing(1):
            while (part := next(turn)) < parts:
                gave[part] = work(known[part], known[part + 1])

    helping = [_helpers.get().submit(take_parts) for _ in range(min(_threads.get(), parts) - 1)]
    take_parts()
    for one in helping:
        one.result()
    return [gave[part] for part in range(parts)]
