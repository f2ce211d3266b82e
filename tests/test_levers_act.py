"""P8 for the reforms that tests/levers does not try: they move what they should first, and somebody pays.

Paired seeds on a small place; a difference counts when its 99 % t interval excludes zero, so that one of
these six comparisons would be wrong by chance in fewer than 6 % of choices of seeds. The seeds are fixed.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import pytest

from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from tests.levers.paired import interval

SEEDS: Final = range(1, 15)
SMALL: Final = (
    'place.communities=[{type="village",count=2,residents=500},{type="commodity",count=2,residents=500}]',
    "place.street_communities=1",  # so that not all committees of a seed are free, or all overburdened
    "calendar.burn_in=12",  # so that the first month under the reform is a January, in which funds are filled
    "calendar.horizon=18",
)
POLICIES: Final = (
    "status_quo",
    "task_catalogue",
    "access_rule",
    "self_governance_fund",
    "open_channels",
)
# Policy, outcome that it should move first, direction, outcome that shows who pays.
DECLARED: Final = [
    ("task_catalogue", "committee.administrative_hours", -1, "cost.district"),
    ("access_rule", "tasks.unfunded_ad_hoc", -1, "cost.district"),
    ("self_governance_fund", "participation.deliberate", 1, "cost.district"),
    ("self_governance_fund", "fund.projects_finished", 1, "cost.district"),
    ("open_channels", "participation.volunteer", 1, "cost.district"),
    ("open_channels", "awareness.any_act", 1, "cost.district"),
]


@cache
def headlines(seed: int) -> dict[str, dict[str, float]]:
    scenarios = [load_scenario(f"baoan_sample+{name}", seed=seed, overrides=SMALL) for name in POLICIES]
    runs = simulate_forked(scenarios)
    return {
        name: {outcome: value for (outcome, group), value in run.headline().items() if group == "all"}
        for name, run in zip(POLICIES, runs, strict=True)
    }


def differences(policy: str, outcome: str) -> list[float]:
    return [headlines(seed)[policy][outcome] - headlines(seed)["status_quo"][outcome] for seed in SEEDS]


@pytest.mark.parametrize(("policy", "outcome", "direction", "cost"), DECLARED)
def test_each_lever_moves_its_proximal_outcome(policy: str, outcome: str, direction: int, cost: str) -> None:
    low, high = interval([direction * one for one in differences(policy, outcome)])
    assert low > 0.0, f"{policy} on {outcome}: {direction * low:.4g} to {direction * high:.4g}"


@pytest.mark.parametrize(("policy", "outcome", "direction", "cost"), DECLARED)
def test_each_lever_is_paid_for(policy: str, outcome: str, direction: int, cost: str) -> None:
    assert min(differences(policy, cost)) > 0.0


@pytest.mark.parametrize(
    ("policy", "items"), [("task_catalogue", "own_items"), ("access_rule", "ad_hoc_items")]
)
def test_a_rule_for_tasks_that_nobody_issues_changes_nothing(policy: str, items: str) -> None:
    idle = (*SMALL, f"assumptions.institutions.workload.{items}=0.0")
    pair = ("baoan_sample", f"baoan_sample+{policy}")
    quo, reform = simulate_forked([load_scenario(name, seed=1, overrides=idle) for name in pair])
    assert np.array_equal(quo.values, reform.values, equal_nan=True)


def test_a_fund_on_which_nobody_deliberates_finishes_no_project() -> None:
    content = (*SMALL, "assumptions.participation.motives.deliberate.intercept=-12.0")
    reform = simulate_forked([load_scenario("baoan_sample+self_governance_fund", seed=1, overrides=content)])[
        0
    ]
    assert reform.headline()["fund.projects_finished", "all"] == 0.0
