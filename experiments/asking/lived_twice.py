"""Worlds that are lived through twice, under other draws: they tell what part of a spread draws make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

AGAIN: Final = 5  # every so many seeds one world is lived through twice, so that runs are a fifth more


def again_of(seeds: int) -> int:
    """How many of so many worlds are lived through twice."""
    return seeds // AGAIN


def seeds_again(seeds: Sequence[int], worlds: int) -> list[int]:
    """Seeds under which some of the worlds are lived through once more; none where there are few.

    Args:
        seeds: of the question.
        worlds: how many there are.
    """
    return [seed + worlds for seed in list(seeds)[: again_of(len(seeds))]]
