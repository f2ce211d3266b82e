"""Looking as often as one likes: how often the interval ever misses, measured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from scipy import stats

from experiments.statistics import FloatArray, half_width
from experiments.statistics.sequential import evidence, sequential_half_width

LOOKS = np.arange(5, 121)
SAMPLES = 4000


def ever_missed(
    samples: FloatArray, mean: float, width: Callable[[FloatArray, NDArray[np.int64]], FloatArray]
) -> float:
    """Share of samples (samples, seeds) whose interval misses the mean at one look or more."""
    missed = np.zeros(len(samples), dtype=bool)
    for seeds in LOOKS:
        seen = samples[:, :seeds]
        count = np.full(len(samples), seeds, dtype=np.int64)
        half = width(seen.std(axis=1, ddof=1), count)
        missed |= np.abs(seen.mean(axis=1) - mean) > half
    return float(missed.mean())


def upper(level: float) -> float:
    """What a share of SAMPLES with this true value exceeds once in a thousand times."""
    return float(stats.binom.ppf(0.999, SAMPLES, level)) / SAMPLES


Draw = Callable[[np.random.Generator, tuple[int, int]], FloatArray]
DRAWS: dict[str, tuple[Draw, float]] = {
    "normal": (lambda g, shape: g.normal(2.0, 3.0, shape), 2.0),
    "uniform": (lambda g, shape: g.random(shape), 0.5),
    "heavy tails (t with 4 degrees)": (lambda g, shape: g.standard_t(4, shape), 0.0),
}


@pytest.mark.parametrize("kind", DRAWS)
def test_the_interval_ever_misses_in_at_most_5_in_100_samples(kind: str) -> None:
    draw, mean = DRAWS[kind]
    samples = draw(np.random.default_rng(7), (SAMPLES, LOOKS[-1]))
    assert ever_missed(samples, mean, sequential_half_width) <= upper(0.05)


@pytest.mark.parametrize(("shape", "error"), [(16.0, 0.06), (1.0, 0.14)])
def test_skewed_differences_make_it_miss_more_often(shape: float, error: float) -> None:
    """Gamma, skewness 0.5 and 2: the error stated in the module, most of it at the first looks."""
    samples = np.random.default_rng(8).gamma(shape, 1.0, (SAMPLES, LOOKS[-1]))
    assert ever_missed(samples, shape, sequential_half_width) <= upper(error)


def test_peeking_at_students_interval_misses_far_more_often() -> None:
    samples = np.random.default_rng(7).normal(2.0, 3.0, (SAMPLES, LOOKS[-1]))
    assert ever_missed(samples, 2.0, half_width) > 0.2


def test_it_is_less_than_twice_as_long_as_students_from_eight_seeds_on() -> None:
    for seeds in (8, 20, 100, 1000):
        ratio = sequential_half_width(np.ones(1), np.array([seeds])) / half_width(
            np.ones(1), np.array([seeds])
        )
        assert 1.0 < ratio[0] < 2.0


def test_zero_is_on_the_edge_of_the_interval_where_the_evidence_is_one_over_alpha() -> None:
    seeds = np.array([5, 12, 60])
    deviation = np.array([0.3, 1.0, 4.0])
    half = sequential_half_width(deviation, seeds)
    assert_allclose(evidence(half, deviation, seeds), 20.0)


def test_the_evidence_is_the_bayes_factor_of_the_noncentral_t() -> None:
    """Checked by integrating over the standardised mean, of which the prior is standard normal."""
    seeds, t = 9, 2.3
    effects = np.linspace(-8.0, 8.0, 20001)
    density = stats.nct.pdf(t, seeds - 1, effects * np.sqrt(seeds)) * stats.norm.pdf(effects)
    theirs = np.trapezoid(density, effects) / stats.t.pdf(t, seeds - 1)
    ours = evidence(np.array([t / np.sqrt(seeds)]), np.ones(1), np.array([seeds]))
    assert_allclose(ours, theirs, rtol=1e-6)


def test_too_few_seeds_bound_nothing_and_no_spread_bounds_all() -> None:
    assert sequential_half_width(np.ones(1), np.array([3]))[0] == np.inf
    assert np.isnan(sequential_half_width(np.ones(1), np.array([1])))[0]
    assert sequential_half_width(np.zeros(1), np.array([5]))[0] == 0.0
    assert evidence(np.zeros(1), np.zeros(1), np.array([5]))[0] == 1.0
    assert evidence(np.ones(1), np.zeros(1), np.array([60]))[0] > 1e6
