"""Worlds drawn evenly from what is not ruled out, however small that part of the priors is.

Level by level (subset simulation, Au and Beck 2001): the worlds that are least implausible are kept, copied
and moved along the differences of others (ter Braak 2006) wherever that does not raise them above the level.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Level = Callable[[Floats], Floats]
KEPT: Final = 0.3  # of the worlds at each level
MOVES: Final = 6  # at each level
LAST_MOVES: Final = 40
LEVELS: Final = 40  # at which to give up
JITTER: Final = 0.01
NEW: Final = 0.1  # part of the assumptions that a move draws anew


@dataclass(frozen=True)
class Drawn:
    """Worlds that are not ruled out.

    Attributes:
        parts: (worlds, assumptions).
        level: what was reached: the cut, or more where nothing lies under it.
    """

    parts: Floats
    level: float


def draw(level_of: Level, assumptions: int, number: int, cut: float, rng: np.random.Generator) -> Drawn:
    """Draw worlds.

    Args:
        level_of: implausibility that decides, of (worlds, assumptions) from 0 to 1.
        assumptions: how many.
        number: of worlds.
        cut: above which they are ruled out.
        rng: draws, keyed by who asks.
    """
    parts = rng.random((number, assumptions))
    levels = level_of(parts)
    reached = float("inf")
    for _ in range(LEVELS):
        wanted = max(cut, float(np.quantile(levels, KEPT)))
        if wanted > reached - 1e-3 and reached < float("inf"):
            break
        reached = wanted
        inside = np.flatnonzero(levels <= reached)
        chosen = inside[rng.integers(inside.size, size=number)]
        parts, levels = parts[chosen], levels[chosen]
        for _ in range(MOVES):
            parts, levels = _move(parts, levels, level_of, reached, rng)
        if reached <= cut:
            break
    for _ in range(LAST_MOVES):
        parts, levels = _move(parts, levels, level_of, reached, rng)
    return Drawn(parts, reached)


def _move(
    parts: Floats, levels: Floats, level_of: Level, most: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Propose a step for every world; it stays where the step would raise it above the level."""
    number, width = parts.shape
    one, other = rng.integers(number, size=number), rng.integers(number, size=number)
    length = rng.choice([0.25, 0.5, 1.0], size=(number, 1))
    along = (parts[one] - parts[other]) * length * (rng.random(parts.shape) < 0.5)
    proposed = _reflected(parts + along + rng.normal(0.0, JITTER, parts.shape))
    anew = rng.random(parts.shape) < NEW * (rng.random((number, 1)) < 0.5)
    proposed = np.where(anew, rng.random((number, width)), proposed)
    found = level_of(proposed)
    taken = found <= most
    return np.where(taken[:, np.newaxis], proposed, parts), np.where(taken, found, levels)


def _reflected(parts: Floats) -> Floats:
    """Steps out of the ranges come back in."""
    turned = np.abs(np.mod(parts, 2.0))
    return np.where(turned > 1.0, 2.0 - turned, turned)
