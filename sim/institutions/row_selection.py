"""Searches over the rows of each community: who holds an office, who did an act, who stands in a list.

Single comparisons of whole columns, which NumPy does as fast as compiled code and without compiling.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.residents.person import count_true
from sim.threads import in_parts

Rows = NDArray[np.int64]


def count_office(community_start: Rows, office: NDArray[np.int8], code: int) -> Rows:
    """Residents of each community who hold an office."""
    held: Rows = count_true(community_start, office == code)
    return held


def rows_where(flag: NDArray[np.bool_]) -> Rows:
    """Rows with a flag: what ``np.flatnonzero`` gives, which asks five questions before it does."""
    return flag.nonzero()[0]


def rows_between(first: Rows, last: Rows) -> Rows:
    """Rows of several stretches, each from ``first`` to ``last - 1``, one stretch after the other."""
    number = last - first
    before = np.cumsum(number) - number
    rows: Rows = np.repeat(first - before, number)
    rows += np.arange(rows.size)
    return rows


def rows_within(community_start: Rows, where: NDArray[np.bool_]) -> Rows:
    """Rows of the residents of some communities, (communities,), in their order."""
    return rows_between(community_start[:-1][where], community_start[1:][where])


def search(rows: int, holds: Callable[[slice], NDArray[np.bool_]]) -> Rows:
    """Those of so many rows for which something holds, told of a part of them; threads share the search."""
    return np.concatenate(in_parts(rows, lambda first, last: first + rows_where(holds(slice(first, last)))))


def search_within(
    community_start: Rows, where: NDArray[np.bool_], holds: Callable[[slice | Rows], NDArray[np.bool_]]
) -> Rows:
    """The same of the residents of some communities, (communities,), told of their rows."""
    if where.all():
        return search(int(community_start[-1]), holds)  # rows that follow each other need not be gathered
    rows = rows_within(community_start, where)
    return rows[holds(rows)]


def with_act(acts: NDArray[np.int16], act: int) -> Rows:
    """Rows of the residents who did an act this month."""
    return with_any(acts, 1 << act)


def with_any(acts: NDArray[np.int16], mask: int) -> Rows:
    """Rows of the residents who did any of the acts of a mask."""
    return search(acts.size, lambda here: acts[here] & mask != 0)


def community_of(community_start: Rows, rows: Rows) -> Rows:
    """(rows,) community of each row."""
    return np.searchsorted(community_start, rows, side="right") - 1


def among(rows: Rows, listed: Rows) -> NDArray[np.bool_]:
    """(rows,) whether each stands in a list; as ``np.isin``, which takes long for few."""
    ordered = np.sort(listed)
    return np.searchsorted(ordered, rows, "right") > np.searchsorted(ordered, rows)


def place_of_each(group: Rows) -> Rows:
    """(listed,) how many of the own group, 0, 1, 2, ..., stand before each in a list."""
    if not group.size:
        return np.empty(0, dtype=np.int64)
    places: Rows = _place_of_each(np.ascontiguousarray(group, dtype=np.int64), int(group.max()) + 1)
    return places


@njit(cache=True, nogil=True)
def _place_of_each(group: Rows, groups: int) -> Rows:
    """Count through the list."""
    place, met = np.empty(group.size, dtype=np.int64), np.zeros(groups, dtype=np.int64)
    for k in range(group.size):
        place[k] = met[group[k]]
        met[group[k]] += 1
    return place
