"""Opportunities of the month and how they are made known: each institution adds what its means allow."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import Flags
from sim.calendar import DECEMBER, SEPTEMBER, month_of_year
from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.institutions.committee.offers import committee_offers
from sim.institutions.committee.state import Committees
from sim.institutions.companies.mixing import admit_newcomers, offer_events
from sim.institutions.companies.month import offer_improved_places, tell_of_accounts
from sim.institutions.companies.slate import mobilise
from sim.institutions.doors import add_contacts, add_places, each_doors
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.estates.month import board_offers
from sim.institutions.fund.month import council_meetings
from sim.institutions.fund.state import Funds
from sim.institutions.government.culture import culture_offers
from sim.institutions.government.month import CHANNELS, Channels, channel
from sim.institutions.government.programme import (
    places_left_to_residents,
    programme_offers,
    told_by_residents,
)
from sim.institutions.ladder.month import ladder_offers
from sim.institutions.mass_organisations.month import fit_occasions, mass_offers
from sim.institutions.organisations.offers import catalogue_published, organisations_offer
from sim.institutions.party.month import party_offers
from sim.institutions.resident_units.month import unit_offers
from sim.institutions.service_centres.month import centre_offers
from sim.institutions.tasks.month import help_with_the_drive
from sim.institutions.world import World
from sim.residents.offers import (
    ADDITIONS,
    ANY_HOUR,
    NO_LIMIT,
    OFFERED,
    POLLING_DAY,
    Offers,
    no_offers,
)
from sim.vocabulary import ACT_COUNT, Act

Numbers = NDArray[np.float64]

PLACES_DRAWS: Final = purpose("offers.places")
ALWAYS: Final = (Act.SUGGEST, Act.COMPLAIN, Act.CULTURE)
NONE_AT_FIRST: Final = ("phase", "familiar", "notice", "online", "childcare", "at_culture", "classes")
# What takes place by day in part, in the order of its setting.
BY_DAY: Final = (Act.DELIBERATE, Act.SUGGEST, Act.VOLUNTEER, Act.CULTURE)


def make_offers(district: World, past: Offers | None = None) -> Offers:
    """Collect the month's offers of all institutions, in a stated order.

    Args:
        district: whose institutions offer.
        past: offers that nobody reads any more, of as many communities, into whose arrays they are written:
            new ones of a large place would take longer to come by than to fill.
    """
    offers = no_offers(len(district[Committees])) if past is None else past
    _withdraw(district, offers)
    _always_open(district, offers)
    committee_offers(district, offers)
    _election_offers(district, offers)
    mobilise(district, offers)
    _federation_offers(district, offers)
    unit_offers(district, offers)
    organisations_offer(district, offers)
    centre_offers(district, offers)
    _council_offers(district, offers)
    _channel_offers(district, offers)
    programme_offers(district, offers)
    culture_offers(district, offers)
    offer_improved_places(district, offers)
    tell_of_accounts(district, offers)
    offer_events(district, offers)
    mass_offers(district, offers)
    party_offers(district, offers)
    ladder_offers(district, offers)
    fit_occasions(district, offers)
    catalogue_published(district, offers)
    admit_newcomers(district, offers)
    board_offers(district, offers)
    _round_places(district.month, district.seed, offers.places)
    return offers


def _withdraw(district: World, offers: Offers) -> None:
    """Leave nothing on offer, under the ordinary rules of admission; polls are on Sundays."""
    for name in NONE_AT_FIRST:
        getattr(offers, name).fill(0)
    daytime, nobody = np.full(ACT_COUNT, ANY_HOUR), np.zeros(ACT_COUNT)
    daytime[int(Act.VOTE)] = 0.0
    daytime[list(BY_DAY)] = district.institutions.staff.occasions_by_day
    _make_alike(offers.daytime, daytime)
    for way in (offers.visits, offers.calls, offers.letters, offers.organisation):
        _make_alike(way, nobody)
    offers.places.fill(NO_LIMIT)
    offers.residence_years.fill(district.rules.scalars.admission.residence_years)
    offers.papers.fill(district.rules.scalars.admission.papers)


@njit(cache=True, nogil=True)
def _make_alike(cells: Numbers, values: Numbers) -> None:
    """Give all profiles the same number by act; most have it, and reading takes less than writing."""
    for c in range(cells.shape[0]):
        for act in range(cells.shape[1]):
            other = False
            for profile in range(cells.shape[2]):
                other |= cells[c, act, profile] != values[act]
            if other:
                for profile in range(cells.shape[2]):
                    cells[c, act, profile] = values[act]


@njit(cache=True, nogil=True, error_model="numpy")
def _round_places(month: int, seed: int, places: Numbers) -> None:
    """Round (communities, acts) sums by keyed draws, so that parts of a place count alike everywhere."""
    for act in range(places.shape[1]):
        in_parts = False
        for c in range(places.shape[0]):
            in_parts |= places[c, act] % 1.0 != 0.0
        if in_parts:
            for c in range(places.shape[0]):
                places[c, act] = np.floor(places[c, act] + draws(seed, c, month, PLACES_DRAWS, act)[0])


def _always_open(district: World, offers: Offers) -> None:
    """Proposals, complaints, culture that residents arrange themselves; ratings and donations once a year."""
    rule = district.institutions.government
    offers.phase[:, ALWAYS], offers.notice[:, ALWAYS] = OFFERED, 1.0
    offers.places[:, Act.CULTURE] = places_left_to_residents(district)
    told = told_by_residents(district, offers.places[:, Act.CULTURE])
    offers.organisation[:, Act.CULTURE] = told[:, np.newaxis]
    if month_of_year(district.month) == DECEMBER:
        offers.phase[:, Act.SUPERVISE] = 1
        offers.notice[:, Act.SUPERVISE] = rule.rating_notice
    if month_of_year(district.month) == SEPTEMBER:
        offers.phase[:, Act.DONATE] = 1
        offers.notice[:, Act.DONATE] = rule.donation_notice


def _election_offers(district: World, offers: Offers) -> None:
    """Nomination, drive for the roll, polling day; in the drive all visits are about the roll."""
    at = {which: in_moment(district, which) for which in Moment if which is not Moment.ORDINARY}
    if not any(map(np.count_nonzero, at.values())):
        return
    _call_for_candidates(district, offers, at[Moment.NOMINATION] | at[Moment.BY_DRIVE])
    if np.count_nonzero(at[Moment.DRIVE]):
        offers.visits[at[Moment.DRIVE]] = 0.0
        offers.familiar[at[Moment.DRIVE]] = 0.0
        _drive_for_the_roll(district, offers, at[Moment.DRIVE], OFFERED, adults_told(district))
    if np.count_nonzero(at[Moment.BY_DRIVE]):
        _drive_for_the_roll(district, offers, at[Moment.BY_DRIVE], ADDITIONS, _told_by_campaign(district))
    offers.phase[at[Moment.POLL] | at[Moment.BY_POLL], Act.VOTE] = POLLING_DAY


def _call_for_candidates(district: World, offers: Offers, nominating: Flags) -> None:
    """Notices where candidates are nominated, (communities,)."""
    offers.phase[nominating, Act.STAND] = OFFERED
    offers.notice[nominating, Act.STAND] = district.institutions.elections.nomination_notice


def _drive_for_the_roll(district: World, offers: Offers, where: Flags, phase: int, told: Numbers) -> None:
    """Tell so many adults, (communities,), of the voters' roll at their doors, and everybody by notices."""
    offers.phase[where, Act.VOTE] = phase
    offers.daytime[where, Act.VOTE] = 0.0
    offers.notice[where, Act.VOTE] = 1.0
    doors_passed = each_doors(district, told) / np.maximum(1, district.adults)
    offers.visits[where, Act.VOTE] = doors_passed[where, np.newaxis]


def _told_by_campaign(district: World) -> Numbers:
    """(communities,) adults told by the committee's hours for the roll."""
    rule, book = district.institutions.staff, district[Committees]
    return np.asarray(book.spent_campaign * rule.drive_visits * (rule.least_yield + book.capability))


def adults_told(district: World) -> Numbers:
    """(communities,) adults told at their door: by staff, the workstation's helpers, building heads."""
    rule, book = district.institutions.staff, district[Committees]
    hours = book.spent_campaign + book.spent_visits + help_with_the_drive(district)
    by_staff = hours * rule.drive_visits * (rule.least_yield + book.capability)
    return np.asarray(by_staff + book.heads * rule.head_drive_visits)


def _federation_offers(district: World, offers: Offers) -> None:
    """The city's volunteer federation offers slots everywhere, beside what resident units lend."""
    rule = district.institutions.government
    add_places(offers, Act.VOLUNTEER, rule.federation_places * district.geography.size / 1000.0)
    offers.organisation[:, Act.VOLUNTEER] += rule.federation_reach


def _council_offers(district: World, offers: Offers) -> None:
    """S3.3: organisers whom the fund pays hold council meetings and go round to invite to them."""
    if not np.count_nonzero(district[Funds].council_hours):
        return
    rule, meetings = district.institutions.staff, council_meetings(district)
    add_places(offers, Act.DELIBERATE, meetings * rule.meeting_places)
    offers.notice[meetings > 0, Act.DELIBERATE] = 1.0
    inviting = np.maximum(0.0, district[Funds].council_hours - meetings * rule.meeting_hours)
    met = each_doors(district, inviting * rule.drive_visits)
    add_contacts(offers.visits, Act.DELIBERATE, met / np.maximum(1, district.adults))


def _channel_offers(district: World, offers: Offers) -> None:
    """S5.2: paid meetings, a volunteer desk, staff who go round to listen, online notices and questions."""
    if district.idle(*(f"residents.channel_{name}" for name in CHANNELS)):
        return
    rule, thousands = district.institutions.staff, district.geography.thousands
    volunteer, opinion, online = (channel(district, name) for name in ("volunteer", "opinion", "online"))
    add_places(offers, Act.DELIBERATE, district[Channels].meetings * rule.meeting_places)
    offers.notice[district[Channels].meetings > 0, Act.DELIBERATE] = 1.0
    add_places(offers, Act.VOLUNTEER, volunteer * thousands * rule.volunteer_places)
    offers.daytime[volunteer > 0.0, Act.VOLUNTEER] = 0.0
    per_adult = each_doors(district, thousands) / np.maximum(1, district.adults)
    going = district.institutions.government.channel_rounds * per_adult * ~in_moment(district, Moment.DRIVE)
    add_contacts(offers.visits, Act.SUGGEST, opinion * rule.visits * going)
    add_contacts(offers.visits, Act.VOLUNTEER, volunteer * rule.drive_visits * going)
    offers.online[:] = np.where(offers.phase > 0, online[:, np.newaxis], 0.0)
