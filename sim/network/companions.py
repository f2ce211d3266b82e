"""Companions: ties that form when people take part together, and fade when they no longer do."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.engine.streams import purpose
from sim.network.slots import luck

Rows = NDArray[Any]
Places = NDArray[np.float64]

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
        """Let ties fade, then pair some of those of a community who did the same shared act this month.

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
            place = lottery(rows, identity, community_start, act, seed, month)
            order = np.argsort(place, kind="stable")
            link(rows[order], place[order], self.partner, self.since, month)

    def fade(self, month: int) -> None:
        """Drop the ties whose last shared act is too long ago."""
        fade(self.partner, self.since, month - self.months)

    def clear(self, rows: Rows) -> None:
        """Drop all ties of these residents, on both sides: they have moved away."""
        clear(rows, self.partner)


@njit(cache=True, nogil=True)
def fade(partner: Rows, since: Rows, oldest: int) -> None:
    """Empty the slots whose last shared act was before this month."""
    for row in range(partner.shape[0]):
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
        place[k] = community + 0.5 * luck(seed, identity[rows[k]], month, MEETING, act)[0]
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
