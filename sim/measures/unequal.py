"""How unequal participation is (Q4): gaps between groups of people, and concentration on a few."""

from __future__ import annotations

from typing import Final

from sim.measures.outcome import Outcome
from sim.measures.people import SHARE

GAPS: Final = {
    ("local", "migrant"): Outcome(
        "gap.hukou", SHARE, "-", "gap local - migrant", "户籍与非户籍差距", "difference in breadth"
    ),
    ("owner", "tenant"): Outcome(
        "gap.tenure", SHARE, "-", "gap owner - tenant", "业主与租户差距", "difference in breadth"
    ),
}
# Taken for the whole district in December only.
CONCENTRATION: Final = (
    Outcome(
        "inequality.gini",
        "0-1",
        "-",
        "inequality (Gini)",
        "参与不平等(基尼系数)",
        "of act-months in a year",
    ),
    Outcome(
        "inequality.top_tenth",
        "share of act-months",
        "-",
        "part of the top tenth",
        "最活跃十分之一所占份额",
        "of a year",
    ),
)
