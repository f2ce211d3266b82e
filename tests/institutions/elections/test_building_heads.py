"""Building heads 楼栋长: won among activists by a committee with time for visits; the idle step back."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.institutions.committee.hours import plan_hours
from sim.institutions.committee.state import Committees
from sim.institutions.elections.building_heads import recruit_building_heads
from sim.vocabulary import Office, Rung
from tests.institutions.worlds import district, lived

ONE_A_MONTH = "assumptions.institutions.staff.heads_won"  # times 0.12 thousand residents
MANY_HEADS = [f"place.types.{kind}.bodies.building_heads=20.0" for kind in ("village", "commodity")]


@pytest.fixture
def one() -> District:
    """A February with hours for visits and no heads, in which nobody has climbed the ladder."""
    place = district("tiny", *MANY_HEADS, f"{ONE_A_MONTH}={1000.0 / 120.0}")
    place.month = 2
    plan_hours(place)
    place.residents.office[:] = Office.NONE
    place.residents.rung[:] = Rung.RESIDENT
    return place


def heads(one: District) -> list[int]:
    return [int(row) for row in np.flatnonzero(one.residents.office == Office.BUILDING_HEAD)]


def test_nobody_becomes_a_head_where_nobody_is_active(one: District) -> None:
    recruit_building_heads(one)
    assert heads(one) == []


def test_one_activist_a_month_is_won_the_best_known_first(one: District) -> None:
    one.residents.rung[[10, 11, 12]] = Rung.ACTIVIST
    one.residents.age[[10, 11, 12]] = 40.0
    one.residents.acquaintance[[10, 11, 12]] = (0.5, 0.9, 0.1)
    one.residents.skill[[10, 11, 12]] = 0.2
    one.residents.party[[10, 11, 12]] = False
    won = []
    for _ in range(4):
        recruit_building_heads(one)
        won.append(heads(one))
    assert won == [[11], [10, 11], [10, 11, 12], [10, 11, 12]]


def test_children_and_those_in_office_are_not_asked(one: District) -> None:
    one.residents.rung[[10, 11]] = Rung.BACKBONE
    one.residents.age[10] = 12.0
    one.residents.office[11] = Office.COMMITTEE
    recruit_building_heads(one)
    assert heads(one) == []


def test_no_more_are_won_than_are_wanted(one: District) -> None:
    one.residents.rung[:] = Rung.ACTIVIST
    one[Committees][0].heads = one[Committees][0].heads_wanted
    one[Committees][1].heads = one[Committees][1].heads_wanted
    recruit_building_heads(one)
    assert heads(one) == []


def test_a_committee_without_time_for_visits_wins_nobody(one: District) -> None:
    one.residents.rung[:] = Rung.ACTIVIST
    for committee in one[Committees]:
        committee.spent.visits = 0.0
    recruit_building_heads(one)
    assert heads(one) == []


@pytest.mark.parametrize(("month", "left"), [(2, [10, 11]), (12, [10, 11]), (13, [11])])
def test_in_january_the_idle_step_back(one: District, month: int, left: list[int]) -> None:
    one.residents.office[[10, 11]] = Office.BUILDING_HEAD
    one.residents.rung[11] = Rung.VOLUNTEER
    one.month = month
    recruit_building_heads(one)
    assert heads(one) == left


def test_a_run_never_has_more_heads_than_wanted() -> None:
    one, most = district("tiny", *MANY_HEADS, "assumptions.participation.ladder.activist_months=1"), 0
    for _ in range(24):
        lived(one, 1)
        for committee in one[Committees]:
            rows = one.geography.rows(committee.community)
            number = int((one.residents.office[rows] == Office.BUILDING_HEAD).sum())
            assert number <= committee.heads_wanted
            most = max(most, number)
    assert most > 0


def test_committees_of_large_communities_win_more_heads() -> None:
    place = district("tiny", *MANY_HEADS, f"{ONE_A_MONTH}={3000.0 / 120.0}")
    place.month = 2
    plan_hours(place)
    place.residents.office[:], place.residents.rung[:] = Office.NONE, Rung.ACTIVIST
    recruit_building_heads(place)
    community = place.residents.community[place.residents.office == Office.BUILDING_HEAD]
    assert np.bincount(community).tolist() == [min(wanted, 3) for wanted in place[Committees].heads_wanted]
