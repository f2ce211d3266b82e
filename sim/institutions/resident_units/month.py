"""Resident units (A11): money for the community, volunteers and rooms that they lend."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import to_fen
from sim.engine.random import purpose, uniform
from sim.institutions.resident_units.state import ResidentUnit, Unit
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.residents.person import members_of
from sim.vocabulary import Act, Audience

YEAR_LUCK: Final = purpose("units.year")
SPEAKS_TO: Final = {Unit.ENTERPRISE: Audience.WORKERS, Unit.HOSPITAL: Audience.OLD}
MOST_ENTERPRISES: Final = 3  # that stand for a community's employers (the first of which is the school)
EMPTY_MONTHS: Final = 12  # premises of a closed enterprise stand empty; assumed, range 1-36


def run_units(district: World) -> None:
    """January: income, closing, re-letting. Each month: work for the community."""
    for unit in district.units:
        if month_of_year(district.month) == JANUARY:
            _open_year(district, unit)
        unit.working = unit.closed_until <= district.month and _work(district, unit)


def _open_year(district: World, unit: ResidentUnit) -> None:
    """Money that it sets aside for the community; an enterprise may close, then a new one opens later."""
    rule = district.institutions.units
    closing, fortune = (uniform(district.seed, unit.number, district.month, YEAR_LUCK, k) for k in (0, 1))
    if unit.unit is Unit.ENTERPRISE and unit.closed_until <= district.month and closing < rule.closing:
        unit.pay(OUTSIDE, max(0, unit.balance), "closing")
        unit.closed_until = district.month + EMPTY_MONTHS
    if unit.closed_until > district.month:
        return
    yuan = rule.money * unit.part * float(district.geography.size[unit.community])
    swing = rule.swing * (2.0 * fortune - 1.0) if unit.unit is Unit.ENTERPRISE else 0.0
    income = to_fen(yuan * (1.0 + swing))
    district.ledger.pay(OUTSIDE, unit.account, income, "unit income", unit.community, district.month)


def places_lent(district: World, unit: ResidentUnit) -> int:
    """Volunteer slots that it sets up in a month."""
    thousands = float(district.geography.size[unit.community]) / 1000.0
    return int(district.institutions.units.places * unit.part * thousands)


def _work(district: World, unit: ResidentUnit) -> bool:
    """Pay those who set up slots and open rooms; without the money for it nothing is lent."""
    rule, wage = district.institutions.units, district.institutions.staff.wage
    cost = to_fen(rule.hours * unit.part * float(district.geography.size[unit.community]) / 1000.0 * wage)
    if unit.balance < cost:
        return False
    unit.pay(residents_of(unit.community), cost, "unit volunteers and rooms")
    return True


def unit_offers(district: World, offers: Offers) -> None:
    """Units set up slots and tell of them: schools all adults, enterprises workers, hospitals the old."""
    reach = district.institutions.units.reach
    for unit in district.units:
        if not unit.working:
            continue
        offers.add_places(unit.community, Act.VOLUNTEER, places_lent(district, unit))
        audience = SPEAKS_TO.get(unit.unit)
        told = slice(None) if audience is None else members_of(audience)
        offers.organisation[unit.community, Act.VOLUNTEER, told] += reach * unit.part


def room_saving(district: World) -> NDArray[np.float64]:
    """(communities,) part of a meeting's preparation that a room lent by a school spares."""
    lent = np.array([school.working for school in district.schools], dtype=np.float64)
    return district.institutions.units.room * lent


def found_units(district: World) -> list[ResidentUnit]:
    """A school and up to three enterprises in each community, a hospital in the first of each street."""
    employers, streets = np.diff(district.geography.employer_start), district.geography.street_start[:-1]
    found: list[tuple[int, Unit, float]] = []
    for c, number in enumerate(employers):
        enterprises = int(np.clip(number - 1, 1, MOST_ENTERPRISES))
        found += [(c, Unit.SCHOOL, 1.0), *[(c, Unit.ENTERPRISE, 1.0 / enterprises)] * enterprises]
        found += [(c, Unit.HOSPITAL, 1.0)] * int(c in streets)
    return [ResidentUnit(district, number, *one) for number, one in enumerate(found)]
