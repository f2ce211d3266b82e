"""One compiled pass over the residents that counts everything needed for the month's outcomes, by group."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.outcome import Cells
from sim.outcomes.resident_groups import MEMBERS
from sim.residents.gates import YEAR, count_bits
from sim.residents.offers import OFFERED, Offers
from sim.residents.table_columns import People
from sim.threads import in_parts, in_whole_groups
from sim.vocabulary import (
    ACT_COUNT,
    CIVIC_ACTS,
    GIVING_ACTS,
    SOCIAL_ACTS,
    UPWARD_ACTS,
    Act,
    Informant,
    Reason,
)

RUNGS = 6
DID = int(Reason.DID)
NOT_INTERESTED = int(Reason.NOT_INTERESTED)
DELIBERATE = int(Act.DELIBERATE)
NOBODY = int(Informant.NOBODY)
HABIT = int(Informant.HABIT)
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


# Where each number stands in a cell: the single ones first, then those of several.
ADULTS, CIVIC_HOURS, CONSULTED, BEFORE, KEPT, AWARE, HOURS, DELIBERATING = range(8)
ACTIVE = 8
DONE = ACTIVE + ACT_COUNT
KINDS_DONE = DONE + ACT_COUNT
FEELINGS = KINDS_DONE + len(KINDS)
RUNG = FEELINGS + 4
ACCESS = RUNG + RUNGS
WIDTH = ACCESS + len(RIGHTS)


class CommunityTally(NamedTuple):
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
    adults: Cells
    active: Cells
    kinds: Cells
    civic_hours: Cells
    consulted: Cells
    before: Cells
    kept: Cells
    aware: Cells
    hours: Cells
    feelings: Cells
    rungs: Cells
    did: Cells
    access: Cells
    deliberating: Cells


def tally(
    people: People,
    offers: Offers,
    person_kinds: NDArray[np.int8],
    community_start: NDArray[np.int64],
    hours: Cells,
    month: int,
) -> CommunityTally:
    """Count the month.

    Each adult is counted once, under the one kind of person that he or she is; groups are sums of kinds.

    Args:
        people: the residents' columns.
        offers: the month's offers.
        person_kinds: (residents,) see :func:`sim.outcomes.resident_groups.kinds_of_persons`.
        community_start: (communities + 1,) first row of each community.
        hours: (acts,) hours that each act takes.
        month: month of the run.
    """
    by_kind = np.zeros((community_start.size - 1, len(MEMBERS), WIDTH))
    counted = TalliedColumns(*(getattr(people, name) for name in TalliedColumns._fields))
    known = counted, offers.phase, person_kinds, hours, month, by_kind
    in_whole_groups(community_start, lambda a, b: _count(community_start[a], community_start[b], *known))
    cells = _of_groups(by_kind, MEMBERS)
    return CommunityTally(
        residents=np.diff(community_start),
        adults=cells[:, :, ADULTS],
        active=cells[:, :, ACTIVE:DONE],
        kinds=cells[:, :, KINDS_DONE:FEELINGS],
        civic_hours=cells[:, :, CIVIC_HOURS],
        consulted=cells[:, :, CONSULTED],
        before=cells[:, :, BEFORE],
        kept=cells[:, :, KEPT],
        aware=cells[:, :, AWARE],
        hours=cells[:, :, HOURS],
        feelings=cells[:, :, FEELINGS:RUNG],
        rungs=cells[:, :, RUNG:ACCESS],
        did=cells[:, :, DONE:KINDS_DONE],
        access=cells[:, :, ACCESS:WIDTH],
        deliberating=cells[:, :, DELIBERATING],
    )


class TalliedColumns(NamedTuple):
    """The columns that the tally reads, (residents, ...) each: a rule that takes fewer compiles faster."""

    community: NDArray[np.int32]
    acts: NDArray[np.int16]
    hours: NDArray[np.float32]
    skill: NDArray[np.float32]
    interviewed: NDArray[np.int16]
    trust: NDArray[np.float32]
    efficacy_external: NDArray[np.float32]
    belonging: NDArray[np.float32]
    rung: NDArray[np.int8]
    active: NDArray[np.int16]
    history: NDArray[np.uint64]
    told_by: NDArray[np.int8]
    reason: NDArray[np.int8]


@njit(cache=True, nogil=True)
def _count(
    first: int,
    last: int,
    people: TalliedColumns,
    phase: NDArray[np.int8],
    person_kinds: NDArray[np.int8],
    hours: Cells,
    month: int,
    by_kind: Cells,
) -> None:
    """Add the numbers of each adult of some rows to the cell of the own community and kind of person."""
    for i in range(first, last):
        kind, c = person_kinds[i], people.community[i]
        if kind < 0:
            continue
        acts = people.acts[i]
        by_kind[c, kind, ADULTS] += 1.0
        by_kind[c, kind, HOURS] += people.hours[i]
        by_kind[c, kind, DELIBERATING] += people.skill[i] * (acts >> DELIBERATE & 1)
        by_kind[c, kind, CONSULTED] += _consulted(people.interviewed[i], month)
        by_kind[c, kind, FEELINGS] += people.trust[i]
        by_kind[c, kind, FEELINGS + 1] += people.efficacy_external[i]
        by_kind[c, kind, FEELINGS + 2] += people.belonging[i]
        by_kind[c, kind, FEELINGS + 3] += people.skill[i]
        by_kind[c, kind, RUNG + people.rung[i]] += 1.0
        _count_past(i, c, kind, people, hours, by_kind)
        _count_chances(i, c, kind, people, phase, by_kind)
        for act in range(ACT_COUNT):
            by_kind[c, kind, ACTIVE + act] += people.active[i] >> act & 1
            by_kind[c, kind, DONE + act] += acts >> act & 1


@njit(cache=True, inline="always")
def _count_past(i: int, c: int, kind: int, people: TalliedColumns, hours: Cells, by_kind: Cells) -> None:
    """What an adult did in the last twelve months, and in those before."""
    now, before = done_within(YEAR, people.history[i]), done_within(LAST_YEAR, people.history[i])
    by_kind[c, kind, BEFORE] += before != 0
    by_kind[c, kind, KEPT] += now != 0 and before != 0
    if now:
        by_kind[c, kind, CIVIC_HOURS] += civic_hours(people.history[i], hours)
        for k in range(len(KINDS)):
            by_kind[c, kind, KINDS_DONE + k] += now & KINDS[k] != 0


@njit(cache=True, inline="always")
def _count_chances(
    i: int, c: int, kind: int, people: TalliedColumns, phase: NDArray[np.int8], by_kind: Cells
) -> None:
    """Whether an adult heard of an offer, and which rights were open but for the will."""
    aware, usable = False, 0
    for act in range(ACT_COUNT):
        aware |= phase[c, act] == OFFERED and people.told_by[i, act] not in (NOBODY, HABIT)
        open_to = phase[c, act] != 0 and people.reason[i, act] in (DID, NOT_INTERESTED)
        usable |= open_to << act
    by_kind[c, kind, AWARE] += aware
    for right in range(len(RIGHTS)):
        by_kind[c, kind, ACCESS + right] += usable & RIGHTS[right] != 0


@njit(cache=True, nogil=True)
def _of_groups(by_kind: Cells, members: NDArray[np.bool_]) -> Cells:
    """(communities, groups, numbers) sums over the kinds of persons that each group consists of, in order."""
    cells = np.zeros((by_kind.shape[0], members.shape[1], by_kind.shape[2]))
    for c in range(by_kind.shape[0]):
        for kind in range(by_kind.shape[1]):
            if by_kind[c, kind, ADULTS] == 0.0:
                continue
            for group in range(members.shape[1]):
                if members[kind, group]:
                    for number in range(by_kind.shape[2]):
                        cells[c, group, number] += by_kind[c, kind, number]
    return cells


@njit(cache=True, inline="always")
def done_within(window: np.uint64, history: NDArray[np.uint64]) -> int:
    """Acts done in one of the months of a window, as a mask."""
    mask = 0
    for act in range(ACT_COUNT):
        mask |= (history[act] & window != 0) << act
    return mask


@njit(cache=True, inline="always")
def civic_hours(history: NDArray[np.uint64], hours: Cells) -> float:
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


def concentration(people: People, person_kinds: NDArray[np.int8], hours: Cells) -> tuple[float, float]:
    """Gini coefficient of adults' civic hours of the last year, and the share of the most active tenth."""
    parts = in_parts(person_kinds.size, lambda a, b: each_civic_hours(people.history[a:b], hours))
    given = np.concatenate(parts)[person_kinds >= 0]
    gini, top = _gini_and_top(np.sort(given))
    return gini, top


@njit(cache=True, nogil=True)
def each_civic_hours(history: NDArray[np.uint64], hours: Cells) -> Cells:
    """(residents,) hours of the last year for civic acts; see :func:`civic_hours`."""
    given = np.empty(history.shape[0])
    for i in range(given.size):
        given[i] = civic_hours(history[i], hours)
    return given


@njit(cache=True)
def _gini_and_top(ascending: Cells) -> tuple[float, float]:
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
