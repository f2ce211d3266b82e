"""Where residents stand on the page: communities are blocks, buildings blocks in them, residents dots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.population.geography import Geography

Numbers = NDArray[np.int64]

MOST_DOTS: Final = 20_000
ASPECT: Final = 1.6
BUILDING_GAP: Final = 1
LABELLED_GAP: Final = 7
CROWDED_GAP: Final = 3
MOST_LABELS: Final = 24
MARGIN: Final = 2


class PixelSize(NamedTuple):
    """Width and height in dots."""

    width: int
    height: int


class CommunityBlock(NamedTuple):
    """A community's place on the plan."""

    x: int
    y: int
    width: int
    height: int
    label: str


@dataclass(frozen=True)
class Plan:
    """A district's picture before anybody is coloured.

    Attributes:
        rows: the residents that are drawn; every one of them in a district of at most ``MOST_DOTS``.
        x: column of each drawn resident's dot.
        y: line of each drawn resident's dot.
        blocks: the communities.
        size: of the whole.
        residents_a_dot: residents for each that is drawn.
    """

    rows: Numbers
    x: Numbers
    y: Numbers
    blocks: tuple[CommunityBlock, ...]
    size: PixelSize
    residents_a_dot: int


def ground_plan(geography: Geography, most: int = MOST_DOTS) -> Plan:
    """Lay a district out, once for all its months."""
    every = max(1, math.ceil(geography.community_start[-1] / most))
    rows = np.arange(0, geography.community_start[-1], every)
    drawn = _starts(geography.building_start, rows)
    parts = geography.of_each_community(geography.building_start)
    inner = [
        _community_plan(np.diff(drawn[parts[c] : parts[c + 1] + 1])) for c in range(geography.communities)
    ]
    gap = LABELLED_GAP if geography.communities <= MOST_LABELS else CROWDED_GAP
    corners, size = pack([one[2] for one in inner], gap)
    x = np.concatenate([one[0] + corner[0] for one, corner in zip(inner, corners, strict=True)])
    y = np.concatenate([one[1] + corner[1] for one, corner in zip(inner, corners, strict=True)])
    blocks = tuple(
        CommunityBlock(*corners[c], *inner[c][2], community_label(geography, c))
        for c in range(geography.communities)
    )
    return Plan(rows, x, y, blocks, size, every)


def community_label(geography: Geography, community: int) -> str:
    """Name a community by its number and type, in both languages."""
    kind = geography.type_of(community)
    return f"{community + 1} {kind.label_en} {kind.label_zh}"


def _starts(starts: Numbers, rows: Numbers) -> Numbers:
    """Boundaries of parts, counted in drawn residents instead of residents."""
    return np.searchsorted(rows, starts).astype(np.int64)


def _community_plan(people: Numbers) -> tuple[Numbers, Numbers, PixelSize]:
    """Columns and lines of a community's dots, building by building, and the community's size."""
    sizes = [_building_size(int(number)) for number in people]
    corners, size = pack(sizes, BUILDING_GAP)
    place = [np.arange(number) for number in people]
    x = [dots % wide.width + corner[0] for dots, wide, corner in zip(place, sizes, corners, strict=True)]
    y = [dots // wide.width + corner[1] for dots, wide, corner in zip(place, sizes, corners, strict=True)]
    inside = PixelSize(size.width + 2 * MARGIN, size.height + 2 * MARGIN)
    return np.concatenate([*x, _NOBODY]) + MARGIN, np.concatenate([*y, _NOBODY]) + MARGIN, inside


def _building_size(people: int) -> PixelSize:
    width = max(1, math.ceil(math.sqrt(people)))
    return PixelSize(width, math.ceil(people / width))


def pack(sizes: Sequence[PixelSize], gap: int) -> tuple[list[tuple[int, int]], PixelSize]:
    """Set blocks on shelves, in their order, so that the whole comes near the aspect of a screen.

    Returns:
        The upper left corner of each block, and the size of the whole.
    """
    widest = max((size.width for size in sizes), default=0)
    area = sum((size.width + gap) * (size.height + gap) for size in sizes)
    rooms = {max(widest, round(math.sqrt(area * ASPECT) * stretch)) for stretch in _STRETCHES}
    return min((_shelves(sizes, gap, room) for room in sorted(rooms)), key=lambda found: _misfit(found[1]))


def _misfit(size: PixelSize) -> float:
    """Area of the smallest screen that holds the whole."""
    return max(size.width, ASPECT * size.height)


def _shelves(sizes: Sequence[PixelSize], gap: int, room: int) -> tuple[list[tuple[int, int]], PixelSize]:
    corners, x, y, tallest, widest = [], 0, 0, 0, 0
    for size in sizes:
        if x and x + size.width > room:
            x, y, tallest = 0, y + tallest + gap, 0
        corners.append((x, y))
        x += size.width + gap
        tallest, widest = max(tallest, size.height), max(widest, x - gap)
    return corners, PixelSize(widest, y + tallest)


_STRETCHES: Final = (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)
_NOBODY: Final = np.zeros(0, dtype=np.int64)
