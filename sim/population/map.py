"""The map of a place: its communities, how large, in which street, and what is to be built in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import exp
from sim.population.dwellings import HousingPlan
from sim.population.margins import LOCAL, MIGRANT, QUANTILES, Margins, Table
from sim.population.place import CommunityGroup, Housing, Place

# Steps of the sequence of the plastic number (Roberts 2018, "The unreasonable effectiveness of quasirandom
# sequences"), which fills the square evenly: large and small communities have many and few migrants alike.
STEP_OF_SIZE: Final = 0.7548776662466927
STEP_OF_MIGRANTS: Final = 0.5698402909980532
Numbers = NDArray[np.int64]


def communities_in_order(place: Place) -> list[tuple[CommunityGroup, float, float]]:
    """List the communities, types well mixed along the streets: group, rank by size, rank by migrants.

    Ranks within a group are the middles of equal parts of [0, 1], in two orders that have nothing to do with
    each other. So the communities are those of the place, whatever the seed.
    """
    listed = []
    for g, group in enumerate(place.communities):
        sizes, migrants = _ranks(group.count, STEP_OF_SIZE), _ranks(group.count, STEP_OF_MIGRANTS)
        listed += [((k + 0.5) / group.count, g, group, sizes[k], migrants[k]) for k in range(group.count)]
    listed.sort(key=lambda item: item[:2])
    return [(group, size, migrants) for _, _, group, size, migrants in listed]


def _ranks(count: int, step: float) -> list[float]:
    places = np.argsort(np.argsort((np.arange(count) * step) % 1.0, kind="stable"), kind="stable")
    return [(place + 0.5) / count for place in places.tolist()]


def sizes_and_migrants(place: Place) -> tuple[Numbers, Table]:
    """Residents of each community, log-uniform around the group's median, and its share of migrants."""
    sizes, migrants = [], []
    for group, by_size, by_migrants in communities_in_order(place):
        sizes.append(max(round(group.residents * exp(group.spread * (2.0 * by_size - 1.0))), 1))
        quantiles = np.asarray(place.types[group.type].housing.migrant_quantiles)
        migrants.append(float(np.interp(by_migrants, QUANTILES, quantiles)))
    return np.array(sizes, dtype=np.int64), np.array(migrants)


def boundaries(counts: Numbers) -> Numbers:
    """CSR-like boundaries of parts with these counts."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts))).astype(np.int64)


def types_of(place: Place) -> Numbers:
    """Type index of each community."""
    names = list(place.types)
    return np.array([names.index(group.type) for group, _, _ in communities_in_order(place)], dtype=np.int64)


def streets(place: Place, communities: int) -> tuple[Numbers, Numbers]:
    """Street of each community, and the first community of each street."""
    street = np.arange(communities) // place.street_communities
    start = np.append(np.arange(0, communities, place.street_communities), communities)
    return street.astype(np.int64), start.astype(np.int64)


def employers(place: Place, kinds: Numbers, sizes: Numbers, workers: float) -> Numbers:
    """First workplace of each community: one school, then employers of the type's size, at least one."""
    size = _numbers(place, lambda housing: housing.employer_size)[kinds]
    return boundaries(1 + np.maximum((sizes * workers / size).astype(np.int64), 1))


def plan(place: Place, margins: Margins, kinds: Numbers, start: Numbers, migrants: Table) -> HousingPlan:
    """Say what is to be built in each community."""
    children = _shares(place, lambda housing: housing.children)[kinds]
    owned = owner_homes(place, margins, kinds, migrants)[0]
    return HousingPlan(
        start=start,
        kind=kinds,
        dormitory=(1.0 - children) * migrants * _shares(place, lambda housing: housing.dormitory)[kinds],
        owned=owned,
        household_cdf=margins.household_cdf,
        room_size=_numbers(place, lambda housing: housing.room_size),
        building_residents=_numbers(place, lambda housing: housing.building_residents),
        estate_buildings=_numbers(place, lambda housing: housing.estate_buildings),
    )


def owner_homes(
    place: Place, margins: Margins, kinds: Numbers, migrants: Table
) -> tuple[Table, Table, Table]:
    """Per community: owners' share of family homes, and migrants' shares in owners' and in tenants' homes."""
    rooms = _shares(place, lambda housing: housing.dormitory)[kinds]
    in_families = migrants * (1.0 - rooms) / np.maximum(1.0 - migrants * rooms, 1e-9)
    by_locals = (1.0 - in_families) * margins.owner_dwelling[kinds, LOCAL]
    by_migrants = in_families * margins.owner_dwelling[kinds, MIGRANT]
    owned = by_locals + by_migrants
    if_owner = by_migrants / np.maximum(owned, 1e-9)
    if_tenant = (in_families - by_migrants) / np.maximum(1.0 - owned, 1e-9)
    return owned, if_owner, if_tenant


def _shares(place: Place, value: Callable[[Housing], float]) -> Table:
    return np.array([value(kind.housing) for kind in place.types.values()], dtype=np.float64)


def _numbers(place: Place, value: Callable[[Housing], int]) -> Numbers:
    return np.array([value(kind.housing) for kind in place.types.values()], dtype=np.int64)
