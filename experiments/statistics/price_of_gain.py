"""What one more participant costs under each reform of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.outcomes.headlines import ADULTS, COST, EVERYBODY, GAIN
from sim.outcomes.price import Price, price_of_gain

if TYPE_CHECKING:
    import pandas as pd


def prices_of_gain(differences: pd.DataFrame) -> dict[str, Price]:
    """Cost per added participant of each reform whose gain in participants is certain to be above zero."""
    everybody = differences[differences.group == EVERYBODY].set_index(["scenario", "outcome"])
    prices = {}
    for scenario in dict.fromkeys(differences.scenario):
        rows = [(scenario, name) for name in (GAIN, COST, ADULTS)]
        if not all(row in everybody.index for row in rows):
            continue
        gain, cost, adults = (everybody.loc[row] for row in rows)
        price = price_of_gain(
            float(gain.difference),
            (float(gain.low), float(gain.high)),
            float(cost.difference),
            float(adults.reform),
        )
        if price is not None:
            prices[str(scenario)] = price
    return prices
