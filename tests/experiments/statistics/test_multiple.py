from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from experiments.statistics import estimate
from experiments.statistics.multiple import holm, p_values
from experiments.statistics.shares import share_of


def test_holm_on_four_p_values_by_hand() -> None:
    assert_allclose(holm(np.array([0.01, 0.04, 0.03, 0.005])), [0.03, 0.06, 0.06, 0.02])


def test_holm_is_that_of_statsmodels() -> None:
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    p = np.random.default_rng(3).random(40) ** 3
    assert_allclose(holm(p), multitest.multipletests(p, method="holm")[1])


def test_a_comparison_without_a_value_does_not_count() -> None:
    p = np.array([0.01, np.nan, 0.04, 0.03, 0.005])
    assert_allclose(holm(p)[[0, 2, 3, 4]], holm(p[[0, 2, 3, 4]]))
    assert np.isnan(holm(p)[1])


def test_holm_marks_one_or_more_of_many_nothings_in_5_in_100_families() -> None:
    p = np.random.default_rng(4).random((4000, 20))
    marked = np.mean([(holm(family) < 0.05).any() for family in p])
    assert marked <= stats.binom.ppf(0.999, 4000, 0.05) / 4000
    assert (p < 0.05).any(axis=1).mean() > 0.6


def test_p_values_are_those_of_scipy() -> None:
    sample = np.random.default_rng(1).normal(0.5, 2.0, (12, 5))
    assert_allclose(p_values(estimate(sample)), stats.ttest_1samp(sample, 0.0).pvalue)


def test_no_difference_at_all_has_p_1_and_a_certain_one_p_0() -> None:
    assert p_values(estimate(np.zeros((5, 1))))[0] == 1.0
    assert p_values(estimate(np.ones((5, 1))))[0] == 0.0
    assert np.isnan(p_values(estimate(np.ones((1, 1))))[0])


@pytest.mark.parametrize(("hits", "trials"), [(0, 10), (3, 10), (10, 10), (81, 263)])
def test_shares_have_wilsons_interval(hits: int, trials: int) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I has 81 of 263: 0.2553 to 0.3662."""
    ours = share_of(hits, trials)
    theirs = stats.binomtest(hits, trials).proportion_ci(method="wilson")
    assert_allclose([ours.low, ours.high], [theirs.low, theirs.high], atol=1e-12)
    if trials == 263:
        assert_allclose([ours.low, ours.high], [0.2553, 0.3662], atol=5e-5)
