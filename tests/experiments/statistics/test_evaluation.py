from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from experiments.statistics.evaluation import difference_in_differences, matching

ONE_KIND = np.zeros(2, dtype=np.int64)


def test_card_and_krueger() -> None:
    """1994, American Economic Review 84, table 3: mean employment in New Jersey and Pennsylvania."""
    found = difference_in_differences(
        np.array([20.44, 23.33]), np.array([21.03, 21.17]), np.array([True, False]), ONE_KIND
    )
    assert np.isnan(found.effect)  # two places leave no degree of freedom
    doubled = difference_in_differences(
        np.repeat([20.44, 23.33], 2),
        np.repeat([21.03, 21.17], 2),
        np.repeat([True, False], 2),
        np.zeros(4, dtype=np.int64),
    )
    assert_allclose(doubled.effect, 2.75)


def test_differences_are_tested_as_scipy_tests_them() -> None:
    generator = np.random.default_rng(1)
    before, after = generator.normal(size=(2, 14))
    pilot = np.arange(14) < 5
    ours = difference_in_differences(before, after, pilot, np.zeros(14, dtype=np.int64))
    theirs = stats.ttest_ind((after - before)[pilot], (after - before)[~pilot])
    interval = theirs.confidence_interval(0.95)
    assert_allclose([ours.p, ours.low, ours.high], [theirs.pvalue, interval.low, interval.high])


def test_it_finds_nothing_in_95_of_100_where_there_is_nothing() -> None:
    generator = np.random.default_rng(2)
    pilot, kind = np.arange(10) < 3, np.zeros(10, dtype=np.int64)
    pairs = generator.normal(size=(3000, 2, 10))
    p = [difference_in_differences(before, after, pilot, kind).p for before, after in pairs]
    assert stats.binomtest(sum(one < 0.05 for one in p), 3000, 0.05).pvalue > 0.001


def test_a_pilot_is_matched_with_the_nearest_of_its_type() -> None:
    before = np.array([1.0, 5.0, 1.2, 5.1, 1.05])
    after = np.array([2.0, 7.0, 1.3, 5.5, 9.0])
    pilot = np.array([True, True, False, False, False])
    kind = np.array([0, 0, 0, 0, 1])
    found = matching(before, after, pilot, kind)
    assert_allclose(found.effect, np.mean([2.0 - 1.3, 7.0 - 5.5]))
    assert_allclose(found.p, stats.ttest_1samp([0.7, 1.5], 0.0).pvalue)
    alone = matching(before[[0, 4]], after[[0, 4]], pilot[[0, 4]], kind[[0, 4]])
    assert alone.effect == -7.0  # no other of its type: any
    assert np.isnan(alone.p)


@pytest.mark.parametrize("estimator", [difference_in_differences, matching])
def test_without_others_there_is_no_estimate(estimator: object) -> None:
    both = np.array([True, True])
    found = estimator(np.ones(2), np.ones(2), both, ONE_KIND)  # type: ignore[operator]
    assert np.isnan(found).all()


def test_gaps_are_left_out() -> None:
    before, after = np.array([1.0, 1.0, 1.0, np.nan, 1.0]), np.array([2.0, 2.5, 1.0, 3.0, 1.5])
    pilot, kind = np.array([True, True, False, False, False]), np.zeros(5, dtype=np.int64)
    assert_allclose(difference_in_differences(before, after, pilot, kind).effect, 1.25 - 0.25)
