"""S3.1: staff come and go, learn, are paid; workstation staff in the committee keep to the office."""

from __future__ import annotations

import numpy as np
import pytest

from sim.institutions.committee import hours as planning
from sim.institutions.committee.state import Background, Committees
from sim.institutions.elections.candidates import nominate
from sim.institutions.workstations.state import Workstations
from sim.vocabulary import Office
from tests.institutions.worlds import district, lived, paid

FROM_THE_START = "calendar.burn_in=0"


def test_under_the_status_quo_staff_and_experience_stay_as_they_are() -> None:
    one = district(months=24)
    for committee, station in zip(one[Committees], one[Workstations], strict=True):
        assert committee.staff_hours == pytest.approx(committee.ordinary_hours)
        assert committee.experience == pytest.approx(one.institutions.staff.ordinary_experience)
        assert station.hours == station.ordinary_hours


def test_who_moves_takes_hours_and_wages_along() -> None:
    one = district("tiny", FROM_THE_START, "policies.staff.moves=0.5", months=1)
    still = district("tiny", FROM_THE_START, months=1)
    for committee, station in zip(one[Committees], one[Workstations], strict=True):
        assert station.hours == pytest.approx(0.5 * station.ordinary_hours)
        both = committee.ordinary_hours + station.ordinary_hours
        assert committee.staff_hours + station.hours == pytest.approx(both)
    assert paid(one, "committee wages") > paid(still, "committee wages")
    assert paid(one, "workstation wages") < paid(still, "workstation wages")


def test_new_places_are_filled_one_after_another_by_people_who_must_learn() -> None:
    one = district("tiny", FROM_THE_START, "policies.staff.places=4.0")
    hours, experience = [], []
    for _ in range(36):
        lived(one, 1)
        hours.append(one[Committees][0].staff_hours)
        experience.append(one[Committees][0].experience)
    assert hours == sorted(hours)
    more = 4.0 * float(one.geography.size[0]) / 1000.0 * one.institutions.staff.month
    assert hours[-1] == pytest.approx(one[Committees][0].ordinary_hours + more, rel=0.01)
    assert min(experience) < one.institutions.staff.ordinary_experience - 0.1
    assert experience[-1] > min(experience) + 0.1


def test_who_is_paid_better_stays_longer_and_knows_more() -> None:
    one = lived(district("tiny", FROM_THE_START, "policies.staff.pay=0.5"), 24)
    committee = one[Committees][0]
    assert committee.staff_hours > committee.ordinary_hours
    assert committee.staff_hours < committee.posts
    assert committee.experience > one.institutions.staff.ordinary_experience


def test_members_from_the_workstation_keep_half_of_their_free_hours_in_the_office() -> None:
    one = district()
    one.month = 1
    committee = one[Committees][0]
    planning.plan_hours(one)
    free = committee.staff_hours
    assert committee.spent.administrative == 0.0
    committee.seats_from[Background.WORKSTATION] = 2
    committee.seats_from[Background.RESIDENT] = 2
    planning.open_month(one)
    planning.plan_hours(one)
    assert committee.spent.administrative == pytest.approx(0.5 * 0.5 * free)
    spent = committee.spent
    assert spent.administrative + spent.self_governance + spent.service == pytest.approx(free)


def test_released_staff_stand_beside_residents_and_the_street_adds_fewer() -> None:
    staff = "place.types.village.bodies.workstation_staff=20.0"
    one = district("tiny", FROM_THE_START, staff, "policies.staff.candidates=1.0", months=1)
    committee = one[Committees][0]
    rows = nominate(one, np.array([True, False]))
    backgrounds = one[Committees].background[rows].tolist()
    assert backgrounds.count(Background.WORKSTATION) >= 2
    assert len(rows) == len(set(rows)) == max(committee.seats + 1, len(rows))
    assert (one.residents.office[rows] != Office.COMMITTEE).any()
    assert paid(one, "candidates' release", place=0) > 0


def test_seats_are_counted_by_where_members_come_from() -> None:
    one = lived(district("tiny", "calendar.first_election=4"), 4)
    for committee in one[Committees]:
        rows = one.geography.rows(committee.community)
        members = (one.residents.office[rows] == Office.COMMITTEE).sum()
        assert sum(committee.seats_from) == members > 0
        assert committee.own_candidates <= (one[Committees].background != Background.PUT_UP).sum()
