"""Which points no other point beats in everything."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import FloatArray


def front(costs: FloatArray) -> NDArray[np.bool_]:
    """Mark the points (points, objectives), less being better, that are not dominated; none with a gap."""
    no_worse = (costs[:, None, :] <= costs[None, :, :]).all(axis=2)
    better = (costs[:, None, :] < costs[None, :, :]).any(axis=2)
    dominated = (no_worse & better).any(axis=0) | np.isnan(costs).any(axis=1)
    return np.asarray(~dominated, dtype=np.bool_)
