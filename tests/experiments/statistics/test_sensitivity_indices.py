from __future__ import annotations

import itertools

import numpy as np
from numpy.testing import assert_allclose
from scipy import stats

from experiments.statistics.flips import separation
from experiments.statistics.pareto_front import front
from experiments.statistics.sensitivity_indices import hanging


def test_partial_rank_correlation_is_that_of_residuals() -> None:
    generator = np.random.default_rng(1)
    points = generator.random((40, 3))
    points[:, 1] = 0.5 * points[:, 0] + 0.5 * points[:, 1]
    values = np.exp(points[:, 0]) + 0.3 * points[:, 1] + generator.normal(0, 0.1, 40)
    found = hanging(points, values)
    ranks = stats.rankdata(points, axis=0)
    for k in range(3):
        others = np.column_stack([np.ones(40), np.delete(ranks, k, axis=1)])
        rest = [
            one - others @ np.linalg.lstsq(others, one, rcond=None)[0]
            for one in (ranks[:, k], stats.rankdata(values))
        ]
        assert_allclose(found.prcc[k], np.corrcoef(*rest)[0, 1], atol=1e-10)


def test_p_values_are_even_if_nothing_matters() -> None:
    generator = np.random.default_rng(2)
    p = np.array([hanging(generator.random((15, 3)), generator.random(15)).p for _ in range(800)]).ravel()
    assert stats.kstest(p, "uniform").pvalue > 0.001


def test_a_plane_is_found_exactly_and_explains_all() -> None:
    points = np.random.default_rng(3).random((10, 2))
    found = hanging(points, 3.0 + points @ [2.0, -1.0])
    assert_allclose(found.slope, [2.0, -1.0])
    assert_allclose(found.explained, 1.0)


def test_points_without_a_value_are_left_out_and_a_constant_says_nothing() -> None:
    points = np.random.default_rng(4).random((12, 2))
    values = points @ [1.0, 2.0]
    with_gap = np.where(np.arange(12) == 5, np.nan, values)
    assert_allclose(hanging(points, with_gap).slope, [1.0, 2.0])
    assert np.isnan(hanging(points, np.ones(12)).prcc).all()


def test_separation_is_one_if_an_input_decides_and_zero_if_not() -> None:
    inputs = np.array([[0.1, 0.5], [0.2, 0.1], [0.8, 0.4], [0.9, 0.2]])
    found = separation(inputs, np.array([False, False, True, True]))
    assert_allclose(found.rank_biserial, [1.0, 0.0])
    assert np.isnan(separation(inputs, np.zeros(4, dtype=bool)).p).all()


def test_separation_counts_pairs_and_its_p_is_that_of_all_relabellings() -> None:
    """Kerby 2014: favourable less unfavourable pairs; Mann and Whitney 1947: every relabelling as likely."""
    inputs = np.array([0.11, 0.52, 0.73, 0.94, 0.35, 0.66, 0.87])
    fails = np.array([False, False, True, True, False, True, False])
    pairs = np.sign(inputs[fails][:, None] - inputs[~fails][None, :])
    relabelled = [
        np.sign(inputs[list(chosen)][:, None] - np.delete(inputs, chosen)[None, :]).mean()
        for chosen in itertools.combinations(range(7), 3)
    ]
    at_least = np.mean(np.abs(relabelled) >= abs(pairs.mean()) - 1e-12)
    found = separation(inputs[:, None], fails)
    assert_allclose(found.rank_biserial, [pairs.mean()])
    assert_allclose(found.p, [at_least])


def test_the_front_is_that_of_looking_at_every_pair() -> None:
    costs = np.random.default_rng(5).integers(0, 6, (60, 3)).astype(float)
    beaten = [any((one <= other).all() and (one < other).any() for one in costs) for other in costs]
    assert front(costs).tolist() == [not one for one in beaten]


def test_the_front_is_what_nothing_beats() -> None:
    costs = np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [2.5, 2.5], [1.0, 3.0], [np.nan, 0.0]])
    assert front(costs).tolist() == [True, True, True, False, True, False]
