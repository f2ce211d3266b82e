"""Who is paired with whom among those who met: a keyed lottery, and the slots in which ties are kept."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws

Rows = NDArray[Any]
Places = NDArray[np.float64]

NOBODY: Final = -1
MEETING: Final = purpose("network.companions")
JOINT_EVENT: Final = purpose("network.joint_event")


@njit(cache=True, nogil=True)
def fade(first: int, last: int, partner: Rows, since: Rows, oldest: int) -> None:
    """Empty the slots of some rows whose last shared act was before this month."""
    for row in range(first, last):
        for slot in range(partner.shape[1]):
            if partner[row, slot] != NOBODY and since[row, slot] < oldest:
                partner[row, slot] = NOBODY


@njit(cache=True, nogil=True)
def lottery(rows: Rows, identity: Rows, community_start: Rows, act: int, seed: int, month: int) -> Places:
    """Draw a place for each: the community's number, and within it a uniform number between 0 and a half."""
    place = np.empty(len(rows))
    community = 0
    for k in range(len(rows)):
        while rows[k] >= community_start[community + 1]:
            community += 1
        place[k] = community + 0.5 * keyed_draws(seed, identity[rows[k]], month, MEETING, act)[0]
    return place


@njit(cache=True, nogil=True)
def link(rows: Rows, place: Places, partner: Rows, since: Rows, month: int) -> None:
    """Tie those who are each other's nearest, two of three; one more participant re-pairs only neighbours.

    Args:
        rows: residents in the order of their places.
        place: rising; places less than a half apart are in one community.
        partner: written in place.
        since: written in place.
        month: month of the run.
    """
    before = np.inf
    for k in range(len(rows) - 1):
        gap = place[k + 1] - place[k]
        after = place[k + 2] - place[k + 1] if k + 2 < len(rows) else np.inf
        if gap < 0.5 and gap < before and gap <= after:
            tie(rows[k], rows[k + 1], partner, since, month)
        before = gap


@njit(cache=True, nogil=True)
def attends(rows: Rows, place: Places, identity: Rows, mixed: Places, seed: int, month: int) -> Rows:
    """Draw for each of those who take part in culture whether it is at a joint event."""
    there = np.zeros(len(rows), dtype=np.bool_)
    for k in range(len(rows)):
        there[k] = keyed_draws(seed, identity[rows[k]], month, JOINT_EVENT, 0)[0] < mixed[int(place[k])]
    return there


@njit(cache=True, nogil=True)
def link_across(rows: Rows, place: Places, newcomer: Rows, partner: Rows, since: Rows, month: int) -> Rows:
    """Tie a local and a newcomer who are each other's nearest of the other kind; give who found a partner.

    Args:
        rows: residents in the order of their places.
        place: rising; places less than a half apart are in one community.
        newcomer: (residents,) kind.
        partner: written in place.
        since: written in place.
        month: month of the run.
    """
    nearest = _nearest_of_other_kind(rows, place, newcomer)
    across = np.zeros(len(rows), dtype=np.bool_)
    for k in range(len(rows)):
        other = nearest[k]
        if other > k and nearest[other] == k:
            tie(rows[k], rows[other], partner, since, month)
            across[k] = across[other] = True
    return across


@inner(cache=True)
def _nearest_of_other_kind(rows: Rows, place: Places, newcomer: Rows) -> Rows:
    """Position of the nearest of the other kind within half a place, -1 for none; the lower one if alike."""
    nearest = np.full(len(rows), NOBODY, dtype=np.int64)
    gap = np.full(len(rows), 0.5)
    last = np.full(2, NOBODY, dtype=np.int64)
    for k in range(len(rows)):
        kind = int(newcomer[rows[k]])
        other = last[1 - kind]
        if other != NOBODY and place[k] - place[other] < gap[k]:
            nearest[k], gap[k] = other, place[k] - place[other]
        last[kind] = k
    last[:] = NOBODY
    for k in range(len(rows) - 1, -1, -1):
        kind = int(newcomer[rows[k]])
        other = last[1 - kind]
        if other != NOBODY and place[other] - place[k] < gap[k]:
            nearest[k], gap[k] = other, place[other] - place[k]
        last[kind] = k
    return nearest


@njit(cache=True)
def tie(i: int, j: int, partner: Rows, since: Rows, month: int) -> None:
    """Tie two residents, or renew their tie; a full set of slots gives up its oldest."""
    for one, other in ((i, j), (j, i)):
        slot = _slot(one, other, partner, since)
        if partner[one, slot] not in (NOBODY, other):
            _forget(partner[one, slot], one, partner)
        partner[one, slot] = other
        since[one, slot] = month


@inner(cache=True)
def _slot(one: int, other: int, partner: Rows, since: Rows) -> int:
    """Slot that already holds the other, else an empty one, else the oldest."""
    empty, oldest = -1, 0
    for slot in range(partner.shape[1]):
        if partner[one, slot] == other:
            return slot
        if partner[one, slot] == NOBODY:
            empty = slot
        if since[one, slot] < since[one, oldest]:
            oldest = slot
    return empty if empty >= 0 else oldest


@inner(cache=True)
def _forget(one: int, other: int, partner: Rows) -> None:
    for slot in range(partner.shape[1]):
        if partner[one, slot] == other:
            partner[one, slot] = NOBODY


@njit(cache=True, nogil=True)
def clear(rows: Rows, partner: Rows) -> None:
    """Empty all slots of these residents and the slots that hold them."""
    for row in rows:
        for slot in range(partner.shape[1]):
            if partner[row, slot] != NOBODY:
                _forget(partner[row, slot], row, partner)
                partner[row, slot] = NOBODY
