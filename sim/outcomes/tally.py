"""One compiled pass over the residents that counts everything needed for the month's outcomes, by group."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.outcomes.resident_groups import PEOPLE_NAMES
from sim.residents.gates import YEAR, count_bits
from sim.residents.offers import OFFERED, Offers
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, Act, Reason

RUNGS = 6
DID = int(Reason.DID)
NOT_INTERESTED = int(Reason.NOT_INTERESTED)
DELIBERATE = int(Act.DELIBERATE)
# Acts by which each right of D3 is used: to express, to take part, to supervise (to know: see ``aware``).
RIGHTS = (
    1 << Act.SUGGEST | 1 << Act.COMPLAIN,
    1 << Act.DELIBERATE | 1 << Act.VOLUNTEER,
    1 << Act.SUPERVISE,
)
LAST_YEAR = np.uint64((2**12 - 1) << 12)


class Tally(NamedTuple):
    """Counts and sums by community and group of people.

    Attributes:
        residents: (communities,) residents, children too.
        adults: (communities, groups) adults.
        active: (communities, groups, acts) did the act in the last 12 months (vote: at the last election).
        broad: (communities, groups) did at least one act in the last 12 months.
        before: (communities, groups) did at least one act in the 12 months before those.
        kept: (communities, groups) did so in both.
        aware: (communities, groups) heard of an offered act from somebody this month.
        hours: (communities, groups) hours given this month.
        feelings: (communities, groups, 4) sums of trust, external efficacy, belonging, skill.
        rungs: (communities, groups, 6) adults on each rung.
        did: (communities, groups, acts) did the act this month.
        access: (communities, groups, rights) could use the right this month: heard, was admitted, had time.
        deliberating: (communities, groups) summed skill of those who deliberated this month.
    """

    residents: NDArray[np.int64]
    adults: NDArray[np.int64]
    active: NDArray[np.int64]
    broad: NDArray[np.int64]
    before: NDArray[np.int64]
    kept: NDArray[np.int64]
    aware: NDArray[np.int64]
    hours: NDArray[np.float64]
    feelings: NDArray[np.float64]
    rungs: NDArray[np.int64]
    did: NDArray[np.int64]
    access: NDArray[np.int64]
    deliberating: NDArray[np.float64]


def tally(
    people: People, offers: Offers, bits: NDArray[np.int32], community_start: NDArray[np.int64]
) -> Tally:
    """Count the month.

    Args:
        people: the residents' columns.
        offers: the month's offers.
        bits: (residents,) groups of each, see :func:`sim.outcomes.resident_groups.group_bits`.
        community_start: (communities + 1,) first row of each community.
    """
    cells = (community_start.size - 1, len(PEOPLE_NAMES))
    adults, broad, before, kept, aware = (np.zeros(cells, dtype=np.int64) for _ in range(5))
    result = Tally(
        residents=np.diff(community_start),
        adults=adults,
        active=np.zeros((*cells, ACT_COUNT), dtype=np.int64),
        broad=broad,
        before=before,
        kept=kept,
        aware=aware,
        hours=np.zeros(cells),
        feelings=np.zeros((*cells, 4)),
        rungs=np.zeros((*cells, RUNGS), dtype=np.int64),
        did=np.zeros((*cells, ACT_COUNT), dtype=np.int64),
        access=np.zeros((*cells, len(RIGHTS)), dtype=np.int64),
        deliberating=np.zeros(cells),
    )
    _count(people, offers, bits, result)
    return result


@njit(cache=True, nogil=True)
def _count(people: People, offers: Offers, bits: NDArray[np.int32], result: Tally) -> None:
    for i in range(bits.size):
        if bits[i] == 0:
            continue
        now, before = np.uint64(0), np.uint64(0)
        for act in range(ACT_COUNT):
            now |= people.history[i, act] & YEAR
            before |= people.history[i, act] & LAST_YEAR
        aware, access = _is_aware(i, people, offers), _rights(i, people, offers)
        acts = people.acts[i]
        # Read once: the compiler cannot know that counting leaves the residents as they are.
        c, active, hours, rung = people.community[i], people.active[i], people.hours[i], people.rung[i]
        feelings = people.trust[i], people.efficacy_external[i], people.belonging[i], people.skill[i]
        group, rest = 0, bits[i]
        while rest:
            if rest & 1:
                result.adults[c, group] += 1
                result.broad[c, group] += now != 0
                result.before[c, group] += before != 0
                result.kept[c, group] += now != 0 and before != 0
                result.aware[c, group] += aware
                result.hours[c, group] += hours
                result.rungs[c, group, rung] += 1
                for act in range(ACT_COUNT):
                    result.active[c, group, act] += active >> act & 1
                for k in range(4):
                    result.feelings[c, group, k] += feelings[k]
                for act in range(ACT_COUNT):
                    result.did[c, group, act] += acts >> act & 1
                for right in range(len(RIGHTS)):
                    result.access[c, group, right] += access >> right & 1
                result.deliberating[c, group] += people.skill[i] * (acts >> DELIBERATE & 1)
            rest >>= 1
            group += 1


@njit(cache=True, inline="always")
def _is_aware(i: int, people: People, offers: Offers) -> bool:
    c, aware = people.community[i], False
    for act in range(ACT_COUNT):
        aware |= offers.phase[c, act] == OFFERED and people.told_by[i, act] > 1
    return aware


@njit(cache=True)
def _rights(i: int, people: People, offers: Offers) -> int:
    """Rights that an adult could use this month, as bits: some act of the right was open but for the will."""
    rights = 0
    for right in range(len(RIGHTS)):
        for act in range(ACT_COUNT):
            offered = RIGHTS[right] >> act & 1 and offers.phase[people.community[i], act]
            if offered and people.reason[i, act] in (DID, NOT_INTERESTED):
                rights |= 1 << right
    return rights


@njit(cache=True, nogil=True)
def concentration(people: People, bits: NDArray[np.int32]) -> tuple[float, float]:
    """Gini coefficient of adults' act-months in the last year, and the share of the most active tenth."""
    counts = np.zeros(12 * ACT_COUNT + 1, dtype=np.int64)
    for i in range(bits.size):
        if bits[i]:
            months = 0
            for act in range(ACT_COUNT):
                months += count_bits(people.history[i, act] & YEAR)
            counts[months] += 1
    return _gini_and_top(counts)


@njit(cache=True)
def _gini_and_top(counts: NDArray[np.int64]) -> tuple[float, float]:
    adults, total = 0, 0
    for value in range(counts.size):
        adults += counts[value]
        total += counts[value] * value
    if total == 0:
        return 0.0, 0.0
    below, area, top, room = 0, 0.0, 0.0, adults * 0.1
    for value in range(counts.size):
        area += counts[value] * (below + 0.5 * counts[value] * value)
        below += counts[value] * value
    for value in range(counts.size - 1, 0, -1):
        taken = min(room, float(counts[value]))
        top += taken * value
        room -= taken
    return 1.0 - 2.0 * area / (float(adults) * total), top / total
