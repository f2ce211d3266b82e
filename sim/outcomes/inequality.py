"""How unequal participation is (Q4): gaps between groups of people, and concentration on a few."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome
from sim.outcomes.people import SHARE

GAPS: Final = {
    ("local", "migrant"): Outcome(
        "gap.hukou",
        SHARE,
        "-",
        "gap local - migrant",
        "户籍与非户籍差距",
        "Part of locals who took part in self-governance minus that of newcomers.",
        "户籍居民自治参与面减去非户籍居民自治参与面。",
    ),
    ("owner", "tenant"): Outcome(
        "gap.tenure",
        SHARE,
        "-",
        "gap owner - tenant",
        "业主与租户差距",
        "Part of home owners who took part in self-governance minus that of tenants and others.",
        "业主自治参与面减去租户及其他居民自治参与面。",
    ),
}
# Taken for the whole district in December only.
CONCENTRATION: Final = (
    Outcome(
        "inequality.gini",
        "0-1",
        "-",
        "inequality (Gini)",
        "参与不平等（基尼系数）",
        "How unequally a year's civic hours are spread over adults: 0 evenly, 1 all by one; in December.",
        "全年自治参与时间在成年人中分布的不平等程度：0为完全平均，1为全由一人完成；每年十二月统计。",
    ),
    Outcome(
        "inequality.top_tenth",
        "share of civic hours",
        "-",
        "part of the top tenth",
        "最活跃十分之一所占份额",
        "Share of a year's civic hours that the most active tenth of adults gives; in December.",
        "最活跃的十分之一成年人付出的全年自治参与时间所占比例；每年十二月统计。",
    ),
)
