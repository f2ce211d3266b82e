"""What one more participant costs the district: one rule for tables, reports and the page."""

from __future__ import annotations

import math
from typing import NamedTuple


class Price(NamedTuple):
    """Yuan a year that one more participant costs the district.

    Attributes:
        yuan: at the estimated gain.
        low: at the end of the gain's interval that makes it cheaper; NaN without an interval.
        high: at the other end.
    """

    yuan: float
    low: float
    high: float


def price_of_gain(
    gain: float, ends: tuple[float, float] | None, more_cost: float, adults: float
) -> Price | None:
    """Divide the added cost by the added participants.

    Args:
        gain: difference of the share of adults who take part.
        ends: interval of the gain, low and high; None where there is a single run.
        more_cost: difference of the cost, yuan a resident a year.
        adults: share of residents who are adults.

    Returns:
        None unless the gain is above zero, with its whole interval where there is one, and has a cost.
    """
    least = gain if ends is None else ends[0]
    if not least > 0.0 or not math.isfinite(more_cost / adults if adults else math.nan):
        return None
    an_adult = more_cost / adults
    if ends is None:
        return Price(an_adult / gain, math.nan, math.nan)
    low, high = sorted(an_adult / end for end in ends)
    return Price(an_adult / gain, low, high)
