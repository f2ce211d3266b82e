"""Opportunities of the month and how they are made known: each institution adds what its means allow."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.calendar import DECEMBER, SEPTEMBER, month_of_year
from sim.engine.random import each_rounded, purpose
from sim.institutions.committee.state import Background, Committees, ResidentsCommittee
from sim.institutions.companies.mixing import admit_newcomers, offer_events
from sim.institutions.companies.month import offer_improved_places
from sim.institutions.companies.slate import mobilise
from sim.institutions.doors import doors, each_doors, familiarity
from sim.institutions.elections.moments import Moment, moment
from sim.institutions.estates.month import board_offers
from sim.institutions.fund.month import council_meetings
from sim.institutions.fund.state import Funds
from sim.institutions.government.culture import culture_offers
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
from sim.residents.offers import ADDITIONS, NO_LIMIT, OFFERED, POLLING_DAY, Offers, no_offers
from sim.vocabulary import Act

PLACES_LUCK: Final = purpose("offers.places")
# What ordinary visits ask for, and what takes place by day in part, each in the order of its setting.
VISITED_FOR: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.SUGGEST, Act.CULTURE)
BY_DAY: Final = (Act.DELIBERATE, Act.SUGGEST, Act.VOLUNTEER, Act.CULTURE)


def make_offers(district: World) -> Offers:
    """Collect the month's offers of all institutions, in a stated order."""
    admission = district.rules.scalars.admission
    offers = no_offers(len(district[Committees]), admission.residence_years, admission.papers)
    _always_open(district, offers)
    known = familiarity(district)
    for committee in district[Committees]:
        _committee_offers(district, committee, offers, float(known[committee.community]))
        _election_offers(district, committee, offers)
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
    offer_events(district, offers)
    mass_offers(district, offers)
    party_offers(district, offers)
    ladder_offers(district, offers)
    fit_occasions(district, offers)
    catalogue_published(district, offers)
    admit_newcomers(district, offers)
    board_offers(district, offers)
    return _with_whole_places(district, offers)


def _with_whole_places(district: World, offers: Offers) -> Offers:
    """Round the sums of places by keyed luck, so that parts of a place count alike in every community."""
    whole = np.array(
        [
            each_rounded(district.seed, district.month, PLACES_LUCK, exact, act)
            for act, exact in enumerate(offers.places.T)
        ],
        dtype=np.float64,
    ).T
    return offers._replace(places=np.where(offers.places == NO_LIMIT, NO_LIMIT, whole))


def _always_open(district: World, offers: Offers) -> None:
    """Proposals, complaints, culture that residents arrange themselves; ratings and donations once a year."""
    rule = district.institutions.government
    for act in (Act.SUGGEST, Act.COMPLAIN, Act.CULTURE):
        offers.phase[:, act] = 1
        offers.notice[:, act] = 1.0
    offers.daytime[:, Act.VOTE] = 0.0  # polls are on Sundays
    for act, daytime in zip(BY_DAY, district.institutions.staff.occasions_by_day, strict=True):
        offers.daytime[:, act] = daytime
    offers.places[:, Act.CULTURE] = places_left_to_residents(district)
    offers.organisation[:, Act.CULTURE] = told_by_residents(district)[:, np.newaxis]
    if month_of_year(district.month) == DECEMBER:
        offers.phase[:, Act.SUPERVISE] = 1
        offers.notice[:, Act.SUPERVISE] = rule.rating_notice
    if month_of_year(district.month) == SEPTEMBER:
        offers.phase[:, Act.DONATE] = 1
        offers.notice[:, Act.DONATE] = rule.donation_notice


def _committee_offers(district: World, committee: ResidentsCommittee, offers: Offers, known: float) -> None:
    """Meetings, volunteer slots and activities, made known by notices and by personal visits.

    Ordinary visits go for the most part to whom the committee knows; ``known`` is the sum over adults of the
    square of acquaintance.
    """
    rule, c = district.institutions.staff, committee.community
    spent = committee.spent
    offers.add_places(c, Act.DELIBERATE, committee.meetings * rule.meeting_places)
    part = rule.activities_volunteering
    offers.add_places(c, Act.VOLUNTEER, spent.activities * rule.volunteer_places * part)
    offers.add_places(c, Act.CULTURE, spent.activities * rule.culture_places * (1.0 - part))
    visits = visits_made(district, committee)
    at_doors = doors(district, (1.0 - rule.visits_aimed) * visits) / max(1, int(district.adults[c]))
    for act, share in zip(VISITED_FOR, rule.visit_shares, strict=True):
        if offers.phase[c, act]:
            offers.visits[c, act] += share * at_doors
            offers.familiar[c, act] += share * rule.visits_aimed * visits / max(1.0, known)
            offers.notice[c, act] = 1.0


def visits_made(district: World, committee: ResidentsCommittee) -> float:
    """Personal visits of the month by staff (more by a capable committee), building heads, active members."""
    rule = district.institutions.staff
    return float(
        committee.spent.visits * rule.visits * (rule.least_yield + committee.capability)
        + committee.heads * rule.head_visits
        + committee.seats_from[Background.BACKBONE] * rule.backbone_visits
    )


def _election_offers(district: World, committee: ResidentsCommittee, offers: Offers) -> None:
    """Nomination, drive for the roll, polling day; in the drive all visits are about the roll."""
    c, now = committee.community, moment(district, committee.community)
    if now in (Moment.NOMINATION, Moment.BY_DRIVE):
        offers.phase[c, Act.STAND] = 1
        offers.notice[c, Act.STAND] = district.institutions.elections.nomination_notice
    if now is Moment.DRIVE:
        offers.phase[c, Act.VOTE] = OFFERED
        offers.daytime[c, Act.VOTE] = 0.0
        offers.notice[c, Act.VOTE] = 1.0
        offers.visits[c, :] = offers.familiar[c, :] = 0.0
        told = adults_told(district, committee)
        offers.visits[c, Act.VOTE] = doors(district, told) / max(1, int(district.adults[c]))
    if now is Moment.BY_DRIVE:
        offers.phase[c, Act.VOTE] = ADDITIONS
        offers.daytime[c, Act.VOTE] = 0.0
        offers.notice[c, Act.VOTE] = 1.0
        told = committee.spent.campaign * district.institutions.staff.drive_visits
        told *= district.institutions.staff.least_yield + committee.capability
        offers.visits[c, Act.VOTE] = doors(district, told) / max(1, int(district.adults[c]))
    if now in (Moment.POLL, Moment.BY_POLL):
        offers.phase[c, Act.VOTE] = POLLING_DAY


def adults_told(district: World, committee: ResidentsCommittee) -> float:
    """Adults told of the voters' roll at their door: by staff, the workstation's helpers, building heads."""
    rule = district.institutions.staff
    helped = float(help_with_the_drive(district)[committee.community])
    hours = committee.spent.campaign + committee.spent.visits + helped
    by_staff = hours * rule.drive_visits * (rule.least_yield + committee.capability)
    return float(by_staff + committee.heads * rule.head_drive_visits)


def _federation_offers(district: World, offers: Offers) -> None:
    """The city's volunteer federation offers slots everywhere, beside what resident units lend."""
    rule = district.institutions.government
    offers.add_places_each(Act.VOLUNTEER, rule.federation_places * district.geography.size / 1000.0)
    offers.organisation[:, Act.VOLUNTEER] += rule.federation_reach


def _council_offers(district: World, offers: Offers) -> None:
    """S3.3: organisers whom the fund pays hold council meetings and go round to invite to them."""
    rule, meetings = district.institutions.staff, council_meetings(district)
    offers.add_places_each(Act.DELIBERATE, meetings * rule.meeting_places)
    offers.notice[meetings > 0, Act.DELIBERATE] = 1.0
    inviting = np.maximum(0.0, district[Funds].council_hours - meetings * rule.meeting_hours)
    met = each_doors(district, inviting * rule.drive_visits)
    offers.visits[:, Act.DELIBERATE] += (met / np.maximum(1, district.adults))[:, np.newaxis]


def _channel_offers(district: World, offers: Offers) -> None:
    """S5.2: paid meetings, a volunteer desk, staff who go round to listen, online notices and questions."""
    rule = district.institutions.staff
    for committee in district[Committees]:
        c, thousands = committee.community, float(district.geography.size[committee.community]) / 1000.0
        lever = district.policy_of(c).residents
        meetings = int(district.extra_meetings[c])
        offers.add_places(c, Act.DELIBERATE, meetings * rule.meeting_places)
        if meetings:
            offers.notice[c, Act.DELIBERATE] = 1.0
        offers.add_places(c, Act.VOLUNTEER, lever.channel_volunteer * thousands * rule.volunteer_places)
        per_adult = doors(district, thousands) / max(1, int(district.adults[c]))
        if moment(district, c) is not Moment.DRIVE:
            going = district.institutions.government.channel_rounds * per_adult
            offers.visits[c, Act.SUGGEST] += lever.channel_opinion * rule.visits * going
            offers.visits[c, Act.VOLUNTEER] += lever.channel_volunteer * rule.drive_visits * going
        if lever.channel_volunteer > 0.0:
            offers.daytime[c, Act.VOLUNTEER] = 0.0
        offers.online[c] = np.where(offers.phase[c] > 0, lever.channel_online, 0.0)
