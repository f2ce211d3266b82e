"""Choose one of many by keyed luck, so that one more in the list moves almost nobody's choice."""

from __future__ import annotations

from typing import Final

from numba import njit

from sim.engine.streams import draws

_WORD: Final = 4294967296.0
_BLOCKS: Final = 16


@njit(cache=True)
def mask_of(count: int) -> int:
    """Smallest 2**k - 1 that reaches every slot from 0 to count - 1."""
    mask = 1
    while mask < count - 1:
        mask = 2 * mask + 1
    return mask


@njit(cache=True)
def slot(seed: int, who: int, month: int, use: int, first_draw: int, count: int) -> int:
    """Choose a slot in [0, count), each equally likely.

    A draw from [0, next power of two) that is not below ``count`` is thrown away and the next one is taken. So when
    ``count`` grows by one, only those choose anew who had thrown away just that slot (or, when it passes a power of
    two, about half).

    Args:
        seed: seed of the run.
        who: identity of the one who chooses, 32 bits.
        month: month of the run.
        use: number of a purpose.
        first_draw: first block of four draws to take; up to 16 blocks are taken.
        count: number of slots, 1 to 2**31.

    Returns:
        The slot; 0 in the case (below 2**-64) that all 64 draws were thrown away.
    """
    mask = mask_of(count)
    for block in range(_BLOCKS):
        for u in draws(seed, who, month, use, first_draw + block):
            chosen = int(u * _WORD) & mask
            if chosen < count:
                return chosen
    return 0
