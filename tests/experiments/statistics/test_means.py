from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from numpy.testing import assert_allclose
from scipy import stats

from experiments.statistics import estimate, paired

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
