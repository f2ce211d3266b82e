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
from sim.vocabulary import (
    ACT_COUNT,
    CIVIC_ACTS,
    GIVING_ACTS,
    SOCIAL_ACTS,
    UPWARD_ACTS,
    Act,
    Reason,
    Source,
)

RUNGS = 6
DID = int(Reason.DID)
NOT_INTERESTED = int(Reason.NOT_INTERESTED)
DELIBERATE = int(Act.DELIBERATE)
NOBODY = int(Source.NOBODY)
HABIT = int(Source.HABIT)
# Acts by which each right of D3 is used: to express, to take part, to supervise (to know: see ``aware``).
RIGHTS = (
    1 << Act.SUGGEST | 1 << Act.COMPLAIN,
    1 << Act.DELIBERATE | 1 << Act.VOLUNTEER,
    1 << Act.SUPERVISE,
)
# Kinds of acts that are counted apart, as masks of acts; see ``sim.outcomes.kinds_of_acts``.
KINDS = (2**ACT_COUNT - 1, CIVIC_ACTS, SOCIAL_ACTS, GIVING_ACTS, UPWARD_ACTS)
ANY_KIND, CIVIC_KIND, SOCIAL_KIND, GIVING_KIND, UPWARD_KIND = range(len(KINDS))
MONTHS = 12
LAST_YEAR = np.uint64((2**12 - 1) << 12)


class Tally(NamedTuple):
    """Counts and sums by community and group of people.

    Attributes:
        residents: (communities,) residents, children too.
        adults: (communities, groups) adults.
        active: (communities, groups, acts) did the act in the last 12 months (vote: at the last election).
        kinds: (communities, groups, kinds) did an act of the kind in the last 12 months.
        civic_hours: (communities, groups) hours of the last 12 months for civic acts.
        consulted: (communities, groups) were interviewed in the last 12 months.
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
    kinds: NDArray[np.int64]
    civic_hours: NDArray[np.float64]
    consulted: NDArray[np.int64]
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
    people: People,
    offers: Offers,
    bits: NDArray[np.int32],
    community_start: NDArray[np.int64],
    hours: NDArray[np.float64],
    month: int,
) -> Tally:
    """Count the month.

    Args:
        people: the residents' columns.
        offers: the month's offers.
        bits: (residents,) groups of each, see :func:`sim.outcomes.resident_groups.group_bits`.
        community_start: (communities + 1,) first row of each community.
        hours: (acts,) hours that each act takes.
        month: month of the run.
    """
    cells = (community_start.size - 1, len(PEOPLE_NAMES))
    adults, consulted, before, kept, aware = (np.zeros(cells, dtype=np.int64) for _ in range(5))
    result = Tally(
        residents=np.diff(community_start),
        adults=adults,
        active=np.zeros((*cells, ACT_COUNT), dtype=np.int64),
        kinds=np.zeros((*cells, len(KINDS)), dtype=np.int64),
        civic_hours=np.zeros(cells),
        consulted=consulted,
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
    _count(people, offers, bits, hours, month, result)
    return result


@njit(cache=True, nogil=True)
def _count(
    people: People,
    offers: Offers,
    bits: NDArray[np.int32],
    hours: NDArray[np.float64],
    month: int,
    result: Tally,
) -> None:
    for i in range(bits.size):
        if bits[i] == 0:
            continue
        now, before = done_within(YEAR, people.history[i]), done_within(LAST_YEAR, people.history[i])
        civic, consulted = civic_hours(people.history[i], hours), _consulted(people.interviewed[i], month)
        aware, access = _is_aware(i, people, offers), _rights(i, people, offers)
        acts = people.acts[i]
        # Read once: the compiler cannot know that counting leaves the residents as they are.
        c, active, given, rung = people.community[i], people.active[i], people.hours[i], people.rung[i]
        feelings = people.trust[i], people.efficacy_external[i], people.belonging[i], people.skill[i]
        group, rest = 0, bits[i]
        while rest:
            if rest & 1:
                result.adults[c, group] += 1
                for kind in range(len(KINDS)):
                    result.kinds[c, group, kind] += now & KINDS[kind] != 0
                result.civic_hours[c, group] += civic
                result.consulted[c, group] += consulted
                result.before[c, group] += before != 0
                result.kept[c, group] += now != 0 and before != 0
                result.aware[c, group] += aware
                result.hours[c, group] += given
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
def done_within(window: np.uint64, history: NDArray[np.uint64]) -> int:
    """Acts done in one of the months of a window, as a mask."""
    mask = 0
    for act in range(ACT_COUNT):
        mask |= (history[act] & window != 0) << act
    return mask


@njit(cache=True, inline="always")
def civic_hours(history: NDArray[np.uint64], hours: NDArray[np.float64]) -> float:
    """Hours of the last 12 months for civic acts: months in which each was done times what it takes.

    A proposal brought online counts as one in person, which takes longer: histories do not keep the way.
    """
    total = 0.0
    for act in range(ACT_COUNT):
        if CIVIC_ACTS >> act & 1:
            total += hours[act] * count_bits(history[act] & YEAR)
    return total


@njit(cache=True, inline="always")
def _consulted(interviewed: int, month: int) -> bool:
    return interviewed >= 0 and month - interviewed < MONTHS


@njit(cache=True, inline="always")
def _is_aware(i: int, people: People, offers: Offers) -> bool:
    c, aware = people.community[i], False
    for act in range(ACT_COUNT):
        aware |= offers.phase[c, act] == OFFERED and people.told_by[i, act] not in (NOBODY, HABIT)
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
def concentration(people: People, bits: NDArray[np.int32], hours: NDArray[np.float64]) -> tuple[float, float]:
    """Gini coefficient of adults' civic hours of the last year, and the share of the most active tenth."""
    given = np.zeros(bits.size)
    adults = 0
    for i in range(bits.size):
        if bits[i]:
            given[adults] = civic_hours(people.history[i], hours)
            adults += 1
    return _gini_and_top(np.sort(given[:adults]))


@njit(cache=True)
def _gini_and_top(ascending: NDArray[np.float64]) -> tuple[float, float]:
    """Gini coefficient and share of the top tenth, whose last member counts in part."""
    number, below, area, top = ascending.size, 0.0, 0.0, 0.0
    for value in ascending:
        area += below + 0.5 * value
        below += value
    if below == 0.0:
        return 0.0, 0.0
    room = number * 0.1
    for k in range(number - 1, -1, -1):
        part = min(room, 1.0)
        top += part * ascending[k]
        room -= part
    return 1.0 - 2.0 * area / (number * below), top / below
