"""How options stand over worlds: the chance of each rank, and regret (Savage 1951).

An option's regret in a world is what the best option does there beyond it. Options that are equal in a world
share the ranks that they take, so that the chances of a rank add up to one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.statistics.means import FloatArray


@dataclass(frozen=True)
class Standing:
    """Options over worlds.

    Attributes:
        worlds: in which all options have a value.
        ranks: (options, options), share of worlds in which the row has the column's rank, the best first.
        expected_regret: (options,) mean over worlds.
        largest_regret: (options,) in the worst world of each.
    """

    worlds: int
    ranks: FloatArray
    expected_regret: FloatArray
    largest_regret: FloatArray

    @property
    def best(self) -> int:
        """The option that is best in most worlds; the first of several."""
        return int(np.argmax(self.ranks[:, 0]))


def standing(gains: FloatArray) -> Standing:
    """Rank options in every world.

    Args:
        gains: (worlds, options), more is better; worlds in which an option has no value are left out.

    Raises:
        ValueError: there is no world in which all have a value.
    """
    known = gains[np.isfinite(gains).all(axis=1)]
    if not len(known):
        raise ValueError("no world in which every option has a value")
    regret = known.max(axis=1, keepdims=True) - known
    return Standing(len(known), _rank_shares(known), regret.mean(axis=0), regret.max(axis=0))


def _rank_shares(gains: FloatArray) -> FloatArray:
    """(options, options) chance of each rank, equal options sharing theirs."""
    from scipy.stats import rankdata

    first = rankdata(-gains, "min", axis=1)
    last = rankdata(-gains, "max", axis=1)
    rank = np.arange(1, gains.shape[1] + 1)
    taken = (first[:, :, np.newaxis] <= rank) & (rank <= last[:, :, np.newaxis])
    shares: FloatArray = (taken / (last - first + 1)[:, :, np.newaxis]).mean(axis=0)
    return shares
