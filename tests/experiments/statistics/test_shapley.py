from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.testing import assert_allclose

from experiments.statistics import FloatArray
from experiments.statistics.contrasts import aliases, contrast, factor_masks, levels
from experiments.statistics.shapley import draw_orders, exact, masks_of, sampled


def game(members: int, key: int) -> dict[int, FloatArray]:
    """Random values of every coalition, for two outcomes."""
    values = np.random.default_rng(key).normal(size=(2**members, 2))
    return dict(enumerate(values))


def test_the_airport_game() -> None:
    """Littlechild and Owen 1973: who needs runway up to length k shares the cost of each piece up to k."""
    lengths = [1.0, 2.0, 4.0]
    cost = {
        mask: np.array(max((lengths[k] for k in range(3) if mask >> k & 1), default=0.0)) for mask in range(8)
    }
    assert_allclose(exact(cost, 3), [1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 2.0])


def test_a_glove_game_gives_the_scarce_glove_two_thirds() -> None:
    value = {mask: np.array(float(mask & 1 and mask & 6 != 0)) for mask in range(8)}
    assert_allclose(exact(value, 3), [2 / 3, 1 / 6, 1 / 6])


@given(members=some.integers(2, 6), key=some.integers(0, 99))
def test_exact_parts_add_up_to_the_whole(members: int, key: int) -> None:
    values = game(members, key)
    whole = values[2**members - 1] - values[0]
    assert_allclose(exact(values, members).sum(axis=0), whole, atol=1e-12)


@given(members=some.integers(2, 6), key=some.integers(0, 99), pairs=some.integers(1, 4))
def test_sampled_parts_add_up_to_the_whole(members: int, key: int, pairs: int) -> None:
    values = game(members, key)
    orders = draw_orders(members, pairs, [key])
    needed = {mask: values[mask] for mask in masks_of(orders)}
    assert_allclose(sampled(needed, orders).sum(axis=0), values[2**members - 1] - values[0], atol=1e-12)


def test_sampled_values_are_unbiased() -> None:
    values = game(5, 1)
    found = np.array([sampled(values, draw_orders(5, 1, [key])) for key in range(3000)])
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert np.abs((found.mean(axis=0) - exact(values, 5)) / error).max() < 4.5


def test_orders_are_those_of_their_key_and_come_with_their_reverse() -> None:
    orders = draw_orders(7, 3, [11])
    assert orders == draw_orders(7, 3, [11])
    assert orders[:2] == draw_orders(7, 1, [11])
    assert orders != draw_orders(7, 3, [12])
    assert orders[1] == orders[0][::-1]


@pytest.mark.parametrize("resolution", [3, 4, 5])
@pytest.mark.parametrize("factors", [2, 3, 5, 7, 9])
def test_a_fraction_has_the_resolution_asked_for(factors: int, resolution: int) -> None:
    signs = np.where(levels(factor_masks(factors, resolution)), 1.0, -1.0)
    for size in range(1, min(resolution, factors + 1)):
        for chosen in combinations(range(factors), size):
            assert abs(signs[:, list(chosen)].prod(axis=1).sum()) == 0.0


@pytest.mark.parametrize(
    ("factors", "resolution", "runs"),
    [(5, 5, 16), (6, 5, 32), (8, 5, 64), (17, 5, 256), (8, 4, 16), (7, 3, 8)],
)
def test_fractions_are_as_small_as_those_of_the_textbooks(factors: int, resolution: int, runs: int) -> None:
    """Montgomery, Design and Analysis of Experiments, table 8.14; Box and Hunter 1961 for 2^(17-9)."""
    assert len(levels(factor_masks(factors, resolution))) == runs


def test_contrasts_find_main_effects_and_interactions() -> None:
    high = levels(factor_masks(5, 5))
    values = 3.0 + 2.0 * high[:, 0] - 1.0 * high[:, 3] + 4.0 * high[:, 1] * high[:, 2]
    assert_allclose(contrast(high, (0,), values), 2.0)
    assert_allclose(contrast(high, (3,), values), -1.0)
    assert_allclose(contrast(high, (1,), values), 2.0)  # half the time the other is there
    assert_allclose(contrast(high, (1, 2), values), 2.0)
    assert_allclose(contrast(high, (0, 4), values), 0.0, atol=1e-12)


def test_aliases_are_named() -> None:
    assert set(aliases(factor_masks(5, 5)).values()) == {()}
    confounded = aliases(factor_masks(4, 4))
    assert confounded[0, 1] == ((2, 3),)
    assert confounded[0,] == ()
    with pytest.raises(ValueError, match="more than 1024 runs"):
        factor_masks(60, 5)
