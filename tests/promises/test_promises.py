"""Promises P1, P4 and P5 of the design, on one district; across runs they are tested with the laboratory.

State means everything that can be known of a district: every column, the ties, the books, the money, the
bodies.
"""

# ruff: noqa: N802 - tests bear the names of the promises

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sim import Scenario, simulate, simulate_forked
from sim.agents.residents import ACTS, ADULT_AGE
from sim.district import District
from sim.measures.explain import explain
from sim.measures.outcomes import OutcomeTaker
from sim.measures.survey import interview
from sim.policies import levers
from tests.governance.worlds import district, lived, scenario, state

POLICIES = [
    "status_quo",
    "task_catalogue",
    "access_rule",
    "self_governance_fund",
    "company_joint_fund",
    "open_channels",
]
PACKAGE = "tiny+report_package"
EAGER = [f"assumptions.participation.motives.{act}.intercept=-1.0" for act in ACTS]
ELECTION = "calendar.first_election=8"
ROOT = Path(__file__).parents[2]


def package(**building: object) -> District:
    """An eager district under all reforms, that elects in month 8."""
    return District(scenario(PACKAGE, ELECTION, *EAGER), **{"views": False} | building)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def after_two_years() -> dict[str, str]:
    """State of the district when nobody has looked on."""
    return state(lived(package(), 24))


# --- P1: same bytes whoever looks on, however the work is shared out


def test_P1_taking_outcomes_changes_nothing(after_two_years: dict[str, str]) -> None:
    one = package()
    taker = OutcomeTaker(one)
    for _ in range(24):
        taker.take(lived(one, 1))
    assert state(one) == after_two_years


def test_P1_interviews_and_explanations_change_nothing(after_two_years: dict[str, str]) -> None:
    one = package()
    for month in range(24):
        interview(one, 20, seed=month)
        explain(one, 10 * month)
        lived(one, 1)
    assert state(one) == after_two_years


def test_P1_views_of_residents_change_nothing(after_two_years: dict[str, str]) -> None:
    assert state(lived(package(views=True), 24)) == after_two_years


@pytest.mark.parametrize("threads", [2, 3, 4, 300])
def test_P1_any_number_of_threads_gives_the_same_bytes(threads: int, after_two_years: dict[str, str]) -> None:
    assert state(lived(package(threads=threads), 24)) == after_two_years


def test_P1_a_district_beside_another_lives_as_if_alone(after_two_years: dict[str, str]) -> None:
    one, other = package(), district(seed=7)
    for _ in range(24):
        lived(other, 1)
        lived(one, 1)
    assert state(one) == after_two_years


def test_P1_a_run_has_the_same_digest_under_another_hash_seed() -> None:
    one = scenario(PACKAGE)
    program = (
        "from sim import simulate\n"
        "from tests.governance.worlds import scenario\n"
        f"print(simulate(scenario({PACKAGE!r})).digest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == simulate(one).digest()


@pytest.mark.parametrize("burn_in", [0, 6])
def test_P1_a_forked_run_is_the_run_from_the_start(burn_in: int) -> None:
    scenarios = [scenario(f"tiny+{policy}", f"calendar.burn_in={burn_in}", ELECTION) for policy in POLICIES]
    forked = [run.digest() for run in simulate_forked(scenarios)]
    assert forked == [simulate(one).digest() for one in scenarios]
    assert len(set(forked)) == len(POLICIES)


def test_P1_a_fork_lives_on_as_the_original(after_two_years: dict[str, str]) -> None:
    one = lived(package(), 15)
    assert state(lived(one.fork(one.scenario), 9)) == after_two_years
    assert state(lived(one, 9)) == after_two_years


def test_P1_another_seed_is_another_run() -> None:
    assert simulate(scenario(seed=1)).digest() != simulate(scenario(seed=2)).digest()


# --- P4: what is off changes nothing, and one more resident changes nobody else's luck


@pytest.fixture(scope="module")
def no_policy() -> str:
    """Digest of the run without any policy."""
    return simulate(scenario("tiny", *EAGER)).digest()


def written_out(path: str) -> str:
    """A lever's status quo as an override."""
    value = levers()[path].status_quo
    return f'{path}="{value}"' if isinstance(value, str) else f"{path}={value}"


def test_P4_a_policy_at_the_status_quo_changes_nothing(no_policy: str) -> None:
    everything = [written_out(path) for path in levers()]
    assert simulate(scenario("tiny", *EAGER, *everything)).digest() == no_policy
    assert simulate(scenario("tiny+status_quo", *EAGER)).digest() == no_policy


# Levers that shape another one do nothing while that one is off.
IDLE = {
    "a strict gate for no task": ["policies.tasks.access_strictness=1.0"],
    "money and staff for no task": ["policies.tasks.access_funding=1.0", "policies.tasks.access_staff=1.0"],
}


@pytest.mark.parametrize("idle", IDLE)
def test_P4_a_lever_that_shapes_one_that_is_off_changes_nothing(idle: str, no_policy: str) -> None:
    assert simulate(scenario("tiny", *EAGER, *IDLE[idle])).digest() == no_policy


@pytest.mark.parametrize("policy", POLICIES[1:])
def test_P4_no_policy_acts_before_its_date(policy: str) -> None:
    reformed, usual = district(f"tiny+{policy}", months=6), district(months=6)
    assert state(reformed) == state(usual)


def with_last_community_of(residents: int, seed: int) -> District:
    groups = f"[{{type='village',count=1,residents=120}},{{type='commodity',count=1,residents={residents}}}]"
    return district("tiny", *EAGER, "calendar.first_election=4", f"place.communities={groups}", seed=seed)


def decisions(one: District) -> np.ndarray:
    """What each of the first 240 residents heard, did, or why not: one row a resident."""
    table = one.residents
    whole: np.ndarray = np.column_stack([table.acts, table.reason, table.told_by])[:240]
    return whole


@pytest.mark.parametrize("seed", range(4))
def test_P4_one_more_resident_changes_nobody_elses_traits(seed: int) -> None:
    one, more = with_last_community_of(120, seed), with_last_community_of(121, seed)
    assert (len(one.residents), len(more.residents)) == (240, 241)
    others = more.residents.household[:240] != more.residents.household[240]
    assert others.sum() > 230
    for name in one.residents.columns:
        before, after = getattr(one.residents, name), getattr(more.residents, name)[:240]
        np.testing.assert_array_equal(after[others], before[others], err_msg=name)


@pytest.mark.parametrize("seed", range(4))
def test_P4_one_more_resident_changes_almost_nobodys_decisions_elsewhere(seed: int) -> None:
    one, more = with_last_community_of(120, seed), with_last_community_of(121, seed)
    others = more.residents.household[:240] != more.residents.household[240]
    lived(one, 1), lived(more, 1)
    np.testing.assert_array_equal(decisions(more)[others], decisions(one)[others])
    for _ in range(11):
        lived(one, 1), lived(more, 1)
        changed = (decisions(more) != decisions(one)).any(axis=1)
        assert changed[:120].mean() <= 0.05


def test_P4_under_other_luck_most_would_decide_differently() -> None:
    one, other = with_last_community_of(120, 1), with_last_community_of(120, 2)
    lived(one, 6), lived(other, 6)
    assert (decisions(one) != decisions(other)).any(axis=1).mean() > 0.6


# --- P5: money, people, rungs and tasks are conserved


@pytest.fixture(scope="module", params=["tiny", PACKAGE])
def months(request: pytest.FixtureRequest) -> Scenario:
    return scenario(request.param, ELECTION, *EAGER)


def test_P5_money_is_conserved_to_the_fen_in_every_month(months: Scenario) -> None:
    one = District(months, views=False)
    for _ in range(24):
        lived(one, 1)
        by_kind: Counter[str] = Counter()
        for flow, fen in one.ledger.flows.items():
            assert type(fen) is int
            by_kind[flow.payer] -= fen
            by_kind[flow.payee] += fen
        balances: Counter[str] = Counter()
        for (kind, _), fen in one.ledger.balance.items():
            balances[kind] += fen
        assert sum(balances.values()) == 0
        assert all(balances[kind] == by_kind[kind] for kind in balances | by_kind)


def test_P5_people_are_conserved_and_homes_refilled(months: Scenario) -> None:
    one = District(months, views=False)
    fixed = ("identity", "community", "estate", "building", "household")
    homes = {name: getattr(one.residents, name).copy() for name in fixed}
    moved = 0
    for _ in range(24):
        years = one.residents.years_here.copy()
        lived(one, 1)
        assert len(one.residents) == len(one.people.age) == 240
        for name in fixed:
            np.testing.assert_array_equal(getattr(one.residents, name), homes[name])
        moved += int((one.residents.years_here < years).sum())
    assert moved > 10
    assert (one.residents.age >= ADULT_AGE).sum() > 100


def test_P5_rungs_sum_to_the_adults_in_every_month(months: Scenario) -> None:
    one = District(months, views=False)
    taker = OutcomeTaker(one)
    for _ in range(24):
        values = taker.take(lived(one, 1))
        rungs = [value for (name, _), value in values.items() if name.startswith("rung.")]
        assert len(rungs) == 6
        assert sum(rungs) == pytest.approx(10_000.0)
        assert ((one.residents.rung >= 0) & (one.residents.rung <= 5)).all()


def test_P5_each_task_has_one_fate_or_waits(months: Scenario) -> None:
    one = District(months, views=False)
    for _ in range(24):
        lived(one, 1)
        known = one.tasks.fate.sum(axis=2) + one.tasks.pending.sum(axis=2)
        np.testing.assert_array_equal(known, one.tasks.issued)
    assert one.tasks.issued.sum() > 100
