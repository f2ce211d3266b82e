"""Elections of residents' committees (S3.3)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.world import World

ELECTIONS: Final = (
    Ratio(
        Outcome(
            "turnout.registered",
            "share of registered",
            "+",
            "turnout of the roll",
            "登记选民投票率",
            "Share of registered voters who voted, in a month with a poll.",
            "选举当月，登记选民中参加投票的比例。",
        ),
        lambda d: (_polls(d, 2), _polls(d, 1)),
    ),
    Ratio(
        Outcome(
            "turnout.adults",
            "share of adults",
            "+",
            "turnout of adults",
            "成年人投票率",
            "Share of all adults who voted, in a month with a poll.",
            "选举当月，全体成年人中参加投票的比例。",
        ),
        lambda d: (_polls(d, 2), _polls(d, 0)),
    ),
)


def _polls(district: World, part: int) -> Cells:
    """Adults (0), registered (1) or voters (2) of the communities with a poll this month."""
    counts = np.zeros(district.geography.communities)
    for community, poll in district.turnout.items():
        counts[community] = poll[part]
    return counts
