"""Two-level fractional factorial designs: which runs, what is confounded with what, and the contrasts.

A factor is a column of bits, the parity of its run's number under the factor's mask. Two effects are
confounded (aliases) if the masks of their factors, put together by exclusive or, are equal. A design has
resolution r if no product of fewer than r factors is constant. Masks are found greedily in increasing order
(a lexicode; Conway and Sloane 1986), which up to 20 factors needs no more runs than the designs in the
textbooks' tables. pyDOE3 1.6 was tried for this: its ``fracfact_by_res(7, 5)`` and ``(17, 4)`` give designs
of a lower resolution than asked.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import FloatArray

MOST_RUNS: Final = 1024
Effect = tuple[int, ...]


def factor_masks(factors: int, resolution: int) -> tuple[int, ...]:
    """Masks of a design of the fewest runs found, a power of two.

    Raises:
        ValueError: more than :data:`MOST_RUNS` runs would be needed.
    """
    bits = 1
    while 2**bits <= MOST_RUNS:
        masks = _lexicode(bits, factors, resolution)
        if len(masks) == factors:
            return masks
        bits += 1
    raise ValueError(f"{factors} factors at resolution {resolution} need more than {MOST_RUNS} runs")


def _lexicode(bits: int, factors: int, resolution: int) -> tuple[int, ...]:
    """Masks of which no product of fewer than ``resolution`` is constant; single bits come first."""
    masks: list[int] = []
    for mask in sorted(range(1, 2**bits), key=lambda one: (one.bit_count() > 1, one)):
        if len(masks) < factors and mask not in _products(masks, resolution - 2):
            masks.append(mask)
    return tuple(masks)


def _products(masks: list[int], most: int) -> frozenset[int]:
    found = {0}
    for size in range(1, most + 1):
        found |= {together(masks, chosen) for chosen in combinations(range(len(masks)), size)}
    return frozenset(found)


def together(masks: tuple[int, ...] | list[int], effect: Effect) -> int:
    """Mask of a product of factors."""
    mask = 0
    for factor in effect:
        mask ^= masks[factor]
    return mask


def levels(masks: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which factors are at their high level, (runs, factors); in the first run none is."""
    runs = 2 ** max(mask.bit_length() for mask in masks)
    return np.array([[bool((run & mask).bit_count() & 1) for mask in masks] for run in range(runs)])


def contrast(high: NDArray[np.bool_], effect: Effect, values: FloatArray) -> FloatArray:
    """Mean where the product of signs is + minus mean where it is -.

    Args:
        high: (runs, factors).
        effect: one factor for a main effect, two for an interaction.
        values: (runs, ...).
    """
    signs = np.where(high[:, list(effect)], 1.0, -1.0).prod(axis=1)
    return np.tensordot(signs, values, axes=1) * (2.0 / len(signs))


def aliases(masks: tuple[int, ...]) -> dict[Effect, tuple[Effect, ...]]:
    """Main effects and two-factor interactions, each with those of them that it cannot be told from."""
    factors = range(len(masks))
    effects: list[Effect] = [*((factor,) for factor in factors), *combinations(factors, 2)]
    by_mask: dict[int, list[Effect]] = {}
    for effect in effects:
        by_mask.setdefault(together(masks, effect), []).append(effect)
    return {one: tuple(other for other in by_mask[together(masks, one)] if other != one) for one in effects}
