"""Dwellings: which households, buildings and estates stand on a community's ground, before anybody moves in.

Everything is laid out from the first row on, and each choice depends only on what stands before it, so that
more residents at the end of a community change nothing that stands already.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.population.margins import Table
from sim.population.traits import pick

DWELLING: Final = purpose("population.dwelling")
SERIALS: Final = 2**20  # identity = community * 2**20 + serial
Numbers = NDArray[np.int64]


class HousingPlan(NamedTuple):
    """What is to be built: per community its rows, type, and shares; per type the sizes of things."""

    start: Numbers
    kind: Numbers
    dormitory: Table  # share of residents in dormitories
    owned: Table  # share of family homes lived in by owners
    household_cdf: Table  # [type, persons - 1]
    room_size: Numbers  # [type]
    building_residents: Numbers  # [type]
    estate_buildings: Numbers  # [type]


class BuiltGround(NamedTuple):
    """What is built: columns and boundaries, and ``built``: households, buildings and estates so far."""

    identity: NDArray[Any]
    community: NDArray[Any]
    estate: NDArray[Any]
    building: NDArray[Any]
    household: NDArray[Any]
    dormitory: NDArray[Any]
    household_start: Numbers
    building_start: Numbers
    estate_start: Numbers
    household_owned: NDArray[Any]
    household_room: NDArray[Any]
    built: Numbers


@njit(cache=True, nogil=True)
def lay_out(plan: HousingPlan, ground: BuiltGround, seed: int) -> None:
    """Build all communities, one after another."""
    for community in range(len(plan.kind)):
        kind, row, end = plan.kind[community], plan.start[community], plan.start[community + 1]
        buildings = roomers = 0
        while row < end:
            if buildings % plan.estate_buildings[kind] == 0:
                _open(ground.estate_start, ground.built, 2, row)
            _open(ground.building_start, ground.built, 1, row)
            room = _is_dormitory(plan, community, row, roomers)
            first = row
            while row < min(first + plan.building_residents[kind], end):
                row = _build_home(plan, ground, community, row, room, seed)
            roomers += row - first if room else 0
            buildings += 1


@njit(cache=True)
def _open(starts: Numbers, count: Numbers, what: int, row: int) -> None:
    starts[count[what]] = row
    count[what] += 1


@inner(cache=True)
def _is_dormitory(plan: HousingPlan, community: int, row: int, roomers: int) -> bool:
    block = plan.building_residents[plan.kind[community]]
    wanted = plan.dormitory[community] * (row - plan.start[community] + block)
    return bool(roomers + 0.5 * block <= wanted and wanted > 0.0)


@inner(cache=True)
def _build_home(
    plan: HousingPlan, ground: BuiltGround, community: int, row: int, room: bool, seed: int
) -> int:
    kind, serial = plan.kind[community], row - plan.start[community]
    size, owned, _, _ = keyed_draws(seed, community * SERIALS + serial, 0, DWELLING, 0)
    persons = plan.room_size[kind] if room else 1 + pick(plan.household_cdf, kind, size)
    last = min(row + persons, plan.start[community + 1])
    home = ground.built[0]
    ground.household_owned[home] = not room and owned < plan.owned[community]
    ground.household_room[home] = room
    _open(ground.household_start, ground.built, 0, row)
    for member in range(row, last):
        ground.identity[member] = community * SERIALS + member - plan.start[community]
        ground.community[member] = community
        ground.household[member] = home
        ground.building[member] = ground.built[1] - 1
        ground.estate[member] = ground.built[2] - 1
        ground.dormitory[member] = room
    return int(last)
