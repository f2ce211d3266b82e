"""What an evaluator estimates from pilots: difference in differences and matching, community by community.

The evaluator sees each community's mean before and after the policy date, whether it was a pilot, and its
type; never what would have been without the reform.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import CONFIDENCE, FloatArray
from experiments.statistics.student import t_quantile, two_sided_p

Flags = NDArray[np.bool_]


class EvaluatorEstimate(NamedTuple):
    """An evaluator's estimate; NaN where communities are too few.

    Attributes:
        effect: of the reform on a pilot.
        p: two-sided p-value of no effect.
        low: lower end of the 95 % interval.
        high: upper end.
    """

    effect: float
    p: float
    low: float
    high: float


NOTHING: Final = EvaluatorEstimate(np.nan, np.nan, np.nan, np.nan)


def difference_in_differences(
    before: FloatArray, after: FloatArray, pilot: Flags, kind: NDArray[np.int64]
) -> EvaluatorEstimate:
    """Change of the pilots minus change of the others; a two-sample t test of changes with pooled variance.

    Args:
        before: mean of each community before the policy date.
        after: the same after it.
        pilot: which communities are pilots.
        kind: type of each community; not used.
    """
    known = ~np.isnan(after - before)
    pilots, others = (after - before)[known & pilot], (after - before)[known & ~pilot]
    freedom = len(pilots) + len(others) - 2
    if not len(pilots) or not len(others) or freedom < 1:
        return NOTHING
    squares = ((pilots - pilots.mean()) ** 2).sum() + ((others - others.mean()) ** 2).sum()
    error = np.sqrt(squares / freedom * (1.0 / len(pilots) + 1.0 / len(others)))
    return _tested(float(pilots.mean() - others.mean()), float(error), freedom)


def matching(
    before: FloatArray, after: FloatArray, pilot: Flags, kind: NDArray[np.int64]
) -> EvaluatorEstimate:
    """Level afterwards of each pilot minus that of the most alike other community; a t test over the pairs.

    Alike: of the same type and nearest before the policy date; of any type where no other has the pilot's.
        One community may serve several pilots, which makes the error too small where others are few.
    """
    known = ~np.isnan(after) & ~np.isnan(before)
    others = np.flatnonzero(known & ~pilot)
    gaps = [
        after[one] - after[_twin(int(one), others, before, kind)]
        for one in np.flatnonzero(known & pilot)
        if len(others)
    ]
    if len(gaps) < 2:
        return NOTHING if not gaps else EvaluatorEstimate(float(gaps[0]), np.nan, np.nan, np.nan)
    error = np.std(gaps, ddof=1) / np.sqrt(len(gaps))
    return _tested(float(np.mean(gaps)), float(error), len(gaps) - 1)


def _twin(one: int, others: NDArray[np.int64], before: FloatArray, kind: NDArray[np.int64]) -> int:
    alike = others[kind[others] == kind[one]]
    pool = alike if len(alike) else others
    return int(pool[np.argmin(np.abs(before[pool] - before[one]))])


def _tested(effect: float, error: float, freedom: int) -> EvaluatorEstimate:
    if error == 0.0:
        return EvaluatorEstimate(effect, 1.0 if effect == 0.0 else 0.0, effect, effect)
    p = float(two_sided_p(freedom, effect / error))
    half = float(t_quantile(freedom, 0.5 + CONFIDENCE / 2.0)) * error
    return EvaluatorEstimate(effect, p, effect - half, effect + half)


Estimator = Callable[[FloatArray, FloatArray, Flags, NDArray[np.int64]], EvaluatorEstimate]
ESTIMATORS: Final[dict[str, Estimator]] = {
    "difference_in_differences": difference_in_differences,
    "matching": matching,
}
