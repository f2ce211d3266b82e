"""S4.1, S4.2: backbones found organisations, which file or register; small ones grow up."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, month_of_year
from sim.engine.arithmetic import exp
from sim.engine.ledger import FEN_PER_YUAN, to_fen
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.organisations.state import ASSOCIATIONS, FIELDS, Amounts, Field, Organisations
from sim.institutions.organisations.wishes import most_needed, wishes_of
from sim.institutions.world import World
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
    busy = (people.office == COMMITTEE) | (people.office == ORGANISATION_HEAD)
    rows = np.flatnonzero((people.rung >= ON_ACTIVIST) & ~busy)
    chance = rate * people.skill[rows].astype(np.float64)
    tries: NDArray[np.bool_] = each_uniform(seed, people.identity[rows], month, FOUNDING_DRAWS) < chance
    return rows[tries]


def found_organisations(district: World) -> None:
    """Let founders try: a room, a field, members and money for what the rules ask.

    Founders of one month do not know of each other.
    """
    people, book, rule = district.people, district[Organisations], district.institutions.organisations
    rows = founders(people, district.seed, district.month, rule.founding)
    if not rows.size:
        return
    drawn = tickets(people.identity[rows], district.seed, district.month, SETUP_DRAWS)
    c = people.community[rows]
    free = (seats(district) > book.count(young(district, book)))[c]
    left, known, fields = left_to_join(district)[c], book.community.copy(), book.field.copy()
    for k in np.flatnonzero(free | (drawn[:, 0] < rule.without_room)):
        field = _choose_field(district, int(rows[k]), fields[known == c[k]], drawn[k, 1], drawn[k, 2])
        _set_up(district, int(rows[k]), field, float(left[k]))


def seats(district: World) -> Numbers:
    """(communities,) rent-free places of each incubator, rounded by the community's own draw."""
    wanted = district.levers("organisations.incubation") * district.geography.size
    return each_rounded(district.seed, 0, SEAT_DRAWS, wanted / 10000.0)


def young(district: World, book: Organisations) -> Flags:
    """(organisations,) which are young enough for the incubator."""
    enough: Flags = book.founded_in > district.month - district.institutions.organisations.incubation_months
    return enough


def _choose_field(district: World, row: int, local: Numbers, u_steered: float, u_wish: float) -> Field:
    """What the community needs most where support steers, else what the founder cares for.

    Args:
        district: the district.
        row: of the founder.
        local: field of each organisation in the community.
        u_steered: by which support steers this founder or not.
        u_wish: by which the founder cares for a field.
    """
    c = int(district.residents.community[row])
    steered = u_steered < district.policy_of(c).organisations.needs
    needed = most_needed(district[Organisations].wishes[c], local) if steered else -1
    if needed >= 0:
        return Field(needed)
    rule = district.institutions.organisations
    return Field(int(wishes_of(np.array([row]), district.people, rule, np.array([u_wish]))[0]))


def left_to_join(district: World) -> Amounts:
    """(communities,) of those who would join an organisation, the share that none has yet.

    Organisations compete for members (density dependence; Hannan and Freeman 1989, Organizational Ecology).
    """
    book = district[Organisations]
    joiners = district.institutions.organisations.joiners * district.adults
    left: Amounts = np.maximum(0.0, 1.0 - book.total(book.members) / np.maximum(1.0, joiners))
    return left


def _set_up(district: World, row: int, field: Field, left: float) -> None:
    """Register if the rules can be met, else file if the field may, else give up."""
    rule, c = district.institutions.organisations, int(district.residents.community[row])
    members, savings = _members(district, row, left), _savings(district, row)
    lever = district.policy_of(c).organisations
    if field in ASSOCIATIONS:
        needed, capital, fees = lever.registration_members, 0.0, rule.registration_fees
    else:
        needed, capital, fees = 0.0, lever.registration_capital, 0.0
    may_file = int(field) < round(lever.filing * FIELDS)
    if members >= needed and savings >= capital + fees:
        _open(district, row, field, members, capital, fees, True)
    elif may_file and members >= rule.filing_members and savings >= rule.filing_cost:
        _open(district, row, field, members, 0.0, rule.filing_cost, False)


def _members(district: World, row: int, left: float) -> float:
    """Whom a founder gathers: by the own contacts, more with skill, of those whom no other has yet."""
    ties = int(district.network.start[row + 1] - district.network.start[row])
    least = district.institutions.staff.least_yield
    skill = (least + float(district.residents.skill[row])) / (least + 1.0)
    return float(np.floor(district.institutions.organisations.joins * ties * skill * left))


def _savings(district: World, row: int) -> float:
    return district.institutions.organisations.savings * float(exp(float(district.residents.income[row])))


def _open(
    district: World, row: int, field: Field, members: float, capital: float, fees: float, registered: bool
) -> None:
    """The founder pays fees; capital and first dues go to the organisation; papers take months."""
    rule, c = district.institutions.organisations, int(district.residents.community[row])
    district.residents.office[row] = ORGANISATION_HEAD
    skill = float(district.residents.skill[row])
    organisation = district[Organisations].begin(district, c, row, field, skill)
    organisation.registered, organisation.members = registered, members
    organisation.opens += rule.registration_months if registered else rule.filing_months
    payer, month = residents_of(c), district.month
    district.ledger.pay(payer, OUTSIDE, to_fen(fees), "setting up", c, month)
    district.ledger.pay(payer, organisation.account, to_fen(capital), "founding capital", c, month)
    first_dues = to_fen(rule.dues * members)
    district.ledger.pay(payer, organisation.account, first_dues, "membership dues", c, month)


def grow_up(district: World) -> None:
    """January: filed organisations that meet the rules by now are registered."""
    if month_of_year(district.month) != JANUARY:
        return
    book = district[Organisations]
    members = book.lever(district, "registration_members")
    capital = book.lever(district, "registration_capital")
    enough_money = book.balance(district.ledger) >= capital * FEN_PER_YUAN
    association = np.isin(book.field, ASSOCIATIONS)
    book.registered |= np.where(association, book.members >= members, enough_money)
