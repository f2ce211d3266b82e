"""What the compiled rules see, as named tuples: the residents' columns, the month's offers, the contacts."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import ACT_COUNT, Residents

Array = NDArray[Any]


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
    income: Array
    years_here: Array
    free_hours: Array
    daytime: Array
    evening: Array
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
    )


class Offers(NamedTuple):
    """What is on offer this month and how it is made known, by community and act.

    Attributes:
        phase: 0 not offered, 1 offered (vote: the registration drive), 2 polling day (vote only).
        visits: personal visits about the act per adult of the community.
        notice: share of notice boards that announce it.
        organisation: announcements through organisations, schools and workplaces, per adult.
        online: share of local pages that announce it.
        daytime: share of occasions in working hours; -1 where any hour will do.
        places: how many can do it this month; -1 where there is no limit.
    """

    phase: Array
    visits: Array
    notice: Array
    organisation: Array
    online: Array
    daytime: Array
    places: Array


class Offer(NamedTuple):
    """One act's offer in one community as plain numbers; see :class:`Offers`."""

    visits: float
    notice: float
    organisation: float
    online: float
    daytime: float


@njit(cache=True, inline="always")
def offer_of(c: int, act: int, offers: Offers) -> Offer:
    """Read what is said of one act in one community."""
    return Offer(
        offers.visits[c, act],
        offers.notice[c, act],
        offers.organisation[c, act],
        offers.online[c, act],
        offers.daytime[c, act],
    )


ANY_HOUR = -1.0
NO_LIMIT = -1


def no_offers(communities: int) -> Offers:
    """Offers of shape (communities, acts) with nothing in them."""
    shape = (communities, ACT_COUNT)
    visits, notice, organisation, online = (np.zeros(shape) for _ in range(4))
    return Offers(
        phase=np.zeros(shape, dtype=np.int8),
        visits=visits,
        notice=notice,
        organisation=organisation,
        online=online,
        daytime=np.full(shape, ANY_HOUR),
        places=np.full(shape, NO_LIMIT, dtype=np.int64),
    )


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
