"""Numbers month by month as what changes in them: most stay for a year, or have no value in any month.

A flag a number tells whether it is another than in the month before, to the last bit; then stand those that
are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def changes(table: NDArray[np.float64]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Which numbers of a table, (months, ...), differ from the month before, and those numbers' bits."""
    bits = (
        np.ascontiguousarray(table, dtype="<f8").view("<u8").reshape(len(table), math.prod(table.shape[1:]))
    )
    differ = np.ones(bits.shape, dtype=np.bool_)
    np.not_equal(bits[1:], bits[:-1], out=differ[1:])
    return np.packbits(differ), bits.ravel()[np.flatnonzero(differ)]


def bytes_of_flags(shape: Sequence[int]) -> int:
    """Bytes that tell which numbers differ."""
    return math.ceil(math.prod(shape) / 8)


def table_of(
    shape: Sequence[int], flags: NDArray[np.uint8], numbers: NDArray[np.uint64]
) -> NDArray[np.float64]:
    """The table whose changes these are."""
    by_month = shape[0], math.prod(shape[1:])
    differ = np.unpackbits(flags, count=math.prod(shape)).view(np.bool_).reshape(by_month)
    bits = np.empty(by_month, dtype="<u8")
    bits[differ] = numbers
    for month in range(1, len(bits)):
        np.copyto(bits[month], bits[month - 1], where=~differ[month])
    return bits.view("<f8").reshape(shape)
