"""Promises P1 and P5 of the design, on one district (P4: test_common_random_numbers; P2, P3, P6: laboratory).

State means everything that can be known of a district: every column, the ties, the books, the money, the
bodies.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sim import Scenario, simulate, simulate_forked
from sim.district import District
from sim.explain.resident import explain
from sim.institutions.tasks.task_book import TaskBook
from sim.outcomes.register import OutcomeTaker
from sim.survey.instrument import interview
from sim.vocabulary import ACTS, ADULT_AGE
from tests.institutions.worlds import district, lived, scenario, state

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


@pytest.mark.parametrize("threads", [2, 3])
def test_P1_any_number_of_threads_gives_the_same_digest(threads: int) -> None:
    one = scenario(PACKAGE, ELECTION, *EAGER)
    assert simulate(one, threads=threads).digest() == simulate(one).digest()


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
        "from tests.institutions.worlds import scenario\n"
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
        for group in ("all", "migrant", "village"):
            rungs = [
                value for (name, whose), value in values.items() if name[:5] == "rung." and whose == group
            ]
            assert len(rungs) == 6
            assert sum(rungs) == pytest.approx(10_000.0)
        assert ((one.residents.rung >= 0) & (one.residents.rung <= 5)).all()


def test_P5_each_task_has_one_fate_or_waits(months: Scenario) -> None:
    one = District(months, views=False)
    for _ in range(24):
        lived(one, 1)
        known = one[TaskBook].fate.sum(axis=2) + one[TaskBook].pending.sum(axis=2)
        np.testing.assert_array_equal(known, one[TaskBook].issued)
    assert one[TaskBook].issued.sum() > 100
