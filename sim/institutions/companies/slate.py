"""The share company in the committee (Q2, S2.3): its slate, shareholders' votes, its part of the hours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags
from sim.engine.ledger import each_to_fen
from sim.institutions.best_rows import best_within
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import NOBODY, Amounts, Companies
from sim.institutions.doors import add_contacts
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.row_selection import among, place_of_each
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import ADULT_AGE, Act, Audience, Office

Rows = NDArray[np.int64]


def fill_posts(district: World, where: Flags, score: Amounts) -> None:
    """Nomination where share companies are: fill their posts, screen for those barred, choose their slates.

    Directors and managers are the shareholders of best standing.

    Args:
        district: the companies' people and slates are written.
        where: (communities,) where there is a nomination.
        score: (residents,) standing with the committee, 0 for who may not stand; of these communities alone.
    """
    book, rule, residents = district[Companies], district.institutions.company, district.residents
    seats, nominating = district[Committees].seats[book.community], _working(book, where)
    posts = book.by_community(np.where(nominating, np.rint(rule.posts * seats), 0.0))
    best = best_within(district.geography.community_start, score, residents.shareholder, posts)
    _note(book.people, nominating, book.row_of[residents.community[best]], best)
    separation = _separation(district, book)
    _screen(district, book, separation * nominating)
    _choose_slate(district, book, nominating, rule.slate * seats * (1.0 - separation))


def _working(book: Companies, where: Flags) -> Flags:
    """(companies,) those of these communities that have not failed."""
    working: Flags = where[book.community] & ~book.failed
    return working


def _note(places: Rows, which: Flags, company: Rows, rows: Rows) -> None:
    """Write residents' rows, company after company, and nobody into the places that are left."""
    places[which] = NOBODY
    places[company, place_of_each(company)] = rows


def _choose_slate(district: World, book: Companies, nominating: Flags, wanted: Amounts) -> None:
    """Put up the best of a company's people whose posts are not barred, so many (companies,)."""
    number = _number_barred(district, book)[:, np.newaxis]
    place = np.arange(book.people.shape[1])
    free = (place >= number) & (place < number + np.rint(wanted)[:, np.newaxis])
    company, chosen = np.nonzero(free & (book.people != NOBODY) & nominating[:, np.newaxis])
    _note(book.slate, nominating, company, book.people[company, chosen])


def slate_of(district: World, where: Flags) -> Rows:
    """Whom the share companies of some communities put up, company after company."""
    book = district[Companies]
    rows: Rows = book.slate[(book.slate != NOBODY) & _working(book, where)[:, np.newaxis]]
    return rows


def still_on_slate(district: World, where: Flags) -> Rows:
    """The slates without those who have moved away: who lives in their rows now holds no shares."""
    rows = slate_of(district, where)
    return rows[district.residents.shareholder[rows]]


def barred_of(district: World, where: Flags) -> Rows:
    """S2.3: rows of the companies' people who may not stand because their post is barred."""
    book = district[Companies]
    post_barred = np.arange(book.people.shape[1]) < _number_barred(district, book)[:, np.newaxis]
    barred: Rows = book.people[post_barred & _working(book, where)[:, np.newaxis]]
    return barred


def _number_barred(district: World, book: Companies) -> Amounts:
    """(companies,) people of each whose posts are barred, of whom the best known come first."""
    number: Amounts = np.rint(_separation(district, book) * (book.people != NOBODY).sum(axis=1))
    return number


def _separation(district: World, book: Companies) -> Amounts:
    """(companies,) S2.3: part of the posts that are barred where each company is."""
    part: Amounts = district.levers("companies.separation")[book.community]
    return part


def _screen(district: World, book: Companies, separation: Amounts) -> None:
    """S2.3: the district pays for checking which candidates hold barred posts."""
    hours = district.institutions.company.screening_hours * separation
    wages = hours * district.institutions.staff.wage
    district.spend_each(OUTSIDE, wages, "screening of candidates", book.community)


def backing(district: World, candidates: Rows) -> Amounts:
    """(candidates,) weight that a shareholder's ballot adds to each: the company's slate has it."""
    everywhere = np.ones(district.geography.communities, dtype=np.bool_)
    on_it = among(candidates, slate_of(district, everywhere))
    return np.where(on_it, district.institutions.company.loyalty, 0.0)


def mobilise(district: World, offers: Offers) -> None:
    """In the drive, a company with a slate that can pay tells villagers, who own their homes, of the roll."""
    drive = in_moment(district, Moment.DRIVE)
    if not np.count_nonzero(drive):
        return
    rule, book, residents = district.institutions.company, district[Companies], district.residents
    c = book.community
    has_slate = (book.slate != NOBODY).any(axis=1) & ~book.failed
    telling = has_slate & drive[c]
    if not np.count_nonzero(telling):
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


def share_of_hours(district: World, seats: Rows) -> Amounts:
    """(communities,) of a committee's free hours that members from the company give to its economy.

    Args:
        district: holds the book of companies.
        seats: (communities,) seats of the committees.
    """
    book = district[Companies]
    held = book.by_community(np.where(book.failed, 0, seats_held(district)))
    share: Amounts = held / seats * district.institutions.company.committee_hours
    return share
