"""What one more participant costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.measures.headlines import ADULTS, COST, EVERYBODY, GAIN

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PriceOfGain:
    """What one more participant costs the district a year, in yuan.

    Attributes:
        scenario: the reform.
        yuan: at the estimated gain.
        low: at the upper end of the gain's interval.
        high: at its lower end.
    """

    scenario: str
    yuan: float
    low: float
    high: float


def prices_of_gain(differences: pd.DataFrame) -> list[PriceOfGain]:
    """Cost per added participant of each reform whose gain in participants is certain to be above zero."""
    everybody = differences[differences.group == EVERYBODY].set_index(["scenario", "outcome"])
    prices = []
    for scenario in dict.fromkeys(differences.scenario):
        rows = {name: (scenario, name) for name in (GAIN, COST, ADULTS)}
        if not all(row in everybody.index for row in rows.values()):
            continue
        gain, cost = everybody.loc[rows[GAIN]], everybody.loc[rows[COST]]
        if gain.low > 0.0:
            yuan_an_adult = cost.difference / everybody.loc[rows[ADULTS]].reform
            per_share = [yuan_an_adult / share for share in (gain.difference, gain.high, gain.low)]
            prices.append(PriceOfGain(str(scenario), *sorted_ends(*per_share)))
    return prices


def sorted_ends(middle: float, one: float, other: float) -> tuple[float, float, float]:
    """Middle, lower end, upper end."""
    return float(middle), float(min(one, other)), float(max(one, other))
