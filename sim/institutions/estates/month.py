"""Estates (A9, A10): companies collect and spend; owners prepare, elect, oversee, dismiss, fall apart.

All managed estates at once: arrays below are (estates,) in the order of both books.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import DECEMBER, MONTHS, month_of_year
from sim.engine.ledger import each_to_fen
from sim.engine.random import each_uniform, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.doors import add_contacts
from sim.institutions.estates.assembly import count_owners, hold_assemblies
from sim.institutions.estates.state import (
    COMPANY_DRAWS,
    NOBODY,
    HomeownersCommittees,
    PropertyCompanies,
)
from sim.institutions.row_selection import lowest_of_each, place_of_each
from sim.institutions.world import World
from sim.residents.offers import Offers
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
    owners, companies = district[HomeownersCommittees], district[PropertyCompanies]
    if not len(owners):
        return
    acting = count_owners(district.geography.estate_start, district.people)[companies.estate, 1]
    manage(district)
    standing, preparing = owners.stands.copy(), owners.preparing & ~owners.stands
    idle = ~standing & ~preparing & (owners.rest_until <= district.month)
    if np.count_nonzero(preparing):
        prepare(district, preparing)
    if np.count_nonzero(standing):
        oversee(district, standing)
    owners.preparing |= idle & _proposed(district, acting)


def manage(district: World) -> None:
    """Collect fees, keep the margin, spend the rest; quality follows what is spent, for good or ill."""
    rule, book, c = (
        district.institutions.estates,
        district[PropertyCompanies],
        district[PropertyCompanies].community,
    )
    managed, overseen = book.manages.copy(), district[HomeownersCommittees].stands
    full = rule.fee * book.residents
    fees = np.where(managed, full * (1.0 - rule.refused * (1.0 - book.quality)), 0.0)
    common = np.where(managed, rule.common * book.residents, 0.0)
    works = np.where(overseen, rule.common_part * common, 0.0)
    kept = np.where(overseen, rule.margin_overseen, rule.margin)
    cost = np.where(managed, np.maximum(book.least * full, (1.0 - kept) * fees), 0.0)
    residents = residents_of_each(c)
    district.pay_each(residents, book.accounts, each_to_fen(fees), "property fees", c)
    district.pay_each(OUTSIDE, book.accounts, each_to_fen(common), "income from common parts", c)
    owners = district[HomeownersCommittees].accounts
    district.pay_each(book.accounts, owners, each_to_fen(works), "common income to owners", c)
    district.pay_each(book.accounts, residents, each_to_fen(cost * rule.wages), "property wages", c)
    district.pay_each(book.accounts, OUTSIDE, each_to_fen(cost * (1.0 - rule.wages)), "property upkeep", c)
    _do_common_works(district)
    goal = np.where(managed & (full > 0.0), book.work * (cost + works) / np.maximum(full, 1e-9), 0.0)
    book.quality += rule.adjusts * (np.minimum(1.0, goal) - book.quality)
    _count_losses(district, book, managed, cost + works > fees + common)
    _find_successors(district, book, ~managed)


def _count_losses(district: World, book: PropertyCompanies, managed: Flags, losing: Flags) -> None:
    """Who has lost for too long gives the estate up; the others settle in December."""
    book.losses[managed] = np.where(losing, book.losses + 1, 0)[managed]
    give_up = managed & (book.losses >= district.institutions.estates.patience)
    book.given_up += give_up
    book.leave(district, give_up)
    if month_of_year(district.month) == DECEMBER:
        book.settle(district, managed & ~give_up)


def _find_successors(district: World, book: PropertyCompanies, given_up: Flags) -> None:
    """Another company takes an estate that was given up, sooner or later."""
    u = each_uniform(district.seed, book.estate, district.month, COMPANY_DRAWS, 1)
    book.take_over(district, given_up & (u < district.institutions.estates.successor))


def _do_common_works(district: World) -> None:
    """Owners' committees spend what they received on their estates: a clerk of the estate and works."""
    book, c = district[HomeownersCommittees], district[HomeownersCommittees].community
    whole = book.balance(district.ledger)
    clerk = np.floor(whole * district.institutions.estates.clerk).astype(np.int64)
    district.pay_each(book.accounts, residents_of_each(c), clerk, "homeowners' clerk", c)
    district.pay_each(book.accounts, OUTSIDE, whole - clerk, "common works", c)


def _proposed(district: World, acting: Numbers) -> Flags:
    """Whether one of the owners who act proposes a committee, the sooner the worse the estate is kept."""
    rule, book = district.institutions.estates, district[PropertyCompanies]
    chance = rule.start * (1.0 + rule.grievance * np.maximum(0.0, rule.good - book.quality))
    silent = (1.0 - np.minimum(1.0, chance)) ** acting
    proposed: Flags = each_uniform(district.seed, book.estate, district.month, START_DRAWS) > silent
    return proposed


def prepare(district: World, where: Flags) -> None:
    """The residents' committee guides as far as its hours for services go; then the owners are called."""
    rule, book = district.institutions.estates, district[HomeownersCommittees]
    hours = district[Committees].spent_service[book.community] * rule.guidance_part
    book.guided += np.where(where, hours, 0.0)
    elect(district, where & (book.guided >= rule.guidance))


def elect(district: World, where: Flags) -> None:
    """Hold assemblies; a valid one puts the most skilled voters into office, the others wait."""
    if not where.any():
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
    if where.any():
        row_of = np.full(district.geography.estate_start.size - 1, -1)
        row_of[companies.estate[where]] = np.flatnonzero(where)
        voters = np.flatnonzero(residents.homeowner_vote)
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
    valid, called = np.zeros(len(book), dtype=np.bool_), np.flatnonzero(where)
    if called.size:
        start, estates = district.geography.estate_start, companies.estate[called]
        members = book.number_of_members[called]
        callers = np.where(members > 0, members, rule.callers)
        own = np.maximum(1, count_owners(start, district.people)[estates, 0])
        counts = hold_assemblies(
            start,
            estates,
            district.month,
            district.seed,
            district.people,
            residents.homeowner_vote,
            residents.household,
            callers * rule.calls / own,
            companies.quality[called] < district.institutions.estates.good,
            rule.vote_shift,
            rule.vote_hours,
            district.rules,
        )
        total, voters, homes, homes_voted = counts.T
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
