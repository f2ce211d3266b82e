"""P8 for S5.1, S5.4, S5.5, D4: each lever moves its proximal outcome, is paid for, needs its channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.levers.paired import LEVERS, Trials, seeds_each, simulated, trials_of

PLACE = (
    'place.communities=[{type="village",count=1,residents=500},{type="commodity",count=1,residents=500}]',
    "calendar.burn_in=14",
    "calendar.horizon=24",
)
# Twice as many people vary less by chance, and their months take little longer.
LARGER = (
    *PLACE,
    'place.communities=[{type="village",count=1,residents=1000},{type="commodity",count=1,residents=1000}]',
)
MINE = tuple(path for path, lever in LEVERS.items() if lever.clause in ("D4", "S5.1", "S5.4", "S5.5"))
# What these move is small against random variation in places of 500: few old and young people live there.
WEAK = (
    "policies.government.programme",
    "policies.residents.outreach_old",
    "policies.residents.outreach_women",
    "policies.residents.outreach_youth",
)
WEAKER = ("policies.government.facilities",)
# Talk at compound activities leads few to committee work, which is rare in a month.
WEAKEST = ("policies.residents.culture_compound",)
SLOW = (*WEAK, *WEAKER, *WEAKEST)
PLAIN = Trials(seeds_each({tuple(path for path in MINE if path not in SLOW): 6}, first=0), LARGER)
TRIALS = (PLAIN, Trials(seeds_each({WEAK: 18, WEAKER: 30, WEAKEST: 72}, first=0), PLACE))
SPACE = "policies.government.space"


def with_marks(paths: Sequence[str]) -> list[Any]:
    """Those that need many seeds are slow, whatever is asked of their runs."""
    return [pytest.param(path, marks=[pytest.mark.slow] if path in SLOW else []) for path in paths]


@pytest.mark.parametrize("path", with_marks(MINE))
def test_alone_it_moves_its_proximal_outcome_as_declared(path: str) -> None:
    trials_of(TRIALS, path).check_as_declared(path)


@pytest.mark.parametrize("path", with_marks([path for path in MINE if path != SPACE]))
def test_the_district_pays_for_it(path: str) -> None:
    assert min(trials_of(TRIALS, path).differences(path, "cost.district")) > 0.0


def test_space_is_yielded_with_the_programmes_own_money() -> None:
    assert PLAIN.differences(SPACE, "cost.district") == pytest.approx([0.0] * 6, abs=1e-9)


NOTHING = [
    ("policies.government.space=0.6", "policies.government.programme=0.0"),
    ("policies.residents.culture_compound=0.5", "policies.residents.culture_organisers=0.0"),
    ("policies.government.facilities=20.0", "assumptions.institutions.involvement.venue=0.0"),
    ("policies.residents.education=10.0", "assumptions.participation.experience.skill_class=0.0"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("reform", "closed"), NOTHING)
def test_with_its_channel_closed_it_moves_nothing(reform: str, closed: str) -> None:
    outcome = LEVERS[reform.partition("=")[0]].proximal_outcome
    for seed in range(2):
        pair = simulated(PLACE, [(closed,), (closed, reform)], seed, "baoan_sample")
        quo, moved = (run.headline()[outcome, "all"] for run in pair)
        assert moved == pytest.approx(quo, abs=5e-4)
