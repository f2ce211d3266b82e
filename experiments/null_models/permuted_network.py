"""A network in which people of one type of community and one age group have exchanged their places.

Every tie stays, and so do degrees and clusters; who holds them has nothing to do with home, hukou or habit.
Ties of shared acts form anew and are not touched.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.random import purpose, uniform
from sim.network.layers import Network
from sim.residents.table_columns import contacts_of
from sim.vocabulary import ADULT_AGE

PLACES: Final = purpose("null.permuted")


def permute(district: District) -> None:
    """Exchange places in the fixed network.

    Args:
        district: written: its network; before its first month.
    """
    people, ground = district.residents, district.geography
    kinds = np.unique(ground.community_type, return_inverse=True)[1]
    group = 2 * kinds[people.community] + (people.age >= ADULT_AGE)
    lot = np.array([uniform(district.seed, int(one), 0, PLACES, 0) for one in people.identity])
    district.network = with_places(district.network, exchanged(group, lot))
    district.contacts = contacts_of(district.network, district.companions.partner)


def exchanged(group: NDArray[Any], lot: NDArray[np.float64]) -> NDArray[np.int64]:
    """(people,) whose place each takes: somebody's of the same group, in the order of the lot."""
    place = np.empty(group.size, dtype=np.int64)
    place[np.lexsort((np.arange(group.size), group))] = np.lexsort((lot, group))
    return place


def with_places(network: Network, place: NDArray[np.int64]) -> Network:
    """The network in which everybody has exchanged places: what was tied to ``i`` is tied to ``place[i]``."""
    source, target = place[network.source], place[network.target]
    order = np.lexsort((target, network.layer, source))
    start = np.zeros_like(network.start)
    np.cumsum(np.bincount(source, minlength=network.residents), out=start[1:])
    return Network(start, target[order].astype(network.target.dtype), network.layer[order])
