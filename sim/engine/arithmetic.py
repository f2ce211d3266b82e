"""Exponential and logarithm from exact operations only, so that every x86-64 gives the same bits.

The C library and NumPy choose between variants of ``exp`` by processor, which differ in the last bit; a
decision that falls on that bit would differ between machines. Additions, multiplications, divisions do not.
Accuracy against the exact value: better than 4 units in the last place (tests/engine/test_numeric.py).
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit

Array = NDArray[Any]

_LN2_HIGH: Final = 6.93147180369123816490e-01
_LN2_LOW: Final = 1.90821492927058770002e-10
_INVERSE_LN2: Final = 1.44269504088896338700e00
_LARGEST: Final = 700.0
_ROOT_THREE_OVER_PI: Final = 0.55132889542179205
_ROOT_HALF: Final = 0.70710678118654752440
_POWERS_OF_TWO: Final = np.array([2.0**k for k in range(-1022, 1024)])
# 1/n! for n = 13 down to 0: Taylor's series on |r| <= ln2/2, where the 14th term is below 2**-53.
_TAYLOR: Final = tuple(1.0 / math.factorial(n) for n in range(13, -1, -1))


@njit(cache=True, error_model="numpy", inline="always")
def exp(x: float) -> float:
    """Return e to the x; x outside [-700, 700] is taken as the nearer bound.

    Inlined, so that a loop over several numbers is done several at a time.
    """
    bounded = min(max(x, -_LARGEST), _LARGEST)
    k = int(np.floor(bounded * _INVERSE_LN2 + 0.5))
    r = (bounded - k * _LN2_HIGH) - k * _LN2_LOW
    series = 0.0
    for coefficient in _TAYLOR:
        series = series * r + coefficient
    return float(series * _POWERS_OF_TWO[k + 1022])


@njit(cache=True, error_model="numpy")
def each_exp(x: Array) -> Array:
    """(k,) e to each of these."""
    powers = np.empty(x.size)
    for k in range(x.size):
        powers[k] = exp(x[k])
    return powers


@njit(cache=True, error_model="numpy")
def log(x: float) -> float:
    """Natural logarithm of a positive normal number."""
    k = 0
    m = x
    while m < _ROOT_HALF:
        m *= 2.0
        k -= 1
    while m >= 2.0 * _ROOT_HALF:
        m *= 0.5
        k += 1
    s = (m - 1.0) / (m + 1.0)
    square = s * s
    series = 0.0
    for n in range(23, 0, -2):
        series = 1.0 / n + square * series
    return k * _LN2_HIGH + (2.0 * s * series + k * _LN2_LOW)


@njit(cache=True, error_model="numpy")
def each_log(x: Array) -> Array:
    """(k,) natural logarithm of each of these positive normal numbers."""
    logarithms = np.empty(x.size)
    for k in range(x.size):
        logarithms[k] = log(x[k])
    return logarithms


@njit(cache=True, error_model="numpy")
def logistic(x: float) -> float:
    """Probability whose log-odds are x."""
    return 1.0 / (1.0 + exp(-x))


@njit(cache=True, error_model="numpy")
def standard(u: float) -> float:
    """Quantile of the logistic distribution with mean 0 and standard deviation 1, for 0 < u < 1."""
    return _ROOT_THREE_OVER_PI * log(u / (1.0 - u))


def read_only(array: Array) -> Array:
    """Bar an array that several hold from being written."""
    array.setflags(write=False)
    return array
