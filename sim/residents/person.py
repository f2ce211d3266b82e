"""One resident as the compiled rules see him or her, and the audiences that a resident belongs to."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.engine.compiling import njit
from sim.residents.table_columns import People
from sim.vocabulary import ADULT_AGE, OLD_FROM, PROFILES, YOUTH_UNTIL, Act, Audience, Hukou

Array = NDArray[Any]
FROM_OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
PARTY: Final = int(Audience.PARTY)
OLD: Final = int(Audience.OLD)
WOMEN: Final = int(Audience.WOMEN)
YOUTH: Final = int(Audience.YOUTH)
WORKERS: Final = int(Audience.WORKERS)
NEWCOMERS: Final = int(Audience.NEWCOMERS)
OWNERS: Final = int(Audience.OWNERS)
AUDIENCES: Final = len(Audience)
LADDER: Final = int(Audience.LADDER)
CULTURE: Final = int(Act.CULTURE)
LAST_MONTH: Final = np.uint64(1)  # of a history that this month has not been added to


class Person(NamedTuple):
    """One resident as plain numbers: what the rule for one resident is told."""

    identity: int
    community: int
    age: float
    female: bool
    education: int
    hukou: int
    agricultural: bool
    owner: bool
    party: bool
    income: float
    years_here: float
    free_hours: float
    daytime: float
    evening: float
    evening_lost: float
    dormitory: bool
    neighbour_contact: int
    lends_tools: bool
    disposition: float
    attention: float
    reader: float
    trust: float
    efficacy_internal: float
    efficacy_external: float
    belonging: float
    acquaintance: float
    response: float
    voice_since: int
    complaint_since: int
    active: int
    elector: bool
    profile: int
    at_culture: bool


@njit(cache=True, inline="always")
def person_of(i: int, people: People) -> Person:
    """Read one resident's row; the rules get numbers, because handing them arrays would count references."""
    return Person(
        people.identity[i],
        people.community[i],
        people.age[i],
        people.female[i],
        people.education[i],
        people.hukou[i],
        people.agricultural[i],
        people.owner[i],
        people.party[i],
        people.income[i],
        people.years_here[i],
        people.free_hours[i],
        people.daytime[i],
        people.evening[i],
        people.evening_lost[i],
        people.dormitory[i],
        people.neighbour_contact[i],
        people.lends_tools[i],
        people.disposition[i],
        people.attention[i],
        people.reader[i],
        people.trust[i],
        people.efficacy_internal[i],
        people.efficacy_external[i],
        people.belonging[i],
        people.acquaintance[i],
        people.response[i],
        people.voice_since[i],
        people.complaint_since[i],
        people.active[i],
        people.elector[i],
        profile_of(i, people),
        bool(people.history[i, CULTURE] & LAST_MONTH),
    )


@njit(cache=True, inline="always")
def profile_of(i: int, people: People) -> int:
    """Audiences that an adult belongs to, as bits of :class:`Audience`."""
    profile = int(people.party[i]) << PARTY
    profile |= int(people.age[i] >= OLD_FROM) << OLD
    profile |= int(people.female[i]) << WOMEN
    profile |= int(people.age[i] < YOUTH_UNTIL) << YOUTH
    profile |= int(people.workplace[i] >= 0) << WORKERS
    profile |= int(people.hukou[i] == FROM_OUTSIDE) << NEWCOMERS
    profile |= int(people.owner[i]) << OWNERS
    return profile | int(people.rung[i] > 0) << LADDER


@njit(cache=True, nogil=True)
def count_audiences(community_start: Array, people: People) -> Array:
    """Adults of each community by audience: (communities, audiences)."""
    count = np.zeros((community_start.size - 1, AUDIENCES), dtype=np.int64)
    for i in range(people.age.size):
        if people.age[i] >= ADULT_AGE:
            profile = profile_of(i, people)
            for audience in range(AUDIENCES):
                count[people.community[i], audience] += profile >> audience & 1
    return count


@cache
def members_of(audience: Audience) -> NDArray[np.int64]:
    """Profiles of the adults who belong to an audience, to index the arrays of :class:`Offers`; read only."""
    return read_only(np.flatnonzero(np.arange(PROFILES) >> int(audience) & 1))
