"""Companions: ties that form when people take part together, and fade when they no longer do."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.engine.streams import purpose
from sim.network.slots import luck

Rows = NDArray[Any]

SLOTS: Final = 4  # companions that one can have at a time; assumed, range 2-8
MONTHS: Final = 12  # a tie lasts without another shared act; assumed, range 6-24
SHARED_ACTS: Final = (2, 5, 7)  # deliberate, volunteer, culture: numbers of Act in which people meet
NOBODY: Final = -1
MEETING: Final = purpose("network.companions")


class Companions:
    """Ties from shared acts.

    Attributes:
        partner: (residents, 4) int32, row of the companion, -1 for an empty slot; symmetric.
        since: (residents, 4) int16, month of the last shared act.
        months: a tie lasts this long without another shared act.
    """

    def __init__(self, residents: int, months: int = MONTHS) -> None:
        """Start without any."""
        self.partner = np.full((residents, SLOTS), NOBODY, dtype=np.int32)
        self.since = np.zeros((residents, SLOTS), dtype=np.int16)
        self.months = months

    def meet(self, acts: Rows, identity: Rows, community_start: Rows, seed: int, month: int) -> None:
        """Let ties fade, then pair at random those of a community who did the same shared act this month.

        Args:
            acts: (residents,) mask of the acts done this month.
            identity: (residents,) keys of luck.
            community_start: (communities + 1,) rows.
            seed: seed of the run.
            month: month of the run.
        """
        self.fade(month)
        for act in SHARED_ACTS:
            rows = np.flatnonzero(acts >> act & 1)
            ticket = lottery(rows, identity, act, seed, month)
            rows = rows[np.lexsort((ticket, np.searchsorted(community_start, rows, side="right")))]
            link(rows, np.asarray(community_start), self.partner, self.since, month)

    def fade(self, month: int) -> None:
        """Drop the ties whose last shared act is too long ago."""
        old = (self.partner != NOBODY) & (month - self.since > self.months)
        self.partner[old] = NOBODY

    def clear(self, rows: Rows) -> None:
        """Drop all ties of these residents, on both sides: they have moved away."""
        clear(rows, self.partner)


@njit(cache=True, nogil=True)
def lottery(rows: Rows, identity: Rows, act: int, seed: int, month: int) -> Rows:
    """Luck of each of these residents in the pairing."""
    ticket = np.empty(len(rows))
    for k in range(len(rows)):
        ticket[k] = luck(seed, identity[rows[k]], month, MEETING, act)[0]
    return ticket


@njit(cache=True, nogil=True)
def link(rows: Rows, community_start: Rows, partner: Rows, since: Rows, month: int) -> None:
    """Tie the first with the second, the third with the fourth, and so on, within each community.

    Args:
        rows: residents sorted by community, within it in the order of the lottery.
        community_start: (communities + 1,) rows.
        partner: written in place.
        since: written in place.
        month: month of the run.
    """
    k = community = 0
    while k + 1 < len(rows):
        while rows[k] >= community_start[community + 1]:
            community += 1
        if rows[k + 1] >= community_start[community + 1]:
            k += 1
            continue
        tie(rows[k], rows[k + 1], partner, since, month)
        k += 2


@njit(cache=True)
def tie(i: int, j: int, partner: Rows, since: Rows, month: int) -> None:
    """Tie two residents, or renew their tie; a full set of slots gives up its oldest."""
    for one, other in ((i, j), (j, i)):
        slot = _slot(one, other, partner, since)
        if partner[one, slot] not in (NOBODY, other):
            _forget(partner[one, slot], one, partner)
        partner[one, slot] = other
        since[one, slot] = month


@njit(cache=True)
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


@njit(cache=True)
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
