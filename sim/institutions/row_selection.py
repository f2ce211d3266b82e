"""Compiled searches over the rows of each community: who holds an office, who waits, who fits best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit

Rows = NDArray[np.int64]


@njit(cache=True, nogil=True)
def count_true(community_start: Rows, flag: NDArray[np.bool_]) -> Rows:
    """Residents of each community with a flag."""
    count = np.zeros(community_start.size - 1, dtype=np.int64)
    for c in range(count.size):
        held = 0
        for i in range(community_start[c], community_start[c + 1]):
            held += flag[i]
        count[c] = held
    return count


@njit(cache=True, nogil=True)
def count_office(community_start: Rows, office: NDArray[np.int8], code: int) -> Rows:
    """Residents of each community who hold an office."""
    count = np.zeros(community_start.size - 1, dtype=np.int64)
    for c in range(count.size):
        for i in range(community_start[c], community_start[c + 1]):
            count[c] += office[i] == code
    return count


@njit(cache=True, nogil=True)
def count_waiting(community_start: Rows, since: NDArray[np.int16]) -> Rows:
    """Residents of each community with an open proposal (``since`` is its month, negative for none)."""
    count = np.zeros(community_start.size - 1, dtype=np.int64)
    for c in range(count.size):
        for i in range(community_start[c], community_start[c + 1]):
            count[c] += since[i] >= 0
    return count


@njit(cache=True, nogil=True)
def with_act(acts: NDArray[np.int16], act: int) -> Rows:
    """Rows of the residents who did an act this month."""
    count = 0
    for i in range(acts.size):
        count += acts[i] >> act & 1
    rows = np.empty(count, dtype=np.int64)
    k = 0
    for i in range(acts.size):
        if acts[i] >> act & 1:
            rows[k] = i
            k += 1
    return rows


@njit(cache=True, nogil=True)
def take_oldest(community_start: Rows, since: NDArray[np.int16], number: Rows) -> Rows:
    """Rows of each community's ``number`` longest waiting residents, by months of waiting, then by row."""
    taken = np.empty(int(number.sum()), dtype=np.int64)
    k = 0
    for c in range(number.size):
        if number[c] <= 0:
            continue
        first = community_start[c]
        block = since[first : community_start[c + 1]]
        waiting = np.flatnonzero(block >= 0)
        order = np.argsort(block[waiting], kind="mergesort")
        for position in order[: number[c]]:
            taken[k] = first + waiting[position]
            k += 1
    return taken[:k]


@njit(cache=True, nogil=True)
def best_row(first: int, last: int, score: NDArray[np.float64]) -> int:
    """Row of the largest positive score from ``first`` to ``last``, -1 for none; ties go to the first."""
    best, row = 0.0, -1
    for i in range(first, last):
        if score[i - first] > best:
            best, row = score[i - first], i
    return row


@njit(cache=True, nogil=True)
def best_row_of_each(community_start: Rows, where: NDArray[np.bool_], score: NDArray[np.float64]) -> Rows:
    """(communities,) row of the largest positive score of some communities, -1 for none and elsewhere.

    Args:
        community_start: (communities + 1,) first row of each community.
        where: (communities,) which of them.
        score: (residents,) of each.
    """
    best = np.full(where.size, -1, dtype=np.int64)
    for c in np.flatnonzero(where):
        first, last = community_start[c], community_start[c + 1]
        best[c] = best_row(first, last, score[first:last])
    return best


def place_of_each(community: Rows) -> Rows:
    """(listed,) how many of the own community stand before each in a list of communities."""
    order = np.argsort(community, kind="stable")
    sorted_by_community = community[order]
    place = np.empty(order.size, dtype=np.int64)
    place[order] = np.arange(order.size) - np.searchsorted(sorted_by_community, sorted_by_community)
    return place


def lowest_of_each(community: Rows, key: NDArray[np.float64], number: Rows) -> Rows:
    """Places in a list of those with the lowest keys of each community, at most ``number`` of each.

    Args:
        community: (listed,) community of each.
        key: (listed,) what they are sorted by; ties go to the first.
        number: (communities,) how many are wanted.
    """
    order = np.argsort(key, kind="stable")
    return np.sort(order[place_of_each(community[order]) < number[community[order]]])
