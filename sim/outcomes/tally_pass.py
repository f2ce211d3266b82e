"""One compiled pass over the residents that counts everything needed for the month's outcomes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
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
ROWS = 2048  # of a block
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


class TalliedBlock(NamedTuple):
    """What is noted of a block of residents array by array, several at once.

    Attributes:
        ever: (block,) months in which each did anything, as a history.
        aware: (block,) whether each heard of an offer this month.
        open_to: (rights, block) whether each right was open but for the will.
    """

    ever: NDArray[np.uint64]
    aware: NDArray[np.bool_]
    open_to: NDArray[np.bool_]


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
    """Add the numbers of each adult of some communities to the cell of the own kind of person."""
    noted = TalliedBlock(
        np.zeros(ROWS, np.uint64), np.zeros(ROWS, np.bool_), np.zeros((len(RIGHTS), ROWS), np.bool_)
    )
    for c in range(first, last):
        for start in range(community_start[c], community_start[c + 1], ROWS):
            stop = min(start + ROWS, community_start[c + 1])
            note_past(start, stop, people.history, noted.ever)
            note_chances(start, stop, phase[c], people.told_by, people.reason, noted)
            add_adults(c, start, stop, people, person_kinds, hours, needed, month, noted, by_kind)


@inner(cache=True, nogil=True)
def note_past(start: int, stop: int, history: NDArray[np.uint64], ever: NDArray[np.uint64]) -> None:
    """Note in which months each did anything."""
    ever[:] = np.uint64(0)
    for act in range(ACT_COUNT):
        bits = history[start:stop, act]
        for k in range(bits.size):
            ever[k] |= bits[k]


@inner(cache=True, nogil=True)
def note_chances(
    start: int,
    stop: int,
    phase: NDArray[np.int8],
    told_by: NDArray[np.int8],
    reason: NDArray[np.int8],
    noted: TalliedBlock,
) -> None:
    """Note who heard of an offer, and which rights were open to whom but for the will."""
    noted.aware[:], noted.open_to[:] = False, False
    for act in range(ACT_COUNT):
        if phase[act] == OFFERED:
            source = told_by[start:stop, act]
            for k in range(source.size):
                noted.aware[k] |= (source[k] != NOBODY) & (source[k] != HABIT)
        for right in range(len(RIGHTS)):
            if phase[act] != 0 and RIGHTS[right] >> act & 1:
                came, usable = reason[start:stop, act], noted.open_to[right]
                for k in range(came.size):
                    usable[k] |= (came[k] == DID) | (came[k] == NOT_INTERESTED)


@inner(cache=True, nogil=True)
def add_adults(
    c: int,
    start: int,
    stop: int,
    people: TalliedColumns,
    person_kinds: NDArray[np.int8],
    hours: Cells,
    needed: np.float32,
    month: int,
    noted: TalliedBlock,
    by_kind: Cells,
) -> None:
    """Add the adults among some rows of a community; what is said of few is added for these few only."""
    # Rows without a sign: nobody asks at each reading whether one is counted from the end.
    for i in range(np.uint64(start), np.uint64(stop)):
        kind, k = person_kinds[i], i - np.uint64(start)
        if kind < 0:
            continue
        by_kind[c, kind, ADULTS] += 1.0
        by_kind[c, kind, HOURS] += people.hours[i]
        by_kind[c, kind, FEELINGS] += people.trust[i]
        by_kind[c, kind, FEELINGS + 1] += people.efficacy_external[i]
        by_kind[c, kind, FEELINGS + 2] += people.belonging[i]
        by_kind[c, kind, FEELINGS + 3] += people.skill[i]
        by_kind[c, kind, RUNG + people.rung[i]] += 1.0
        by_kind[c, kind, ON_ROLL] += people.registered[i]
        by_kind[c, kind, CONSULTED] += _consulted(people.interviewed[i], month)
        by_kind[c, kind, AWARE] += noted.aware[k]
        for right in range(len(RIGHTS)):
            by_kind[c, kind, ACCESS + right] += noted.open_to[right, k]
        if people.acts[i] | people.active[i]:
            _count_acts(i, c, kind, people, by_kind)
        if noted.ever[k]:
            _count_past(i, noted.ever[k], c, kind, people, hours, by_kind)
        if people.rung[i] | people.registered_volunteer[i] | people.climbed[i] | people.party[i]:
            _count_active_path(i, c, kind, people, needed, by_kind)


@njit(cache=True, inline="always")
def _count_acts(i: int, c: int, kind: int, people: TalliedColumns, by_kind: Cells) -> None:
    """What an adult did this month, and lately."""
    acts, active = people.acts[i], people.active[i]
    for act in range(ACT_COUNT):
        by_kind[c, kind, ACTIVE + act] += active >> act & 1
    if acts:
        by_kind[c, kind, DELIBERATING] += people.skill[i] * (acts >> DELIBERATE & 1)
        for act in range(ACT_COUNT):
            by_kind[c, kind, DONE + act] += acts >> act & 1


@njit(cache=True, inline="always")
def _count_past(
    i: int, ever: np.uint64, c: int, kind: int, people: TalliedColumns, hours: Cells, by_kind: Cells
) -> None:
    """What an adult did in the last twelve months, and in those before."""
    before = ever & LAST_YEAR != 0
    by_kind[c, kind, BEFORE] += before
    if ever & YEAR != 0:
        now = done_within(YEAR, people.history[i])
        by_kind[c, kind, KEPT] += before
        by_kind[c, kind, CIVIC_HOURS] += civic_hours(people.history[i], hours)
        for k in range(len(KINDS)):
            by_kind[c, kind, KINDS_DONE + k] += now & KINDS[k] != 0


@njit(cache=True, inline="always")
def _count_active_path(
    i: int, c: int, kind: int, people: TalliedColumns, needed: np.float32, by_kind: Cells
) -> None:
    """A member of the party, a volunteer, or somebody on the ladder."""
    party, active = people.party[i], people.active[i]
    by_kind[c, kind, VOLUNTEERS] += people.registered_volunteer[i]
    by_kind[c, kind, CLIMBED] += people.climbed[i]
    by_kind[c, kind, ABLE] += (people.rung[i] >= ON_ACTIVIST) & (people.skill[i] >= needed)
    by_kind[c, kind, PARTY] += party
    by_kind[c, kind, PARTY_ACTIVE] += party & (active & ON_THE_LADDER != 0)
    by_kind[c, kind, PARTY_DELIBERATING] += party & (active >> DELIBERATE & 1)


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
