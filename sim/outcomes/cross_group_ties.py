"""Ties between residents that taking part together makes (S5.1)."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome, Ratio
from sim.institutions.companies.outcomes import ties_of

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
        lambda ties: (ties.every, ties.residents),
        ties_of,
    ),
)
