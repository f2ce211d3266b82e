"""What the compiled rules see, as named tuples: the residents' columns, the month's offers, the contacts."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import ACT_COUNT, ADULT_AGE, PROFILES, Act, Audience, Hukou, Residents
from sim.engine.numeric import read_only

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


class People(NamedTuple):
    """The columns of :class:`Residents` that rules read or write, under the same names."""

    identity: Array
    community: Array
    age: Array
    female: Array
    education: Array
    hukou: Array
    agricultural: Array
    owner: Array
    party: Array
    workplace: Array
    income: Array
    years_here: Array
    free_hours: Array
    daytime: Array
    evening: Array
    evening_lost: Array
    neighbour_contact: Array
    lends_tools: Array
    trust: Array
    efficacy_internal: Array
    efficacy_external: Array
    belonging: Array
    skill: Array
    trust_set: Array
    efficacy_internal_set: Array
    efficacy_external_set: Array
    acquaintance: Array
    knows_formation: Array
    registered: Array
    response: Array
    voice_since: Array
    complaint_since: Array
    rung: Array
    office: Array
    representative: Array
    history: Array
    reason: Array
    told_by: Array
    active: Array
    acts: Array
    elector: Array
    hours: Array


def people_of(residents: Residents) -> People:
    """Give the rules a view of the table's arrays (no copy)."""
    return People(*(getattr(residents, name) for name in People._fields))


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
    neighbour_contact: int
    lends_tools: bool
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
        people.neighbour_contact[i],
        people.lends_tools[i],
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


CULTURE: Final = int(Act.CULTURE)
LAST_MONTH: Final = np.uint64(1)  # of a history that this month has not been added to
OLD_FROM: Final = 60.0  # retirement of men in China
YOUTH_UNTIL: Final = 35.0  # members of the youth league's and federation's age


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


class Offers(NamedTuple):
    """What is on offer this month and how it is made known, by community and act.

    Attributes:
        phase: 0 not offered, 1 offered (vote: the registration drive); vote only: 2 polling day, 3 additions
            to the roll before a by-election, which are offered to those who are not on it.
        visits: (communities, acts, profiles) personal visits about the act per adult of each profile.
        notice: share of notice boards that announce it.
        organisation: (communities, acts, profiles) announcements through organisations, schools and
            workplaces, per adult of each profile.
        online: share of local pages that announce it.
        daytime: (communities, acts, profiles) share of occasions in working hours; -1 where any hour will do.
        childcare: share of occasions at which children are looked after.
        at_culture: share of cultural activities whose programme holds the act; who came last month hears.
        classes: (communities,) share of the places in culture that are classes.
        places: how many can do it this month; -1 where there is no limit.
        residence_years: (communities,) lived here before those with hukou elsewhere may vote or stand.
        papers: (communities,) share of those with hukou elsewhere who can show what is asked for.
    """

    phase: Array
    visits: Array
    notice: Array
    organisation: Array
    online: Array
    daytime: Array
    childcare: Array
    at_culture: Array
    classes: Array
    places: Array
    residence_years: Array
    papers: Array

    def add_places(self, community: int, act: int, places: int) -> None:
        """Offer more places for an act, or offer it at all; none where the number is not positive."""
        if places > 0:
            self.phase[community, act] = 1
            self.places[community, act] = max(0, int(self.places[community, act])) + places


class Offer(NamedTuple):
    """One act's offer in one community as plain numbers; see :class:`Offers`."""

    visits: float
    notice: float
    organisation: float
    online: float
    daytime: float
    childcare: float
    at_culture: float
    residence_years: float
    papers: float


@njit(cache=True, inline="always")
def offer_of(c: int, act: int, profile: int, offers: Offers) -> Offer:
    """Read what is said of one act in one community to adults of one profile."""
    return Offer(
        offers.visits[c, act, profile],
        offers.notice[c, act],
        offers.organisation[c, act, profile],
        offers.online[c, act],
        offers.daytime[c, act, profile],
        offers.childcare[c, act],
        offers.at_culture[c, act],
        offers.residence_years[c],
        offers.papers[c],
    )


OFFERED: Final = 1
POLLING_DAY: Final = 2
ADDITIONS: Final = 3
ANY_HOUR = -1.0
NO_LIMIT = -1


def no_offers(communities: int, residence_years: float = 0.0, papers: float = 1.0) -> Offers:
    """Offers of so many communities with nothing in them, under the ordinary rules of admission."""
    shape = (communities, ACT_COUNT)
    visits, organisation = (np.zeros((*shape, PROFILES)) for _ in range(2))
    notice, online, childcare, at_culture = (np.zeros(shape) for _ in range(4))
    return Offers(
        phase=np.zeros(shape, dtype=np.int8),
        visits=visits,
        notice=notice,
        organisation=organisation,
        online=online,
        daytime=np.full((*shape, PROFILES), ANY_HOUR),
        childcare=childcare,
        at_culture=at_culture,
        classes=np.zeros(communities),
        places=np.full(shape, NO_LIMIT, dtype=np.int64),
        residence_years=np.full(communities, residence_years),
        papers=np.full(communities, papers),
    )


@cache
def members_of(audience: Audience) -> NDArray[np.int64]:
    """Profiles of the adults who belong to an audience, to index the arrays of :class:`Offers`; read only."""
    return read_only(np.flatnonzero(np.arange(PROFILES) >> int(audience) & 1))


class Contacts(NamedTuple):
    """Ties as rows of targets: resident ``i`` is in contact with ``target[start[i]:start[i + 1]]``.

    Attributes:
        start: (residents + 1,) int64.
        target: (ties,) int32 row of the contact.
        layer: (ties,) int8 network layer.
        partner: (residents, slots) int32 companions from shared acts, -1 for an empty slot.
    """

    start: Array
    target: Array
    layer: Array
    partner: Array
