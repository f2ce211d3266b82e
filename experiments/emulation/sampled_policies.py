"""Policies on which an emulator learns: those that ship, and points that fill the space of the levers.

A point draws how many clauses of the source are tried, then which, then which levers of these and how far
(Sobol's sequence, scrambled), so that there are mixes of two levers and of seventy.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import Coordinate, LeverSpace

Floats = NDArray[np.float64]
SEED: Final = 2013  # scrambles the sequence
LEAST: Final = 0.25  # of what is recommended: less is not tried
FEWEST_LEVERS: Final = 0.3  # of a clause that is tried, at least so many of its levers in the mean
WITHOUT_PARENTS: Final = 0.15  # of the points keep levers that have nothing to act on
FREE: Final = 3  # numbers a point beside its clauses and levers


def sampled(space: LeverSpace, number: int) -> Floats:
    """Points (number, coordinates); a longer design begins with the points of a shorter one.

    Args:
        space: of the levers.
        number: how many.
    """
    from scipy.stats import qmc

    clauses = list(dict.fromkeys(one.lever.clause for one in space.axes))
    size = len(space.axes)
    sequence = qmc.Sobol(FREE + len(clauses) + 2 * size, rng=SEED)
    rows = sequence.random_base2(math.ceil(math.log2(max(number, 2))))[:number]
    free, of_clause, of_lever, level = np.split(rows, np.cumsum([FREE, len(clauses), size]), axis=1)
    column = [clauses.index(one.lever.clause) for one in space.axes]
    some = FEWEST_LEVERS + (1.0 - FEWEST_LEVERS) * free[:, 1:2]
    on = (of_clause[:, column] < free[:, :1]) & (of_lever < some)
    _one_reading(space, on)
    _with_parents(space, on, free[:, 2] >= WITHOUT_PARENTS)
    levels = np.stack([_level(one, level[:, k]) for k, one in enumerate(space.axes)], axis=1)
    return np.where(on, levels, 0.0)


def _level(one: Coordinate, part: Floats) -> Floats:
    """How far a lever is moved, alike in proportion, rounded as its values are."""
    if one.choice:
        return np.ones_like(part)
    raw = LEAST * (one.reach / LEAST) ** part
    return np.array([one.of(one.value(float(at))) for at in raw])


def _one_reading(space: LeverSpace, on: NDArray[np.bool_]) -> None:
    """Of readings of one choice keep the last that is on."""
    for k, one in enumerate(space.axes):
        later = [j for j, other in enumerate(space.axes) if j > k and other.path == one.path]
        on[:, k] &= ~on[:, later].any(axis=1)


def _with_parents(space: LeverSpace, on: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> None:
    """Move those too without which others have nothing to act on; of a choice its recommended reading."""
    for k, above in enumerate(space.parents):
        for path in dict.fromkeys(space.axes[j].path for j in above):
            readings = [j for j in above if space.axes[j].path == path]
            best = next(
                j for j in readings if space.axes[j].choice in ("", str(space.axes[j].lever.recommended))
            )
            on[:, best] |= on[:, k] & wanted & ~on[:, readings].any(axis=1)
