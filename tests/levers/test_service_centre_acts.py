"""P8 for S3.4: each lever of the service centre, alone, moves its proximal outcome and is paid for.

Paired seeds on a small place, the levers within which one acts held at their recommendation in both arms; a
difference counts when its 99 % t interval excludes zero, so one of these seven comparisons would be wrong by
chance in fewer than 7 % of choices of seeds. The seeds are fixed.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.levers.paired import LEVERS, Trials, arms, seeds_each, simulated

SMALL: Final = (
    'place.communities=[{type="village",count=8,residents=200},{type="commodity",count=4,residents=200}]',
    "calendar.burn_in=2",
    "calendar.horizon=12",
)
CENTRE: Final = tuple(path for path in LEVERS if path.startswith("policies.centre."))
WEAK: Final = "policies.centre.provider"  # a provider's draw is as large as what its kind makes
TRIALS: Final = Trials(seeds_each({CENTRE: 5, (WEAK,): 12}), SMALL)
UNPAID: Final = ("policies.centre.pay_by_score",)  # moves money between providers


@pytest.mark.parametrize("path", CENTRE)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    TRIALS.check_as_declared(path)


@pytest.mark.parametrize("path", [path for path in CENTRE if path not in UNPAID])
def test_the_district_pays_for_each_lever_of_the_centre(path: str) -> None:
    assert min(TRIALS.differences(path, "cost.district")) > 0.0


def headlines(path: str, *more: str) -> list[dict[Any, float]]:
    """Without and with a lever, where more is different."""
    return [run.headline() for run in simulated((*SMALL, *more), arms(path))]


def test_staff_whom_nobody_needs_or_whose_work_is_nothing_meets_no_needs() -> None:
    """The channel closed: people who cannot do the work meet no need, whatever is paid for them."""
    unskilled = [f"assumptions.institutions.services.{who}=0.0" for who in ("social_worker", "other_staff")]
    alone = "assumptions.institutions.services.volunteer=0.0"
    held, moved = headlines("policies.centre.staff", *unskilled, alone)
    assert moved["services.quality", "all"] == held["services.quality", "all"] == 0.0
    assert moved["trust", "all"] == held["trust", "all"]


def test_scores_that_nobody_gives_move_no_money() -> None:
    deaf = (
        "assumptions.participation.motives.supervise.intercept=-12.0",
        "assumptions.participation.motives.supervise.disposition=0.0",
        "assumptions.institutions.services.round_hours=0.0",  # nobody is interviewed either
    )
    held, moved = headlines("policies.centre.pay_by_score", *deaf)
    assert held == moved
    assert held["services.raters", "all"] == 0.0
