"""Places go by lot where more want an act than there are places."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.residents.gates import VOTE, hours_needed
from sim.residents.numbers import Rules
from sim.residents.offers import NO_LIMIT, Offers
from sim.residents.table_columns import People
from sim.threads import in_whole_groups
from sim.vocabulary import ACT_COUNT, Reason

LOTTERY_DRAWS: Final = purpose("participation.lottery")
LOT: Final = 2.0**-32  # between neighbouring lots
NO_PLACE: Final = int(Reason.NO_PLACE)


def allot_places(
    community_start: NDArray[np.int64], month: int, seed: int, people: People, offers: Offers, rules: Rules
) -> None:
    """Where more want an act than there are places, a keyed lottery decides; the others find no place."""
    limited = (offers.phase != 0) & (offers.places != NO_LIMIT)
    limited[:, VOTE] = False
    offered = limited, offers.places, month, seed, people.identity, people.told_by, rules.hours
    written = rules.scalars.online, people.acts, people.hours, people.reason
    in_whole_groups(
        community_start, lambda first, last: _allot_each(first, last, community_start, *offered, *written)
    )


@njit(cache=True, nogil=True)
def _allot_each(
    first: int,
    last: int,
    community_start: NDArray[np.int64],
    limited: NDArray[np.bool_],
    places: NDArray[Any],
    month: int,
    seed: int,
    identity: NDArray[Any],
    told_by: NDArray[Any],
    hours_of_acts: NDArray[np.float64],
    online: float,
    acts: NDArray[Any],
    hours: NDArray[Any],
    reason: NDArray[Any],
) -> None:
    """Allot the places of communities ``first`` to ``last - 1``."""
    for c in range(first, last):
        a, b = community_start[c], community_start[c + 1]
        for act in range(ACT_COUNT):
            if limited[c, act]:
                _allot(
                    act, int(places[c, act]), month, seed, identity[a:b], told_by[a:b, act],
                    hours_of_acts[act], online, acts[a:b], hours[a:b], reason[a:b, act],
                )  # fmt: skip


@njit(cache=True, nogil=True)
def _allot(
    act: int,
    places: int,
    month: int,
    seed: int,
    identity: NDArray[Any],
    told_by: NDArray[Any],
    hours_of_act: float,
    online: float,
    acts: NDArray[Any],
    hours: NDArray[Any],
    reason: NDArray[Any],
) -> None:
    """Allot the places of an act in a community; all arrays are of its residents."""
    wanting = 0
    for i in range(acts.size):
        wanting += acts[i] >> act & 1
    if wanting <= places:
        return
    row, lot = np.empty(wanting, dtype=np.int64), np.empty(wanting)
    k = 0
    for i in range(acts.size):
        if acts[i] >> act & 1:
            row[k], lot[k] = i, keyed_draws(seed, identity[i], month, LOTTERY_DRAWS, act)[0]
            k += 1
    lowest = _lowest_that_lose(lot, places)
    left = places - _count_below(lot, lowest)
    for k in range(wanting):
        i = row[k]
        if lot[k] < lowest:
            continue
        if lot[k] < lowest + LOT and left > 0:
            left -= 1
            continue
        acts[i] &= ~(1 << act)
        hours[i] = max(0.0, hours[i] - hours_needed(act, told_by[i], hours_of_act, online))
        reason[i] = NO_PLACE


@njit(cache=True)
def _lowest_that_lose(lot: NDArray[np.float64], places: int) -> float:
    """Lower end of the 2**-32 in which lies the lowest lot for which there is no place, bit by bit.

    Sorting the lots would say the same, and take a second to compile. Of equal lots the first rows win.
    """
    lowest, step = 0.0, 0.5
    while step >= LOT:
        if _count_below(lot, lowest + step) <= places:
            lowest += step
        step *= 0.5
    return lowest


@inner(cache=True)
def _count_below(lot: NDArray[np.float64], bound: float) -> int:
    count = 0
    for one in lot:
        count += one < bound
    return count
