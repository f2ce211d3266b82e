"""S4.1, S4.2: backbones found organisations, which file or register; small ones grow up."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, month_of_year
from sim.engine.arithmetic import each_exp
from sim.engine.ledger import FEN_PER_YUAN, each_to_fen
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.organisations.state import FIELDS, IS_ASSOCIATION, NOBODY, Amounts, Organisations
from sim.institutions.organisations.wishes import most_needed, wishes_of
from sim.institutions.row_selection import rows_where
from sim.institutions.world import World, while_set
from sim.population.life_course import tickets
from sim.residents.table_columns import People
from sim.vocabulary import Office, Rung

FOUNDING_DRAWS: Final = purpose("organisations.founding")
SETUP_DRAWS: Final = purpose("organisations.setting_up")
SEAT_DRAWS: Final = purpose("organisations.incubation")
ON_ACTIVIST: Final = int(Rung.ACTIVIST)
COMMITTEE: Final = int(Office.COMMITTEE)
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)


def founders(people: People, seed: int, month: int, rate: float) -> NDArray[np.int64]:
    """Rows of the activists and backbones, building heads too, who set about it: the skilled more often."""
    rows: NDArray[np.int64] = rows_where(people.rung >= ON_ACTIVIST)
    office = people.office[rows]
    rows = rows[(office != COMMITTEE) & (office != ORGANISATION_HEAD)]
    chance = rate * people.skill[rows].astype(np.float64)
    tries: NDArray[np.bool_] = each_uniform(seed, people.identity[rows], month, FOUNDING_DRAWS) < chance
    return rows[tries]


def found_organisations(district: World) -> None:
    """Let founders try: a room, a field, members and money for what the rules ask.

    Founders of one month do not know of each other; arrays below are (founders,).
    """
    people, book, rule = district.people, district[Organisations], district.institutions.organisations
    rows = founders(people, district.seed, district.month, rule.founding)
    if not rows.size:
        return
    drawn = tickets(people.identity[rows], district.seed, district.month, SETUP_DRAWS)
    free = (seats(district) > book.count(young(district, book)))[people.community[rows]]
    with_room = free | (drawn[:, 0] < rule.without_room)
    rows, drawn = rows[with_room], drawn[with_room]
    _set_up(district, rows, _choose_fields(district, rows, drawn[:, 1], drawn[:, 2]))


@while_set
def seats(district: World) -> Numbers:
    """(communities,) rent-free places of each incubator, rounded by the community's own draw."""
    wanted = district.levers("organisations.incubation") * district.geography.size
    return each_rounded(district.seed, 0, SEAT_DRAWS, wanted / 10000.0)


def young(district: World, book: Organisations) -> Flags:
    """(organisations,) which are young enough for the incubator."""
    enough: Flags = book.founded_in > district.month - district.institutions.organisations.incubation_months
    return enough


def _choose_fields(district: World, rows: Numbers, u_steered: Amounts, u_wish: Amounts) -> Numbers:
    """What the community needs most where support steers, else what each founder cares for.

    Args:
        district: the district.
        rows: of the founders.
        u_steered: by which support steers a founder or not.
        u_wish: by which a founder cares for a field.
    """
    book, c = district[Organisations], district.residents.community[rows]
    needed = most_needed(book.wishes, book.community, book.field)[c]
    steered = (u_steered < district.levers("organisations.needs")[c]) & (needed != NOBODY)
    cared_for = wishes_of(rows, district.people, district.institutions.organisations, u_wish)
    return np.where(steered, needed, cared_for)


def left_to_join(district: World) -> Amounts:
    """(communities,) of those who would join an organisation, the share that none has yet.

    Organisations compete for members (density dependence; Hannan and Freeman 1989, Organizational Ecology).
    """
    book = district[Organisations]
    joiners = district.institutions.organisations.joiners * district.adults
    left: Amounts = np.maximum(0.0, 1.0 - book.total(book.members) / np.maximum(1.0, joiners))
    return left


def _set_up(district: World, rows: Numbers, field: Numbers) -> None:
    """Register if the rules can be met, else file if the field may, else give up."""
    rule, c = district.institutions.organisations, district.residents.community[rows]
    members, savings = _members(district, rows), _savings(district, rows)
    association = IS_ASSOCIATION[field]
    needed = np.where(association, district.levers("organisations.registration_members")[c], 0.0)
    capital = np.where(association, 0.0, district.levers("organisations.registration_capital")[c])
    fees = np.where(association, rule.registration_fees, 0.0)
    registers = (members >= needed) & (savings >= capital + fees)
    may_file = field < np.rint(district.levers("organisations.filing")[c] * FIELDS)
    files = may_file & (members >= rule.filing_members) & (savings >= rule.filing_cost)
    fees, capital = np.where(registers, fees, rule.filing_cost), np.where(registers, capital, 0.0)
    done = rows_where(registers | files)
    if done.size:
        _open(district, rows[done], field[done], members[done], registers[done], fees[done], capital[done])


def _members(district: World, rows: Numbers) -> Amounts:
    """Whom founders gather: by the own contacts, more with skill, of those whom no other has yet."""
    ties, left = district.network.start[rows + 1] - district.network.start[rows], left_to_join(district)
    least = district.institutions.staff.least_yield
    skill = (least + district.residents.skill[rows].astype(np.float64)) / (least + 1.0)
    joins = district.institutions.organisations.joins
    members: Amounts = np.floor(joins * ties * skill * left[district.residents.community[rows]])
    return members


def _savings(district: World, rows: Numbers) -> Amounts:
    income = district.residents.income[rows].astype(np.float64)
    return np.asarray(district.institutions.organisations.savings * each_exp(income))


def _open(
    district: World,
    rows: Numbers,
    field: Numbers,
    members: Amounts,
    registered: Flags,
    fees: Amounts,
    capital: Amounts,
) -> None:
    """Founders pay fees; capital and first dues go to the organisations; papers take months."""
    rule, book = district.institutions.organisations, district[Organisations]
    c = district.residents.community[rows].astype(np.int64)
    district.residents.office[rows] = ORGANISATION_HEAD
    new = book.begin(district, c, rows, field, district.residents.skill[rows].astype(np.float64))
    book.registered[new], book.members[new] = registered, members
    book.opens[new] += np.where(registered, rule.registration_months, rule.filing_months)
    payer, payee = residents_of_each(c), (book.view.kind, book.number[new])
    district.pay_each(payer, OUTSIDE, each_to_fen(fees), "setting up", c)
    district.pay_each(payer, payee, each_to_fen(capital), "founding capital", c)
    district.pay_each(payer, payee, each_to_fen(rule.dues * members), "membership dues", c)


def grow_up(district: World) -> None:
    """January: filed organisations that meet the rules by now are registered."""
    if month_of_year(district.month) != JANUARY:
        return
    book = district[Organisations]
    members = book.lever(district, "registration_members")
    capital = book.lever(district, "registration_capital")
    enough_money = book.balance(district.ledger) >= capital * FEN_PER_YUAN
    book.registered |= np.where(IS_ASSOCIATION[book.field], book.members >= members, enough_money)
