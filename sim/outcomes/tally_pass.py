"""One compiled pass over the residents that counts everything needed for the month's outcomes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.outcome import Cells
from sim.residents.experience import ON_ACTIVIST, ON_THE_LADDER
from sim.residents.gates import YEAR, count_bits
from sim.residents.offers import OFFERED
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
(
    ADULTS,
    CIVIC_HOURS,
    CONSULTED,
    BEFORE,
    KEPT,
    AWARE,
    HOURS,
    DELIBERATING,
    VOLUNTEERS,
    CLIMBED,
    PARTY,
    PARTY_ACTIVE,
    PARTY_DELIBERATING,
    ON_ROLL,
    ABLE,
) = range(15)
ACTIVE = ABLE + 1
DONE = ACTIVE + ACT_COUNT
KINDS_DONE = DONE + ACT_COUNT
FEELINGS = KINDS_DONE + len(KINDS)
RUNG = FEELINGS + 4
ACCESS = RUNG + RUNGS
WIDTH = ACCESS + len(RIGHTS)
SEVERAL = tuple(slice(*ends) for ends in pairwise((ACTIVE, DONE, KINDS_DONE, FEELINGS, RUNG, ACCESS, WIDTH)))


class TalliedColumns(NamedTuple):
    """The columns that the tally reads, (residents, ...) each: a rule that takes fewer compiles faster."""

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
    party: NDArray[np.bool_]
    registered: NDArray[np.bool_]
    registered_volunteer: NDArray[np.bool_]
    climbed: NDArray[np.bool_]


@njit(cache=True, nogil=True)
def count_adults(
    first: int,
    last: int,
    community_start: NDArray[np.int64],
    people: TalliedColumns,
    phase: NDArray[np.int8],
    person_kinds: NDArray[np.int8],
    hours: Cells,
    needed: np.float32,
    month: int,
    by_kind: Cells,
) -> None:
    """Add the numbers of each adult of some communities to the cell of the own kind of person.

    What few do is added for these few only.
    """
    for c in range(first, last):
        # Rows without a sign: nobody asks at each reading whether one is counted from the end.
        for i in range(np.uint64(community_start[c]), np.uint64(community_start[c + 1])):
            kind = person_kinds[i]
            if kind < 0:
                continue
            acts, active, party = people.acts[i], people.active[i], people.party[i]
            by_kind[c, kind, ADULTS] += 1.0
            by_kind[c, kind, HOURS] += people.hours[i]
            by_kind[c, kind, DELIBERATING] += people.skill[i] * (acts >> DELIBERATE & 1)
            by_kind[c, kind, CONSULTED] += _consulted(people.interviewed[i], month)
            by_kind[c, kind, FEELINGS] += people.trust[i]
            by_kind[c, kind, FEELINGS + 1] += people.efficacy_external[i]
            by_kind[c, kind, FEELINGS + 2] += people.belonging[i]
            by_kind[c, kind, FEELINGS + 3] += people.skill[i]
            by_kind[c, kind, RUNG + people.rung[i]] += 1.0
            by_kind[c, kind, ON_ROLL] += people.registered[i]
            by_kind[c, kind, VOLUNTEERS] += people.registered_volunteer[i]
            by_kind[c, kind, CLIMBED] += people.climbed[i]
            by_kind[c, kind, ABLE] += (people.rung[i] >= ON_ACTIVIST) & (people.skill[i] >= needed)
            by_kind[c, kind, PARTY] += party
            by_kind[c, kind, PARTY_ACTIVE] += party & (active & ON_THE_LADDER != 0)
            by_kind[c, kind, PARTY_DELIBERATING] += party & (active >> DELIBERATE & 1)
            _count_past(i, c, kind, people, hours, by_kind)
            _count_chances(i, c, kind, people, phase, by_kind)
            for act in range(ACT_COUNT):
                by_kind[c, kind, ACTIVE + act] += active >> act & 1
            if acts:
                for act in range(ACT_COUNT):
                    by_kind[c, kind, DONE + act] += acts >> act & 1


@njit(cache=True, inline="always")
def _count_past(i: int, c: int, kind: int, people: TalliedColumns, hours: Cells, by_kind: Cells) -> None:
    """What an adult did in the last twelve months, and in those before."""
    ever = np.uint64(0)
    for act in range(ACT_COUNT):
        ever |= people.history[i, act]
    before = ever & LAST_YEAR != 0
    by_kind[c, kind, BEFORE] += before
    if ever & YEAR != 0:
        now = done_within(YEAR, people.history[i])
        by_kind[c, kind, KEPT] += before
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
def summed_by_groups(by_kind: Cells, members: NDArray[np.bool_]) -> Cells:
    """(communities, groups, numbers) sums over the kinds of persons that each group consists of, in order."""
    cells = np.zeros((by_kind.shape[0], members.shape[1], by_kind.shape[2]))
    for c in range(by_kind.shape[0]):
        for kind in range(by_kind.shape[1]):
            if by_kind[c, kind, ADULTS] == 0.0:
                continue
            for group in range(members.shape[1]):
                if members[kind, group]:
                    for number in range(WIDTH):
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
