"""Packing: ties of all layers into compressed rows, sorted and without doubles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.network.layers import Layer, Network
from sim.threads import in_parts

Rows = NDArray[Any]


def pack(household_start: Rows, ties: list[tuple[Layer, Rows, Rows]]) -> Network:
    """Make the network of all members of each household, and of these ties.

    Args:
        household_start: (households + 1,) rows.
        ties: layers in rising order, each with the rows of both ends of its ties.
    """
    start = np.zeros(int(household_start[-1]) + 1, dtype=np.int64)
    count_households(household_start, start)
    for _, one, other in ties:
        count_ends(one, other, start)
    free = np.cumsum(start)
    target, layers = np.empty(free[-1], dtype=np.int32), np.empty(free[-1], dtype=np.int8)
    start, free = free, free[:-1].copy()
    homes = household_start, free, target, layers
    in_parts(len(household_start) - 1, lambda first, last: fill_households(first, last, *homes))
    for layer, one, other in ties:
        fill_ends(one, other, int(layer), free, target, layers)
    in_parts(len(start) - 1, lambda first, last: sort_ties(first, last, start, target, layers))
    kept = thin(start, target, layers)
    target.resize(kept, refcheck=False)  # gives back what is over, in place
    layers.resize(kept, refcheck=False)
    return Network(start, target, layers)


@njit(cache=True, nogil=True)
def count_households(household_start: Rows, start: Rows) -> None:
    """Add each member's number of other members to ``start[row + 1]``."""
    for home in range(len(household_start) - 1):
        first, last = household_start[home], household_start[home + 1]
        for row in range(first, last):
            start[row + 1] += last - first - 1


@njit(cache=True, nogil=True)
def count_ends(one: Rows, other: Rows, start: Rows) -> None:
    """Add each row's number of ties to ``start[row + 1]``."""
    for tie in range(len(one)):
        start[one[tie] + 1] += 1
        start[other[tie] + 1] += 1


@njit(cache=True, nogil=True)
def fill_households(
    first: int, last: int, household_start: Rows, free: Rows, target: Rows, layers: Rows
) -> None:
    """Write the ties of households ``first`` to ``last - 1``; ``free`` is each row's next free cell."""
    for home in range(first, last):
        for row in range(household_start[home], household_start[home + 1]):
            for member in range(household_start[home], household_start[home + 1]):
                if member != row:
                    target[free[row]] = member
                    layers[free[row]] = 0
                    free[row] += 1


@njit(cache=True, nogil=True)
def fill_ends(one: Rows, other: Rows, layer: int, free: Rows, target: Rows, layers: Rows) -> None:
    """Write each tie on both sides."""
    for tie in range(len(one)):
        i, j = one[tie], other[tie]
        target[free[i]], layers[free[i]] = j, layer
        target[free[j]], layers[free[j]] = i, layer
        free[i] += 1
        free[j] += 1


@njit(cache=True, nogil=True)
def sort_ties(first: int, last: int, start: Rows, target: Rows, layers: Rows) -> None:
    """Sort the ties of rows ``first`` to ``last - 1`` by layer and target."""
    for row in range(first, last):
        _sort(target, layers, start[row], start[row + 1])


@njit(cache=True, nogil=True)
def thin(start: Rows, target: Rows, layers: Rows) -> int:
    """Drop doubles among each row's sorted ties, close the gaps; return the ties left."""
    kept = begin = 0
    for row in range(len(start) - 1):
        end = start[row + 1]
        start[row] = kept
        for tie in range(begin, end):
            double = tie > begin and target[tie] == target[kept - 1] and layers[tie] == layers[kept - 1]
            if not double:
                target[kept], layers[kept] = target[tie], layers[tie]
                kept += 1
        begin = end
    start[-1] = kept
    return kept


@inner(cache=True)
def _sort(target: Rows, layers: Rows, begin: int, end: int) -> None:
    """Insertion sort within the layers, which stand in order already."""
    for tie in range(begin + 1, end):
        t, layer = target[tie], layers[tie]
        hole = tie
        while hole > begin and layers[hole - 1] == layer and target[hole - 1] > t:
            target[hole] = target[hole - 1]
            hole -= 1
        target[hole] = t
