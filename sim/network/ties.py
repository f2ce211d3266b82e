"""Who is tied to whom: partners drawn within a group by keyed draws, like to like."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws, mask_of
from sim.network.contacts import TieTraits
from sim.vocabulary import YOUNGEST_ADULT

Floats = NDArray[np.float64]
Rows = NDArray[Any]

TIES: Final = np.array([purpose(f"network.{layer}") for layer in ("building", "work", "hometown", "friend")])
ELSEWHERE: Final = purpose("network.elsewhere")
BLOCKS: Final = 12  # blocks of four draws for one tie; then the last possible partner is taken
OLDEST: Final = 120  # years: differences in age from here on count as this one less
_WORD: Final = 4294967296.0


class Likeness(NamedTuple):
    """Chance to accept a possible partner: product of three factors."""

    other_hukou: float
    by_years: Floats  # years of difference in age, 0-119
    by_levels: Floats  # levels of difference in education, 0-5


@njit(cache=True, nogil=True)
def order_by(group: Rows, groups: int) -> tuple[Rows, Rows]:
    """Counting sort: rows ordered by group (-1: left out), and the boundaries of the groups."""
    start = np.zeros(groups + 1, dtype=np.int64)
    for i in range(len(group)):
        if group[i] >= 0:
            start[group[i] + 1] += 1
    for g in range(groups):
        start[g + 1] += start[g]
    order = np.empty(start[groups], dtype=np.int32)
    place = start[:-1].copy()
    for i in range(len(group)):
        if group[i] >= 0:
            order[place[group[i]]] = i
            place[group[i]] += 1
    return order, start


@njit(cache=True, nogil=True)
def names_of(order: Rows, stubs: Rows) -> tuple[Rows, Rows]:
    """Repeat each row of the order as often as it starts ties; also where each position's names begin."""
    begin = np.empty(len(order) + 1, dtype=np.int64)
    begin[0] = 0
    for position in range(len(order)):
        begin[position + 1] = begin[position] + stubs[order[position]]
    names = np.empty(begin[-1], dtype=np.int32)
    for position in range(len(order)):
        names[begin[position] : begin[position + 1]] = order[position]
    return names, begin


@njit(cache=True, nogil=True)
def draw_ties(
    begin: int,
    end: int,
    people: TieTraits,
    stubs: Rows,
    layer: int,
    group: Rows,
    names: Rows,
    bounds: Rows,
    wide: Rows,
    elsewhere: float,
    likeness: Likeness,
    seed: int,
) -> tuple[Rows, Rows]:
    """Draw the ties that residents ``begin`` to ``end - 1`` start in one layer.

    Args:
        begin: first resident.
        end: the one after the last.
        people: columns.
        stubs: (residents,) ties that each starts.
        layer: index of the drawn layer.
        group: (residents,) group of each resident, -1 for none.
        names: rows of possible partners, repeated as often as they start ties, group by group.
        bounds: (groups + 1,) where the names of each group begin.
        wide: (groups, 2) where the names of the wider group begin and end.
        elsewhere: share of ties drawn from the wider group.
        likeness: chances of acceptance.
        seed: seed of the run.

    Returns:
        Rows of both ends of each tie.
    """
    count = 0
    for i in range(begin, end):
        count += stubs[i]
    one, other = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    count = 0
    for i in range(begin, end):
        own, g = count, group[i]
        for k in range(stubs[i]):
            first, last = bounds[g], bounds[g + 1]
            if elsewhere > 0.0 and keyed_draws(seed, people.identity[i], 0, ELSEWHERE, k)[0] < elsewhere:
                first, last = wide[g, 0], wide[g, 1]
            partner = _partner(people, i, k, layer, names, first, last, other[own:count], likeness, seed)
            if partner >= 0:
                one[count], other[count] = i, partner
                count += 1
    return one[:count], other[:count]


@njit(cache=True)
def _partner(
    people: TieTraits,
    i: int,
    k: int,
    layer: int,
    names: Rows,
    first: int,
    last: int,
    drawn: Rows,
    likeness: Likeness,
    seed: int,
) -> int:
    """Draw slots among the names until a possible partner is accepted; -1 if there was none at all."""
    mask = mask_of(last - first)
    fallback = -1
    for block in range(BLOCKS):
        for u in keyed_draws(seed, people.identity[i], 0, TIES[layer], k * BLOCKS + block):
            word = int(u * _WORD)
            slot = word & mask
            if slot >= last - first:
                continue
            j = names[first + slot]
            if not _possible(people, i, j) or _stands_in(drawn, j):
                continue
            fallback = j
            if (word - slot) / _WORD < _acceptance(people, i, j, likeness):
                return int(j)
    return int(fallback)


@inner(cache=True)
def _stands_in(drawn: Rows, j: int) -> bool:
    for other in drawn:  # noqa: SIM110 (Numba has no generators)
        if other == j:
            return True
    return False


@inner(cache=True)
def _possible(people: TieTraits, i: int, j: int) -> bool:
    same_age_group = (people.age[i] >= YOUNGEST_ADULT) == (people.age[j] >= YOUNGEST_ADULT)
    return bool(people.household[i] != people.household[j] and same_age_group)


@inner(cache=True)
def _acceptance(people: TieTraits, i: int, j: int, likeness: Likeness) -> float:
    years = min(int(abs(people.age[i] - people.age[j])), OLDEST - 1)
    levels = abs(people.education[i] - people.education[j])
    chance = likeness.by_years[years] * likeness.by_levels[levels]
    return float(chance if people.migrant[i] == people.migrant[j] else chance * likeness.other_hukou)
