"""The share company in the committee (Q2, S2.3): its slate, shareholders' votes, its part of the hours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import NO_BODY
from sim.engine.ledger import each_to_fen
from sim.institutions.committee.state import ResidentsCommittee
from sim.institutions.companies.state import NOBODY, Companies
from sim.institutions.doors import add_contacts
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.government.state import DistrictGovernment
from sim.institutions.world import World
from sim.residents.offers import Offers
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
    book, c = district[Companies], committee.community
    row = working_company(book, c)
    if row == NO_BODY:
        return []
    posts = round(district.institutions.company.posts * committee.seats)
    _note(book.people[row], _best_shareholders(district, c, posts, score))
    separation = district.policy_of(c).companies.separation
    _screen(district, c, separation)
    barred = barred_of(district, c)
    wanted = round(district.institutions.company.slate * committee.seats * (1.0 - separation))
    _note(book.slate[row], named(book.people[row])[len(barred) :][:wanted])
    return barred


def working_company(book: Companies, community: int) -> int:
    """Row of a community's company, ``NO_BODY`` where there is none or it has failed."""
    row = int(book.row_of[community])
    return NO_BODY if row == NO_BODY or book.failed[row] else row


def _note(places: Rows, rows: list[int]) -> None:
    """Write so many residents' rows, and nobody into the places that are left."""
    places[:] = NOBODY
    places[: len(rows)] = rows


def named(places: Rows) -> list[int]:
    """Rows of the residents who stand on a list."""
    return [int(row) for row in places if row != NOBODY]


def slate_of(district: World, community: int) -> list[int]:
    """Whom the community's share company puts up."""
    book = district[Companies]
    row = working_company(book, community)
    return [] if row == NO_BODY else named(book.slate[row])


def still_on_slate(district: World, community: int) -> list[int]:
    """The slate without those who have moved away: who lives in their rows now holds no shares."""
    return [row for row in slate_of(district, community) if district.residents.shareholder[row]]


def barred_of(district: World, community: int) -> list[int]:
    """S2.3: which of the company's people may not stand because their post is barred."""
    book = district[Companies]
    row = working_company(book, community)
    if row == NO_BODY:
        return []
    people, separation = named(book.people[row]), district.policy_of(community).companies.separation
    return people[: round(separation * len(people))]


def _screen(district: World, community: int, separation: float) -> None:
    """S2.3: the district pays for checking which candidates hold barred posts."""
    hours = district.institutions.company.screening_hours * separation
    wages = hours * district.institutions.staff.wage
    district[DistrictGovernment].spend(OUTSIDE, wages, "screening of candidates", community)


def _best_shareholders(district: World, community: int, posts: int, score: NDArray[np.float64]) -> list[int]:
    """Directors and managers: the shareholders of best standing, as many as the company has posts."""
    first, last = district.rows_of(community)
    standing = np.where(district.residents.shareholder[first:last], score, 0.0)
    best = np.argsort(-standing, kind="stable")[:posts]
    return [int(first + k) for k in best if standing[k] > 0.0]


def backing(district: World, community: int, candidates: Rows) -> NDArray[np.float64]:
    """Weight that a shareholder's ballot adds to each candidate: the company's slate has it."""
    on_it = np.isin(candidates, np.array(slate_of(district, community), dtype=np.int64))
    return np.where(on_it, district.institutions.company.loyalty, 0.0)


def mobilise(district: World, offers: Offers) -> None:
    """In the drive, a company with a slate that can pay tells villagers, who own their homes, of the roll."""
    rule, book, residents = district.institutions.company, district[Companies], district.residents
    c = book.community
    has_slate = (book.slate != NOBODY).any(axis=1) & ~book.failed
    telling = has_slate & in_moment(district, Moment.DRIVE)[c]
    if not telling.any():
        return
    owners = district.by_community(residents.owner & (residents.age >= ADULT_AGE))[c]
    hours = owners * rule.mobilisation / district.institutions.staff.drive_visits * telling
    fen = each_to_fen(hours * district.institutions.staff.wage)
    paid = book.pay_up_to(district, residents_of_each(c), fen, "canvassing")
    part = np.where(fen > 0, paid / np.maximum(1, fen), 1.0)
    reach = book.by_community(np.where(telling, rule.mobilisation * part, 0.0))
    add_contacts(offers.organisation, Act.VOTE, reach, Audience.OWNERS)


def seats_held(district: World) -> Rows:
    """(companies,) seats of the committee that people of the share company hold."""
    people = district[Companies].people
    residents = district.residents
    on_it = (residents.office[people] == int(Office.COMMITTEE)) & residents.shareholder[people]
    held: Rows = (on_it & (people != NOBODY)).sum(axis=1)
    return held


def share_of_hours(district: World, seats: Rows) -> NDArray[np.float64]:
    """(communities,) of a committee's free hours that members from the company give to its economy.

    Args:
        district: holds the book of companies.
        seats: (communities,) seats of the committees.
    """
    book = district[Companies]
    held = book.by_community(np.where(book.failed, 0, seats_held(district)))
    share: NDArray[np.float64] = held / seats * district.institutions.company.committee_hours
    return share
