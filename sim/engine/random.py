"""Keyed random draws: every random number is a pure function of (seed, who, month, purpose, draw).

Philox4x32-10 is a counter-based generator (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as
easy as 1, 2, 3", SC'11). Nothing is shared and nothing advances, so neither order, threads, workers, pages
nor added residents change anybody else's draws. The compiled functions can be called from plain Python too.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import exp
from sim.engine.compiling import inner, njit

_MULTIPLIER_0: Final = np.uint64(0xD2511F53)
_MULTIPLIER_1: Final = np.uint64(0xCD9E8D57)
_WEYL_0: Final = np.uint64(0x9E3779B9)
_WEYL_1: Final = np.uint64(0xBB67AE85)
_LOW_WORD: Final = np.uint64(0xFFFFFFFF)
_WORD: Final = np.uint64(32)
_TO_UNIT: Final = 2.0**-32
_LARGEST_POISSON_STEP: Final = 64.0

Word = int | np.integer[Any]

_purposes: dict[int, str] = {}


def purpose(name: str) -> int:
    """Give the 32-bit number of a named use of random draws.

    Args:
        name: what the draw decides, e.g. ``"population.age"``; the same name always gives the same number.

    Raises:
        ValueError: another name already has this number (a CRC-32 collision): rename one of them.
    """
    number = zlib.crc32(name.encode())
    if _purposes.setdefault(number, name) != name:
        raise ValueError(f"purpose {name!r} collides with {_purposes[number]!r}")
    return number


@njit(cache=True, error_model="numpy", inline="always")
def philox4x32(c0: Word, c1: Word, c2: Word, c3: Word, k0: Word, k1: Word) -> tuple[Any, Any, Any, Any]:
    """Ten rounds of Philox on a counter of four 32-bit words under a key of two; gives four 32-bit words."""
    x0, x1, x2, x3 = np.uint64(c0), np.uint64(c1), np.uint64(c2), np.uint64(c3)
    key0, key1 = np.uint64(k0), np.uint64(k1)
    for _ in range(10):
        product0 = _MULTIPLIER_0 * x0
        product1 = _MULTIPLIER_1 * x2
        x0 = (product1 >> _WORD) ^ x1 ^ key0
        x1 = product1 & _LOW_WORD
        x2 = (product0 >> _WORD) ^ x3 ^ key1
        x3 = product0 & _LOW_WORD
        key0 = (key0 + _WEYL_0) & _LOW_WORD
        key1 = (key1 + _WEYL_1) & _LOW_WORD
    return x0, x1, x2, x3


@njit(cache=True, error_model="numpy", inline="always")
def draws(seed: Word, who: Word, month: Word, use: Word, draw: Word) -> tuple[float, float, float, float]:
    """Four uniform numbers strictly inside (0, 1) for this key.

    Inlined, and without a branch, so that a loop over several keys is done several at a time.

    Args:
        seed: seed of the run, 64 bits.
        who: identity of the resident or institution, 32 bits.
        month: month of the run, 0 for the building of the place.
        use: the number that :func:`purpose` gave.
        draw: which block of four, 32 bits.
    """
    key = np.uint64(seed)
    c0, c1, c2, c3 = np.uint64(who), np.uint64(month), np.uint64(use), np.uint64(draw)
    x0, x1, x2, x3 = philox4x32(c0, c1, c2, c3, key & _LOW_WORD, key >> _WORD)
    return _unit(x0), _unit(x1), _unit(x2), _unit(x3)


@njit(cache=True, error_model="numpy", inline="always")
def _unit(word: Word) -> float:
    """Place a 32-bit word in the middle of its part of (0, 1)."""
    return (np.float64(np.uint32(word)) + 0.5) * _TO_UNIT


@njit(cache=True, error_model="numpy")
def uniform(seed: Word, who: Word, month: Word, use: Word, draw: Word = 0) -> float:
    """One uniform number strictly inside (0, 1) for this key."""
    return draws(seed, who, month, use, draw)[0]


def each_uniform(
    seed: Word, who: NDArray[Any], month: Word, use: Word, draw: Word = 0
) -> NDArray[np.float64]:
    """(keys,) one uniform number for each of these identities."""
    drawn = np.empty(who.size)
    _fill_uniform(seed, who.astype(np.int64), month, use, draw, drawn)
    return drawn


@njit(cache=True, error_model="numpy", nogil=True)
def _fill_uniform(
    seed: Word, who: NDArray[np.int64], month: Word, use: Word, draw: Word, drawn: NDArray[np.float64]
) -> None:
    """Fill (keys,) uniform numbers; compiled once, whatever integers the keys are."""
    for k in range(who.size):
        drawn[k] = draws(seed, who[k], month, use, draw)[0]


def each_rounded(
    seed: Word, month: Word, use: Word, exact: NDArray[Any], draw: Word = 0
) -> NDArray[np.int64]:
    """Round each number, (keys,), by the draw of its place among them: ``who`` is 0, 1, 2, ..."""
    drawn = each_uniform(seed, np.arange(exact.size), month, use, draw)
    whole: NDArray[np.int64] = np.floor(exact + drawn).astype(np.int64)
    return whole


@inner(cache=True, error_model="numpy")
def _poisson_by_inversion(u: float, mean: float) -> int:
    count = 0
    term = exp(-mean)
    cumulative = term
    while u > cumulative and term > 0.0:
        count += 1
        term *= mean / count
        cumulative += term
    return count


@njit(cache=True, error_model="numpy")
def poisson(seed: Word, who: Word, month: Word, use: Word, mean: float) -> int:
    """A Poisson count with this mean (0 or more), summed over pieces small enough for exact inversion."""
    count, rest, piece = 0, mean, 0
    while rest > 0.0:
        step = min(rest, _LARGEST_POISSON_STEP)
        count += _poisson_by_inversion(uniform(seed, who, month, use, piece), step)
        rest -= step
        piece += 1
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def each_poisson(seed: Word, month: Word, use: Word, mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """(keys,) a Poisson count for each mean, by its place among them: ``who`` is 0, 1, 2, ..."""
    counts = np.empty(mean.size, dtype=np.int64)
    for k in range(mean.size):
        counts[k] = poisson(seed, k, month, use, mean[k])
    return counts
