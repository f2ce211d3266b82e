"""Settling, continued: contact with neighbours, attitudes, and the state with which everybody starts here."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents import traits
from sim.agents.geography import Homes
from sim.agents.margins import LOCAL, MIGRANT, ROOMER, Margins
from sim.agents.residents import Hukou, Reason
from sim.agents.rows import Rows
from sim.agents.traits import alike, attitude, bounded, pick
from sim.engine.streams import draws, purpose

MIND: Final = purpose("population.mind")

CONTACT_WITH_AGE: Final = 0.30  # adults whose contact with neighbours follows their rank of age; assumed, range 0.1-0.5
NEAR: Final = 0.15  # how near followers are, in ranks; assumed
LONG_HERE: Final = 20.0  # years after which one belongs no more for staying longer; assumed, range 10-30
MOST_CONTACT: Final = 6.0

# Belonging, share of the whole: assumed, each range +-0.1.
BELONG_BASE: Final = 0.06
BELONG_OWNER: Final = 0.15
BELONG_STREET: Final = 0.10  # hukou in the same street
BELONG_YEARS: Final = 0.20  # at LONG_HERE and more
BELONG_CONTACT: Final = 0.25  # at daily contact
BELONG_LUCK: Final = 0.15  # up and down

# Skill of deliberating and organising: assumed, each range +-50 %.
SKILL_BASE: Final = 0.05
SKILL_LEVEL: Final = 0.05  # per level of education
SKILL_PARTY: Final = 0.12
SKILL_LUCK: Final = 0.08  # up and down

# Acquaintance, how well the committee knows a resident: assumed, each range +-50 %.
KNOWN_BASE: Final = 0.02
KNOWN_STREET: Final = 0.15  # hukou in the same street: the household book 户口簿 is kept here
KNOWN_ELSEWHERE: Final = 0.06  # hukou elsewhere in the district
KNOWN_YEARS: Final = 0.20  # at LONG_HERE and more
KNOWN_CONTACT: Final = 0.20  # at daily contact
KNOWN_PARTY: Final = 0.10
KNOWN_OLD: Final = 0.10  # from 60 on: pensions and visits
KNOWN_ROOM: Final = 0.5  # factor in dormitories, which the factory keeps
OLD: Final = 60.0
SAME_STREET: Final = int(Hukou.SAME_STREET)
ELSEWHERE: Final = int(Hukou.ELSEWHERE_IN_DISTRICT)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
NOT_OFFERED: Final = int(Reason.NOT_OFFERED)


@njit(cache=True, nogil=True, no_cpython_wrapper=True)
def write_mind(people: Rows, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int) -> None:
    """Draw contact with neighbours, and the attitudes to which each person returns."""
    for household in households:
        for row in range(homes.household_start[household], homes.household_start[household + 1]):
            _write_attitudes(people, margins, row, seed, month)
            kind = homes.community_type[people.community[row]]
            _write_neighbours(people, margins, kind, row, seed, month)


@njit(cache=True, inline="always")
def _write_attitudes(people: Rows, margins: Margins, row: int, seed: int, month: int) -> None:
    trust, internal, external, skill = draws(seed, np.int64(people.identity[row]), month, MIND, 0)
    group, level, band = group_of(people.hukou[row]), people.education[row], traits.band_of(people.age[row])
    people.trust_set[row] = attitude(margins.trust[group, band], trust)
    people.efficacy_internal_set[row] = attitude(margins.internal[group, level], internal)
    people.efficacy_external_set[row] = attitude(margins.external[level], external)
    people.skill[row] = skill_of(level, people.party[row], skill)


@njit(cache=True, inline="always")
def _write_neighbours(people: Rows, margins: Margins, kind: int, row: int, seed: int, month: int) -> None:
    contact, coin, tools, belonging = draws(seed, np.int64(people.identity[row]), month, MIND, 1)
    hukou, age, years = people.hukou[row], people.age[row], people.years_here[row]
    group = group_of(hukou)
    rank = traits.rank_at(margins.age_cdf[kind, ROOMER if people.dormitory[row] else group], age)
    met = pick(margins.contact_cdf[group], alike(rank, contact, coin, CONTACT_WITH_AGE, NEAR))
    people.neighbour_contact[row] = met
    people.lends_tools[row] = tools < margins.tools[group, met]
    people.belonging[row] = belonging_of(hukou, years, met, people.owner[row], belonging)
    people.acquaintance[row] = acquaintance_of(hukou, years, met, people.party[row], age, people.dormitory[row])


@njit(cache=True)
def group_of(hukou: int) -> int:
    """Local or migrant."""
    return MIGRANT if hukou == OUTSIDE else LOCAL


@njit(cache=True)
def skill_of(education: int, party: bool, luck: float) -> float:
    """Skill of deliberating and organising, 0 to 1."""
    return bounded(SKILL_BASE + SKILL_LEVEL * education + SKILL_PARTY * party + SKILL_LUCK * (2.0 * luck - 1.0))


@njit(cache=True)
def belonging_of(hukou: int, years: float, contact: int, owner: bool, luck: float) -> float:
    """Feeling to belong to this community, 0 to 1."""
    belonging = BELONG_BASE + BELONG_YEARS * min(years / LONG_HERE, 1.0) + BELONG_CONTACT * contact / MOST_CONTACT
    belonging += BELONG_OWNER * owner + BELONG_STREET * (hukou == SAME_STREET)
    return bounded(belonging + BELONG_LUCK * (2.0 * luck - 1.0))


@njit(cache=True)
def acquaintance_of(hukou: int, years: float, contact: int, party: bool, age: float, room: bool) -> float:
    """How well the committee and its building heads know a resident, 0 to 1."""
    known = KNOWN_BASE + KNOWN_YEARS * min(years / LONG_HERE, 1.0) + KNOWN_CONTACT * contact / MOST_CONTACT
    known += KNOWN_STREET * (hukou == SAME_STREET) + KNOWN_ELSEWHERE * (hukou == ELSEWHERE)
    known += KNOWN_PARTY * party + KNOWN_OLD * (age >= OLD)
    return bounded(known * KNOWN_ROOM if room else known)


@njit(cache=True, nogil=True, no_cpython_wrapper=True)
def write_start(people: Rows, homes: Homes, households: NDArray[Any]) -> None:
    """Put the state that events change to where it starts: attitudes at their set points, no deeds, no office."""
    for household in households:
        for row in range(homes.household_start[household], homes.household_start[household + 1]):
            _write_start(people, row)


@njit(cache=True, inline="always")
def _write_start(people: Rows, row: int) -> None:
    people.trust[row] = people.trust_set[row]
    people.efficacy_internal[row] = people.efficacy_internal_set[row]
    people.efficacy_external[row] = people.efficacy_external_set[row]
    people.knows_formation[row] = False
    people.registered[row] = False
    people.response[row] = 0.0
    people.voice_since[row] = -1
    people.complaint_since[row] = -1
    people.rung[row] = 0
    people.office[row] = 0
    people.active[row] = 0
    people.acts[row] = 0
    people.elector[row] = True
    people.hours[row] = 0.0
    for act in range(people.history.shape[1]):
        people.history[row, act] = 0
        people.reason[row, act] = NOT_OFFERED
        people.told_by[row, act] = 0
