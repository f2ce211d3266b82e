"""Resident units (A11): money for the community, volunteers and rooms that they lend; all units at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import each_to_fen
from sim.engine.random import each_uniform, purpose
from sim.institutions.doors import add_contacts, add_places
from sim.institutions.resident_units.state import ResidentUnits, Unit
from sim.institutions.world import World, while_set
from sim.residents.offers import Offers
from sim.vocabulary import Act, Audience

Floats = NDArray[np.float64]

YEAR_DRAWS: Final = purpose("units.year")
SPEAKS_TO: Final = {Unit.SCHOOL: None, Unit.ENTERPRISE: Audience.WORKERS, Unit.HOSPITAL: Audience.OLD}


def run_units(district: World) -> None:
    """January: income, closing, re-letting. Each month: work for the community."""
    book = district[ResidentUnits]
    if month_of_year(district.month) == JANUARY:
        _open_year(district, book)
    book.working[:] = _work(district, book)


def _open(district: World, book: ResidentUnits) -> Flags:
    """(units,) whose premises do not stand empty."""
    is_open: Flags = book.closed_until <= district.month
    return is_open


def _open_year(district: World, book: ResidentUnits) -> None:
    """Money set aside for the community; an enterprise may close, then a new one opens later."""
    rule, private = district.institutions.units, book.unit == Unit.ENTERPRISE
    closing, fortune = (
        each_uniform(district.seed, book.number, district.month, YEAR_DRAWS, k) for k in (0, 1)
    )
    gone = private & _open(district, book) & (closing < rule.closing)
    book.pay_up_to(district, OUTSIDE, np.where(gone, book.balance(district.ledger), 0), "closing")
    book.closed_until[gone] = district.month + rule.empty_months
    yuan = rule.money * book.part * district.geography.size[book.community]
    swing = np.where(private, rule.swing * (2.0 * fortune - 1.0), 0.0)
    income = each_to_fen(yuan * (1.0 + swing)) * _open(district, book)
    district.pay_each(OUTSIDE, book.accounts, income, "unit income", book.community)


def _scale(district: World, book: ResidentUnits) -> Floats:
    """(units,) thousands of residents for whom each of them stands."""
    scale: Floats = book.part * district.geography.size[book.community] / 1000.0
    return scale


@while_set
def places_lent(district: World) -> Floats:
    """(units,) volunteer slots that each would set up in a month."""
    lent: Floats = district.institutions.units.places * _scale(district, district[ResidentUnits])
    return lent


def _work(district: World, book: ResidentUnits) -> Flags:
    """Pay those who set up slots and open rooms; without the money for it nothing is lent."""
    cost = _cost(district)
    able: Flags = _open(district, book) & (book.balance(district.ledger) >= cost)
    payee = residents_of_each(book.community)
    district.pay_each(book.accounts, payee, cost * able, "unit volunteers and rooms", book.community)
    return able


@while_set
def _cost(district: World) -> NDArray[np.int64]:
    """(units,) fen that setting up slots and opening rooms costs each of them in a month."""
    hours = district.institutions.units.hours * _scale(district, district[ResidentUnits])
    return each_to_fen(hours * district.institutions.staff.wage)


def unit_offers(district: World, offers: Offers) -> None:
    """Units set up slots and tell of them: schools all adults, enterprises workers, hospitals the old."""
    book, reach = district[ResidentUnits], district.institutions.units.reach
    lent = book.total(np.where(book.working, places_lent(district), 0)).astype(np.int64)
    add_places(offers, Act.VOLUNTEER, lent)
    told, communities = book.working * (reach * book.part), book.communities
    place = book.unit * communities + book.community
    by_kind = np.bincount(place, weights=told, minlength=len(Unit) * communities).reshape(len(Unit), -1)
    for unit, audience in SPEAKS_TO.items():
        add_contacts(offers.organisation, Act.VOLUNTEER, by_kind[unit], audience)


def room_saving(district: World) -> Floats:
    """(communities,) part of a meeting's preparation that a room lent by a school spares."""
    book = district[ResidentUnits]
    lent = book.count(book.working & (book.unit == Unit.SCHOOL))
    return np.asarray(district.institutions.units.room * lent)
