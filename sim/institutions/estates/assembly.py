"""Owners' assemblies: who of an estate's owners votes, by the four gates and with random draws of its own."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.residents.choice import TERM_COUNT, fill_terms
from sim.residents.experience import toward
from sim.residents.gates import DID, MONTH_DRAWS, VOTE, YEAR, free_this_month, responds
from sim.residents.hearing import DELIBERATE, hears
from sim.residents.lasting import lasting_of
from sim.residents.numbers import Rules
from sim.residents.offers import ANY_HOUR, Offer
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.vocabulary import ADULT_AGE, Act, Informant

Array = NDArray[Any]

ASSEMBLY_DRAWS: Final = purpose("homeowners.vote")
NEVER: Final = np.uint64(0)
NOBODY: Final = int(Informant.NOBODY)
ACTING: Final = 1 << int(Act.DELIBERATE) | 1 << int(Act.SUGGEST) | 1 << int(Act.SUPERVISE)


def count_owners(estate_start: Array, estates: Array, people: People) -> Array:
    """Of these estates (listed, 2): adult owners, and those who met, proposed or supervised within a year."""
    return _count_owners(estate_start, estates, people.owner, people.age, people.active)


@njit(cache=True, nogil=True)
def _count_owners(estate_start: Array, estates: Array, owner: Array, age: Array, active: Array) -> Array:
    """The same from plain columns."""
    count = np.zeros((estates.size, 2), dtype=np.int64)
    for k in range(estates.size):
        for i in range(np.uint64(estate_start[estates[k]]), np.uint64(estate_start[estates[k] + 1])):
            adult_owner = owner[i] & (age[i] >= ADULT_AGE)
            count[k, 0] += adult_owner
            count[k, 1] += adult_owner & (active[i] & ACTING != 0)
    return count


@njit(cache=True, inline="always")
def called_by(calls: float) -> Offer:
    """How an assembly is made known: notices everywhere, and so many personal calls per owner."""
    return Offer(
        visits=calls,
        familiar=0.0,
        calls=0.0,
        letters=0.0,
        notice=1.0,
        organisation=0.0,
        online=0.0,
        daytime=ANY_HOUR,
        childcare=0.0,
        at_culture=0.0,
        residence_years=0.0,
        papers=1.0,
    )


@njit(cache=True, nogil=True, error_model="numpy")
def hold_assembly(
    first: int,
    last: int,
    month: int,
    seed: int,
    people: People,
    voted: Array,
    household: Array,
    calls: float,
    concern: bool,
    shift: float,
    hours: float,
    rules: Rules,
) -> tuple[int, int, int, int]:
    """Let the owners of an estate vote; ballots are collected over the month, so any hour will do.

    The gates are those of a meeting, the motives those of voting for the residents' committee.

    Args:
        first: first row of the estate; ``last`` the first row after it.
        last: see ``first``.
        month: month of the run.
        seed: seed of the run.
        people: columns; hours, internal efficacy and belonging of voters are written.
        voted: (residents,) who voted at the estate's last assembly; written.
        household: (residents,) number of the home.
        calls: personal calls per owner.
        concern: the estate is badly kept.
        shift: log-odds beside those of voting for the residents' committee.
        hours: that voting takes.
        rules: the assumed numbers.

    Returns:
        Owners, voters, homes of owners, homes with a voter.
    """
    x = np.zeros(TERM_COUNT)
    coefficient = rules.coefficients[VOTE].copy()
    coefficient[0] += shift
    offer = called_by(calls)
    learned, scalars = rules.scalars.experience, rules.scalars
    owners = voters = homes = homes_voted = 0
    home = home_voted = -1
    for i in range(first, last):
        history: Any = YEAR if voted[i] else NEVER  # who voted last time has the habit
        voted[i] = False
        if not people.owner[i] or people.age[i] < ADULT_AGE:
            continue
        owners += 1
        homes += household[i] != home
        home = household[i]
        person = person_of(i, people)
        u_free = draws(seed, person.identity, month, MONTH_DRAWS, 0)[0]
        left = free_this_month(person.free_hours, scalars.swing, u_free) - people.hours[i]
        fill_terms(person, concern, x)
        drawn = draws(seed, person.identity, month, ASSEMBLY_DRAWS, 0)
        mine = lasting_of(person, DELIBERATE, month, seed, scalars)
        source = hears(DELIBERATE, person, offer, 0.0, False, mine, scalars.hearing, drawn[0])
        if source == NOBODY:
            continue
        reason = responds(
            DELIBERATE, source, person, offer, drawn[1:], history, 0.0, mine.disposition, left, hours,
            coefficient, scalars, x,
        )  # fmt: skip
        if reason == DID:
            voted[i] = True
            voters += 1
            homes_voted += home != home_voted
            home_voted = home
            people.hours[i] += hours
            people.efficacy_internal[i] = toward(people.efficacy_internal[i], 1.0, learned.efficacy_act)
            people.belonging[i] = toward(people.belonging[i], 1.0, learned.belonging_act)
    return owners, voters, homes, homes_voted


@njit(cache=True, nogil=True, error_model="numpy")
def hold_assemblies(
    estate_start: Array,
    estates: Array,
    month: int,
    seed: int,
    people: People,
    voted: Array,
    household: Array,
    calls: Array,
    concern: Array,
    shift: float,
    hours: float,
    rules: Rules,
) -> Array:
    """Hold one at each of these estates; (assemblies, 4) what :func:`hold_assembly` gives."""
    counts = np.empty((estates.size, 4), dtype=np.int64)
    for k in range(estates.size):
        first, last = estate_start[estates[k]], estate_start[estates[k] + 1]
        counts[k, 0], counts[k, 1], counts[k, 2], counts[k, 3] = hold_assembly(
            first, last, month, seed, people, voted, household, calls[k], concern[k], shift, hours, rules
        )
    return counts
