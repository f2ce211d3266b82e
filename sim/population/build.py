"""The synthetic population: communities, the homes on their ground, the people in them, later movers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.network.companions import Companions
from sim.population import map as mapping
from sim.population.attitudes import settle_rows
from sim.population.calibration import calibrate
from sim.population.dwellings import BuiltGround, lay_out
from sim.population.geography import Geography, Homes
from sim.population.households import settle_households
from sim.population.margins import Margins, Table
from sim.population.moves import leaving, members, move_chances
from sim.population.numbers import Population
from sim.population.place import Place
from sim.residents.table import Residents
from sim.residents.table_columns import people_of
from sim.threads import in_parts

Numbers = NDArray[np.int64]


def populate(place: Place, seed: int, population: Population | None = None) -> tuple[Residents, Geography]:
    """Build the ground and the people of a place.

    Args:
        place: its settings.
        seed: seed of the run, 64 bits.
        population: what is assumed of any place; by default as declared.

    Returns:
        The residents, every trait and starting state filled, and the ground plan.
    """
    margins = calibrate(place, population)
    sizes, migrants = mapping.sizes_and_migrants(place)
    start = mapping.boundaries(sizes)
    residents = Residents(int(start[-1]))
    geography = _build(place, margins, start, migrants, residents, seed)
    settle(residents, geography, np.arange(geography.households), seed, 0)
    return residents, geography


def move_households(
    residents: Residents, geography: Geography, place: Place, seed: int, month: int, companions: Companions
) -> int:
    """Let households move away by origin, tenure and type, and as many people move in behind them.

    The home's tenure and kind stay, and newcomers are local or migrant like those who left, so that a
    community keeps its mix; ages and all other traits are drawn anew; nobody is a shareholder; years here are
    0; all state starts as at month 0; ties to companions end.

    Args:
        residents: written in place.
        geography: the ground plan of :func:`populate`.
        place: its settings.
        seed: seed of the run, 64 bits.
        month: month of the run, 1 or later.
        companions: ties from shared acts, written in place.

    Returns:
        Residents who moved in, which is as many as moved away.
    """
    homes, chances = geography.homes, move_chances(place)
    known = residents.identity, residents.community, residents.hukou, homes, chances, seed, month
    moving = in_parts(geography.households, lambda first, last: leaving(first, last, *known))
    rows = settle(residents, geography, np.concatenate(moving), seed, month)
    companions.clear(rows)
    return len(rows)


def settle(residents: Residents, geography: Geography, households: Numbers, seed: int, month: int) -> Numbers:
    """Draw the people of these homes anew: at month 0 the first ones, later newcomers.

    Returns:
        Rows of the people of these homes.
    """
    known = people_of(residents), geography.homes, geography.margins
    in_parts(
        len(households), lambda first, last: settle_households(*known, households[first:last], seed, month)
    )
    rows = members(geography.household_start, households)
    in_parts(len(rows), lambda first, last: settle_rows(*known, rows[first:last], seed, month))
    return rows


def _build(
    place: Place, margins: Margins, start: Numbers, migrants: Table, residents: Residents, seed: int
) -> Geography:
    kinds = mapping.types_of(place)
    ground = _ground(residents)
    lay_out(mapping.plan(place, margins, kinds, start, migrants), ground, seed)
    households, buildings, estates = ground.built.tolist()
    street, street_start = mapping.streets(place, len(kinds))
    employer_start = mapping.employers(place, kinds, np.diff(start), margins.assumed.work.employers)
    _, if_owner, if_tenant = mapping.owner_homes(place, margins, kinds, migrants)
    homes = Homes(
        household_start=_closed(ground.household_start, households, len(residents)),
        owner_occupied=ground.household_owned[:households].copy(),
        dormitory=ground.household_room[:households].copy(),
        building_start=_closed(ground.building_start, buildings, len(residents)),
        community_type=kinds,
        street_start=street_start,
        community_street=street,
        employer_start=employer_start,
        migrant_if_owner=if_owner,
        migrant_if_tenant=if_tenant,
    )
    return Geography(
        types=tuple(place.types),
        settings=tuple(place.types.values()),
        community_type=kinds,
        community_street=street,
        community_start=start,
        street_start=street_start,
        estate_start=_closed(ground.estate_start, estates, len(residents)),
        building_start=homes.building_start,
        household_start=homes.household_start,
        owner_occupied=homes.owner_occupied,
        dormitory=homes.dormitory,
        migrants=migrants,
        employer_start=employer_start,
        homes=homes,
        margins=margins,
    )


def _ground(residents: Residents) -> BuiltGround:
    rows = len(residents)
    columns = ("identity", "community", "estate", "building", "household", "dormitory")
    starts = [np.empty(rows + 1, dtype=np.int64) for _ in range(3)]
    flags = [np.zeros(rows, dtype=np.bool_) for _ in range(2)]
    written = [getattr(residents, name) for name in columns]
    return BuiltGround._make([*written, *starts, *flags, np.zeros(3, dtype=np.int64)])


def _closed(starts: Numbers, count: int, end: int) -> Numbers:
    return np.append(starts[:count], end)
