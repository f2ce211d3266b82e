"""How outcomes went month by month: means over seeds, intervals of the change against the first scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.statistics import CONFIDENCE, FloatArray, estimate, middle_and_range, paired

if TYPE_CHECKING:
    IntArray = NDArray[np.int64]

COLUMNS: Final = ("scenario", "outcome", "month", "mean", "low", "high", "seeds")


def month_rows(
    values: FloatArray,
    names: Sequence[str],
    outcome: str,
    burn_in: int,
    confidence: float = CONFIDENCE,
    *,
    in_worlds: bool = False,
) -> pd.DataFrame:
    """Rows with :data:`COLUMNS`, a scenario after the other.

    Args:
        values: (scenarios, seeds, months), the first scenario being what the others are compared with.
        names: of the scenarios.
        outcome: that was measured.
        burn_in: months before the policy date; month 0 is the last of them.
        confidence: of the intervals, each month's own, from ``low`` to ``high``: the first scenario's mean
            plus the ends of the paired difference. The first has none.
        in_worlds: whether seeds live in plausible worlds: then medians, and where nine of ten lie.
    """
    month = np.arange(1, values.shape[2] + 1) - burn_in
    seeds = np.isfinite(values[0]).sum(axis=0)
    level = middle_and_range(values[0])[0] if in_worlds else estimate(values[0], confidence).mean
    ends: list[tuple[FloatArray | IntArray, ...]] = [(level, level, level, seeds)]
    ends += [_against(values[0], one, level, confidence, in_worlds) for one in values[1:]]
    blocks = [
        pd.DataFrame(dict(zip(COLUMNS, (name, outcome, month, *of_one), strict=True)))
        for name, of_one in zip(names, ends, strict=True)
    ]
    return pd.concat(blocks, ignore_index=True)


def _against(
    first: FloatArray, one: FloatArray, level: FloatArray, confidence: float, in_worlds: bool
) -> tuple[FloatArray | IntArray, ...]:
    """The first scenario's level plus middle and ends of the difference to it; how many seeds have one."""
    if in_worlds:
        change = one - first
        return (*(level + end for end in middle_and_range(change)), np.isfinite(change).sum(axis=0))
    found = paired(first, one, confidence).difference
    return (*(level + end for end in (found.mean, found.low, found.high)), found.seeds)
