"""The price of one more participant: added money over added people, only for a gain that is certain."""

from __future__ import annotations

import math

import pytest

from sim.outcomes.price import price_of_gain


def test_the_price_is_added_money_over_added_participants_and_its_ends_are_those_of_the_gain() -> None:
    found = price_of_gain(0.05, (0.04, 0.10), more_cost=10.0, adults=0.8)
    assert found == pytest.approx((250.0, 125.0, 312.5))


def test_a_reform_that_saves_money_has_a_price_below_zero_with_its_ends_in_order() -> None:
    found = price_of_gain(0.05, (0.04, 0.10), more_cost=-10.0, adults=0.8)
    assert found == pytest.approx((-250.0, -312.5, -125.0))


def test_a_single_run_gives_no_interval() -> None:
    found = price_of_gain(0.05, None, more_cost=10.0, adults=0.8)
    assert found is not None
    assert found.yuan == pytest.approx(250.0)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


@pytest.mark.parametrize(
    ("gain", "ends"), [(0.05, (0.0, 0.1)), (0.05, (math.nan, math.nan)), (0.0, None), (-0.01, None)]
)
def test_no_certain_gain_no_price(gain: float, ends: tuple[float, float] | None) -> None:
    assert price_of_gain(gain, ends, more_cost=10.0, adults=0.8) is None
