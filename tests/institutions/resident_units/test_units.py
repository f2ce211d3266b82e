"""A11: resident units lend volunteers and rooms as far as their money goes, and can close."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.resident_units.month import places_lent, room_saving
from sim.institutions.resident_units.state import ResidentUnit, ResidentUnits, Unit
from sim.vocabulary import Act, Audience
from tests.institutions.worlds import district, lived, paid
from tests.residents.audience_members import members_of

RULE = "assumptions.institutions.units"


def of_kind(one: District, kind: Unit, community: int = 0) -> list[ResidentUnit]:
    """Units of a kind in a community."""
    return [unit for unit in one[ResidentUnits] if unit.unit is kind and unit.community == community]


def test_every_community_has_a_school_and_enterprises_and_every_street_a_hospital() -> None:
    one = district("baoan_sample")
    for c in range(one.geography.communities):
        enterprises = of_kind(one, Unit.ENTERPRISE, c)
        assert len(of_kind(one, Unit.SCHOOL, c)) == 1
        assert 1 <= len(enterprises) <= 3
        assert sum(unit.part for unit in enterprises) == pytest.approx(1.0)
    assert sum(unit.unit is Unit.HOSPITAL for unit in one[ResidentUnits]) == one.geography.streets


def test_units_with_money_lend_volunteers_and_tell_whom_they_can_address() -> None:
    lending, idle = (district("baoan_sample", f"{RULE}.money={money}", months=1) for money in (50.0, 0.0))
    assert all(unit.working for unit in lending[ResidentUnits])
    assert not any(unit.working for unit in idle[ResidentUnits])
    lent = places_lent(lending)[lending[ResidentUnits].community == 0].sum()
    before, after = (one.offers.places[0, Act.VOLUNTEER] for one in (idle, lending))
    assert abs(after - before - lent) < 1.0 < lent, "sums of places are rounded once, in the end"
    told = lending.offers.organisation[0, Act.VOLUNTEER] - idle.offers.organisation[0, Act.VOLUNTEER]
    workers = np.isin(np.arange(told.size), members_of(Audience.WORKERS))
    old = np.isin(np.arange(told.size), members_of(Audience.OLD))
    reach = lending.institutions.units.reach
    assert told == pytest.approx(reach * (1.0 + workers + old))


def test_what_units_do_is_paid_out_of_their_own_money() -> None:
    one = district("tiny", months=12)
    work = to_fen(one.institutions.units.hours * 0.12 * one.institutions.staff.wage)
    assert paid(one, "unit volunteers and rooms", range(1, 2), 1) > work
    assert paid(one, "unit income") - paid(one, "unit volunteers and rooms") == sum(
        unit.balance for unit in one[ResidentUnits]
    ) + paid(one, "closing")
    assert min(unit.balance for unit in one[ResidentUnits]) >= 0


def test_a_school_that_lends_its_room_spares_preparation() -> None:
    lending, idle = (district("tiny", f"{RULE}.money={money}", months=1) for money in (50.0, 0.0))
    assert room_saving(lending)[0] == lending.institutions.units.room > 0.0
    assert room_saving(idle)[0] == 0.0


def test_an_enterprise_closes_and_its_premises_stand_empty_for_a_year() -> None:
    one = district("tiny", f"{RULE}.closing=1.0", months=1)
    closed = [unit for unit in one[ResidentUnits] if unit.unit is Unit.ENTERPRISE]
    assert closed
    assert not any(unit.working for unit in closed)
    assert all(unit.working for unit in one[ResidentUnits] if unit.unit is Unit.SCHOOL)
    lived(one, 11)
    assert not any(unit.working for unit in closed)
    assert paid(one, "unit income", range(1, 2)) == sum(
        to_fen(one.institutions.units.money * 120) for unit in one[ResidentUnits] if unit not in closed
    )
