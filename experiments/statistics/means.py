"""Means, paired differences and their intervals, over seeds; NaN marks a seed without a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.student import t_quantile

FloatArray = NDArray[np.float64]
CONFIDENCE: Final = 0.95
RANGE: Final = (5.0, 95.0)  # per cent of plausible worlds


@dataclass(frozen=True)
class Estimate:
    """Means with a Student t interval, one entry a column.

    Attributes:
        mean: mean over the seeds that have a value; NaN if none has.
        low: lower end of the interval; NaN with fewer than two seeds.
        high: upper end of the interval.
        deviation: standard deviation over seeds.
        seeds: number of seeds that have a value.
    """

    mean: FloatArray
    low: FloatArray
    high: FloatArray
    deviation: FloatArray
    seeds: NDArray[np.int64]


@dataclass(frozen=True)
class PairedEstimate:
    """Two arms under common random numbers, one entry a column.

    Attributes:
        baseline: mean of the first arm over the seeds that have a value in both.
        reform: the same of the second arm.
        difference: mean of reform minus baseline, seed by seed, with its interval.
        variance_cut: variance that independent seeds would have given, divided by that of the pairs; infinite
            if the pairs do not vary.
    """

    baseline: FloatArray
    reform: FloatArray
    difference: Estimate
    variance_cut: FloatArray


def estimate(sample: FloatArray, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the mean of each column of a sample of shape (seeds, columns)."""
    known = ~np.isnan(sample)
    seeds = known.sum(axis=0)
    mean = _divide(np.where(known, sample, 0.0).sum(axis=0), seeds)
    squares = np.where(known, (sample - mean) ** 2, 0.0).sum(axis=0)
    deviation = np.sqrt(_divide(squares, seeds - 1))
    half = half_width(deviation, seeds, confidence)
    return Estimate(mean, mean - half, mean + half, deviation, seeds)


def half_width(deviation: FloatArray, seeds: NDArray[np.int64], confidence: float = CONFIDENCE) -> FloatArray:
    """Half the length of the t interval of a mean; NaN with fewer than two seeds."""
    enough = seeds >= 2
    freedom = np.where(enough, seeds - 1, 1)
    half = t_quantile(freedom, 0.5 + confidence / 2.0) * deviation / np.sqrt(np.maximum(seeds, 1))
    return np.where(enough, half, np.nan).astype(np.float64)


def paired(baseline: FloatArray, reform: FloatArray, confidence: float = CONFIDENCE) -> PairedEstimate:
    """Compare two arms whose rows are the same seeds, column by column."""
    difference = reform - baseline
    in_both = ~np.isnan(difference)
    first = estimate(np.where(in_both, baseline, np.nan), confidence)
    second = estimate(np.where(in_both, reform, np.nan), confidence)
    between = estimate(difference, confidence)
    independent = first.deviation**2 + second.deviation**2
    return PairedEstimate(first.mean, second.mean, between, _variance_cut(independent, between.deviation**2))


def _variance_cut(independent: FloatArray, of_pairs: FloatArray) -> FloatArray:
    varies = of_pairs > 0.0
    cut: FloatArray = np.where(np.isnan(of_pairs), np.nan, np.inf)
    np.divide(independent, of_pairs, out=cut, where=varies)
    return cut


def _divide(total: FloatArray, count: NDArray[np.int64]) -> FloatArray:
    quotient: FloatArray = np.full(total.shape, np.nan)
    np.divide(total, count, out=quotient, where=count > 0)
    return quotient


def middle_and_range(values: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Median over worlds, and where nine of ten lie; of (seeds, ...) along the seeds.

    Of fewer than 19 worlds the range is from the lowest to the highest: a percentile of a sample that is as
    likely to be beaten as it says (Weibull 1939) lies no nearer to the middle.
    """
    flat = values.reshape(len(values), -1)
    few = np.isfinite(flat).sum(axis=0) < 2
    low, high = (np.where(few, np.nan, quantile(flat, per_cent)) for per_cent in RANGE)
    shape = values.shape[1:]
    return quantile(flat, 50.0).reshape(shape), low.reshape(shape), high.reshape(shape)


def quantile(values: FloatArray, per_cent: float) -> FloatArray:
    """Of each column, over what has a value; columns of as many values are taken together."""
    found = np.full(values.shape[1], np.nan)
    known = np.isfinite(values)
    ordered, count = np.sort(np.where(known, values, np.nan), axis=0), known.sum(axis=0)  # NaN comes last
    for number in np.unique(count[count > 0]):
        alike = count == number
        found[alike] = np.percentile(ordered[:number, alike], per_cent, axis=0, method="weibull")
    return found
