"""Estates (A9, A10): homeowners' committees in office, and how well estates are kept."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.world import World

HOUSING: Final = (
    Ratio(
        Outcome(
            "estates.homeowners_committee",
            "share of residents of managed estates",
            "+",
            "homeowners' committees",
            "业委会覆盖率",
            "Of the residents of managed estates, the share whose homeowners' committee is in office.",
            "有物业管理的小区居民中，所在小区业主委员会已成立并履职的比例。",
        ),
        lambda d: (_residents(d, [float(one.stands) for one in d.homeowners]), _managed(d)),
    ),
    Ratio(
        Outcome(
            "estates.quality",
            "0-1",
            "+",
            "how well estates are kept",
            "物业管理质量",
            "How well estates with a property company are kept, mean over their residents.",
            "有物业管理的小区的管护水平，按居民人数加权平均。",
        ),
        lambda d: (_residents(d, [one.quality for one in d.property_companies]), _managed(d)),
    ),
)


def _residents(district: World, values: list[float]) -> Cells:
    """Residents of managed estates by community, each times the estate's value."""
    total = np.zeros(district.geography.communities)
    for company, value in zip(district.property_companies, values, strict=True):
        total[company.community] += company.residents * value
    return total


def _managed(district: World) -> Cells:
    return _residents(district, [1.0] * len(district.property_companies))
