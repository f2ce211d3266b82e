"""Build the fixed network: household, building, work, home town, friends."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import exp
from sim.network.contacts import FRIENDS, TieTraits, draw_stubs
from sim.network.layers import Layer, Network
from sim.network.numbers import NetworkAssumptions
from sim.network.packing import pack
from sim.network.ties import OLDEST, Likeness, draw_ties, names_of, order_by
from sim.threads import in_parts
from sim.vocabulary import Education, Hukou

Array = NDArray[Any]


class Columns(Protocol):
    """What is read of the residents' table."""

    identity: Any
    community: Any
    building: Any
    household: Any
    age: Any
    education: Any
    hukou: Any
    workplace: Any
    hometown: Any
    neighbour_contact: Any


class GroundColumns(Protocol):
    """What is read of the ground plan."""

    @property
    def household_start(self) -> NDArray[np.int64]:
        """First row of each household, and the end."""

    @property
    def community_street(self) -> NDArray[np.int64]:
        """Street of each community."""

    @property
    def street_start(self) -> NDArray[np.int64]:
        """First community of each street, and the end."""


def build_network(
    residents: Columns, ground: GroundColumns, assumed: NetworkAssumptions, seed: int
) -> Network:
    """Draw the fixed network.

    Args:
        residents: columns of the residents' table, rows numbered by community, building and household.
        ground: boundaries of households, communities and streets.
        assumed: numbers of contacts, weights of layers, homophily.
        seed: seed of the run.
    """
    people = _people(residents, ground)
    weights = np.array(
        [assumed.share_building, assumed.share_work, assumed.share_hometown, assumed.share_friend]
    )
    running = np.cumsum(np.asarray(assumed.contacts))
    community = np.asarray(residents.community)
    regions = int(people.hometown.max(initial=0)) + 1
    hometown = np.where(people.hometown >= 0, community * regions + people.hometown, -1)
    groups = (np.asarray(residents.building), people.workplace, hometown, community)
    room = np.stack([_room(group, assumed.crowd) for group in groups[:FRIENDS]], axis=1)
    known = people, room, running / running[-1], weights, assumed.least_contact, assumed.child_contacts, seed
    stubs = np.concatenate(in_parts(len(community), lambda first, last: draw_stubs(first, last, *known)))
    none, friends = _likeness(assumed, 0.0), _likeness(assumed, 1.0)
    likeness = (_likeness(assumed, assumed.homophily_building), none, none, friends)
    ties = []
    for drawn, layer in enumerate((Layer.BUILDING, Layer.WORK, Layer.HOMETOWN, Layer.FRIEND)):
        wide = ground if layer is Layer.FRIEND else None
        share = assumed.friends_elsewhere if layer is Layer.FRIEND else 0.0
        ends = _layer(
            people, stubs[:, drawn].copy(), drawn, groups[drawn], wide, share, likeness[drawn], seed
        )
        ties.append((layer, *ends))
    return pack(ground.household_start, ties)


def _people(residents: Columns, ground: GroundColumns) -> TieTraits:
    sizes = np.diff(ground.household_start)
    return TieTraits(
        identity=residents.identity,
        household_size=np.repeat(sizes, sizes).astype(np.int32),
        age=residents.age,
        education=residents.education,
        migrant=np.asarray(residents.hukou) == Hukou.OUTSIDE_DISTRICT,
        workplace=residents.workplace,
        hometown=residents.hometown,
        neighbour_contact=residents.neighbour_contact,
        household=residents.household,
    )


def _room(group: Array, crowd: float) -> Array:
    """Most contacts that fit in each resident's group; a group of -1 has no room."""
    sizes = np.bincount(group + 1)
    sizes[0] = 0
    return np.asarray(crowd * sizes[group + 1])


def _likeness(assumed: NetworkAssumptions, part: float) -> Likeness:
    years = [exp(-part * assumed.homophily_age * y / 10.0) for y in range(OLDEST)]
    levels = [exp(-part * assumed.homophily_education * k) for k in range(len(Education))]
    return Likeness(exp(-part * assumed.homophily_hukou), np.array(years), np.array(levels))


def _layer(
    people: TieTraits,
    stubs: Array,
    drawn: int,
    group: Array,
    wide: GroundColumns | None,
    share: float,
    like: Likeness,
    seed: int,
) -> tuple[Array, Array]:
    group = group.astype(np.int32)
    groups = int(group.max(initial=-1)) + 1
    order, start = order_by(group, groups)
    names, begin = names_of(order, stubs)
    bounds = begin[start]
    streets = np.zeros((groups, 2), dtype=np.int64)
    if wide is not None:
        first = wide.street_start[wide.community_street]
        last = wide.street_start[wide.community_street + 1]
        streets = np.stack((bounds[first], bounds[last]), axis=1)
    known = people, stubs, drawn, group, names, bounds, streets, share, like, seed
    one, other = zip(*in_parts(len(stubs), lambda first, last: draw_ties(first, last, *known)), strict=True)
    return np.concatenate(one), np.concatenate(other)
