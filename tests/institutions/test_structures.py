"""Rival structures of institutions: what each reading does, and that relief can backfire (行政化)."""

from __future__ import annotations

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.hours import plan_hours
from sim.institutions.committee.state import Committees
from sim.institutions.elections.candidates import nominate
from sim.institutions.fund.month import run_funds
from sim.institutions.fund.state import Funds
from sim.institutions.government.purse import Purse
from sim.institutions.government.rollout import roll_out
from sim.institutions.party.state import PartyOrganisations, secretary_in_office
from sim.institutions.tasks.month import do_administration, left_at_the_desk
from sim.institutions.tasks.task_book import Kind, TaskBook
from sim.institutions.workstations.state import Workstations
from sim.vocabulary import Act, Informant, Office
from tests.institutions.worlds import begin, district, lived, note

CATALOGUE = "policies.tasks.catalogue=1.0"


def reading(name: str) -> str:
    return f"assumptions.structures.{name}"


def worked(*settings: str) -> District:
    """A month in which the desk has more hours than its own tasks need, and joint tasks wait."""
    one = district("tiny", *settings)
    one.month = 8
    one[TaskBook].pending[:] = 0
    one[TaskBook].pending[:, Kind.OWN, 0] = 2
    one[TaskBook].pending[:, Kind.JOINT, 0] = 6
    one[Committees].staff_hours[:], one[Workstations].hours[:] = 10.0, 90.0
    do_administration(one)
    return one


def test_in_separate_staffs_the_desk_leaves_joint_tasks_to_the_committee_and_its_hours_idle() -> None:
    one = worked()
    load = one.institutions.workload
    assert one[Workstations].administrative_hours.tolist() == pytest.approx([2 * load.own_hours] * 2)
    assert one[Committees].spent_administrative.tolist() == pytest.approx([9.0, 9.0])
    assert not left_at_the_desk(one).any()


def test_one_team_works_all_tasks_off_and_organises_with_what_is_left() -> None:
    one = worked(reading("staffing=one_team"))
    load = one.institutions.workload
    whole = 2 * load.own_hours + 6 * load.joint_hours
    assert not one[TaskBook].pending.any()
    assert one[Committees].spent_administrative.tolist() == pytest.approx([0.1 * whole] * 2)
    assert left_at_the_desk(one).tolist() == pytest.approx([90.0 - 0.9 * whole] * 2)
    plan_hours(one)
    book = one[Committees]
    free = book.self_governance() + book.spent_service + book.spent_company
    assert (free > 50.0).all()


def relief(street: str) -> float:
    """Hours of self-governance that the catalogue adds in a year, under a reading of the street."""
    hours = []
    for catalogue in ("policies.tasks.catalogue=0.0", CATALOGUE):
        one = district("baoan_sample", reading(f"street={street}"), catalogue, months=6)
        total = 0.0
        for _ in range(12):
            total += float(lived(one, 1)[Committees].self_governance().sum())
        hours.append(total)
    return hours[1] - hours[0]


def test_relief_helps_under_a_constant_street_and_backfires_where_it_refills_and_assesses() -> None:
    assert relief("constant") > 0.0
    assert relief("refills") < 0.0


def test_an_assessing_street_turns_a_share_of_organising_into_records() -> None:
    left = []
    for street in ("constant", "refills"):
        one = district("tiny", reading(f"street={street}"))
        one.month = 8
        one[Committees].staff_hours[:] = 100.0
        plan_hours(one)
        left.append(one[Committees].self_governance() - one[Committees].spent_supervision)
    kept = 1.0 - one.institutions.workload.assessed
    np.testing.assert_allclose(left[1], kept * left[0])


def test_one_person_in_both_posts_is_elected_first_takes_proposals_upward_and_has_less_time() -> None:
    seated = {}
    for posts in ("separate", "one_person"):
        one = district("tiny", reading(f"posts={posts}"), "calendar.first_election=12", months=9)
        secretary = int(one[PartyOrganisations].secretary[0])
        lived(one, 1)
        seated[posts] = secretary in nominate(one, np.array([True, False]))
        lived(one, 2)
        secretary = int(one[PartyOrganisations].secretary[0])
        in_post = bool(secretary_in_office(one)[0])
        assert in_post == (posts == "one_person" and one.residents.office[secretary] == Office.COMMITTEE)
    assert in_post
    assert seated["one_person"]
    one[Committees].staff_hours[:] = 100.0
    one[Committees].spent_administrative[:] = 0.0
    plan_hours(one)
    share = one.institutions.party.double_duty / one[Committees].seats[0]
    office = one[Committees].spent_administrative[0]
    assert office >= share * 100.0 * 0.5


def money_for_one(*settings: str) -> District:
    council = "policies.committee.fund_decided_by=council"
    one = district("tiny", "policies.committee.fund=200.0", council, *settings)
    one.month = 8
    roll_out(one, 2)
    one.ledger.pay(OUTSIDE, ("fund", 0), to_fen(one.institutions.fund.project_cost) * 120, "gift", 0, 8)
    note(one, [3])
    return one


@pytest.mark.parametrize(
    ("party", "hears", "projects", "taken_up"),
    [("supports", 1.0, 0, 0), ("decides", 1.0, 1, 1), ("decides", 0.0, 1, 0)],
)
def test_a_party_committee_that_decides_needs_no_council_and_hears_residents_in_part(
    party: str, hears: float, projects: int, taken_up: int
) -> None:
    one = money_for_one(
        reading(f"party_committee={party}"), f"assumptions.institutions.fund.party_hears={hears}"
    )
    run_funds(one)
    assert len(one[Funds].projects) == projects
    assert (one[Funds].ideas.project >= 0).sum() == taken_up


@pytest.mark.parametrize(("party", "answered"), [("supports", True), ("decides", False)])
def test_who_only_commented_gets_no_answer_from_a_finished_project(party: str, answered: bool) -> None:
    one = district("tiny", reading(f"party_committee={party}"), reading("results=unseen"))
    one.month = 8
    begin(one, [1.0])
    one[Committees].spent_projects[0] = 100.0
    one.residents.active[5], one.residents.response[5] = 1 << Act.DELIBERATE, 0.0
    run_funds(one)
    assert (one.residents.response[5] > 0.0) == answered


def test_a_bound_purse_freezes_posts_for_what_a_reform_costs_more_and_an_open_one_does_not() -> None:
    hours = {}
    for purse in ("open", "binding"):
        costly = "policies.committee.fund=100.0", "calendar.burn_in=12", "calendar.horizon=24"
        one = district("tiny", reading(f"purse={purse}"), *costly, months=25)
        hours[purse] = one[Committees].staff_hours.sum() + one[Workstations].hours.sum()
        assert one[Purse].ordinary > 0
        assert (one[Purse].frozen > 0.0) == (purse == "binding")
    assert hours["binding"] < hours["open"]
    same = district("tiny", reading("purse=binding"), "calendar.burn_in=12", "calendar.horizon=24", months=25)
    assert same[Purse].frozen == pytest.approx(0.0, abs=0.05)


def test_without_influence_nobody_hears_from_contacts() -> None:
    told = {}
    for influence in ("contacts", "none"):
        one = district("baoan_sample", reading(f"influence={influence}"), months=8)
        told[influence] = int((one.residents.told_by == int(Informant.CONTACT)).sum())
    assert told["contacts"] > 0
    assert told["none"] == 0
