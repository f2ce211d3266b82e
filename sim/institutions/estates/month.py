"""Estates (A9, A10): companies collect and spend; owners prepare, elect, oversee, dismiss, fall apart.

All managed estates at once: arrays below are (estates,) in the order of both books.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import Flags
from sim.calendar import MONTHS
from sim.engine.random import each_uniform, purpose
from sim.institutions.best_rows import lowest_of_each
from sim.institutions.committee.state import Committees
from sim.institutions.doors import add_contacts
from sim.institutions.estates.assembly import count_owners, hold_assemblies
from sim.institutions.estates.care import manage
from sim.institutions.estates.state import (
    NOBODY,
    HomeownersCommittees,
    PropertyCompanies,
)
from sim.institutions.row_selection import place_of_each, rows_where
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.threads import in_parts
from sim.vocabulary import Act, Audience

START_DRAWS: Final = purpose("housing.start")
FEWEST: Final = 3  # members below which a committee cannot decide, by law


def board_offers(district: World, offers: Offers) -> None:
    """Boards and lifts of estates carry the residents' committee's calls to owners, or keep notices out."""
    rule, size, companies = (
        district.institutions.estates,
        district.geography.size,
        district[PropertyCompanies],
    )
    cooperating = companies.manages & (companies.willing | district[HomeownersCommittees].stands)
    opened, closed = (companies.total(companies.residents * here) for here in (cooperating, ~cooperating))
    for act in (Act.VOTE, Act.DELIBERATE):
        on_offer = offers.phase[:, act] > 0
        offers.notice[:, act] *= 1.0 - rule.closed * closed / size
        told = np.where(on_offer, rule.boards * opened / size, 0.0)
        add_contacts(offers.organisation, act, told, Audience.OWNERS)


def run_estates(district: World) -> None:
    """The month of every managed estate: care, then its owners."""
    owners = district[HomeownersCommittees]
    if not len(owners):
        return
    manage(district)
    standing, preparing = owners.stands.copy(), owners.preparing & ~owners.stands
    idle = ~standing & ~preparing & (owners.rest_until <= district.month)
    if np.count_nonzero(preparing):
        prepare(district, preparing)
    if np.count_nonzero(standing):
        oversee(district, standing)
    if np.count_nonzero(idle):
        owners.preparing[idle] = _proposed(district, idle)


def _proposed(district: World, where: Flags) -> Flags:
    """Whether one of the owners who act proposes a committee, the sooner the worse the estate is kept.

    Of some estates, ``where`` (estates,): an answer for each of these.
    """
    rule, book = district.institutions.estates, district[PropertyCompanies]
    acting = count_owners(district.geography.estate_start, book.estate[where], district.people)[:, 1]
    chance = rule.start * (1.0 + rule.grievance * np.maximum(0.0, rule.good - book.quality[where]))
    silent = (1.0 - np.minimum(1.0, chance)) ** acting
    proposed: Flags = each_uniform(district.seed, book.estate[where], district.month, START_DRAWS) > silent
    return proposed


def prepare(district: World, where: Flags) -> None:
    """The residents' committee guides as far as its hours for services go; then the owners are called."""
    rule, book = district.institutions.estates, district[HomeownersCommittees]
    hours = district[Committees].spent_service[book.community] * rule.guidance_part
    book.guided += np.where(where, hours, 0.0)
    elect(district, where & (book.guided >= rule.guidance))


def elect(district: World, where: Flags) -> None:
    """Hold assemblies; a valid one puts the most skilled voters into office, the others wait."""
    if not np.count_nonzero(where):
        return
    book = district[HomeownersCommittees]
    valid = assemblies(district, where)
    book.rest(district, where & ~valid)
    book.take_office(district, where & valid, _most_skilled_voters(district, where & valid))


def _most_skilled_voters(district: World, where: Flags) -> NDArray[np.int64]:
    """(estates, seats) rows of the members whom the assemblies of some estates elect."""
    residents, book, companies = (
        district.residents,
        district[HomeownersCommittees],
        district[PropertyCompanies],
    )
    members = np.full_like(book.members, NOBODY)
    if np.count_nonzero(where):
        row_of = np.full(district.geography.estate_start.size - 1, -1)
        row_of[companies.estate[where]] = rows_where(where)
        voters = rows_where(residents.homeowner_vote)
        voters = voters[row_of[residents.estate[voters]] >= 0]
        estate = row_of[residents.estate[voters]]
        seats = np.full(len(book), members.shape[1])
        best = lowest_of_each(estate, -residents.skill[voters].astype(np.float64), seats)
        members[estate[best], place_of_each(estate[best])] = voters[best]
    return members


def assemblies(district: World, where: Flags) -> Flags:
    """Hold assemblies at some estates; valid if more than half of the owners by number and by homes vote."""
    rule, residents = district.institutions.estates, district.residents
    book, companies = district[HomeownersCommittees], district[PropertyCompanies]
    valid, called = np.zeros(len(book), dtype=np.bool_), rows_where(where)
    if called.size:
        start, estates = district.geography.estate_start, companies.estate[called]
        members = book.number_of_members[called]
        callers = np.where(members > 0, members, rule.callers)
        own = np.maximum(1, count_owners(start, estates, district.people)[:, 0])
        calls, concern = callers * rule.calls / own, companies.quality[called] < rule.good

        def hold_some(first: int, last: int) -> NDArray[np.int64]:
            """Hold some of them; who votes at one estate has no home at another."""
            return hold_assemblies(
                start,
                estates[first:last],
                district.month,
                district.seed,
                district.people,
                residents.homeowner_vote,
                residents.household,
                calls[first:last],
                concern[first:last],
                rule.vote_shift,
                rule.vote_hours,
                district.rules,
            )

        total, voters, homes, homes_voted = np.concatenate(in_parts(called.size, hold_some)).T
        book.turnout[called] = voters / np.maximum(1, total)
        valid[called] = (2 * voters > total) & (2 * homes_voted > homes)
    return valid


def oversee(district: World, where: Flags) -> None:
    """A term: fall apart when members have moved away, dismiss a bad company once a year, stand again."""
    rule, book, age = (
        district.institutions.estates,
        district[HomeownersCommittees],
        district.month - district[HomeownersCommittees].elected,
    )
    there = district.residents.homeowner_vote[book.members] & (book.members != NOBODY)
    book.members[where] = np.where(there, book.members, NOBODY)[where]
    fallen_apart = where & (book.number_of_members < FEWEST)
    term_over = where & ~fallen_apart & (age >= rule.term)
    judging = where & ~fallen_apart & ~term_over & (age > 0) & (age % MONTHS == 0) & _is_bad(district)
    book.rest(district, fallen_apart)
    elect(district, term_over)
    _dismiss(district, judging & assemblies(district, judging))


def _dismiss(district: World, where: Flags) -> None:
    """Owners have voted for another company."""
    book = district[PropertyCompanies]
    book.dismissed += where
    book.leave(district, where)
    book.take_over(district, where)


def _is_bad(district: World) -> Flags:
    book = district[PropertyCompanies]
    bad: Flags = book.manages & (book.quality < district.institutions.estates.dismiss_below)
    return bad
