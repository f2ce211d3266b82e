"""Means and intervals as in textbooks, Student's t against its closed forms, marks for many at once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.testing import assert_allclose
from scipy import stats

from experiments.statistics import estimate, paired, student
from experiments.statistics.multiple import holm, p_values
from experiments.statistics.shares import share_of
from experiments.statistics.student import t_quantile, two_sided_p

# Student (1908), The probable error of a mean: hours of sleep gained by ten patients with two drugs.
FIRST_DRUG = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])[:, None]
SECOND_DRUG = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])[:, None]


def test_students_own_example() -> None:
    difference = paired(FIRST_DRUG, SECOND_DRUG).difference
    assert_allclose(difference.mean, 1.58)
    assert_allclose(difference.deviation, 1.229995, rtol=1e-6)
    assert_allclose(np.hstack([difference.low, difference.high]), [0.7001142, 2.4598858], rtol=1e-6)


def test_intervals_are_those_of_scipy() -> None:
    sample = np.random.default_rng(1).normal(3.0, 2.0, (12, 5))
    ours = estimate(sample, 0.9)
    for column in range(5):
        theirs = stats.ttest_1samp(sample[:, column], 0.0).confidence_interval(0.9)
        assert_allclose(ours.low[column], float(theirs.low))
        assert_allclose(ours.high[column], float(theirs.high))


def test_a_seed_without_a_value_is_left_out_of_both_arms() -> None:
    first, second = FIRST_DRUG.copy(), SECOND_DRUG.copy()
    first[3], second[5] = np.nan, np.nan
    kept = np.delete(np.arange(10), [3, 5])
    with_gaps, without = paired(first, second), paired(FIRST_DRUG[kept], SECOND_DRUG[kept])
    assert with_gaps.difference.seeds == 8
    for one in ("baseline", "reform", "variance_cut"):
        assert_allclose(getattr(with_gaps, one), getattr(without, one))
    assert_allclose(with_gaps.difference.high, without.difference.high)


def test_one_seed_gives_no_interval_and_none_gives_no_mean() -> None:
    found = estimate(np.array([[1.0, np.nan]]))
    assert found.mean[0] == 1.0
    assert np.isnan([found.mean[1], *found.low, *found.high]).all()
    assert found.seeds.tolist() == [1, 0]


def test_variance_cut_is_that_of_the_pairs_against_independent_samples() -> None:
    found = paired(FIRST_DRUG, SECOND_DRUG)
    independent = FIRST_DRUG.var(ddof=1) + SECOND_DRUG.var(ddof=1)
    assert_allclose(found.variance_cut, independent / (SECOND_DRUG - FIRST_DRUG).var(ddof=1))


def test_a_policy_that_changes_nothing_has_an_interval_of_length_zero() -> None:
    found = paired(FIRST_DRUG, FIRST_DRUG)
    assert_allclose(np.hstack([found.difference.low, found.difference.high]), 0.0)
    assert np.isposinf(found.variance_cut).all()


@given(shift=some.floats(-100, 100), seeds=some.integers(2, 30), key=some.integers(0, 1000))
def test_a_shift_of_every_seed_is_found_exactly(shift: float, seeds: int, key: int) -> None:
    baseline = np.random.default_rng(key).normal(size=(seeds, 1))
    found = paired(baseline, baseline + shift)
    for end in (found.difference.mean, found.difference.low, found.difference.high):
        assert_allclose(end, shift, atol=1e-12)


FREEDOM = np.arange(1, 400)


@pytest.mark.parametrize("p", [0.9, 0.975, 0.995])
def test_quantiles_are_those_of_the_closed_forms(p: float) -> None:
    cauchy = math.tan(math.pi * (p - 0.5))
    of_two = (2.0 * p - 1.0) / math.sqrt(2.0 * p * (1.0 - p))
    assert t_quantile([1, 2], p).tolist() == pytest.approx([cauchy, of_two], rel=1e-12, abs=0.0)


def test_p_values_are_those_of_the_closed_forms() -> None:
    t = 3.7
    cauchy = 1.0 - 2.0 * math.atan(t) / math.pi
    of_two = 1.0 - t / math.sqrt(2.0 + t * t)
    for sign in (1.0, -1.0):
        assert two_sided_p([1, 2], sign * t).tolist() == pytest.approx([cauchy, of_two], rel=1e-12, abs=0.0)


def test_a_quantile_and_a_p_value_belong_together() -> None:
    assert two_sided_p(FREEDOM, t_quantile(FREEDOM, 0.975)) == pytest.approx(0.05, rel=1e-11)


@pytest.mark.parametrize("off", [4e-11, -4e-11])
def test_a_quantile_of_scipys_that_is_off_as_in_1_15_gives_the_same_bits(
    off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, scipys = t_quantile(FREEDOM, 0.975), vars(student)["stdtrit"]
    monkeypatch.setattr(student, "stdtrit", lambda *of: scipys(*of) * (1.0 + off))
    assert (t_quantile(FREEDOM, 0.975) == ours).all()


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
