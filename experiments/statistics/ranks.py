"""How stable an order of policies is over draws of what we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import FloatArray
from experiments.statistics.shares import Share, share_of


@dataclass(frozen=True)
class RankStability:
    """What is left of an order in other draws.

    Attributes:
        order: columns from best to worst in the reference.
        whole: share of draws in which the whole order survives.
        best: share of draws in which the best stays the best.
        tau: mean of Kendall's tau-b between reference and draw, 1 for the same order, -1 for the reverse.
        above: (policies, policies), share of draws in which the row beats the column.
        best_share: share of draws in which each column is the best.
    """

    order: tuple[int, ...]
    whole: Share
    best: Share
    tau: float
    above: FloatArray
    best_share: FloatArray


def rank_stability(reference: FloatArray, draws: FloatArray) -> RankStability:
    """Compare the order of some policies in a reference with their order in draws; more is better.

    Args:
        reference: one value a policy.
        draws: (draws, policies); draws in which a policy has no value are left out.
    """
    known = draws[~np.isnan(draws).any(axis=1)]
    order = ranking(reference)
    orders = [ranking(row) for row in known]
    same = sum(one == order for one in orders)
    best = sum(one[0] == order[0] for one in orders)
    above = (
        (known[:, :, None] > known[:, None, :]).mean(axis=0)
        if len(known)
        else np.full((len(order),) * 2, np.nan)
    )
    first = np.array([one[0] for one in orders], dtype=np.int64)
    best_share = np.array([(first == k).mean() if len(first) else np.nan for k in range(len(order))])
    tau = _mean_tau([(reference, row) for row in known])
    return RankStability(
        order, share_of(same, len(known)), share_of(best, len(known)), tau, above, best_share
    )


def ranking(values: FloatArray) -> tuple[int, ...]:
    """Columns from the largest value to the smallest; equal ones in their order."""
    return tuple(int(k) for k in np.argsort(-values, kind="stable"))


def kendall_over_seeds(values: NDArray[np.float64]) -> float:
    """Mean of Kendall's tau-b between the order of each seed and that of the mean of the others.

    Args:
        values: (seeds, policies); seeds in which all policies are equal say nothing of an order.
    """
    known = values[~np.isnan(values).any(axis=1)]
    if len(known) < 2 or values.shape[1] < 2:
        return float("nan")
    total = known.sum(axis=0)
    return _mean_tau([(row, total - row) for row in known])


def kendall_between(first: FloatArray, second: FloatArray) -> float:
    """Mean of Kendall's tau-b between each row and the same row of another table, (rows, policies) both."""
    known = ~(np.isnan(first) | np.isnan(second)).any(axis=1)
    if first.shape[1] < 2:
        return float("nan")
    return _mean_tau(list(zip(first[known], second[known], strict=True)))


def _mean_tau(pairs: Sequence[tuple[FloatArray, FloatArray]]) -> float:
    """Mean of Kendall's tau-b over pairs of rows; a row of equal values says nothing of an order."""
    from scipy.stats import kendalltau

    taus = np.array([kendalltau(first, second).statistic for first, second in pairs], dtype=np.float64)
    said = taus[~np.isnan(taus)]
    return float(said.mean()) if said.size else float("nan")
