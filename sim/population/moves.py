"""Who moves away in a month."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.population.geography import Homes
from sim.population.households import group_of
from sim.population.margins import Table
from sim.population.place import Place

LEAVING: Final = purpose("population.leaving")
MONTHS: Final = 12.0


def move_chances(place: Place) -> Table:
    """Chance that a household moves away in a month, [type, LOCAL MIGRANT, 0 tenants 1 owners]."""
    housing = [kind.housing for kind in place.types.values()]
    migrants = np.array([[kind.move_tenants, kind.move_owners] for kind in housing]) / MONTHS
    locals_ = migrants * np.array([[kind.move_locals] for kind in housing])
    return np.stack((locals_, migrants), axis=1)


@njit(cache=True, nogil=True)
def leaving(
    first: int,
    last: int,
    identity: NDArray[Any],
    community: NDArray[Any],
    hukou: NDArray[Any],
    homes: Homes,
    chances: Table,
    seed: int,
    month: int,
) -> NDArray[Any]:
    """Draw which of the households ``first`` to ``last - 1`` move away, by :func:`move_chances`."""
    start, owned, kinds = homes.household_start, homes.owner_occupied, homes.community_type
    left = np.empty(last - first, dtype=np.int64)
    count = 0
    for household in range(first, last):
        head = start[household]
        chance = chances[kinds[community[head]], group_of(hukou[head]), int(owned[household])]
        if keyed_draws(seed, identity[head], month, LEAVING, 0)[0] < chance:
            left[count] = household
            count += 1
    return left[:count].copy()


@njit(cache=True, nogil=True)
def members(household_start: NDArray[np.int64], households: NDArray[Any]) -> NDArray[Any]:
    """Rows of the people of these households."""
    count = 0
    for household in households:
        count += household_start[household + 1] - household_start[household]
    rows = np.empty(count, dtype=np.int64)
    count = 0
    for household in households:
        for row in range(household_start[household], household_start[household + 1]):
            rows[count] = row
            count += 1
    return rows
