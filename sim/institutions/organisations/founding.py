"""S4.1, S4.2: backbones found organisations, which file or register; small ones grow up."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.arithmetic import exp
from sim.engine.compiling import njit
from sim.engine.ledger import FEN_PER_YUAN, to_fen
from sim.engine.random import draws, purpose, rounded, uniform
from sim.institutions.organisations.state import ASSOCIATIONS, FIELDS, Field, SocialOrganisation
from sim.institutions.organisations.wishes import most_needed, wish_of
from sim.institutions.world import World
from sim.residents.table_columns import People
from sim.vocabulary import Office, Rung

FOUNDING_LUCK: Final = purpose("organisations.founding")
SETUP_LUCK: Final = purpose("organisations.setting_up")
SEAT_LUCK: Final = purpose("organisations.incubation")
ON_ACTIVIST: Final = int(Rung.ACTIVIST)
COMMITTEE: Final = int(Office.COMMITTEE)
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)


@njit(cache=True, nogil=True)
def founders(people: People, seed: int, month: int, rate: float) -> NDArray[np.int64]:
    """Rows of the activists and backbones, building heads too, who set about it: the skilled more often."""
    found = [np.int64(0) for _ in range(0)]
    for i in range(people.rung.size):
        busy = people.office[i] == COMMITTEE or people.office[i] == ORGANISATION_HEAD
        able = people.rung[i] >= ON_ACTIVIST and not busy
        if able and uniform(seed, people.identity[i], month, FOUNDING_LUCK) < rate * people.skill[i]:
            found.append(np.int64(i))
    return np.array(found, dtype=np.int64)


def found_organisations(district: World) -> None:
    """Let founders try: a room, a field, members and money for what the rules ask."""
    rate = district.institutions.organisations.founding
    local = district.organisations_by_community()
    for row in founders(district.people, district.seed, district.month, rate):
        c, identity = int(district.residents.community[row]), int(district.residents.identity[row])
        luck = draws(district.seed, identity, district.month, SETUP_LUCK, 0)
        if _has_room(district, c, local[c], luck[0]):
            field = _choose_field(district, int(row), local[c], luck[1], luck[2])
            _set_up(district, int(row), field, left_to_join(district, c, local[c]))


def _has_room(district: World, c: int, local: list[SocialOrganisation], u: float) -> bool:
    """A free place in the incubator, or a room found."""
    free = seats(district, c) > len(young(district, local))
    return free or u < district.institutions.organisations.without_room


def seats(district: World, c: int) -> int:
    """Rent-free places of a community's incubator, rounded by the community's own luck."""
    wanted = district.policy_of(c).organisations.incubation * float(district.geography.size[c]) / 10000.0
    return rounded(district.seed, c, 0, SEAT_LUCK, wanted)


def young(district: World, local: list[SocialOrganisation]) -> list[SocialOrganisation]:
    """Of a community's organisations those young enough for the incubator, the youngest first."""
    since = district.month - district.institutions.organisations.incubation_months
    return [one for one in reversed(local) if one.founded > since]


def _choose_field(
    district: World, row: int, local: list[SocialOrganisation], u_steered: float, u_wish: float
) -> Field:
    """What the community needs most where support steers, else what the founder cares for."""
    c = int(district.residents.community[row])
    needed = (
        most_needed(district.wishes[c], local)
        if u_steered < district.policy_of(c).organisations.needs
        else -1
    )
    return Field(needed if needed >= 0 else wish_of(row, district.people, u_wish))


def left_to_join(district: World, c: int, local: list[SocialOrganisation]) -> float:
    """Of those in a community who would join an organisation, the share that none has yet.

    Organisations compete for members (density dependence; Hannan and Freeman 1989, Organizational Ecology).
    """
    joiners = district.institutions.organisations.joiners * float(district.adults[c])
    return max(0.0, 1.0 - sum(one.members for one in local) / max(1.0, joiners))


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
    skill = (0.5 + float(district.residents.skill[row])) / 1.5
    return float(np.floor(district.institutions.organisations.joins * ties * skill * left))


def _savings(district: World, row: int) -> float:
    return district.institutions.organisations.savings * float(exp(float(district.residents.income[row])))


def _open(
    district: World, row: int, field: Field, members: float, capital: float, fees: float, registered: bool
) -> None:
    """The founder pays fees; capital and first dues go to the organisation; papers take months."""
    rule, c = district.institutions.organisations, int(district.residents.community[row])
    district.residents.office[row] = ORGANISATION_HEAD
    organisation = district.add_organisation(c, row, field, float(district.residents.skill[row]))
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
    for one in district.organisations:
        lever = district.policy_of(one.community).organisations
        if one.field in ASSOCIATIONS:
            one.registered |= one.members >= lever.registration_members
        else:
            one.registered |= one.balance >= lever.registration_capital * FEN_PER_YUAN
