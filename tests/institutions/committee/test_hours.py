"""What the committee does with its hours: all are used, none twice; the drive for the roll has its month."""

from __future__ import annotations

import pytest

from sim.institutions.committee import hours as planning
from sim.institutions.committee.state import SPENT, Committees, ResidentsCommittee
from sim.institutions.elections.moments import Moment
from sim.institutions.resident_units.month import room_saving
from sim.institutions.voice.state import Voices
from sim.institutions.workstations.state import Workstations
from tests.institutions.moment_of import moment
from tests.institutions.worlds import begin, district

ROLL = "calendar.first_election=6"
DRIVE_MONTH = 5


def test_every_hour_of_staff_is_used_once_in_every_month() -> None:
    one = district("tiny", ROLL)
    for _ in range(24):
        one.step()
        for committee in one[Committees]:
            spent = committee.spent
            assert min(getattr(spent, use) for use in SPENT) >= 0.0
            used = spent.administrative + spent.self_governance + spent.service + spent.company
            assert used == pytest.approx(committee.staff_hours)


def test_in_the_month_of_the_drive_all_organising_is_about_the_roll() -> None:
    for committee in district("tiny", ROLL, months=DRIVE_MONTH)[Committees]:
        spent = committee.spent
        assert spent.campaign > 0.0
        assert spent.self_governance == spent.campaign
        assert (committee.meetings, committee.answers) == (0, 0)


def test_in_other_months_there_is_no_campaign() -> None:
    one = district("tiny", ROLL)
    for _ in range(24):
        one.step()
        for committee in one[Committees]:
            driving = moment(one, committee.community) in (Moment.DRIVE, Moment.BY_DRIVE)
            assert (committee.spent.campaign > 0.0) == driving


def test_the_workstation_helps_with_the_drive_and_works_off_fewer_tasks() -> None:
    load = [f"assumptions.institutions.workload.{kind}_items=200.0" for kind in ("own", "joint", "ad_hoc")]
    one = district("tiny", ROLL, *load, "assumptions.institutions.staff.campaign_help=0.5")
    worked = []
    for _ in range(DRIVE_MONTH):
        one.step()
        worked.append(sum(station.administrative_hours for station in one[Workstations]))
    assert worked[-1] < 0.6 * min(worked[:-1])


def planned(waiting: int, **rules: float) -> ResidentsCommittee:
    """A committee without tasks and projects that plans its hours while so many proposals wait."""
    overrides = [f"assumptions.institutions.staff.{name}={value}" for name, value in rules.items()]
    one = district("tiny", *overrides)
    one.month = 1
    one[Voices].waiting[0] = waiting
    planning.plan_hours(one)
    return one[Committees][0]


@pytest.mark.parametrize("waiting", [0, 1, 3, 1000])
def test_answers_take_hours_by_proposal_up_to_their_share(waiting: int) -> None:
    committee = planned(waiting, service=0.0, voice=0.2, answer_hours=2.0)
    expected = min(waiting * 2.0, 0.2 * committee.staff_hours)
    assert committee.spent.voice == pytest.approx(expected)
    assert abs(committee.answers - expected / 2.0) < 1.0


def test_meetings_are_rounded_by_random_draws_so_that_their_mean_is_exact() -> None:
    one = district("tiny", "assumptions.institutions.staff.service=0.0")
    held, months = 0, 4000
    for month in range(1, months + 1):
        one.month = month * 36  # ordinary months
        planning.open_month(one)
        planning.plan_hours(one)
        held += one[Committees][0].meetings
    committee = one[Committees][0]
    rule = one.institutions.staff
    exact = committee.spent.meetings * (0.5 + committee.capability) / rule.meeting_hours
    exact /= 1.0 - room_saving(one)[0]
    share = exact % 1.0
    error = (share * (1.0 - share) / months) ** 0.5
    assert abs(held / months - exact) < 4.5 * error


def test_a_capable_committee_holds_more_meetings_with_the_same_hours() -> None:
    one = district("tiny", "place.types.village.bodies.committee_staff=20.0")
    one.month = 1
    held = []
    for capability in (0.0, 1.0):
        one[Committees][0].capability = capability
        planning.plan_hours(one)
        held.append(one[Committees][0].meetings)
    assert held[1] > 2 * held[0] > 0


@pytest.mark.parametrize("projects", [0, 2, 1000])
def test_running_projects_come_first_then_answers_then_the_rest(projects: int) -> None:
    one = district("tiny", "assumptions.institutions.fund.project_hours=25.0")  # 3 hours at 120 residents
    one.month = 1
    one[Voices].waiting[0] = 1000
    committee, rule = one[Committees][0], one.institutions.staff
    begin(one, [5.0] * projects)
    planning.plan_hours(one)
    organising = (1.0 - rule.service) * committee.staff_hours
    spent = committee.spent
    assert spent.projects == pytest.approx(min(organising, 3.0 * projects))
    assert spent.voice == pytest.approx(rule.voice * (organising - spent.projects))
    rest = organising - spent.projects - spent.voice
    assert spent.meetings == pytest.approx(rule.meetings * rest)
    assert spent.activities == pytest.approx(rule.activities * rest)
    assert spent.visits == pytest.approx((1.0 - rule.meetings - rule.activities) * rest)
