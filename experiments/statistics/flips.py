"""Which input tells the draws in which a statement holds from those in which it does not."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import FloatArray


class Separation(NamedTuple):
    """How well each input separates.

    Attributes:
        rank_biserial: chance that the input is higher where the statement fails than where it holds, minus
            the
            reverse; 1 or -1 if the input alone decides, 0 if it says nothing (Kerby 2014).
        p: of the Mann-Whitney test; NaN if the statement holds everywhere or nowhere.
    """

    rank_biserial: FloatArray
    p: FloatArray


def separation(inputs: FloatArray, fails: NDArray[np.bool_]) -> Separation:
    """Compare inputs (draws, inputs) between draws where a statement fails and where it holds."""
    from scipy.stats import mannwhitneyu

    failing, holding = inputs[fails], inputs[~fails]
    if not len(failing) or not len(holding):
        nothing = np.full(inputs.shape[1], np.nan)
        return Separation(nothing, nothing.copy())
    found = mannwhitneyu(failing, holding, axis=0)
    biserial = 2.0 * np.asarray(found.statistic) / (len(failing) * len(holding)) - 1.0
    return Separation(biserial, np.asarray(found.pvalue, dtype=np.float64))
