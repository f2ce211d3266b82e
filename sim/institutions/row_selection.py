"""Searches over the rows of each community: who holds an office, who waits, who fits best.

Single comparisons of whole columns, which NumPy does as fast as compiled code and without compiling.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit

Rows = NDArray[np.int64]


@njit(cache=True, nogil=True)
def count_true(community_start: Rows, flag: NDArray[np.bool_]) -> Rows:
    """Residents of each community with a flag.

    Read as bytes, of which many are added at once: of a part of the array, whose rows are not counted from
    its end, as negative ones would be.
    """
    count = np.empty(community_start.size - 1, dtype=np.int64)
    ones = flag.view(np.uint8)
    for c in range(count.size):
        held = 0
        for one in ones[community_start[c] : community_start[c + 1]]:
            held += one
        count[c] = held
    return count


def count_office(community_start: Rows, office: NDArray[np.int8], code: int) -> Rows:
    """Residents of each community who hold an office."""
    held: Rows = count_true(community_start, office == code)
    return held


def rows_where(flag: NDArray[np.bool_]) -> Rows:
    """Rows with a flag: what ``np.flatnonzero`` gives, which asks five questions before it does."""
    return flag.nonzero()[0]


def rows_within(community_start: Rows, where: NDArray[np.bool_]) -> Rows:
    """Rows of the residents of some communities, (communities,), in their order."""
    chosen = rows_where(where)
    parts = [np.arange(*community_start[c : c + 2]) for c in chosen.tolist()]
    return np.concatenate(parts) if parts else chosen


def with_act(acts: NDArray[np.int16], act: int) -> Rows:
    """Rows of the residents who did an act this month."""
    return rows_where(acts & (1 << act) != 0)


def oldest_of(waiting: Rows, community: NDArray[Any], since: NDArray[np.int16], number: Rows) -> Rows:
    """Rows of each community's longest waiting residents, by months of waiting, then by row.

    Args:
        waiting: rows of who waits, ascending.
        community: (residents,) column.
        since: (residents,) month in which each began to wait.
        number: (communities,) how many are wanted.
    """
    first = -since[waiting].astype(np.float64)
    return waiting[_best_of_each(community[waiting], first, number, -np.inf)]


def community_of(community_start: Rows, rows: Rows) -> Rows:
    """(rows,) community of each row."""
    return np.searchsorted(community_start, rows, side="right") - 1


def best_of_each(community: Rows, score: NDArray[np.float64], number: Rows) -> Rows:
    """Places in a list of those with the largest positive scores, community after community, the best first.

    Args:
        community: (listed,) community of each.
        score: (listed,) what they are sorted by; ties go to the first.
        number: (communities,) how many are wanted at most.
    """
    return _best_of_each(community, score, number, 0.0)


def _best_of_each(community: NDArray[Any], score: NDArray[np.float64], number: Rows, above: float) -> Rows:
    """The same of those whose scores are above something."""
    where, wanted = community.astype(np.int64, copy=False), number.astype(np.int64, copy=False)
    best: Rows = _insert_best(where, wanted, score, above)
    return best


@njit(cache=True, nogil=True)
def _insert_best(community: Rows, number: Rows, score: NDArray[np.float64], above: float) -> Rows:
    """Keep the places of each community's best in their order, community after community."""
    first, filled = np.zeros(number.size + 1, dtype=np.int64), np.zeros(number.size, dtype=np.int64)
    for c in range(number.size):
        first[c + 1] = first[c] + min(max(number[c], 0), score.size)
    best = np.empty(first[-1], dtype=np.int64)
    for k in range(score.size):
        c = community[k]
        start, end, at = first[c], first[c + 1], first[c] + filled[c]
        if score[k] <= above or start == end or (at == end and score[k] <= score[best[end - 1]]):
            continue
        at = min(at, end - 1)
        filled[c] = at + 1 - start
        while at > start and score[best[at - 1]] < score[k]:
            best[at] = best[at - 1]
            at -= 1
        best[at] = k
    found = 0
    for c in range(number.size):
        for at in range(first[c], first[c] + filled[c]):
            best[found] = best[at]
            found += 1
    return best[:found]


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


def lowest_of_each(community: Rows, key: NDArray[np.float64], number: Rows) -> Rows:
    """Places in a list of those with the lowest keys of each community, at most ``number`` of each.

    Args:
        community: (listed,) community of each.
        key: (listed,) what they are sorted by; ties go to the first.
        number: (communities,) how many are wanted.
    """
    return np.sort(_best_of_each(community, -key, number, -np.inf))
