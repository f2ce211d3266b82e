"""Who comes first in each community: the best by a score, the longest waiting, those of the lowest keys."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.threads import in_whole_groups

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]


def best_of_each(community: Rows, score: Scores, number: Rows) -> Rows:
    """Places in a list of those with the largest positive scores, community after community, the best first.

    Args:
        community: (listed,) community of each.
        score: (listed,) what they are sorted by; ties go to the first.
        number: (communities,) how many are wanted at most.
    """
    return _best_of_each(community, score, number, 0.0)


def _best_of_each(community: NDArray[Any], score: Scores, number: Rows, above: float) -> Rows:
    """The same of those whose scores are above something."""
    where, wanted = community.astype(np.int64, copy=False), number.astype(np.int64, copy=False)
    best: Rows = _insert_best(where, wanted, score, above)
    return best


@njit(cache=True, nogil=True)
def _insert_best(community: Rows, number: Rows, score: Scores, above: float) -> Rows:
    """Keep the places of each community's best in their order, community after community."""
    first, filled = np.zeros(number.size + 1, dtype=np.int64), np.zeros(number.size, dtype=np.int64)
    for c in range(number.size):
        first[c + 1] = first[c] + min(max(number[c], 0), score.size)
    best = np.empty(first[-1], dtype=np.int64)
    for k in range(score.size):
        c = community[k]
        if score[k] > above:
            filled[c] = _insert(k, score, best[first[c] : first[c + 1]], filled[c])
    found = 0
    for c in range(number.size):
        for at in range(first[c], first[c] + filled[c]):
            best[found] = best[at]
            found += 1
    return best[:found]


@inner(cache=True, nogil=True)
def _insert(k: int, score: Scores, best: Rows, filled: int) -> int:
    """Put a place among the best so far, if it belongs there; give how many they are now."""
    if best.size == 0 or (filled == best.size and score[k] <= score[best[-1]]):
        return filled
    at = min(filled, best.size - 1)
    filled = at + 1
    while at > 0 and score[best[at - 1]] < score[k]:
        best[at] = best[at - 1]
        at -= 1
    best[at] = k
    return filled


def best_within(community_start: Rows, score: Scores, may: NDArray[np.bool_], number: Rows) -> Rows:
    """Rows of those with the largest positive scores among all who may be chosen; as :func:`best_of_each`.

    Args:
        community_start: (communities + 1,) first row of each community.
        score: (residents,) what they are sorted by; ties go to the first.
        may: (residents,) who may be chosen.
        number: (communities,) how many are wanted at most; where none are, nobody's score is read.
    """
    wanted = number.astype(np.int64, copy=False)
    known = community_start, score, may, wanted
    return np.concatenate(in_whole_groups(community_start, lambda a, b: _best_within(a, b, *known)))


@njit(cache=True, nogil=True)
def _best_within(
    first: int,
    last: int,
    community_start: Rows,
    score: Scores,
    may: NDArray[np.bool_],
    number: Rows,
) -> Rows:
    """The same of communities ``first`` to ``last - 1``."""
    room = found = 0
    for c in range(first, last):
        room += max(0, number[c])
    best = np.empty(room, dtype=np.int64)
    for c in range(first, last):
        here, filled = best[found : found + max(0, number[c])], 0
        if here.size:
            for i in range(community_start[c], community_start[c + 1]):
                if may[i] and score[i] > 0.0:
                    filled = _insert(i, score, here, filled)
        found += filled
    return best[:found]


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


def lowest_of_each(community: Rows, key: Scores, number: Rows) -> Rows:
    """Places in a list of those with the lowest keys of each community, at most ``number`` of each.

    Args:
        community: (listed,) community of each.
        key: (listed,) what they are sorted by; ties go to the first.
        number: (communities,) how many are wanted.
    """
    return np.sort(_best_of_each(community, -key, number, -np.inf))
