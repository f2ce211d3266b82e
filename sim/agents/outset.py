"""Settling, continued: contact with neighbours, attitudes, and the state with which everybody starts here."""

from __future__ import annotations

from typing import Final

from numba import njit

from sim.agents import traits
from sim.agents.geography import Homes
from sim.agents.margins import LOCAL, MIGRANT, ROOMER, Margins
from sim.agents.rows import Rows
from sim.agents.traits import alike, attitude, bounded, pick
from sim.engine.streams import draws, purpose

MIND: Final = purpose("population.mind")

CONTACT_WITH_AGE: Final = 0.30  # adults whose contact with neighbours follows their rank of age; assumed, range 0.1-0.5
NEAR: Final = 0.15  # how near followers are, in ranks; assumed
LONG_HERE: Final = 20.0  # years after which one belongs no more for staying longer; assumed, range 10-30
MOST_CONTACT: Final = 6.0

# Belonging, share of the whole: assumed, each range +-0.1.
BELONG_BASE: Final = 0.20
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
NOT_OFFERED: Final = 1  # Reason.NOT_OFFERED


@njit(cache=True)
def write_mind(people: Rows, homes: Homes, margins: Margins, row: int, seed: int, month: int) -> None:
    """Draw contact with neighbours, and the attitudes to which this person returns."""
    trust, internal, external, contact = draws(seed, people.identity[row], month, MIND, 0)
    coin, tools, skill, belonging = draws(seed, people.identity[row], month, MIND, 1)
    group = MIGRANT if people.hukou[row] == 2 else LOCAL
    level, band = people.education[row], traits.band_of(people.age[row])
    follows = alike(_rank(people, homes, margins, row, group), contact, coin, CONTACT_WITH_AGE, NEAR)
    people.neighbour_contact[row] = met = pick(margins.contact_cdf[group], follows)
    people.lends_tools[row] = tools < margins.tools[group, met]
    people.trust_set[row] = attitude(margins.trust[group, band], trust)
    people.efficacy_internal_set[row] = attitude(margins.internal[group, level], internal)
    people.efficacy_external_set[row] = attitude(margins.external[level], external)
    people.skill[row] = _skill(people, row, skill)
    people.belonging[row] = _belonging(people, row, belonging)
    people.acquaintance[row] = _acquaintance(people, row)


@njit(cache=True)
def _rank(people: Rows, homes: Homes, margins: Margins, row: int, group: int) -> float:
    kind = homes.community_type[people.community[row]]
    return traits.rank_at(margins.age_cdf[kind, ROOMER if people.dormitory[row] else group], people.age[row])


@njit(cache=True)
def _settled(people: Rows, row: int) -> float:
    return float(min(people.years_here[row] / LONG_HERE, 1.0))


@njit(cache=True)
def _belonging(people: Rows, row: int, luck: float) -> float:
    belonging = BELONG_BASE + BELONG_YEARS * _settled(people, row)
    belonging += BELONG_OWNER if people.owner[row] else 0.0
    belonging += BELONG_STREET if people.hukou[row] == 0 else 0.0
    belonging += BELONG_CONTACT * people.neighbour_contact[row] / MOST_CONTACT
    return bounded(belonging + BELONG_LUCK * (2.0 * luck - 1.0))


@njit(cache=True)
def _skill(people: Rows, row: int, luck: float) -> float:
    skill = SKILL_BASE + SKILL_LEVEL * people.education[row]
    skill += SKILL_PARTY if people.party[row] else 0.0
    return bounded(skill + SKILL_LUCK * (2.0 * luck - 1.0))


@njit(cache=True)
def _acquaintance(people: Rows, row: int) -> float:
    known = KNOWN_BASE + KNOWN_YEARS * _settled(people, row)
    known += KNOWN_STREET if people.hukou[row] == 0 else (KNOWN_ELSEWHERE if people.hukou[row] == 1 else 0.0)
    known += KNOWN_CONTACT * people.neighbour_contact[row] / MOST_CONTACT
    known += KNOWN_PARTY if people.party[row] else 0.0
    known += KNOWN_OLD if people.age[row] >= OLD else 0.0
    return bounded(known * (KNOWN_ROOM if people.dormitory[row] else 1.0))


@njit(cache=True)
def write_start(people: Rows, row: int) -> None:
    """Put the state that events change to where it starts: attitudes at their set points, no deeds, no office."""
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
