"""Estates (A9, A10): companies collect and spend; owners prepare, elect, oversee, dismiss, fall apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sim.actor import OUTSIDE, residents_of
from sim.calendar import DECEMBER, month_of_year
from sim.engine.ledger import to_fen
from sim.engine.random import draws, purpose, uniform
from sim.institutions.committee.state import Committees
from sim.institutions.estates.assembly import count_owners, hold_assembly
from sim.institutions.estates.state import HomeownersCommittee, PropertyCompany
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import Act, Audience

ESTATE_LUCK: Final = purpose("housing.estate")
COMPANY_LUCK: Final = purpose("housing.company")
START_LUCK: Final = purpose("housing.start")
WAGES: Final = 0.6  # share of upkeep that is wages; assumed, range 0.4-0.8
COMMON_PART: Final = (
    0.5  # of the income from common parts that an elected committee receives; assumed, 0.3-0.7
)
GOOD: Final = 0.5  # quality from which there is no grievance
FEWEST: Final = 3  # members below which a committee cannot decide


def found_estates(district: World, managed: Sequence[float]) -> None:
    """Say which estates have a property company; none has a homeowners' committee at the start.

    Args:
        district: written: ``property_companies`` and ``homeowners``.
        managed: by community, the share of its estates that have a company.
    """
    rule, ground = district.institutions.estates, district.geography
    district.property_companies, district.homeowners = [], []
    rows = np.searchsorted(ground.estate_start, ground.community_start)
    for c in range(ground.communities):
        for estate in range(int(rows[c]), int(rows[c + 1])):
            u_managed, u_least, _, _ = draws(district.seed, estate, 0, ESTATE_LUCK, 0)
            if u_managed >= managed[c]:
                continue
            number = len(district.property_companies)
            size = int(ground.estate_start[estate + 1] - ground.estate_start[estate])
            least = rule.floor * (1.0 + rule.floor_spread * (2.0 * u_least - 1.0))
            company = PropertyCompany(district, number, c, estate, size, least)
            take_over(district, company)
            district.property_companies.append(company)
            district.homeowners.append(HomeownersCommittee(district, number, c))


def take_over(district: World, company: PropertyCompany) -> None:
    """Another company comes: what it makes of a yuan and whether it cooperates is its own luck."""
    rule = district.institutions.estates
    u_work, u_willing, _, _ = draws(district.seed, company.estate, district.month, COMPANY_LUCK, 0)
    company.take_over(1.0 + rule.work_spread * (2.0 * u_work - 1.0), u_willing < rule.cooperates)


def board_offers(district: World, offers: Offers) -> None:
    """Boards and lifts of estates carry the residents' committee's calls to owners, or keep notices out."""
    rule, size = district.institutions.estates, district.geography.size
    opened, closed = np.zeros(size.size), np.zeros(size.size)
    for company, owners in zip(district.property_companies, district.homeowners, strict=True):
        cooperating = company.manages and (company.willing or owners.stands)
        (opened if cooperating else closed)[company.community] += company.residents
    owners_only = members_of(Audience.OWNERS)
    for act in (Act.VOTE, Act.DELIBERATE):
        on_offer = offers.phase[:, act] > 0
        offers.notice[:, act] *= 1.0 - rule.closed * closed / size
        told = np.where(on_offer, rule.boards * opened / size, 0.0)
        offers.organisation[:, act, owners_only] += told[:, np.newaxis]


def run_estates(district: World) -> None:
    """The month of every managed estate."""
    acting = count_owners(district.geography.estate_start, district.people)
    for company, owners in zip(district.property_companies, district.homeowners, strict=True):
        _manage(district, company, owners)
        if owners.stands:
            _oversee(district, company, owners)
        elif owners.preparing:
            _prepare(district, company, owners)
        elif district.month >= owners.rest_until:
            owners.preparing = _proposed(district, company, int(acting[company.estate, 1]))


def _manage(district: World, company: PropertyCompany, owners: HomeownersCommittee) -> None:
    """Collect fees, keep the margin, spend the rest; quality follows what is spent, for good or ill."""
    rule, full = district.institutions.estates, district.institutions.estates.fee * company.residents
    if not company.manages:
        company.quality *= 1.0 - rule.adjusts
        if uniform(district.seed, company.estate, district.month, COMPANY_LUCK, 1) < rule.successor:
            take_over(district, company)
        return
    fees, common = full * (1.0 - rule.refused * (1.0 - company.quality)), rule.common * company.residents
    company.collect(fees, common)
    works = COMMON_PART * common if owners.stands else 0.0
    company.pay(owners.account, to_fen(works), "common income to owners")
    kept = rule.margin_overseen if owners.stands else rule.margin
    cost = max(company.least * full, (1.0 - kept) * fees)
    company.spend(cost, WAGES)
    _do_common_works(owners)
    goal = min(1.0, company.work * (cost + works) / full) if full else 0.0
    company.quality += rule.adjusts * (goal - company.quality)
    company.losses = company.losses + 1 if cost + works > fees + common else 0
    if company.losses >= rule.patience:
        company.given_up += 1
        company.leave()
    elif month_of_year(district.month) == DECEMBER:
        company.settle()


def _do_common_works(owners: HomeownersCommittee) -> None:
    """The owners' committee spends what it received on the estate: a clerk of the estate and works."""
    whole = owners.balance
    owners.pay(residents_of(owners.community), whole // 4, "homeowners' clerk")
    owners.pay(OUTSIDE, whole - whole // 4, "common works")


def _proposed(district: World, company: PropertyCompany, acting: int) -> bool:
    """Whether one of the owners who act proposes a committee, the sooner the worse the estate is kept."""
    rule = district.institutions.estates
    chance = rule.start * (1.0 + rule.grievance * max(0.0, GOOD - company.quality))
    silent = (1.0 - min(1.0, chance)) ** acting
    return bool(uniform(district.seed, company.estate, district.month, START_LUCK) > silent)


def _prepare(district: World, company: PropertyCompany, owners: HomeownersCommittee) -> None:
    """The residents' committee guides as far as its hours for services go; then the owners are called."""
    rule = district.institutions.estates
    hours = district[Committees][company.community].spent.service * rule.guidance_part
    owners.guided += hours
    if owners.guided >= rule.guidance:
        _elect(district, company, owners)


def _elect(district: World, company: PropertyCompany, owners: HomeownersCommittee) -> None:
    rule = district.institutions.estates
    if not assembly(district, company, owners):
        owners.rest(rule.again)
        return
    first, last = estate_rows(district, company)
    voters = first + np.flatnonzero(district.residents.homeowner_vote[first:last])
    order = np.argsort(-district.residents.skill[voters], kind="stable")
    owners.take_office([int(row) for row in voters[order[: rule.seats]]])


def estate_rows(district: World, company: PropertyCompany) -> tuple[int, int]:
    """First row of the estate and first row after it."""
    start = district.geography.estate_start
    return int(start[company.estate]), int(start[company.estate + 1])


def assembly(district: World, company: PropertyCompany, owners: HomeownersCommittee) -> bool:
    """Hold an assembly; valid if more than half of the owners by number and by homes vote (property law)."""
    rule, (first, last) = district.institutions.estates, estate_rows(district, company)
    residents = district.residents
    callers = len(owners.members) or rule.callers
    own = int(((residents.age[first:last] >= 18.0) & residents.owner[first:last]).sum())
    total, voters, homes, homes_voted = hold_assembly(
        first,
        last,
        district.month,
        district.seed,
        district.people,
        residents.homeowner_vote,
        residents.household,
        callers * rule.calls / max(1, own),
        company.quality < GOOD,
        rule.vote_shift,
        rule.vote_hours,
        district.rules,
    )
    owners.turnout = voters / total if total else 0.0
    return 2 * voters > total and 2 * homes_voted > homes


def _oversee(district: World, company: PropertyCompany, owners: HomeownersCommittee) -> None:
    """A term: fall apart when members have moved away, dismiss a bad company once a year, stand again."""
    rule, age = district.institutions.estates, district.month - owners.elected
    owners.members = [row for row in owners.members if district.residents.homeowner_vote[row]]
    if len(owners.members) < FEWEST:
        owners.rest(rule.again)
    elif age >= rule.term:
        _elect(district, company, owners)
    elif age and age % 12 == 0 and _is_bad(district, company) and assembly(district, company, owners):
        company.dismissed += 1
        company.leave()
        take_over(district, company)


def _is_bad(district: World, company: PropertyCompany) -> bool:
    return company.manages and company.quality < district.institutions.estates.dismiss_below
