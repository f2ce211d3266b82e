"""S2.5 locals and newcomers 本地居民与外来居民融合: joint events, admission to the voters' roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.engine.ledger import FEN_PER_YUAN, each_to_fen
from sim.engine.random import each_rounded, purpose
from sim.institutions.companies.state import Companies
from sim.institutions.doors import add_contacts
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import Act, Hukou

EVENT_DRAWS: Final = purpose("mixing.events")


@dataclass
class JointEvents:
    """What locals and newcomers do together.

    Attributes:
        share: (communities,) share of this month's activities that are joint events (S2.5).
    """

    share: NDArray[np.float64]

    @classmethod
    def founded(cls, world: World) -> JointEvents:
        """Begin without any."""
        return cls(np.zeros(world.geography.communities))


def events(district: World) -> NDArray[np.int64]:
    """(communities,) joint events of the month, rounded by keyed draws so that the mean is exact."""
    if district.idle("companies.mixed_events"):
        return np.zeros(district.geography.communities, dtype=np.int64)
    exact = district.levers("companies.mixed_events") * district.geography.size / 1000.0
    return each_rounded(district.seed, district.month, EVENT_DRAWS, exact)


def offer_events(district: World, offers: Offers) -> None:
    """Add joint events to the month's activities, and note which share of all activities they are."""
    if district.idle("companies.mixed_events"):
        district[JointEvents].share = np.zeros(district.geography.communities)
        return
    rule, held = district.institutions.mixing, events(district)
    places = held * rule.event_places
    offers.places[:, Act.CULTURE] += places
    told = held * rule.event_reach / np.maximum(district.adults, 1)
    add_contacts(offers.organisation, Act.CULTURE, told)
    district[JointEvents].share = places / np.maximum(offers.places[:, Act.CULTURE], 1)


def admit_newcomers(district: World, offers: Offers) -> None:
    """Shorter residence, and the residence permit as a paper, in the rules of this month."""
    if district.idle("companies.residence_waived", "companies.permits_accepted"):
        return
    permits = district.institutions.mixing.permits
    offers.residence_years[:] *= 1.0 - district.levers("companies.residence_waived")
    accepted = district.levers("companies.permits_accepted") * permits
    offers.papers[:] += (1.0 - offers.papers) * accepted


def pay_for_mixing(district: World) -> None:
    """Company and district share the cost of events; the district pays for checking newcomers' papers."""
    if not district.idle("companies.mixed_events"):
        _pay_for_events(district, np.asarray(events(district) * district.institutions.mixing.event_cost))
    drive = in_moment(district, Moment.DRIVE)
    if np.count_nonzero(drive):
        _pay_for_checks(district, drive)


def _pay_for_events(district: World, yuan: NDArray[np.float64]) -> None:
    """(communities,) yuan: a company that works pays its part, as far as its money goes."""
    book = district[Companies]
    part = book.by_community(np.where(book.failed, 0.0, district.institutions.mixing.company_part))
    everywhere = np.arange(yuan.size)
    fen = each_to_fen(part * yuan)[book.community]
    short = book.by_community(fen - book.pay_up_to(district, OUTSIDE, fen, "joint events")) / FEN_PER_YUAN
    district.spend_each(OUTSIDE, (1.0 - part) * yuan + short, "joint events", everywhere)


def _pay_for_checks(district: World, where: NDArray[np.bool_]) -> None:
    """Hours for those on the roll whom only the easier rules admit: too short a stay, or the permit alone.

    Args:
        district: pays those who check.
        where: (communities,) where a roll is made.
    """
    ordinary, rule, residents = district.rules.scalars.admission, district.institutions, district.residents
    years, papers = district.offers.residence_years, district.offers.papers
    outside = residents.registered & (residents.hukou != int(Hukou.SAME_STREET))
    stayed = residents.years_here >= ordinary.residence_years
    permit_alone = 1.0 - np.divide(ordinary.papers, papers, out=np.ones(papers.size), where=papers > 0.0)
    checked = permit_alone * district.by_community(outside & stayed)
    checked += district.by_community(outside & ~stayed) * (years < ordinary.residence_years)
    cost = np.where(where, checked * rule.mixing.check_hours * rule.staff.wage, 0.0)
    everywhere = np.arange(where.size)
    district.spend_each(residents_of_each(everywhere), cost, "checking newcomers' papers", everywhere)
