"""Assumptions of plausible worlds: what they are in each, and as numbers that effects are regressed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.asking.assumption_axes import AssumptionAxis, uncertain

if TYPE_CHECKING:
    from experiments.asking.assumption_axes import Uncertain
    from experiments.statistics import FloatArray
    from experiments.worlds.ensemble import Worlds
    from sim.scenario import Scenario


def uncertainties_in(
    worlds: Worlds, scenario: Scenario, seeds: Sequence[int]
) -> tuple[tuple[Uncertain, ...], FloatArray]:
    """Assumptions that differ among the worlds of some seeds, and (seeds, assumptions) parts of their ranges.

    Args:
        worlds: in one of which each seed lives.
        scenario: around whose values the ranges are.
        seeds: of the runs.
    """
    rows = worlds.parts[[worlds.number(int(seed)) for seed in seeds]]
    known = uncertain([AssumptionAxis(path=path) for path in worlds.paths], scenario, "worlds")
    place = {path: column for column, path in enumerate(worlds.paths)}
    differs = [one for one in known if np.ptp(rows[:, place[one.path]]) > 0.0]
    return tuple(differs), rows[:, [place[one.path] for one in differs]]


def features(one: Uncertain, parts: FloatArray) -> FloatArray:
    """(worlds, numbers) of an assumption: a line and curves, or the readings of a structure.

    Args:
        one: the assumption.
        parts: (worlds,) of its range.
    """
    if isinstance(one.at(0.0), str):
        readings = np.array([str(one.at(float(part))) for part in parts])
        return np.stack([(readings == each).astype(np.float64) for each in np.unique(readings)], axis=1)
    x = 2.0 * parts - 1.0
    return np.stack([x, x**2, x**3], axis=1)
