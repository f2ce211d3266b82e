"""Shares of draws with Wilson's score interval, which stays between 0 and 1 with few draws."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from experiments.statistics.means import CONFIDENCE


@dataclass(frozen=True)
class Share:
    """A share with its interval.

    Attributes:
        share: hits per trial; NaN without trials.
        low: lower end.
        high: upper end.
        trials: number of trials.
    """

    share: float
    low: float
    high: float
    trials: int


def share_of(hits: int, trials: int, confidence: float = CONFIDENCE) -> Share:
    """Estimate a share (Wilson 1927, Journal of the American Statistical Association 22)."""
    if trials == 0:
        return Share(math.nan, 0.0, 1.0, 0)
    z = float(ndtri(0.5 + confidence / 2.0))
    share = hits / trials
    weight = 1.0 + z * z / trials
    middle = (share + z * z / (2.0 * trials)) / weight
    half = z / weight * math.sqrt(share * (1.0 - share) / trials + z * z / (4.0 * trials * trials))
    return Share(share, max(0.0, middle - half), min(1.0, middle + half), trials)
