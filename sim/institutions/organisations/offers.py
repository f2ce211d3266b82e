"""What organisations offer (A8), whom they tell, calls for donations, and the published catalogue (S1.3)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.bodies import Flags
from sim.engine.arithmetic import read_only
from sim.engine.random import purpose
from sim.institutions.doors import add_contacts
from sim.institutions.organisations.purchases import published
from sim.institutions.organisations.state import SPEAKS_TO, Amounts, Field, Organisations
from sim.institutions.organisations.support import campaigning
from sim.institutions.world import World
from sim.population.life_course import tickets
from sim.residents.offers import Offers
from sim.vocabulary import Act, Audience

PLACES_DRAWS: Final = purpose("organisations.places")
AUDIENCES: Final = tuple(dict.fromkeys(SPEAKS_TO.get(field) for field in Field))
# (fields,) which fields speak to each audience.
OF_AUDIENCE: Final = {
    audience: read_only(np.array([SPEAKS_TO.get(field) is audience for field in Field]))
    for audience in AUDIENCES
}


def organisations_offer(district: World, offers: Offers) -> None:
    """Every organisation at work offers services in its field; communities with some call for donations."""
    book = district[Organisations]
    at_work = book.at_work(district.month)
    if np.count_nonzero(at_work):
        _offer_places(district, book, at_work, offers)
        _tell_of_them(district, book, at_work, offers)
    if district.idle("organisations.source_public"):
        return
    calling = campaigning(district) & (book.count(book.opened(district.month)) > 0)
    offers.phase[calling, Act.DONATE] = 1
    offers.notice[calling, Act.DONATE] = district.institutions.government.donation_notice


def _scale(district: World, book: Organisations) -> Amounts:
    """(organisations,) hours of work against those of an ordinary staff."""
    rule = district.institutions.organisations
    return np.asarray(book.hours(rule.member_hours) / rule.staff_hours)


def _called(district: World, book: Organisations) -> Amounts:
    """(organisations,) paid hours of calling volunteers."""
    return book.lever(district, "volunteers")


def _offer_places(district: World, book: Organisations, at_work: Flags, offers: Offers) -> None:
    """Places by hours and capability, rounded by random draws."""
    rule, least = district.institutions.organisations, district.institutions.staff.least_yield
    able = _scale(district, book) * (least + book.capability)
    u = tickets(book.number, district.seed, district.month, PLACES_DRAWS)
    called = _called(district, book) * district.institutions.staff.volunteer_places
    slots = rule.volunteer_places * np.array(rule.field_volunteering)[book.field] * able + called
    book.slots[at_work] = np.floor(slots + u[:, 0])[at_work]
    culture = np.array(rule.field_culture)[book.field]
    book.seats[at_work] = np.floor(rule.culture_places * culture * able + u[:, 1])[at_work]
    for act, places in ((Act.VOLUNTEER, book.slots), (Act.CULTURE, book.seats)):
        offers.add_places_each(act, book.total(places * at_work).astype(np.int64))


def _tell_of_them(district: World, book: Organisations, at_work: Flags, offers: Offers) -> None:
    """Persons told by hours and, as a name opens doors, reputation; each field speaks to its audience."""
    rule = district.institutions.organisations
    least = district.institutions.staff.least_yield
    told = rule.reach * _scale(district, book) * (least + book.reputation) * at_work
    called = told + _called(district, book) * district.institutions.staff.visits * at_work
    voice = book.total(told * np.array(rule.field_voice)[book.field]) / np.maximum(1, district.adults)
    add_contacts(offers.organisation, Act.SUGGEST, voice)
    for audience in AUDIENCES:
        inside = OF_AUDIENCE[audience][book.field]
        if np.count_nonzero(inside):
            for act, persons in ((Act.VOLUNTEER, called), (Act.CULTURE, told)):
                share = _share_told(district, book, persons * inside, audience)
                add_contacts(offers.organisation, act, share, audience)


def _share_told(district: World, book: Organisations, persons: Amounts, audience: Audience | None) -> Amounts:
    """(communities,) so many persons, (organisations,), spread over all adults, or over an audience's."""
    if audience is None:
        return book.total(persons) / np.maximum(1, district.adults)
    number = np.maximum(1, district.audience_size[:, audience])[book.community]
    return book.total(np.minimum(1.0, persons / number))


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
