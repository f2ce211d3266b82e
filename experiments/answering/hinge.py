"""What an answer hinges on: the assumption that tells worlds of large effects from worlds of small ones.

Of the hundreds of assumptions some seem to matter in any few worlds by chance. Looked at are therefore only
the structures and those numbers that the emulators of the ensemble found to move effects most, with Holm's
correction over them; where none stands out, that is said. Where the answer would turn is read off a line
through the worlds (Theil 1950, Sen 1968: the median of all slopes between two of them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.statistics import FloatArray
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.worlds.ensemble import Worlds
from sim.priors import Prior, priors
from sim.scenario import Scenario

MOST: Final = 12  # numbers that are looked at, beside the structures
FEWEST_WORLDS: Final = 8


@dataclass(frozen=True)
class Hinge:
    """An assumption on which an effect hinges.

    Attributes:
        prior: what is believed of it.
        rank_correlation: over worlds, with the effect.
        p_holm: of no correlation, by Holm over all that were looked at.
        turns_at: part of the range at which the effect is the smallest of interest; NaN if nowhere in it.
        rises: whether the effect grows with it.
        worlds: how many there were.
    """

    prior: Prior
    rank_correlation: float
    p_holm: float
    turns_at: float
    rises: bool
    worlds: int

    @property
    def is_clear(self) -> bool:
        """Whether it stands out from what chance does."""
        return self.p_holm < FAMILY_ERROR

    @property
    def value(self) -> float | str:
        """Where the answer turns, in the assumption's own unit; of a list what is done with all of it."""
        return shown(self.prior, self.turns_at)


def shown(prior: Prior, part: float) -> float | str:
    """The value at a part of a range, for people."""
    if np.isnan(part):
        return ""
    if prior.is_structure:
        return str(prior.at(part))
    return prior.handle(part)


def candidates(worlds: Worlds, scenario: Scenario) -> list[Prior]:
    """Structures and numbers that are looked at: those that move effects most, as the ensemble says."""
    known = priors(scenario)
    mine = [known[path] for path in worlds.paths if path in known]
    sizes: dict[str, float] = {}
    for of_policy in worlds.made.get("effects_hang_on", {}).values():
        for path, size in of_policy.items():
            sizes[path] = max(sizes.get(path, 0.0), float(size))
    numbers = [one for one in mine if not one.is_structure]
    if sizes:
        numbers = [one for one in numbers if one.path in sizes]
    numbers.sort(key=lambda one: -sizes.get(one.path, 0.0))
    return [*(one for one in mine if one.is_structure), *numbers[:MOST]]


def find_hinge(
    change: FloatArray, seeds: Sequence[int], worlds: Worlds, scenario: Scenario, smallest: float
) -> Hinge | None:
    """Find on what an effect hinges most.

    Args:
        change: (seeds,) the effect, counted upward for the better.
        seeds: in whose worlds it was seen.
        worlds: the ensemble.
        scenario: whose values ranges are around.
        smallest: effect of interest, at which the answer turns.

    Returns:
        None with too few worlds, or where nothing varies.
    """
    known = np.isfinite(change)
    looked_at = candidates(worlds, scenario)
    if known.sum() < FEWEST_WORLDS or np.ptp(change[known]) == 0.0 or not looked_at:
        return None
    rows = np.array([worlds.number(seed) for seed in seeds])[known]
    columns = np.array([worlds.paths.index(one.path) for one in looked_at])
    parts = worlds.parts[rows][:, columns]
    return _largest(looked_at, parts, change[known], smallest)


def _largest(looked_at: list[Prior], parts: FloatArray, change: FloatArray, smallest: float) -> Hinge | None:
    from scipy.stats import spearmanr

    columns = [_seen(one, column) for one, column in zip(looked_at, parts.T, strict=True)]
    varies = [k for k, column in enumerate(columns) if np.ptp(column) > 0.0]
    if not varies:
        return None
    tests = [spearmanr(columns[k], change) for k in varies]
    adjusted = holm(np.array([one.pvalue for one in tests]))
    best = max(range(len(varies)), key=lambda k: abs(float(tests[k].statistic)))
    at = varies[best]
    turn, rises = turning(columns[at], change, smallest)
    return Hinge(looked_at[at], float(tests[best].statistic), float(adjusted[best]), turn, rises, len(change))


def _seen(prior: Prior, parts: NDArray[np.float64]) -> FloatArray:
    """Parts as they count: of a structure the middle of its reading's."""
    if not prior.is_structure:
        return parts
    readings = len(prior.declared.choices)
    found: FloatArray = (np.minimum(np.floor(parts * readings), readings - 1) + 0.5) / readings
    return found


def turning(parts: FloatArray, change: FloatArray, smallest: float) -> tuple[float, bool]:
    """Where in a range a line through the worlds crosses the smallest effect, and whether it rises."""
    from scipy.stats import theilslopes

    line = theilslopes(change, parts)
    slope, start = float(line.slope), float(line.intercept)
    at = (smallest - start) / slope if slope else float("nan")
    return (at if 0.0 < at < 1.0 else float("nan")), slope > 0.0
