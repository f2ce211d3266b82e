"""P9: the same mix of people gives the same per head in communities of every size.

The suite measures 500 and 2,000; ``python -m experiments.sizes.size_table`` measures 20,000 too.
"""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sizes.measure import Sizes, measure, resized
from experiments.sizes.size_table import reason
from sim.scenario import load_scenario

SHORT = ("calendar.burn_in=24", "calendar.horizon=12")
ARMS = ("section_3", "section_5")


@pytest.fixture(scope="module")
def found() -> Sizes:
    """The sample with communities of 2,000 and of 500, under two seeds: 16 pairs of communities."""
    return measure("baoan_sample", (2000, 500), (1, 2), arms=ARMS, overrides=SHORT)


def test_p9_what_differs_per_head_between_communities_of_500_and_2000_is_a_stated_mechanism(
    found: Sizes,
) -> None:
    apart = [
        (found.arms[a], found.outcomes[o])
        for a, o in np.argwhere(found.differs(0, 1)).tolist()
        if not reason(found.outcomes[o])
    ]
    assert apart == []


def test_p9_the_fund_reaches_residents_as_often_in_small_communities_as_in_large_ones(found: Sizes) -> None:
    o, a = found.outcomes.index("fund.reached"), found.arms.index("section_3")
    large, small = found.means()[:, a, o]
    assert small == pytest.approx(large, rel=0.35)
    assert large > 1.0


def test_a_place_keeps_its_communities_streets_and_newcomers_at_another_size() -> None:
    small, large = (resized(load_scenario("baoan_sample"), residents).place for residents in (500, 20000))
    assert [group.type for group in small.communities] == [group.type for group in large.communities]
    assert {group.residents for group in large.communities} == {20000}
    assert small.types == large.types


def made_up(shift: float, seed: int) -> Sizes:
    """Two sizes of 24 pairs with ordinary noise, the second shifted by so many of its standard deviations."""
    rng = np.random.default_rng(seed)
    values = 10.0 + rng.normal(size=(2, 2, 24, 30))
    values[1] += shift
    return Sizes((2000, 500), ("status_quo", "reform"), tuple(f"o{k}" for k in range(30)), values)


def test_chance_alone_raises_an_alarm_in_at_most_one_table_of_a_hundred() -> None:
    alarms = sum(made_up(0.0, seed).differs(0, 1).any() for seed in range(200))
    assert alarms <= 8  # even without the margin 2 are expected; more than 8 have a chance under 1 in 1,000


def test_a_difference_beyond_the_margin_is_found_and_one_within_it_is_no_news() -> None:
    assert made_up(4.0, 1).differs(0, 1)[0].all()
    assert not made_up(0.5, 1).differs(0, 1)[0].any()
