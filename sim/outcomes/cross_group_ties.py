"""Ties between residents that taking part together makes (S5.1)."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.district import District
from sim.engine.outcome import Cells, Outcome, Ratio


def _companions(district: District) -> tuple[Cells, Cells]:
    """Ties held, and residents, by community."""
    held = (district.companions.partner >= 0).sum(axis=1)
    ties = np.add.reduceat(held, district.geography.community_start[:-1]).astype(np.float64)
    return ties, district.geography.size.astype(np.float64)


TIES: Final = (
    Ratio(
        Outcome(
            "ties.companions",
            "ties/resident",
            "+",
            "companions",
            "共同参与结成的联系",
            "Ties that a resident holds, on average, from taking part together within the last year.",
            "平均每名居民最近一年内因共同参与而结成的联系数量。",
        ),
        _companions,
    ),
)
