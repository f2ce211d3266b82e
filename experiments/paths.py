"""Outcomes through time, averaged over seeds, from the months of a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.headlines import EVERYBODY
from experiments.statistics import estimate

if TYPE_CHECKING:
    from experiments.compare import Comparison


@dataclass(frozen=True)
class Path95:
    """An outcome of a scenario through time.

    Attributes:
        scenario: whose.
        outcome: of which.
        months: months that have a value.
        mean: mean over seeds.
        low: lower end of the 95 % interval of the mean.
        high: upper end.
    """

    scenario: str
    outcome: str
    months: NDArray[np.int64]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def paths(comparison: Comparison, outcomes: Sequence[str]) -> list[Path95]:
    """Read paths of some outcomes of everybody, by outcome and then in the order of the scenarios."""
    wanted = [("outcome", "in", list(outcomes)), ("group", "==", EVERYBODY)]
    months = pq.read_table(comparison.folder / "monthly.parquet", filters=wanted).to_pandas()
    found = []
    for outcome in outcomes:
        for scenario in comparison.experiment.scenario_names():
            rows = months[(months.outcome == outcome) & (months.scenario == scenario)]
            by_seed = rows.pivot(index="seed", columns="month", values="value")
            if by_seed.size:
                over_seeds = estimate(by_seed.to_numpy(dtype=np.float64))
                when = by_seed.columns.to_numpy(dtype=np.int64)
                found.append(
                    Path95(scenario, outcome, when, over_seeds.mean, over_seeds.low, over_seeds.high)
                )
    return found


def months_after_policy(comparison: Comparison, path: Path95) -> NDArray[np.int64]:
    """Months counted from the policy date: 0 is the last of the burn-in."""
    return path.months - comparison.experiment.scenarios[0].calendar.burn_in
