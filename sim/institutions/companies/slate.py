"""The share company in the committee (Q2, S2.3): its slate, shareholders' votes, its part of the hours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import ResidentsCommittee
from sim.institutions.companies.state import ShareCompany
from sim.institutions.elections.moments import Moment, moment
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import ADULT_AGE, Act, Audience, Office

Rows = NDArray[np.int64]


def fill_posts(district: World, committee: ResidentsCommittee, score: NDArray[np.float64]) -> list[int]:
    """Nomination where a share company is: fill its posts, bar part of them (S2.3), choose its slate.

    Args:
        district: the company's people and slate are written.
        committee: whose nomination it is.
        score: (residents of the community,) standing with the committee, 0 for who may not stand.

    Returns:
        Who may not stand, because the post is barred.
    """
    company = district.companies.get(committee.community)
    if company is None or company.failed:
        return []
    company.people = _best_shareholders(district, company, committee.seats, score)
    separation = district.policy_of(committee.community).companies.separation
    _screen(district, company, separation)
    barred = barred_of(district, committee.community)
    wanted = round(district.institutions.company.slate * committee.seats * (1.0 - separation))
    company.slate = company.people[len(barred) :][:wanted]
    return barred


def slate_of(district: World, community: int) -> list[int]:
    """Whom the community's share company puts up."""
    company = district.companies.get(community)
    return [] if company is None or company.failed else company.slate


def still_on_slate(district: World, community: int) -> list[int]:
    """The slate without those who have moved away: who lives in their rows now holds no shares."""
    return [row for row in slate_of(district, community) if district.residents.shareholder[row]]


def barred_of(district: World, community: int) -> list[int]:
    """S2.3: which of the company's people may not stand because their post is barred."""
    company = district.companies.get(community)
    if company is None or company.failed:
        return []
    separation = district.policy_of(community).companies.separation
    return company.people[: round(separation * len(company.people))]


def _screen(district: World, company: ShareCompany, separation: float) -> None:
    """S2.3: the district pays for checking which candidates hold barred posts."""
    hours = district.institutions.company.screening_hours * separation
    wages = hours * district.institutions.staff.wage
    district.government.spend(OUTSIDE, wages, "screening of candidates", company.community)


def _best_shareholders(
    district: World, company: ShareCompany, seats: int, score: NDArray[np.float64]
) -> list[int]:
    """Directors and managers: the shareholders of best standing, as many as the company has posts."""
    first, last = district.rows_of(company.community)
    standing = np.where(district.residents.shareholder[first:last], score, 0.0)
    best = np.argsort(-standing, kind="stable")[: round(district.institutions.company.posts * seats)]
    return [int(first + k) for k in best if standing[k] > 0.0]


def backing(district: World, community: int, candidates: Rows) -> NDArray[np.float64]:
    """Weight that a shareholder's ballot adds to each candidate: the company's slate has it."""
    on_it = np.isin(candidates, np.array(slate_of(district, community), dtype=np.int64))
    return np.where(on_it, district.institutions.company.loyalty, 0.0)


def mobilise(district: World, offers: Offers) -> None:
    """In the drive, a company with a slate tells villagers, who own their homes, of the roll; it pays."""
    rule = district.institutions.company
    for c, company in district.companies.items():
        if moment(district, c) is not Moment.DRIVE or not company.slate or company.failed:
            continue
        offers.organisation[c, Act.VOTE, members_of(Audience.OWNERS)] += rule.mobilisation
        first, last = district.rows_of(c)
        grown = district.residents.age[first:last] >= ADULT_AGE
        owners = int((district.residents.owner[first:last] & grown).sum())
        hours = owners * rule.mobilisation / district.institutions.staff.drive_visits
        company.pay(residents_of(c), to_fen(hours * district.institutions.staff.wage), "canvassing")


def seats_held(district: World, community: int) -> int:
    """Seats of the committee that people of the share company hold."""
    company = district.companies.get(community)
    rows = np.array([] if company is None else company.people, dtype=np.int64)
    office, shareholder = district.residents.office[rows], district.residents.shareholder[rows]
    return int(((office == int(Office.COMMITTEE)) & shareholder).sum())


def hours_for_the_company(district: World, committee: ResidentsCommittee, free: float) -> float:
    """Members from the company spend part of their share of the free hours on the collective economy."""
    company = district.companies.get(committee.community)
    if company is None or company.failed:
        return 0.0
    share = seats_held(district, committee.community) / committee.seats
    return share * district.institutions.company.committee_hours * free
