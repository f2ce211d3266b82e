"""An interval for a mean that holds at all sample sizes at once, so that one may look and stop at any time.

The t confidence sequence: for Gaussian data of unknown variance, the Bayes factor of the t statistic with a
normal prior on (mean / standard deviation) and Haar's prior on the scale is a martingale of mean 1 under the
null, so by Ville's inequality it ever exceeds 1/alpha with probability alpha at most (Lai 1976, Annals of
Statistics 4; Wang and Ramdas 2025, Sequential Analysis 44, "Anytime-valid t-tests and confidence sequences
for Gaussian means with unknown variance"). Exact for Gaussian differences of pairs; measured by the tests
over 5 to 120 seeds: an error of 5 % ever for symmetric differences, heavy tails included, at most 6 % at
skewness 0.5 and 14 % at skewness 2.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import CONFIDENCE, FloatArray

# Variance of the prior on the standardised mean: 1 is worth one observation ("unit information").
PRIOR_VARIANCE: Final = 1.0


def sequential_half_width(
    deviation: FloatArray, seeds: NDArray[np.int64], confidence: float = CONFIDENCE
) -> FloatArray:
    """Half the length of the interval of a mean that holds at every number of seeds.

    Args:
        deviation: standard deviation over seeds, one entry a column.
        seeds: number of seeds of each column.
        confidence: chance that the interval holds the mean at all numbers of seeds together.

    Returns:
        Infinite while there are too few seeds to bound the mean (under five at 95 %), NaN with fewer than
        two.
    """
    count = np.maximum(seeds, 2).astype(np.float64)
    information = 1.0 + count * PRIOR_VARIANCE
    bound = (np.sqrt(information) / (1.0 - confidence)) ** (2.0 / count)
    room = 1.0 - bound / information
    squared = np.full(bound.shape, np.inf)  # of t, per degree of freedom
    np.divide(bound - 1.0, room, out=squared, where=room > 0.0)
    scale = deviation * np.sqrt((count - 1.0) / count)
    half = np.zeros_like(squared)
    np.multiply(np.sqrt(squared), scale, out=half, where=scale > 0.0)
    return np.where(seeds >= 2, half, np.nan)


def evidence(mean: FloatArray, deviation: FloatArray, seeds: NDArray[np.int64]) -> FloatArray:
    """How strongly the sample speaks against a mean of zero: an e-value, valid at any stopping time.

    Its inverse, capped at 1, is a p-value that holds however often one has looked.
    """
    count = np.maximum(seeds, 2).astype(np.float64)
    information = 1.0 + count * PRIOR_VARIANCE
    with np.errstate(divide="ignore", invalid="ignore"):
        squared = mean**2 * count / deviation**2 / (count - 1.0)  # of t, per degree of freedom
        ratio = np.where(np.isinf(squared), information, (1.0 + squared) / (1.0 + squared / information))
    value = ratio ** (count / 2.0) / np.sqrt(information)
    says_nothing = (mean == 0.0) & (deviation == 0.0)
    return np.where(seeds >= 2, np.where(says_nothing, 1.0, value), np.nan)
