"""P8 for S1.3 and S4: each lever alone moves its proximal outcome, is paid for, and needs organisations.

Paired seeds on a small and lively place, where whoever was active in one month of the year counts as an
activist; a difference counts when its 99 % t interval excludes zero, so that one of these 23 comparisons
would be wrong by chance in fewer than a quarter of all choices of seeds. The seeds are fixed.
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
EMPTY: Final[tuple[str, ...]] = ()
LIFE: Final = "assumptions.institutions.organisations"
LIVELY: Final = (
    'place.communities=[{type="village",count=1,residents=1000},{type="commodity",count=1,residents=1000}]',
    "calendar.burn_in=11",
    "calendar.horizon=30",
    "assumptions.participation.ladder.activist_months=1",
    f"{LIFE}.initial=20",
    f"{LIFE}.purchase_lines=20",
    f"{LIFE}.founding=0.3",
)
# An incubator matters where rooms are hard to find.
ELSEWHERE: Final = {
    "policies.organisations.incubation": (f"{LIFE}.without_room=0.02", f"{LIFE}.founding=0.1")
}
LEVERS: Final = {
    path: lever
    for path, lever in levers().items()
    if path.startswith(("policies.organisations.", "policies.tasks.purchase_"))
}
# What is paid for the lever, in the words of the ledger; "" where it costs somebody hours or a place.
PAID: Final = {
    "purchase_catalogue": "service purchase",
    "purchase_openness": "service purchase",
    "purchase_publication": "catalogue published",
    "needs": "needs survey",
    "training": "training of backbones",
    "admission": "",
    "incubation": "incubator",
    "filing": "setting up",
    "registration_members": "setting up",
    "registration_capital": "founding capital",
    "guidance": "guidance",
    "special_fund": "special fund",
    "source_superior": "superior grant",
    "source_community": "community contribution",
    "source_companies": "companies' contribution",
    "source_public": "call for donations",
    "exchange": "shared training",
    "social_workers": "organisations' staff",
    "volunteers": "organisations' staff",
    "inspection": "inspection",
    "committee_powers": "",
    "enforcement": "joint enforcement",
    "evaluation": "third-party evaluation",
}


def at(*paths: str) -> tuple[str, ...]:
    """These levers at their recommended settings."""
    return tuple(f"{path}={_written(levers()[path].recommended)}" for path in paths)


def _written(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def scenario(settings: tuple[str, ...], seed: int, *rules: str) -> Scenario:
    return load_scenario("baoan_sample", seed=seed, overrides=[*LIVELY, *rules, *settings])


@cache
def runs(seed: int) -> dict[tuple[str, ...], Run]:
    """All arms of all levers but those tried elsewhere, from one burn-in."""
    here = [path for path in LEVERS if path not in ELSEWHERE]
    distinct = list(dict.fromkeys(arm for path in here for arm in arms(path)))
    return dict(zip(distinct, simulate_forked([scenario(arm, seed) for arm in distinct]), strict=True))


def arms(path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lever at the status quo and at the recommendation, those within which it acts recommended."""
    within = LEVERS[path].within
    return at(*within), at(*within, path)


@cache
def both(path: str, seed: int) -> tuple[Run, Run]:
    """Runs without and with the lever."""
    if path in ELSEWHERE:
        quo, reform = simulate_forked([scenario(arm, seed, *ELSEWHERE[path]) for arm in arms(path)])
    else:
        quo, reform = (runs(seed)[arm] for arm in arms(path))
    return quo, reform


@pytest.mark.parametrize("path", LEVERS)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    lever, effects = LEVERS[path], []
    for seed in SEEDS:
        quo, reform = (run.headline()[lever.proximal_outcome, "all"] for run in both(path, seed))
        effects.append((reform - quo) * (1.0 if lever.expected == "+" else -1.0))
    mean, error = float(np.mean(effects)), float(stats.sem(effects))
    low = mean - float(stats.t.ppf(0.995, len(effects) - 1)) * error
    assert low > 0.0, f"{path} on {lever.proximal_outcome}: {mean:.4g}, at least {low:.4g}"


@pytest.mark.parametrize("path", [path for path in LEVERS if PAID[path.split(".")[-1]]])
def test_each_lever_is_paid_for(path: str) -> None:
    purpose, spent = PAID[path.split(".")[-1]], [0, 0]
    for seed in SEEDS:
        for arm, run in enumerate(both(path, seed)):
            spent[arm] += sum(fen for *_, why, _, fen in run.flows if why == purpose)
    # Open tender spends the same budget on more hours.
    assert spent[1] > (0.9 * spent[0] if path.endswith("openness") else spent[0])


def test_without_organisations_and_founders_nobody_takes_part_more() -> None:
    nobody = (f"{LIFE}.initial=0", f"{LIFE}.founding=0")
    trained = "policies.organisations.training"  # trains residents, not organisations
    every = at(*(path for path in LEVERS if path != trained))
    quo, reform = simulate_forked([scenario(arm, 1, *nobody) for arm in (EMPTY, every)])
    for column, (outcome, group) in enumerate(quo.keys):
        if not outcome.startswith("cost."):
            same = np.array_equal(quo.values[:, column], reform.values[:, column], equal_nan=True)
            assert same, (outcome, group)


def test_training_without_volunteers_trains_nobody() -> None:
    idle = (
        "assumptions.participation.ladder.volunteer_months=12",
        "assumptions.participation.ladder.activist_months=12",
    )
    quo, reform = simulate_forked(
        [scenario(arm, 1, *idle) for arm in (EMPTY, at("policies.organisations.training"))]
    )
    assert np.array_equal(quo.values, reform.values, equal_nan=True)
