"""S5.3, P8: each lever of the path moves its proximal outcome, is paid for, and acts through those on it.

A small place has few activists in four years, so here fewer months make one. Of the six intervals at
99 % one would exclude zero by chance in fewer than 6 % of choices of seeds.
"""

from __future__ import annotations

import pytest

from tests.levers.paired import LEVERS, Trials, at, seeds_each, simulated, trials_of

PLACE = (
    'place.communities=[{type="commodity",count=2,residents=1500}]',
    "assumptions.participation.ladder.activist_months=2",
    "assumptions.participation.ladder.backbone_months=2",
    "assumptions.participation.ladder.backbone_skill=0.4",
    "calendar.burn_in=12",
    "calendar.horizon=26",
    "calendar.first_election=10",
)
# More people vary less by chance, and their months take little longer.
LARGER = (*PLACE, 'place.communities=[{type="commodity",count=2,residents=3000}]')
LARGE = (*PLACE, 'place.communities=[{type="commodity",count=2,residents=6000}]', "calendar.horizon=8")
LADDER = tuple(path for path in LEVERS if path.startswith("policies.ladder."))
# What is seen in few seeds; who is elected shows at once, and in more of them.
STRONG = tuple(f"policies.ladder.{name}" for name in ("hukou", "posts", "training"))
WEAK = ("policies.ladder.representatives",)
PLAIN = tuple(path for path in LADDER if path not in (*STRONG, *WEAK))
TRIALS = (
    Trials(seeds_each({STRONG: 4, PLAIN: 6}), LARGER),
    Trials(seeds_each({WEAK: 6}), LARGE),
)
FREE = "policies.ladder.newcomers"  # places and seats are paid, whoever gets them
# Twelve months of service in every year: nobody gets on the path, and nobody is elected.
NOBODY_ON_IT = (
    *(f"assumptions.participation.ladder.{rung}_months=12" for rung in ("volunteer", "activist", "backbone")),
    "calendar.first_election=37",
)


@pytest.mark.parametrize("path", LADDER)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    trials_of(TRIALS, path).check_as_declared(path)


@pytest.mark.parametrize("path", [path for path in LADDER if path != FREE])
def test_each_lever_is_paid_for(path: str) -> None:
    cost = trials_of(TRIALS, path).differences(path, "cost.district")
    assert sum(cost) > 0.0


def test_where_nobody_is_on_the_path_nothing_moves_and_only_the_coordinators_are_paid() -> None:
    quo, reform = simulated((*PLACE, *NOBODY_ON_IT), ((), at(*LADDER)))
    purposes = {flow[3] for flow in reform.flows} - {flow[3] for flow in quo.flows}
    assert purposes == {"coordinators"}
    without_cost = [key for key in quo.headline() if not key[0].startswith("cost.")]
    assert [quo.headline()[key] for key in without_cost] == [reform.headline()[key] for key in without_cost]
