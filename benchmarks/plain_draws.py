"""Philox4x32-10, exponential and logarithm in plain Python, bit for bit those of ``sim.engine``."""

from __future__ import annotations

import math
from typing import Final

MASK32: Final = 2**32 - 1
MASK64: Final = 2**64 - 1
TAYLOR: Final = tuple(1.0 / math.factorial(n) for n in range(13, -1, -1))


def keyed_draws(
    seed: int, who: int, month: int, use: int, draw: int = 0
) -> tuple[float, float, float, float]:
    """Four uniform numbers for a key."""
    x0, x1, x2, x3 = who, month, use, draw
    k0, k1 = seed & MASK32, seed >> 32
    for _ in range(10):
        p0, p1 = 0xD2511F53 * x0, 0xCD9E8D57 * x2
        x0, x1, x2, x3 = p1 >> 32 ^ x1 ^ k0, p1 & MASK32, p0 >> 32 ^ x3 ^ k1, p0 & MASK32
        k0, k1 = k0 + 0x9E3779B9 & MASK32, k1 + 0xBB67AE85 & MASK32
    unit = 2.0**-32
    return (x0 + 0.5) * unit, (x1 + 0.5) * unit, (x2 + 0.5) * unit, (x3 + 0.5) * unit


def exponential(x: float) -> float:
    """Return e to the x."""
    bounded = min(max(x, -700.0), 700.0)
    k = math.floor(bounded * 1.44269504088896338700 + 0.5)
    r = (bounded - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10
    series = 0.0
    for coefficient in TAYLOR:
        series = series * r + coefficient
    return series * 2.0**k


def logarithm(x: float) -> float:
    """Natural logarithm."""
    k, m, root = 0, x, 0.70710678118654752440
    while m < root:
        m *= 2.0
        k -= 1
    while m >= 2.0 * root:
        m *= 0.5
        k += 1
    s = (m - 1.0) / (m + 1.0)
    square, series = s * s, 0.0
    for n in range(23, 0, -2):
        series = 1.0 / n + square * series
    return k * 6.93147180369123816490e-01 + (2.0 * s * series + k * 1.90821492927058770002e-10)
