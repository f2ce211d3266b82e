"""Who founds an organisation, in what field, and what hinders it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.organisations.founding import found_organisations, founders
from sim.institutions.organisations.state import (
    ASSOCIATIONS,
    Field,
    Organisations,
)
from sim.institutions.organisations.wishes import wishes_of
from sim.vocabulary import OLD_FROM, Hukou, Office, Rung
from tests.institutions.organisations.organisation_worlds import (
    EASY,
    LIFE,
    LIMIT,
    quiet,
    under_policy,
)
from tests.institutions.worlds import district


def trying(*rules: str) -> District:
    """A district under its policy where founders find a room and file at once."""
    return quiet(*EASY, f"{LIFE}.without_room=1.0", f"{LIFE}.founding=1.0", *rules, month=8)


def founded_by(backbones: int, one: District) -> None:
    """Let so many able backbones, the first residents, found what they can."""
    one.residents.rung[:backbones] = Rung.BACKBONE
    one.residents.skill[:backbones] = 1.0
    found_organisations(one)


def test_only_backbones_who_do_not_lead_already_found() -> None:
    one = under_policy(trying())
    one.residents.rung[:] = Rung.VOLUNTEER
    one.residents.rung[:40] = Rung.BACKBONE
    one.residents.skill[:] = 1.0
    one.residents.office[:20] = Office.COMMITTEE
    found_organisations(one)
    founders = np.flatnonzero(one.residents.office == Office.ORGANISATION_HEAD)
    assert founders.tolist() == list(range(20, 40))
    assert sorted(organisation.head for organisation in one[Organisations]) == founders.tolist()


def test_backbones_set_about_it_at_the_assumed_rate_times_their_skill() -> None:
    one, tries, months = quiet(), 0, 100
    one.residents.rung[:] = Rung.BACKBONE
    one.residents.office[:] = Office.NONE
    one.residents.skill[:] = 0.5
    for month in range(months):
        tries += founders(one.people, one.seed, month, 0.02).size
    trials = months * len(one.residents)
    assert abs(tries - 0.01 * trials) < LIMIT * math.sqrt(trials * 0.01 * 0.99)


def test_an_association_that_is_too_small_to_register_is_not_founded_before_it_may_file() -> None:
    many = "policies.organisations.registration_members=500.0"
    no_capital = "policies.organisations.registration_capital=1000000.0"
    poor, alone = f"{LIFE}.savings=1000.0", f"{LIFE}.joins=0.4"
    shut, opened = (under_policy(trying(many, no_capital, poor, alone)) for _ in range(2))
    shut.put_in_force(np.zeros_like(shut.in_force))
    for one in (shut, opened):
        founded_by(30, one)
    assert len(shut[Organisations]) == 0
    assert len(opened[Organisations]) > 20
    assert not any(organisation.registered for organisation in opened[Organisations])


def test_the_capital_of_a_service_unit_is_its_own_money() -> None:
    one = under_policy(trying("policies.organisations.registration_capital=5000.0"))
    founded_by(30, one)
    units = [unit for unit in one[Organisations] if unit.field not in ASSOCIATIONS]
    assert units
    for unit in units:
        dues = to_fen(unit.members * one.institutions.organisations.dues)
        assert unit.balance == to_fen(5000.0) + dues


@pytest.mark.parametrize("owner", [False, True])
def test_each_field_is_wished_for_as_often_as_its_weight_says(owner: bool) -> None:
    one = district("tiny")
    rule, people = one.institutions.organisations, one.people
    people.owner[0], people.age[0], people.evening_lost[0] = owner, OLD_FROM, 0.0
    people.hukou[0] = Hukou.SAME_STREET
    draws = (np.arange(20_000) + 0.5) / 20_000
    rows = np.zeros(draws.size, dtype=np.int64)
    found = np.bincount(wishes_of(rows, people, rule, draws), minlength=len(Field))
    weight = np.ones(len(Field))
    weight[Field.ENVIRONMENT] += rule.wish_owner * owner
    weight[Field.ELDERLY] = rule.wish_elderly
    weight[[Field.RIGHTS, Field.YOUTH]] = rule.wish_rarely
    assert found / draws.size == pytest.approx(weight / weight.sum(), abs=1e-4)


def test_support_that_follows_needs_founds_in_the_field_most_asked_for() -> None:
    one = under_policy(trying("policies.organisations.needs=1.0"))
    one[Organisations].wishes[:, Field.YOUTH] = 100.0
    founded_by(3, one)
    assert [organisation.field for organisation in one[Organisations]] == [Field.YOUTH] * 3


def test_an_incubator_makes_room_for_as_many_as_it_has_places() -> None:
    no_room = (f"{LIFE}.without_room=0.0", "policies.organisations.incubation=0.0")
    crowded = under_policy(trying(*no_room))
    roomy = under_policy(trying(no_room[0], "policies.organisations.incubation=40.0"))
    for one in (crowded, roomy):
        founded_by(30, one)
    assert len(crowded[Organisations]) == 0
    assert len(roomy[Organisations]) > 0
