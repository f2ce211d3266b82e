"""How outcomes went month by month: means over seeds, intervals of the change against the first scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from experiments.statistics import CONFIDENCE, estimate, paired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.statistics import FloatArray

    IntArray = NDArray[np.int64]

COLUMNS: Final = ("scenario", "outcome", "month", "mean", "low", "high", "seeds")


def month_rows(
    values: FloatArray,
    names: Sequence[str],
    outcome: str,
    burn_in: int,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Rows with :data:`COLUMNS`, a scenario after the other.

    Args:
        values: (scenarios, seeds, months), the first scenario being what the others are compared with.
        names: of the scenarios.
        outcome: that was measured.
        burn_in: months before the policy date; month 0 is the last of them.
        confidence: of the intervals, each month's own, from ``low`` to ``high``: the first scenario's mean
            plus the ends of the paired difference. The first has none.
    """
    level = estimate(values[0], confidence)
    month = np.arange(1, values.shape[2] + 1) - burn_in
    ends: list[tuple[FloatArray | IntArray, ...]] = [(level.mean, level.mean, level.mean, level.seeds)]
    for one in values[1:]:
        change = paired(values[0], one, confidence).difference
        ends.append((*(level.mean + end for end in (change.mean, change.low, change.high)), change.seeds))
    blocks = [
        pd.DataFrame(dict(zip(COLUMNS, (name, outcome, month, *of_one), strict=True)))
        for name, of_one in zip(names, ends, strict=True)
    ]
    return pd.concat(blocks, ignore_index=True)
