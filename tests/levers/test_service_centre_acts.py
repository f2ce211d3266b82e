"""P8 for S3.4: each lever of the service centre, alone, moves its proximal outcome and is paid for.

Paired seeds on a small place, the levers within which one acts held at their recommendation in both arms; a
difference counts when its 99 % t interval excludes zero, so one of these seven comparisons would be wrong by
chance in fewer than 7 % of choices of seeds. The seeds are fixed.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import pytest
from scipy import stats

from sim.policies import levers
from sim.scenario import load_scenario
from sim.simulate import simulate_forked

SEEDS: Final = range(1, 9)
SMALL: Final = (
    'place.communities=[{type="village",count=8,residents=200},{type="commodity",count=4,residents=200}]',
    "calendar.burn_in=2",
    "calendar.horizon=26",
)
CENTRE: Final = {path: lever for path, lever in levers().items() if path.startswith("policies.centre.")}
UNPAID: Final = ("policies.centre.pay_by_score",)  # moves money between providers
Arm = tuple[str, ...]


def setting(path: str) -> str:
    value = CENTRE[path].recommended
    return f'{path}="{value}"' if isinstance(value, str) else f"{path}={value}"


def arms_of(path: str) -> tuple[Arm, Arm]:
    held = tuple(setting(one) for one in CENTRE[path].within)
    return held, (*held, setting(path))


ARMS: Final = tuple(dict.fromkeys(arm for path in CENTRE for arm in arms_of(path)))


@cache
def headlines(seed: int, *more: str) -> dict[Arm, dict[Any, float]]:
    scenarios = [load_scenario("baoan_sample", seed=seed, overrides=[*SMALL, *more, *arm]) for arm in ARMS]
    return {arm: run.headline() for arm, run in zip(ARMS, simulate_forked(scenarios), strict=True)}


def differences(path: str, outcome: str) -> list[float]:
    held, moved = arms_of(path)
    runs = [headlines(seed) for seed in SEEDS]
    return [run[moved][outcome, "all"] - run[held][outcome, "all"] for run in runs]


@pytest.mark.parametrize("path", CENTRE)
def test_each_lever_of_the_centre_moves_its_proximal_outcome(path: str) -> None:
    sign = 1.0 if CENTRE[path].expected == "+" else -1.0
    values = sign * np.array(differences(path, CENTRE[path].proximal_outcome))
    low, high = stats.t.interval(0.99, len(values) - 1, loc=values.mean(), scale=stats.sem(values))
    assert low > 0.0, f"{path}: {low:.4g} to {high:.4g}"


@pytest.mark.parametrize("path", [path for path in CENTRE if path not in UNPAID])
def test_the_district_pays_for_each_lever_of_the_centre(path: str) -> None:
    assert min(differences(path, "cost.district")) > 0.0


def test_staff_whom_nobody_needs_or_whose_work_is_nothing_meets_no_needs() -> None:
    """The channel closed: people who cannot do the work meet no need, whatever is paid for them."""
    unskilled = [f"assumptions.institutions.services.{who}=0.0" for who in ("social_worker", "other_staff")]
    held, moved = arms_of("policies.centre.staff")
    idle = headlines(1, *unskilled, "assumptions.institutions.services.volunteer=0.0")
    assert idle[moved]["services.quality", "all"] == idle[held]["services.quality", "all"] == 0.0
    assert idle[moved]["trust", "all"] == idle[held]["trust", "all"]


def test_scores_that_nobody_gives_move_no_money() -> None:
    deaf = ("assumptions.participation.motives.supervise.intercept=-12.0",)
    held, moved = arms_of("policies.centre.pay_by_score")
    quiet = headlines(1, *deaf)
    assert quiet[held] == quiet[moved]
    assert quiet[held]["services.raters", "all"] == 0.0
