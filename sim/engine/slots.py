"""Choose one of many by keyed draws, so that one more in the list moves almost nobody's choice."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sim.engine.compiling import inner, njit
from sim.engine.random import draws

Whole = int | np.integer[Any]

_WORD: Final = 4294967296.0
_BLOCKS: Final = 16


@njit(cache=True, inline="always")
def keyed_draws(
    seed: int, who: Whole, month: Whole, use: Whole, draw: Whole
) -> tuple[float, float, float, float]:
    """Four uniform numbers for this key, as :func:`sim.engine.random.draws`, for integers of any width.

    Numba would compile the generator anew for every constant and every width of integer; and where a rule
    draws at ten places, it would hold the generator ten times.
    """
    return _keyed_draws(np.int64(seed), np.int64(who), np.int64(month), np.int64(use), np.int64(draw))


@inner(cache=True)
def _keyed_draws(
    seed: Whole, who: Whole, month: Whole, use: Whole, draw: Whole
) -> tuple[float, float, float, float]:
    return draws(seed, who, month, use, draw)


@njit(cache=True)
def mask_of(count: Whole) -> int:
    """Smallest 2**k - 1 that reaches every slot from 0 to count - 1."""
    mask = 1
    while mask < count - 1:
        mask = 2 * mask + 1
    return mask


@njit(cache=True, inline="always")
def slot(seed: int, who: Whole, month: Whole, use: Whole, count: int) -> int:
    """Choose a slot in [0, count), each equally likely; uses up to 16 blocks of draws of the key.

    A draw from [0, next power of two) that is not below ``count`` is thrown away and the next one is taken.
    So when ``count`` grows by one, only those choose anew who had thrown away just that slot (or, when it
    passes a power of two, about half).

    Args:
        seed: seed of the run.
        who: identity of the one who chooses, 32 bits.
        month: month of the run.
        use: number of a purpose.
        count: number of slots, 1 to 2**31.

    Returns:
        The slot; 0 in the case (below 2**-64) that all 64 draws were thrown away.
    """
    return _slot(seed, np.int64(who), np.int64(month), np.int64(use), np.int64(count))


@inner(cache=True)
def _slot(seed: int, who: Whole, month: Whole, use: Whole, count: Whole) -> int:
    mask = mask_of(count)
    for block in range(_BLOCKS):
        for u in keyed_draws(seed, who, month, use, block):
            chosen = int(u * _WORD) & mask
            if chosen < count:
                return chosen
    return 0
