"""Exponential and logarithm: near the exact value everywhere, and the same bits compiled and plain."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, getcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.engine.arithmetic import exp, log, logistic

getcontext().prec = 60
ULPS = 4
generator = np.random.default_rng(20140101)

EXPONENTS = [
    *generator.uniform(-1.0, 1.0, 500),
    *generator.uniform(-30.0, 30.0, 500),
    *generator.uniform(-700.0, 700.0, 500),
    *(sign * 10.0**-power for power in range(1, 300, 7) for sign in (-1, 1)),
    *(k * math.log(2.0) / 2.0 for k in range(-2000, 2001, 37)),
    -700.0, 0.0, 700.0,
]  # fmt: skip
NUMBERS = [
    *generator.uniform(0.5, 2.0, 500),
    *(10.0 ** generator.uniform(-300.0, 300.0, 500)),
    *(1.0 + sign * 10.0**-power for power in range(1, 16) for sign in (-1, 1)),
    *(math.sqrt(0.5) * 2.0**k * nudge for k in range(-1000, 1000, 61) for nudge in (1 - 1e-15, 1, 1 + 1e-15)),
    2.2250738585072014e-308, 1.0, 1.7976931348623157e308,
]  # fmt: skip


def ulps_off(value: float, exact: Decimal) -> float:
    """Distance from the exact value, in units of the last place of its nearest float."""
    return float(abs(Decimal(value) - exact) / Decimal(math.ulp(float(exact))))


def worst(function: Callable[[float], float], exact: Callable[[Decimal], Decimal], at: list[float]) -> float:
    return max(ulps_off(function(float(x)), exact(Decimal(float(x)))) for x in at)


def test_exp_is_within_4_units_in_the_last_place() -> None:
    assert worst(exp, Decimal.exp, EXPONENTS) <= ULPS


def test_log_is_within_4_units_in_the_last_place() -> None:
    assert worst(log, Decimal.ln, [x for x in NUMBERS if x != 1.0]) <= ULPS


def test_the_exact_values_are_exact() -> None:
    assert (exp(0.0), log(1.0), logistic(0.0)) == (1.0, 0.0, 0.5)


@pytest.mark.parametrize(("function", "at"), [(exp, EXPONENTS), (log, NUMBERS), (logistic, EXPONENTS)])
def test_compiled_and_plain_give_the_same_bits(function: Callable[..., float], at: list[float]) -> None:
    plain: Callable[[float], float] = getattr(function, "py_func")  # noqa: B009 - mypy knows no py_func here
    assert [function(float(x)) for x in at] == [plain(float(x)) for x in at]


@pytest.mark.parametrize(
    ("far", "near"), [(1e9, 700.0), (-1e9, -700.0), (math.inf, 700.0), (-math.inf, -700.0)]
)
def test_exp_beyond_its_range_takes_the_nearer_bound(far: float, near: float) -> None:
    assert exp(far) == exp(near)


@given(some.floats(-50.0, 50.0))
def test_a_log_odds_and_its_negative_are_chances_that_add_up_to_one(odds: float) -> None:
    assert 0.0 < logistic(odds) <= 1.0
    assert logistic(odds) + logistic(-odds) == pytest.approx(1.0, abs=1e-15)


@given(some.floats(-600.0, 600.0))
def test_log_undoes_exp(x: float) -> None:
    assert log(exp(x)) == pytest.approx(x, rel=1e-14, abs=1e-15)
