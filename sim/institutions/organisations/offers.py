"""What organisations offer (A8), whom they tell, calls for donations, and the published catalogue (S1.3)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.random import purpose
from sim.institutions.doors import add_places
from sim.institutions.organisations.purchases import published
from sim.institutions.organisations.state import OrganisationColumns, Organisations
from sim.institutions.organisations.support import campaigning
from sim.institutions.organisations.telling import TOLD_OF, Crowd, Yields, offer_and_tell
from sim.institutions.world import World
from sim.population.life_course import tickets
from sim.residents.offers import Offers
from sim.vocabulary import Act

PLACES_DRAWS: Final = purpose("organisations.places")


def organisations_offer(district: World, offers: Offers) -> None:
    """Every organisation at work offers services in its field; communities with some call for donations."""
    book = district[Organisations]
    at_work = book.at_work(district.month)
    if np.count_nonzero(at_work):
        u = tickets(book.number, district.seed, district.month, PLACES_DRAWS)
        calling, rule = district.levers("organisations.volunteers"), _yields_of(district)
        columns, crowd = book.handed_as(OrganisationColumns), Crowd(district.adults, district.audience_size)
        places = offer_and_tell(columns, at_work, calling, u, crowd, rule, offers.organisation)
        for act, number in zip(TOLD_OF, places, strict=True):
            add_places(offers, act, number)
    if district.idle("organisations.source_public"):
        return
    calling = campaigning(district) & (book.count(book.opened(district.month)) > 0)
    offers.phase[calling, Act.DONATE] = 1
    offers.notice[calling, Act.DONATE] = district.institutions.government.donation_notice


def _yields_of(district: World) -> Yields:
    """The numbers of the rules by which organisations offer and tell."""
    life, staff = district.institutions.organisations, district.institutions.staff
    return Yields(
        member_hours=life.member_hours,
        staff_hours=life.staff_hours,
        volunteer_places=life.volunteer_places,
        culture_places=life.culture_places,
        reach=life.reach,
        field_volunteering=life.field_volunteering,
        field_culture=life.field_culture,
        field_voice=life.field_voice,
        least_yield=staff.least_yield,
        called=staff.volunteer_places,
        visits=staff.visits,
    )


def catalogue_published(district: World, offers: Offers) -> None:
    """S1.3: pages say where one can join in what was bought, a part of all that there is, and rate it."""
    book, share = district[Organisations], published(district)
    if not np.count_nonzero(share):
        return
    bought = (book.contracts > 0.0) & book.at_work(district.month)
    for act, places in ((Act.VOLUNTEER, book.slots), (Act.CULTURE, book.seats)):
        part = book.total(places * bought) / np.maximum(1, offers.places[:, act])
        offers.online[:, act] = np.maximum(offers.online[:, act], share * np.minimum(1.0, part))
    rated = np.where(offers.phase[:, Act.SUPERVISE] > 0, share, 0.0)
    offers.online[:, Act.SUPERVISE] = np.maximum(offers.online[:, Act.SUPERVISE], rated)
