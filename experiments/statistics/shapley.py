"""The Shapley value: what each member adds to a whole, averaged over all orders in which they could join.

Shapley 1953; sampled orders: Castro, Gomez and Tejada 2009, Computers & Operations Research 36. In either
case the parts add up to the whole (efficiency), order by order. Coalitions are bit masks: bit i means that
member i is in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

from experiments.statistics.means import FloatArray

Order = tuple[int, ...]


def exact(values: Mapping[int, FloatArray], members: int) -> FloatArray:
    """Shapley values from the value of every coalition.

    Args:
        values: by bit mask, all 2**members of them; arrays of one shape.
        members: how many there are.

    Returns:
        (members, *shape of a value).
    """
    weights = [
        factorial(size) * factorial(members - size - 1) / factorial(members) for size in range(members)
    ]
    found = np.zeros((members, *values[0].shape))
    for mask in range(2**members):
        for member in range(members):
            if not mask >> member & 1:
                found[member] += weights[mask.bit_count()] * (values[mask | 1 << member] - values[mask])
    return found


def sampled(values: Mapping[int, FloatArray], orders: Sequence[Order]) -> FloatArray:
    """Unbiased estimates from some orders: the mean of what each member added when it joined."""
    found = np.zeros((len(orders[0]), *values[0].shape))
    for order in orders:
        mask = 0
        for member in order:
            found[member] += values[mask | 1 << member] - values[mask]
            mask |= 1 << member
    return found / len(orders)


def masks_of(orders: Sequence[Order]) -> list[int]:
    """Every coalition that some orders pass through, the empty one and the whole included."""
    masks = {0: None}
    for order in orders:
        mask = 0
        for member in order:
            mask |= 1 << member
            masks[mask] = None
    return sorted(masks)


def draw_orders(members: int, pairs: int, key: Sequence[int]) -> tuple[Order, ...]:
    """Draw orders, each with its reverse, which cancels what a member's place in line does on average.

    Args:
        members: how many there are.
        pairs: of orders.
        key: of the generator.
    """
    generator = np.random.Generator(np.random.Philox(np.random.SeedSequence(list(key))))
    forward = [_as_order(generator.permutation(members)) for _ in range(pairs)]
    return tuple(one for order in forward for one in (order, order[::-1]))


def _as_order(permutation: NDArray[np.int64]) -> Order:
    return tuple(int(member) for member in permutation)
