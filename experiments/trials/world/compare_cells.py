"""Means and their differences: the same people in two worlds, or two groups of people in one world."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]
Compared = dict[str, float]


def between_worlds(control: Values, treated: Values, rows: Flags) -> Compared:
    """The same people without and with treatment.

    Args:
        control: (residents,) values in the untreated world, NaN for who is no longer there.
        treated: the same in the treated world.
        rows: whom to compare.
    """
    known = rows & ~np.isnan(control) & ~np.isnan(treated)
    if not known.any():
        return {"n": 0.0}
    return {
        "n": float(known.sum()),
        "control": float(control[known].mean()),
        "treated": float(treated[known].mean()),
    }


def between_people(values: Values, treated: Flags, left: Flags, unit: NDArray[np.int64]) -> Compared:
    """People whom the lot treated against people whom it left, in one world.

    The standard error lets people of one unit be alike (cluster-robust, CR1).

    Args:
        values: (residents,) values, NaN for who is no longer there.
        treated: whom the lot treated.
        left: whom it left.
        unit: (residents,) what was drawn.
    """
    known = ~np.isnan(values)
    sides = treated & known, left & known
    if not all(side.any() for side in sides):
        return {"n": 0.0}
    variance = sum(_variance_of_mean(values[side], unit[side]) for side in sides)
    return {
        "n": float(sides[0].sum()),
        "control": float(values[sides[1]].mean()),
        "treated": float(values[sides[0]].mean()),
        "error": float(np.sqrt(variance)),
    }


def _variance_of_mean(values: Values, unit: NDArray[np.int64]) -> float:
    """Of a mean over people who come in units; NaN with fewer than two units."""
    _, place = np.unique(unit, return_inverse=True)
    units = int(place.max()) + 1
    if units < 2:
        return float("nan")
    residual = np.bincount(place, weights=values - values.mean(), minlength=units)
    return float(units / (units - 1) * (residual**2).sum() / values.size**2)
