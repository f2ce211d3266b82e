"""Government's tasks: what reaches the community under S1.1 and S1.2, who pays, and who does the work.

Pairs of districts have the same random draws, so their difference is the lever's. Counts are judged at 4.5
standard errors: a right model fails one such check in 150,000.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.government.state import StreetOffices
from sim.institutions.tasks.task_book import Fate, Kind, TaskBook
from tests.institutions.worlds import district, lived, paid

SEEDS = range(5)
GATE = ("policies.tasks.access_rule=0.9", "policies.tasks.access_strictness=0.5")
MONEY, STAFF = "policies.tasks.access_funding=1.0", "policies.tasks.access_staff=0.7"
# No workstation, and hours for every task: what is not asked of the committee is spared to the hour.
ALL_BY_COMMITTEE = tuple(
    f"place.types.{kind}.bodies.{staff}"
    for kind in ("village", "commodity")
    for staff in ("workstation_staff=0.0", "committee_staff=3.0")
)
AFTER = range(7, 25)
LIMIT = 4.5
POLICIES = {
    "status quo": (),
    "catalogue": ("policies.tasks.catalogue=0.8",),
    "gate without money": GATE,
    "gate with money": (*GATE, MONEY),
    "gate with money and staff": (*GATE, MONEY, STAFF),
    "closed gate": ("policies.tasks.access_rule=1.0", "policies.tasks.access_strictness=1.0"),
}


def run(policy: str, *more: str, seed: int = 1, months: int = 24) -> District:
    return district("tiny", *POLICIES[policy], *more, seed=seed, months=months)


def administrative_hours(policy: str, *more: str, seed: int) -> float:
    """Hours that the committees spend on tasks in the months of the policy."""
    one, total = run(policy, *more, seed=seed, months=6), 0.0
    for _ in AFTER:
        one.step()
        total += sum(committee.spent.administrative for committee in one[Committees])
    return total


def by_fate(one: District, kind: Kind) -> dict[Fate, int]:
    return {fate: int(one[TaskBook].fate[:, kind, fate].sum()) for fate in Fate}


@pytest.mark.parametrize("policy", POLICIES)
def test_every_issued_task_has_one_fate_or_waits_in_every_month(policy: str) -> None:
    one = run(policy, months=0)
    before = one[TaskBook].fate.copy()
    for _ in range(24):
        one.step()
        assert one[TaskBook].balanced()
        assert (one[TaskBook].pending >= 0).all()
        assert (one[TaskBook].fate >= before).all()
        before = one[TaskBook].fate.copy()
    assert one[TaskBook].issued.sum() > 100


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_changes_how_many_tasks_are_issued(policy: str) -> None:
    issued, usual = run(policy)[TaskBook].issued, run("status quo")[TaskBook].issued
    ad_hoc = issued[:, Kind.AD_HOC] + issued[:, Kind.ADMITTED]
    assert (ad_hoc == usual[:, Kind.AD_HOC]).all()
    assert (issued[:, (Kind.OWN, Kind.JOINT)] == usual[:, (Kind.OWN, Kind.JOINT)]).all()


def test_under_the_status_quo_everything_reaches_the_community() -> None:
    one = run("status quo")
    for kind in Kind:
        fates = by_fate(one, kind)
        assert (fates[Fate.DEPARTMENT], fates[Fate.RETURNED]) == (0, 0)
    assert one[TaskBook].issued[:, Kind.ADMITTED].sum() == 0
    assert paid(one, "department work") == paid(one, "money follows tasks") == 0


def test_as_many_tasks_arrive_as_the_workload_says() -> None:
    rate, expected, issued = 30.0, 0.0, 0
    for seed in SEEDS:
        one = district("tiny", f"assumptions.institutions.workload.own_items={rate}", seed=seed, months=24)
        expected += 24 * float((one[StreetOffices].practice(one) * one.geography.size).sum()) * rate / 1000.0
        issued += int(one[TaskBook].issued[:, Kind.OWN].sum())
    assert abs(issued - expected) < LIMIT * math.sqrt(expected)


def test_streets_pass_on_more_or_less_within_their_spread() -> None:
    spread = "assumptions.institutions.workload.street_spread"
    practice = [
        float(district("tiny", f"{spread}=0.5", seed=seed)[StreetOffices].passes_on[0]) for seed in range(20)
    ]
    assert all(math.exp(-0.5) < one < math.exp(0.5) for one in practice)
    assert len(set(practice)) == 20
    one = district("tiny", f"{spread}=0.0")
    assert one[StreetOffices].practice(one).tolist() == [1.0, 1.0]


def test_the_catalogue_leaves_its_share_of_own_tasks_with_departments() -> None:
    one = run("catalogue", months=6)
    before = one[TaskBook].issued[:, Kind.OWN].sum()
    lived(one, 18)
    issued = int(one[TaskBook].issued[:, Kind.OWN].sum() - before)
    # Each month each community's share is rounded up or down by random draws: variance at most a quarter.
    error = math.sqrt(0.25 * 2 * 18)
    assert abs(by_fate(one, Kind.OWN)[Fate.DEPARTMENT] - 0.8 * issued) < LIMIT * error


def test_departments_do_listed_tasks_at_the_districts_cost() -> None:
    one = run("catalogue")
    listed = by_fate(one, Kind.OWN)[Fate.DEPARTMENT]
    hours = listed * one.institutions.workload.own_hours
    assert paid(one, "department work") == to_fen(hours * one.institutions.staff.wage) > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_catalogue_spares_the_committee_the_hours_of_listed_tasks(seed: int) -> None:
    usual = administrative_hours("status quo", *ALL_BY_COMMITTEE, seed=seed)
    relieved = administrative_hours("catalogue", *ALL_BY_COMMITTEE, seed=seed)
    listed = by_fate(run("catalogue", *ALL_BY_COMMITTEE, seed=seed), Kind.OWN)[Fate.DEPARTMENT]
    own_hours = run("catalogue", months=0).institutions.workload.own_hours
    assert relieved == pytest.approx(usual - listed * own_hours)
    assert relieved < 0.8 * usual


@pytest.mark.parametrize("policy", ["gate with money", "closed gate"])
def test_the_access_rule_lowers_unfunded_ad_hoc_tasks(policy: str) -> None:
    gated, free = run(policy, months=6), run("status quo", months=6)
    unfunded = {"gated": 0.0, "free": 0.0}
    for _ in AFTER:
        unfunded["gated"] += float(lived(gated, 1)[TaskBook].unfunded_ad_hoc.sum())
        unfunded["free"] += float(lived(free, 1)[TaskBook].unfunded_ad_hoc.sum())
    left = 0.1 if policy == "gate with money" else 0.0
    assert abs(unfunded["gated"] - left * unfunded["free"]) <= LIMIT * math.sqrt(0.25 * 2 * len(AFTER))
    assert unfunded["free"] > 30.0


def test_a_closed_gate_returns_every_ad_hoc_task() -> None:
    one = run("closed gate", months=6)
    before = one[TaskBook].issued[:, Kind.AD_HOC].sum()
    lived(one, 18)
    assert one[TaskBook].issued[:, Kind.AD_HOC].sum() == before
    fates = by_fate(one, Kind.ADMITTED)
    assert fates[Fate.RETURNED] == one[TaskBook].issued[:, Kind.ADMITTED].sum() > 0


def test_money_follows_admitted_tasks_to_the_committee_that_does_them() -> None:
    one = run("gate with money", *ALL_BY_COMMITTEE)
    wage, hours = one.institutions.staff.wage, one.institutions.workload.ad_hoc_hours
    done = by_fate(one, Kind.ADMITTED)[Fate.COMMITTEE]
    assert paid(one, "money follows tasks") == to_fen(done * hours * wage) > 0
    assert paid(one, "hired help") == paid(one, "money follows tasks")
    assert [committee.balance for committee in one[Committees]] == [0, 0]


def test_money_that_followed_tasks_buys_the_committee_as_many_hours() -> None:
    one, bought = run("gate with money", *ALL_BY_COMMITTEE, months=6), 0.0
    for _ in AFTER:
        one.step()
        for committee in one[Committees]:
            spent = committee.spent
            used = spent.administrative + spent.self_governance + spent.service + spent.company
            helped = float(one[TaskBook].funded_hours[committee.community])
            assert used == pytest.approx(committee.staff_hours + helped)
            bought += helped
    assert bought > 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_people_who_follow_tasks_spare_the_committee_their_hours(seed: int) -> None:
    alone = administrative_hours("gate with money", *ALL_BY_COMMITTEE, seed=seed)
    helped = administrative_hours("gate with money and staff", *ALL_BY_COMMITTEE, seed=seed)
    one = run("gate with money and staff", *ALL_BY_COMMITTEE, seed=seed)
    admitted = by_fate(one, Kind.ADMITTED)[Fate.COMMITTEE]
    assert helped == pytest.approx(alone - 0.7 * one.institutions.workload.ad_hoc_hours * admitted)
    assert helped < alone


def test_lent_staff_is_paid_for_its_share_of_the_work() -> None:
    one = run("gate with money and staff")
    admitted = one[TaskBook].issued[:, Kind.ADMITTED].sum() - by_fate(one, Kind.ADMITTED)[Fate.RETURNED]
    hours = 0.7 * float(admitted) * one.institutions.workload.ad_hoc_hours
    assert paid(one, "staff lent for tasks") == pytest.approx(
        to_fen(hours * one.institutions.staff.wage), abs=50
    )


def test_money_and_staff_without_a_gate_change_nothing() -> None:
    alone = district("tiny", MONEY, STAFF, months=24)
    usual = run("status quo")
    assert alone.ledger.flows == usual.ledger.flows
    assert np.array_equal(alone[TaskBook].fate, usual[TaskBook].fate)
