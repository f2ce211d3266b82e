"""Companions: ties that form when people take part together, and fade when they no longer do."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.threads import in_whole_groups
from sim.vocabulary import Act

Rows = NDArray[Any]
Places = NDArray[np.float64]

SHARED_ACTS: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)  # in which people meet
NOBODY: Final = -1
MEETING: Final = purpose("network.companions")
JOINT_EVENT: Final = purpose("network.joint_event")


class Companions:
    """Ties from shared acts.

    Attributes:
        partner: (residents, slots) int32, row of the companion, -1 for an empty slot; symmetric.
        since: (residents, slots) int16, month of the last shared act.
        months: a tie lasts this long without another shared act.
    """

    def __init__(self, residents: int, months: int, slots: int) -> None:
        """Start without any.

        Args:
            residents: how many.
            months: that a tie lasts without another shared act.
            slots: companions that one can have at a time.
        """
        self.partner = np.full((residents, slots), NOBODY, dtype=np.int32)
        self.since = np.zeros((residents, slots), dtype=np.int16)
        self.months = months

    def meet(
        self,
        acts: Rows,
        identity: Rows,
        community_start: Rows,
        seed: int,
        month: int,
        mixed: Places | None = None,
        newcomer: Rows | None = None,
    ) -> None:
        """Let ties fade, then pair some of those of a community who did the same shared act this month.

        At joint events of locals and newcomers (S2.5) pairs are made across first.

        Args:
            acts: (residents,) mask of the acts done this month.
            identity: (residents,) keys of random draws.
            community_start: (communities + 1,) rows.
            seed: seed of the run.
            month: month of the run.
            mixed: (communities,) share of culture that happens at joint events; default: none.
            newcomer: (residents,) whether hukou is elsewhere; needed with ``mixed``.
        """
        joint = mixed if mixed is not None and mixed.any() else None

        def meet_here(first: int, last: int) -> None:
            begin, end = int(community_start[first]), int(community_start[last])
            fade(begin, end, self.partner, self.since, month - self.months)
            for act in SHARED_ACTS:
                rows = begin + np.flatnonzero((acts[begin:end] & 1 << act) != 0)  # flags are fast to read
                place = lottery(rows, identity, community_start, int(act), seed, month)
                order = np.argsort(place, kind="stable")
                rows, place = rows[order], place[order]
                if act == Act.CULTURE and joint is not None and newcomer is not None:
                    left = ~self._mix(rows, place, identity, joint, newcomer, seed, month)
                    rows, place = rows[left], place[left]
                link(rows, place, self.partner, self.since, month)

        in_whole_groups(community_start, meet_here)  # nobody has a companion in another community

    def _mix(
        self,
        rows: Rows,
        place: Places,
        identity: Rows,
        mixed: Places,
        newcomer: Rows,
        seed: int,
        month: int,
    ) -> Rows:
        """(rows,) who was tied across at a joint event; see :meth:`meet`."""
        there = attends(rows, place, identity, mixed, seed, month)
        across = np.zeros(rows.size, dtype=np.bool_)
        across[there] = link_across(rows[there], place[there], newcomer, self.partner, self.since, month)
        return across

    def clear(self, rows: Rows) -> None:
        """Drop all ties of these residents, on both sides: they have moved away."""
        clear(rows, self.partner)


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
