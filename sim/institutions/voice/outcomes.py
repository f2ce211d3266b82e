"""Proposals and the fund: what residents' voice comes to (S3.3, S5.2)."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome, Ratio
from sim.institutions.fund.state import Funds
from sim.institutions.voice.state import Voices

VOICE: Final = (
    Ratio(
        Outcome(
            "voice.answered",
            "answers/1000/month",
            "+",
            "proposals answered",
            "答复建议",
            "Proposals and complaints that committee or channels answered this month.",
            "当月居委会或各渠道答复的居民建议和诉求数量。",
        ),
        lambda d: (d[Voices].answered, d.geography.thousands),
    ),
    Ratio(
        Outcome(
            "voice.answer_months",
            "months",
            "-",
            "time to answer",
            "答复时间",
            "Months that those answered this month had waited, on average.",
            "当月得到答复的建议平均等待的月数。",
        ),
        lambda d: (d[Voices].waited, d[Voices].answered),
    ),
    Ratio(
        Outcome(
            "fund.projects_finished",
            "projects/10,000/year",
            "+",
            "micro-projects finished",
            "完成微项目",
            "Residents' micro-projects that the self-governance fund finished, as a yearly rate.",
            "自治基金资助完成的居民微项目数量，按年计。",
        ),
        lambda d: (d[Funds].finished * 12.0, d.geography.size / 10000.0),
    ),
    Ratio(
        Outcome(
            "fund.reached",
            "times a year",
            "+",
            "reached by micro-projects",
            "微项目惠及次数",
            "How often a year a resident is reached by a finished micro-project; alike in communities of "
            "every size, which the number of projects is not.",
            "每名居民一年内被完成的微项目惠及的平均次数；与社区规模无关，而项目数量与规模有关。",
        ),
        lambda d: (d[Funds].served * 12.0, d.geography.size),
    ),
)
