"""A5 and S5.4: mass organisations speak to their audience; the main forces are visited, at times that fit."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import residents_of
from sim.institutions.committee.state import Committees
from sim.institutions.doors import doors
from sim.institutions.mass_organisations.state import Mass, MassOrganisation
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import PROFILES, Act, Audience

# What the outreach speaks of, and in which parts; assumed.
OUTREACH_SHARES: Final = {Act.DELIBERATE: 0.4, Act.VOLUNTEER: 0.4, Act.CULTURE: 0.2}
OCCASIONS: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)
TOLD_OF: Final = (Act.VOLUNTEER, Act.CULTURE)


def pay_for_outreach(district: World) -> None:
    """The district pays the mass organisations' ordinary hours, and outreach to women and youth by them.

    Outreach to older people is done by helpers of the residents' committee.
    """
    wage, ordinary = district.institutions.staff.wage, district.institutions.mass.hours
    for c, size in enumerate(district.geography.size):
        lever, thousands = district.policy_of(c).residents, float(size) / 1000.0
        extra = {Mass.YOUTH_LEAGUE: lever.outreach_youth, Mass.WOMENS_FEDERATION: lever.outreach_women}
        for body in district.mass_organisations:
            which = Mass(body.number)
            hours = (ordinary + extra.get(which, 0.0)) * thousands
            district.government.spend(body.account, hours * wage, "mass organisations", c)
            worked = body.work(c, hours, wage)
            district.outreach_hours[c, body.audience] = max(0.0, worked - ordinary * thousands)
        older = lever.outreach_old * thousands
        district.government.spend(residents_of(c), older * wage, "outreach to older people", c)
        district.outreach_hours[c, Audience.OLD] = older


def mass_offers(district: World, offers: Offers) -> None:
    """Announcements to members and visits of the outreach, each to one audience only."""
    for body in district.mass_organisations:
        _announce(district, body, offers)
    for c, audience in np.argwhere(district.outreach_hours > 0.0):
        _go_round(district, int(c), Audience(int(audience)), offers)


def _announce(district: World, body: MassOrganisation, offers: Offers) -> None:
    rule, members = district.institutions.mass, members_of(body.audience)
    for c, size in enumerate(district.geography.size):
        told = rule.hours * float(size) / 1000.0 * rule.told / _number(district, c, body.audience)
        for act in TOLD_OF:
            offers.organisation[c, act, members] += told


def _go_round(district: World, c: int, audience: Audience, offers: Offers) -> None:
    contacts = float(district.outreach_hours[c, audience]) * district.institutions.staff.drive_visits
    visits = doors(district, contacts)
    for act, share in OUTREACH_SHARES.items():
        if offers.phase[c, act]:
            offers.visits[c, act, members_of(audience)] += share * visits / _number(district, c, audience)


def _number(district: World, c: int, audience: Audience) -> int:
    return max(1, int(district.audience_size[c, audience]))


def pay_for_fitting_occasions(district: World) -> None:
    """S5.4: overtime for evenings and weekends, carers who look after children while parents take part."""
    staff, rule = district.institutions.staff, district.institutions.mass
    for committee in district[Committees]:
        c = committee.community
        lever, spent = district.policy_of(c).residents, committee.spent
        overtime = lever.fitting_times * (spent.meetings + spent.activities) * staff.wage * rule.overtime
        district.government.spend(residents_of(c), overtime, "overtime", c)
        places = sum(max(0, int(district.offers.places[c, act])) for act in OCCASIONS)
        care = lever.childcare * places * rule.childcare
        district.government.spend(residents_of(c), care, "childcare", c)


def fit_occasions(district: World, offers: Offers) -> None:
    """S5.4: a share of occasions is held when the audience is free; at a share there is childcare."""
    evenings, days = _fits(evening=True), _fits(evening=False)
    for c in range(district.geography.communities):
        lever = district.policy_of(c).residents
        for act in OCCASIONS:
            offers.childcare[c, act] = lever.childcare
            usual = offers.daytime[c, act]
            offers.daytime[c, act, evenings] = usual[evenings] * (1.0 - lever.fitting_times)
            offers.daytime[c, act, days] = usual[days] + (1.0 - usual[days]) * lever.fitting_times


def _fits(evening: bool) -> np.ndarray:
    """Profiles of those who are free in the evening (at work, or young), or by day (old and not at work)."""
    profile = np.arange(PROFILES)
    busy = (profile >> int(Audience.WORKERS) | profile >> int(Audience.YOUTH)) & 1
    old = profile >> int(Audience.OLD) & 1
    return np.flatnonzero(busy if evening else old & ~busy)
