"""P8 for section 2 of the source: each lever moves its proximal outcome, is paid for, and needs its channel.

Paired seeds on former villages; a difference counts when its 99 % t interval excludes zero, so that one of
eleven comparisons would be wrong by chance in about a tenth of choices of seeds; the seeds are fixed.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import pytest
from scipy import stats

from sim.policies import levers
from sim.scenario import Scenario, load_scenario
from sim.simulate import Run, simulate_forked

SEEDS: Final = range(1, 9)
SMALL: Final = (
    'place.communities=[{type="village",count=3,residents=600}]',
    "calendar.burn_in=24",
    "calendar.horizon=24",
    "calendar.election_every=24",
)
PREFIX: Final = "policies.companies."
DECLARED: Final = {path: one for path, one in levers().items() if path.startswith(PREFIX)}
PAYER: Final = {
    "accounting": "cost.district",
    "takeover": "cost.district",
    "takeover_pace": "cost.district",
    "separation": "cost.district",
    "professional_managers": "cost.company",
    "joint_fund": "cost.company",
    "resident_jobs": "cost.company",
    "environment": "cost.company",
    "mixed_events": "cost.company",
    "residence_waived": "cost.district",
    "permits_accepted": "cost.district",
}
# Each lever with its channel closed: what is taken away, and the outcome that must then stay as it is.
CLOSED: Final = {
    "accounting": "assumptions.institutions.company.audit_hours=500.0",
    "takeover": "policies.companies.accounting=0.0",
    "takeover_pace": "policies.companies.takeover=0.0",
    "separation": "assumptions.institutions.company.posts=0.0",
    "professional_managers": "assumptions.institutions.company.management_gain=0.0",
    "joint_fund": "assumptions.institutions.company.profit=0.0",
    "resident_jobs": "assumptions.institutions.company.jobs=0.0",
    "environment": "assumptions.institutions.company.profit=0.0",
    "mixed_events": "assumptions.participation.motives.culture.intercept=-12.0",
    "residence_waived": "assumptions.participation.admission.residence_years=0.0",
    "permits_accepted": "assumptions.institutions.mixing.permits=0.0",
}


def arms(path: str, seed: int, *more: str) -> list[Scenario]:
    """Without and with one lever, where what it acts within is at the recommended setting in both."""
    within = [f"{one}={levers()[one].recommended}" for one in DECLARED[path].within]
    treated = f"{path}={DECLARED[path].recommended}"
    settings = ([*SMALL, *within, *more], [*SMALL, *within, treated, *more])
    return [load_scenario("village", seed=seed, overrides=one) for one in settings]


@cache
def headlines(seed: int) -> dict[str, list[dict[Any, float]]]:
    runs = simulate_forked([arm for path in DECLARED for arm in arms(path, seed)])
    return {path: [run.headline() for run in runs[2 * k : 2 * k + 2]] for k, path in enumerate(DECLARED)}


def differences(path: str, outcome: str) -> list[float]:
    pairs = [headlines(seed)[path] for seed in SEEDS]
    return [after[outcome, "all"] - before[outcome, "all"] for before, after in pairs]


def test_every_lever_of_the_section_is_paid_by_somebody() -> None:
    assert {PREFIX + name for name in PAYER} == {PREFIX + name for name in CLOSED} == set(DECLARED)


@pytest.mark.parametrize("path", DECLARED)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    one = DECLARED[path]
    sign = 1.0 if one.expected == "+" else -1.0
    moved = [sign * value for value in differences(path, one.proximal_outcome)]
    error = max(float(stats.sem(moved)), 1e-9)  # some levers do the same at every seed
    low, high = stats.t.interval(0.99, len(moved) - 1, loc=np.mean(moved), scale=error)
    assert low > 0.0, f"{path}: {low:.4g} to {high:.4g}"


@pytest.mark.parametrize("name", PAYER)
def test_each_lever_is_paid_for(name: str) -> None:
    assert np.mean(differences(PREFIX + name, PAYER[name])) > 0.0


@pytest.mark.parametrize("name", CLOSED)
def test_a_lever_whose_channel_is_closed_does_not_help(name: str) -> None:
    path = PREFIX + name
    before, after = (_proximal(run, path) for run in simulate_forked(arms(path, 1, CLOSED[name])))
    sign = 1.0 if DECLARED[path].expected == "+" else -1.0
    assert sign * (after - before) <= 0.0
    assert name == "professional_managers" or after == before or np.isnan([after, before]).all()


def _proximal(run: Run, path: str) -> float:
    return run.headline().get((DECLARED[path].proximal_outcome, "all"), float("nan"))
