"""Elections of residents' committees (S3.3)."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome, Ratio
from sim.institutions.elections.state import Polls

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
        lambda d: (d[Polls].voters, d[Polls].registered),
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
        lambda d: (d[Polls].voters, d[Polls].adults),
    ),
)
