"""Estates (A9, A10): homeowners' committees in office, and how well estates are kept."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.estates.state import HomeownersCommittees, PropertyCompanies
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
        lambda d: (_residents(d, d[HomeownersCommittees].stands), _managed(d)),
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
        lambda d: (_residents(d, d[PropertyCompanies].quality), _managed(d)),
    ),
)


def _residents(district: World, values: NDArray[Any]) -> Cells:
    """Residents of managed estates by community, each times the estate's value."""
    book = district[PropertyCompanies]
    return book.total(book.residents * values)


def _managed(district: World) -> Cells:
    return _residents(district, np.ones(len(district[PropertyCompanies])))
