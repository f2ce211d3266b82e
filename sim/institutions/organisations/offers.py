"""What organisations offer (A8), whom they tell, calls for donations, and the published catalogue (S1.3)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.random import draws, purpose
from sim.institutions.organisations.purchases import published
from sim.institutions.organisations.state import SERVICES, SocialOrganisation
from sim.institutions.organisations.support import by_community, campaigning
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import Act, Audience

PLACES_LUCK: Final = purpose("organisations.places")
OWN: Final = (Act.VOLUNTEER, Act.CULTURE)


def organisations_offer(district: World, offers: Offers) -> None:
    """Every organisation at work offers services in its field; communities with some call for donations."""
    for organisation in district.organisations:
        if organisation.at_work:
            _offer(district, organisation, offers)
    for c, _ in by_community(district):
        if campaigning(district, c):
            offers.phase[c, Act.DONATE] = 1
            offers.notice[c, Act.DONATE] = district.institutions.government.donation_notice


def _offer(district: World, one: SocialOrganisation, offers: Offers) -> None:
    """Places by hours and capability; persons told by hours and, as a name opens doors, reputation."""
    rule, services = district.institutions.organisations, SERVICES[one.field]
    scale = one.hours(rule.member_hours) / rule.staff_hours
    called = district.policy_of(one.community).organisations.volunteers
    staff = district.institutions.staff
    slots = rule.volunteer_places * services.volunteering * scale * (0.5 + one.capability)
    seats = rule.culture_places * services.culture * scale * (0.5 + one.capability)
    u = draws(district.seed, one.number, district.month, PLACES_LUCK, 0)
    slots += called * staff.volunteer_places
    one.places = {Act.VOLUNTEER: int(np.floor(slots + u[0])), Act.CULTURE: int(np.floor(seats + u[1]))}
    for act, places in one.places.items():
        offers.add_places(one.community, act, places)
    told = rule.reach * scale * (0.5 + one.reputation)
    for act in OWN:
        extra = called * staff.visits if act is Act.VOLUNTEER else 0.0
        _tell(district, offers, one.community, act, told + extra, services.audience)
    _tell(district, offers, one.community, Act.SUGGEST, told * services.voice, None)


def _tell(
    district: World, offers: Offers, c: int, act: Act, persons: float, audience: Audience | None
) -> None:
    """Announce to so many persons: spread over all adults, or over those of an audience."""
    if audience is None:
        offers.organisation[c, act] += persons / max(1, int(district.adults[c]))
    else:
        number = max(1, int(district.audience_size[c, audience]))
        offers.organisation[c, act, members_of(audience)] += min(1.0, persons / number)


def catalogue_published(district: World, offers: Offers) -> None:
    """S1.3: pages say where one can join in what was bought, a part of all that there is, and rate it."""
    local = district.organisations_by_community()
    for c in published(district):
        share = district.policy_of(c).tasks.purchase_publication
        bought = [one for one in local[c] if one.contracts and one.at_work]
        for act in OWN:
            part = sum(one.places.get(act, 0) for one in bought) / max(1, int(offers.places[c, act]))
            offers.online[c, act] = max(float(offers.online[c, act]), share * min(1.0, part))
        if offers.phase[c, Act.SUPERVISE]:
            offers.online[c, Act.SUPERVISE] = max(float(offers.online[c, Act.SUPERVISE]), share)
