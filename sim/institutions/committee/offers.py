"""What committees offer: meetings, volunteer slots and activities, made known by notices and by visits."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.records import record
from sim.institutions.committee.state import Background, CommitteeColumns, Committees
from sim.institutions.doors import familiarity, open_places
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import PROFILES, Act

Array = NDArray[Any]

BACKBONE: Final = int(Background.BACKBONE)
DELIBERATE, VOLUNTEER, CULTURE = int(Act.DELIBERATE), int(Act.VOLUNTEER), int(Act.CULTURE)
# What ordinary visits ask for, in the order of its setting.
VISITED_FOR: Final = (DELIBERATE, VOLUNTEER, int(Act.SUGGEST), CULTURE)


class MadeKnown(NamedTuple):
    """What of :class:`sim.residents.offers.Offers` is written."""

    phase: NDArray[np.int8]
    visits: NDArray[np.float64]
    familiar: NDArray[np.float64]
    notice: NDArray[np.float64]
    places: NDArray[np.float64]


class Visiting(NamedTuple):
    """What an hour yields, as settings name it."""

    meeting_places: float
    volunteer_places: float
    culture_places: float
    activities_volunteering: float
    visits: float
    least_yield: float
    head_visits: float
    backbone_visits: float
    visits_aimed: float
    visit_shares: tuple[float, ...]


def committee_offers(district: World, offers: Offers) -> None:
    """Offer what the hours allow.

    Ordinary visits go for the most part to whom the committee knows, by the square of acquaintance.
    """
    rule = record(Visiting, district.institutions.staff)
    book, known = district[Committees].handed_as(CommitteeColumns), familiarity(district)
    door = float(district.rules.scalars.hearing.visit_base)
    _offer(book, district.adults, known, door, rule, record(MadeKnown, offers))


@njit(cache=True, nogil=True, error_model="numpy")
def _offer(
    book: CommitteeColumns, adults: Array, known: Array, door: float, rule: Visiting, offers: MadeKnown
) -> None:
    """The same from plain columns; ``door`` is the contacts that a door of strangers yields."""
    for c in range(adults.size):
        part, hours = rule.activities_volunteering, book.spent_activities[c]
        meetings, helpers = book.meetings[c] * rule.meeting_places, hours * rule.volunteer_places * part
        open_places(c, DELIBERATE, meetings, offers.phase, offers.places)
        open_places(c, VOLUNTEER, helpers, offers.phase, offers.places)
        open_places(c, CULTURE, hours * rule.culture_places * (1.0 - part), offers.phase, offers.places)
        visits = _visits(c, book, rule)
        at_doors = (1.0 - rule.visits_aimed) * visits / door / max(1, adults[c])
        at_known = rule.visits_aimed * visits / max(1.0, known[c])
        for k in range(len(VISITED_FOR)):
            act = VISITED_FOR[k]
            if offers.phase[c, act] > 0:
                offers.notice[c, act] = 1.0
                offers.familiar[c, act] += rule.visit_shares[k] * at_known
                for profile in range(PROFILES):
                    offers.visits[c, act, profile] += rule.visit_shares[k] * at_doors


@njit(cache=True, error_model="numpy", inline="always")
def _visits(c: int, book: CommitteeColumns, rule: Visiting) -> float:
    """Personal visits of the month by staff, building heads and active members."""
    by_staff = book.spent_visits[c] * rule.visits * (rule.least_yield + book.capability[c])
    active = book.seats_from[c, BACKBONE] * rule.backbone_visits
    return float(by_staff + book.heads[c] * rule.head_visits + active)
