"""P8 for section 2 of the source: each lever moves its proximal outcome, is paid for, and needs its channel.

Paired seeds on former villages; a difference counts when its 99 % t interval excludes zero, so that one of
eleven comparisons would be wrong by chance in about a tenth of choices of seeds; the seeds are fixed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from sim.simulation import Run
from tests.levers.paired import LEVERS, Trials, arms, seeds_each, simulated

SMALL: Final = (
    'place.communities=[{type="village",count=3,residents=600}]',
    "calendar.burn_in=24",
    "calendar.horizon=16",
    "calendar.election_every=24",
)
# Twice as many people vary less by chance, and their months take little longer.
LARGER: Final = (*SMALL, 'place.communities=[{type="village",count=3,residents=1200}]')
PREFIX: Final = "policies.companies."
COMPANIES: Final = tuple(path for path in LEVERS if path.startswith(PREFIX))
# What stands out from chance in few seeds, what takes more, and what is small: few ties come from one event.
STRONG: Final = tuple(
    PREFIX + name
    for name in (
        "accounting",
        "separation",
        "professional_managers",
        "takeover",
        "takeover_pace",
        "resident_jobs",
    )
)
WEAK: Final = (f"{PREFIX}mixed_events",)
PLAIN: Final = tuple(path for path in COMPANIES if path not in (*STRONG, *WEAK))
TRIALS: Final = Trials(seeds_each({STRONG: 4, PLAIN: 6, WEAK: 6}), LARGER, "village")
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


def test_every_lever_of_the_section_is_paid_by_somebody() -> None:
    assert {PREFIX + name for name in PAYER} == {PREFIX + name for name in CLOSED} == set(COMPANIES)


@pytest.mark.parametrize("path", COMPANIES)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    TRIALS.check_as_declared(path)


@pytest.mark.parametrize("name", PAYER)
def test_each_lever_is_paid_for(name: str) -> None:
    assert np.mean(TRIALS.differences(PREFIX + name, PAYER[name])) > 0.0


@pytest.mark.parametrize("name", CLOSED)
def test_a_lever_whose_channel_is_closed_does_not_help(name: str) -> None:
    path = PREFIX + name
    before, after = (_proximal(run, path) for run in _closed(path, CLOSED[name]))
    sign = 1.0 if LEVERS[path].expected == "+" else -1.0
    assert sign * (after - before) <= 0.0
    assert name == "professional_managers" or after == before or np.isnan([after, before]).all()


def _closed(path: str, channel: str) -> list[Run]:
    without, with_it = arms(path)
    return simulated(SMALL, [(*without, channel), (*with_it, channel)], 1, "village")


def _proximal(run: Run, path: str) -> float:
    return run.headline().get((LEVERS[path].proximal_outcome, "all"), float("nan"))
