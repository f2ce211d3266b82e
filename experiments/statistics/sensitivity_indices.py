"""Which inputs an output hangs on, from scattered points: rank correlations and the least-squares plane."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.statistics.means import FloatArray
from experiments.statistics.student import two_sided_p


class Hanging(NamedTuple):
    """How an output hangs on each input.

    Attributes:
        prcc: partial rank correlation coefficient, all other inputs held (Marino et al. 2008, J. Theor.
            Biol. 254).
        p: two-sided p-value of no such correlation (t with points - inputs - 1 degrees of freedom).
        slope: change of the output over an input's whole range, by least squares.
        explained: share of the output's variance that the plane explains.
    """

    prcc: FloatArray
    p: FloatArray
    slope: FloatArray
    explained: float


def hanging(points: FloatArray, values: FloatArray) -> Hanging:
    """Analyse points (points, inputs), each input from 0 to 1, and the output's values there."""
    from scipy.stats import rankdata

    known = ~np.isnan(values)
    inputs, output = points[known], values[known]
    freedom = len(output) - points.shape[1] - 1
    if freedom < 1 or np.ptp(output) == 0.0:
        nothing = np.full(points.shape[1], np.nan)
        return Hanging(nothing, nothing.copy(), nothing.copy(), np.nan)
    prcc = _partial(rankdata(inputs, axis=0), rankdata(output))
    t = prcc * np.sqrt(freedom / np.maximum(1.0 - prcc**2, np.finfo(float).eps))
    p = two_sided_p(freedom, t)
    slope, explained = _plane(inputs, output)
    return Hanging(prcc, p, slope, explained)


def _partial(ranks: FloatArray, output: FloatArray) -> FloatArray:
    """Partial correlations with the output, from the inverse of the correlation matrix."""
    inverse = np.linalg.pinv(np.corrcoef(np.column_stack([ranks, output]), rowvar=False))
    partial: FloatArray = -inverse[:-1, -1] / np.sqrt(np.diag(inverse)[:-1] * inverse[-1, -1])
    return np.clip(partial, -1.0, 1.0)


def _plane(inputs: FloatArray, output: FloatArray) -> tuple[FloatArray, float]:
    with_constant = np.column_stack([np.ones(len(output)), inputs])
    fitted, *_ = np.linalg.lstsq(with_constant, output, rcond=None)
    rest = output - with_constant @ fitted
    slope = np.asarray(fitted[1:], dtype=np.float64)
    return slope, float(1.0 - rest.var() / output.var())
