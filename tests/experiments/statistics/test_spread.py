from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from experiments.statistics import FloatArray
from experiments.statistics.ranks import kendall_over_seeds, rank_stability
from experiments.statistics.spread import components, spread

TRUE_RANDOM, TRUE_ASSUMED = 0.5**2 + 1.0, 2.0**2


def crossed(generator: np.random.Generator, draws: int, seeds: int) -> FloatArray:
    """Draws of standard deviation 2, seeds of 0.5, both together of 1."""
    by_draw, by_seed = generator.normal(0, 2, (draws, 1)), generator.normal(0, 0.5, (1, seeds))
    joint: FloatArray = 10.0 + by_draw + by_seed + generator.normal(0, 1, (draws, seeds))
    return joint


def test_a_table_worked_by_hand() -> None:
    """Rows 1 2 3, 2 4 6: MS of rows 6, of columns 3.25... sums of squares 6, 6.75-0.25, 1."""
    table = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]])
    joint = 0.5  # residuals +-0.5, 0, -+0.5: sum of squares 1, 2 degrees of freedom
    random_draws, assumed = components(table)
    assert_allclose(assumed, 2.0 - joint / 3.0)  # row means 2 and 4
    assert_allclose(random_draws, 2.25 - joint / 2.0 + joint)  # column means 1.5, 3, 4.5


def test_components_are_unbiased() -> None:
    generator = np.random.default_rng(5)
    found = np.array([components(crossed(generator, 12, 6)) for _ in range(3000)])
    error = found.std(axis=0) / np.sqrt(len(found))
    off = (found.mean(axis=0) - [TRUE_RANDOM, TRUE_ASSUMED]) / error
    # Setting negative estimates to zero adds a little to the seeds' part: half a per cent of it here.
    assert np.abs(off).max() < 4.0


def test_the_jackknife_error_is_of_the_size_of_the_real_one() -> None:
    generator = np.random.default_rng(6)
    found = [spread(crossed(generator, 12, 6)) for _ in range(600)]
    real = np.std([one.share for one in found])
    assert 0.7 * real < np.mean([one.error for one in found]) < 1.8 * real


def test_pure_random_draws_and_pure_assumptions_are_told_apart() -> None:
    generator = np.random.default_rng(7)
    random_draws = np.repeat(generator.normal(size=(1, 8)), 6, axis=0)
    assert spread(random_draws).share == 0.0
    assert spread(random_draws.T).share == 1.0


def test_gaps_are_left_out_and_too_little_says_nothing() -> None:
    table = crossed(np.random.default_rng(8), 5, 4)
    gap = np.vstack([table, np.full((1, 4), np.nan)])
    assert spread(gap) == spread(table)
    assert np.isnan(spread(table[:1]).share)
    assert np.isnan(spread(np.ones((3, 3))).share)


def test_rank_stability_counts_orders() -> None:
    draws = np.array(
        [[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [1.0, 2.0, 3.0], [30.0, 2.0, 1.0], [np.nan, 1.0, 2.0]]
    )
    found = rank_stability(np.array([9.0, 5.0, 1.0]), draws)
    assert found.order == (0, 1, 2)
    assert (found.whole.share, found.whole.trials) == (0.5, 4)
    assert found.best.share == 0.75
    assert_allclose(found.tau, (1.0 + 1.0 / 3.0 - 1.0 + 1.0) / 4.0)
    assert_allclose(found.best_share, [0.75, 0.0, 0.25])
    assert_allclose(found.above[1], [0.25, 0.0, 0.5])


def test_an_order_that_every_seed_repeats_has_tau_1() -> None:
    values = np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0], [0.1, 0.2, 0.3]])
    assert_allclose(kendall_over_seeds(values), 1.0)
    assert np.isnan(kendall_over_seeds(values[:1]))


def test_the_order_of_a_seed_is_held_against_that_of_the_others() -> None:
    """By hand: 1 for the first seed, 0 for the others, of whose pairs one agrees, one does not, one ties."""
    assert_allclose(
        kendall_over_seeds(np.array([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [2.0, 3.0, 1.0]])), 1.0 / 3.0
    )


def test_seeds_that_say_nothing_of_an_order_are_left_out() -> None:
    assert_allclose(kendall_over_seeds(np.array([[3.0, 2.0], [5.0, 1.0], [0.0, 0.0]])), 1.0)
    assert np.isnan(kendall_over_seeds(np.zeros((3, 2))))
