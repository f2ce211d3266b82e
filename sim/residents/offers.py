"""What is on offer this month and how it is made known, as the compiled rules see it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.vocabulary import ACT_COUNT, PROFILES

Array = NDArray[Any]
OFFERED: Final = 1
POLLING_DAY: Final = 2
ADDITIONS: Final = 3
ANY_HOUR = -1.0
NO_LIMIT = -1.0


class Offers(NamedTuple):
    """What is on offer this month and how it is made known, by community and act.

    Attributes:
        phase: 0 not offered, 1 offered (vote: the registration drive); vote only: 2 polling day, 3 additions
            to the roll before a by-election, which are offered to those who are not on it.
        visits: (communities, acts, profiles) doors passed to speak of the act, per adult of each profile.
        familiar: (communities, acts) ordinary visits to whom the committee knows, per adult and unit of the
            square of acquaintance: their doors are open.
        calls: (communities, acts, profiles) invitations by telephone or message per adult.
        letters: (communities, acts, profiles) letters per adult.
        notice: share of notice boards that announce it.
        organisation: (communities, acts, profiles) announcements through organisations, schools and
            workplaces, per adult of each profile.
        online: share of local pages that announce it.
        daytime: (communities, acts, profiles) share of occasions in working hours; -1 where any hour will do.
        childcare: share of occasions at which children are looked after.
        at_culture: share of cultural activities whose programme holds the act; who came last month hears.
        classes: (communities,) share of the places in culture that are classes.
        places: how many can do it this month; -1 where there is no limit. While offers are collected,
            parts of places add up; they are rounded in the end.
        residence_years: (communities,) lived here before those with hukou elsewhere may vote or stand.
        papers: (communities,) share of those with hukou elsewhere who can show what is asked for.
    """

    phase: Array
    visits: Array
    familiar: Array
    calls: Array
    letters: Array
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


class Offer(NamedTuple):
    """One act's offer in one community as plain numbers; see :class:`Offers`."""

    visits: float
    familiar: float
    calls: float
    letters: float
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
        offers.familiar[c, act],
        offers.calls[c, act, profile],
        offers.letters[c, act, profile],
        offers.notice[c, act],
        offers.organisation[c, act, profile],
        offers.online[c, act],
        offers.daytime[c, act, profile],
        offers.childcare[c, act],
        offers.at_culture[c, act],
        offers.residence_years[c],
        offers.papers[c],
    )


def no_offers(communities: int, residence_years: float = 0.0, papers: float = 1.0) -> Offers:
    """Offers of so many communities with nothing in them, under the ordinary rules of admission."""
    shape = (communities, ACT_COUNT)
    visits, calls, letters, organisation = (np.zeros((*shape, PROFILES)) for _ in range(4))
    familiar, notice, online, childcare, at_culture = (np.zeros(shape) for _ in range(5))
    return Offers(
        phase=np.zeros(shape, dtype=np.int8),
        visits=visits,
        familiar=familiar,
        calls=calls,
        letters=letters,
        notice=notice,
        organisation=organisation,
        online=online,
        daytime=np.full((*shape, PROFILES), ANY_HOUR),
        childcare=childcare,
        at_culture=at_culture,
        classes=np.zeros(communities),
        places=np.full(shape, NO_LIMIT),
        residence_years=np.full(communities, residence_years),
        papers=np.full(communities, papers),
    )
