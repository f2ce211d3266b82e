"""Proposals and the fund: what residents' voice comes to (S3.3, S5.2)."""

from __future__ import annotations

from typing import Final

from sim.measures.outcome import Outcome, Ratio

VOICE: Final = (
    Ratio(
        Outcome(
            "voice.answered",
            "answers/1000/month",
            "+",
            "proposals answered",
            "答复建议",
            "by committee or channels",
        ),
        lambda d: (d.answered, d.geography.size / 1000.0),
    ),
    Ratio(
        Outcome(
            "voice.answer_months",
            "months",
            "-",
            "time to answer",
            "答复时间",
            "mean wait of the month's answers",
        ),
        lambda d: (d.waited, d.answered),
    ),
    Ratio(
        Outcome(
            "fund.projects_finished",
            "projects/10,000/year",
            "+",
            "micro-projects finished",
            "完成微项目",
            "by the fund",
        ),
        lambda d: (d.projects_finished * 12.0, d.geography.size / 10000.0),
    ),
)
