"""Many comparisons at once: Holm's adjustment, which bounds the chance of even one false mark."""

from __future__ import annotations

import numpy as np

from experiments.statistics.means import Estimate, FloatArray
from experiments.statistics.student import two_sided_p

FAMILY_ERROR = 0.05


def p_values(estimate: Estimate) -> FloatArray:
    """Two-sided p-values of Student's t test of a mean of zero, one a column; NaN under two seeds."""
    enough = estimate.seeds >= 2
    count = np.maximum(estimate.seeds, 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(estimate.mean) / (estimate.deviation / np.sqrt(count))
    t = np.where(np.isnan(t) & (estimate.mean == 0.0), 0.0, t)
    return np.where(enough, two_sided_p(count - 1, t), np.nan)


def holm(p: FloatArray) -> FloatArray:
    """Adjust p-values so that all marks below a level are right together with that error (Holm 1979).

    Args:
        p: one-dimensional; NaN, for a comparison without a value, stays NaN and does not count.
    """
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * factors), 1.0)
    return adjusted
