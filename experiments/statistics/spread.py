"""How much of a spread is random draws and how much is what we do not know: components of variance.

Estimator: analysis of variance of a crossed table, assumption draws x seeds, one run a cell, both random
(Searle, Casella and McCulloch 1992, Variance Components, chapter 4). A seed means the same random draws
under each draw of assumptions. What draw and seed do together counts as random draws. Negative estimates are
set to zero. The error of the share is the delete-one-draw jackknife's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.statistics.means import FloatArray


@dataclass(frozen=True)
class Spread:
    """Spread of one number over random draws and over assumptions.

    Attributes:
        mean: grand mean.
        random_draws: standard deviation over seeds with the assumptions held.
        assumptions: standard deviation over assumption draws with random draws averaged out.
        share: of the variance that the assumptions make; NaN if nothing varies.
        error: standard error of the share.
        draws: number of draws.
        seeds: number of seeds.
    """

    mean: float
    random_draws: float
    assumptions: float
    share: float
    error: float
    draws: int
    seeds: int


def spread(table: FloatArray) -> Spread:
    """Decompose the spread of a table (draws, seeds); draws or seeds with a gap are left out."""
    known = table[~np.isnan(table).all(axis=1)]
    known = known[:, ~np.isnan(known).any(axis=0)]
    draws, seeds = known.shape
    if draws < 2 or seeds < 2:
        nothing = float("nan")
        return Spread(
            float(known.mean()) if known.size else nothing, nothing, nothing, nothing, nothing, draws, seeds
        )
    random_draws, assumed = components(known)
    deviations = (float(np.sqrt(random_draws)), float(np.sqrt(assumed)))
    return Spread(float(known.mean()), *deviations, share(random_draws, assumed), _error(known), draws, seeds)


def _error(table: FloatArray) -> float:
    """Jackknife error of the share; NaN with fewer than three draws."""
    draws = len(table)
    if draws < 3:
        return float("nan")
    rest = np.array([share(*components(np.delete(table, draw, axis=0))) for draw in range(draws)])
    return float(np.sqrt((draws - 1) * rest.var()))


def components(table: FloatArray) -> tuple[float, float]:
    """Variance from random draws and from assumptions of a table (draws, seeds) without gaps."""
    draws, seeds = table.shape
    by_draw, by_seed = table.mean(axis=1), table.mean(axis=0)
    rest = table - by_draw[:, None] - by_seed[None, :] + table.mean()
    joint = float((rest**2).sum()) / ((draws - 1) * (seeds - 1))
    assumed = float(by_draw.var(ddof=1)) - joint / seeds
    seeded = float(by_seed.var(ddof=1)) - joint / draws
    return max(seeded, 0.0) + joint, max(assumed, 0.0)


def share(random_draws: float, assumptions: float) -> float:
    """Part of the variance that the assumptions make; NaN if nothing varies."""
    total = random_draws + assumptions
    return assumptions / total if total > 0.0 else float("nan")
