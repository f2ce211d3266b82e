"""How many contacts each resident has, and from which layers they come."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import exp, log
from sim.engine.compiling import njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.vocabulary import YOUNGEST_ADULT

Floats = NDArray[np.float64]

CONTACTS: Final = purpose("network.contacts")
DRAWN_LAYERS: Final = 4  # building, work, home town, friends; the household is not drawn
FRIENDS: Final = 3
BIN_FROM: Final = np.array([0.0, 5.0, 10.0, 20.0, 50.0, 100.0])
BIN_TO: Final = np.array([5.0, 10.0, 20.0, 50.0, 100.0, 151.0])
MANY: Final = 40.0  # contacts from which a notable part is drawn twice, and dropped;
DOUBLES: Final = 1.15  # so many times more are drawn
MOST: Final = 150.0
MIDDLING_CONTACT: Final = 3.0  # level of contact with neighbours at which the weights are given


class TieTraits(NamedTuple):
    """The columns that make contacts; all of length residents."""

    identity: NDArray[Any]
    household_size: NDArray[Any]
    age: NDArray[Any]
    education: NDArray[Any]
    migrant: NDArray[Any]
    workplace: NDArray[Any]
    hometown: NDArray[Any]
    neighbour_contact: NDArray[Any]
    household: NDArray[Any]


@njit(cache=True, nogil=True)
def draw_stubs(
    first: int,
    last: int,
    people: TieTraits,
    room: Floats,
    contacts_cdf: Floats,
    weights: Floats,
    least_contact: float,
    child_contacts: int,
    seed: int,
) -> NDArray[Any]:
    """Draw how many ties each resident starts in each drawn layer: half of the wanted; others start the rest.

    Args:
        first: first of the residents that are asked for.
        last: the one after them.
        people: columns.
        room: (residents, 3) most ties that fit in a resident's building, workplace and home region.
        contacts_cdf: cumulative shares of adults by number of contacts.
        weights: (4,) weights of the layers.
        least_contact: weight of neighbours for who never socialises with them, in levels of contact.
        child_contacts: most contacts of a child outside the household.
        seed: seed of the run.

    Returns:
        uint8 array of shape (last - first, 4).
    """
    stubs = np.zeros((last - first, DRAWN_LAYERS), dtype=np.uint8)
    parts = np.zeros(DRAWN_LAYERS)
    for i in range(first, last):
        who = people.identity[i]
        which, within, child, _ = keyed_draws(seed, who, 0, CONTACTS, 0)
        adult = people.age[i] >= YOUNGEST_ADULT
        wanted = float(int(child * (child_contacts + 1)))
        if adult:
            wanted = max(_number(contacts_cdf, which, within) - people.household_size[i] + 1.0, 0.0)
        _share_out(people, i, adult, wanted, room[i], weights, least_contact, parts)
        rounding = keyed_draws(seed, who, 0, CONTACTS, 1)
        for layer in range(DRAWN_LAYERS):
            stubs[i - first, layer] = int(0.5 * parts[layer] + rounding[layer])
    return stubs


@njit(cache=True)
def _number(contacts_cdf: Floats, which: float, within: float) -> float:
    """Contacts of an adult: even within the lowest bin, log-uniform within the others."""
    cell = 0
    while cell < len(contacts_cdf) - 1 and which >= contacts_cdf[cell]:
        cell += 1
    if cell == 0:
        return float(int(BIN_TO[0] * within))
    number = BIN_FROM[cell] * exp(within * log(BIN_TO[cell] / BIN_FROM[cell]))
    return float(int(min(number * DOUBLES, MOST) if number >= MANY else number))


@njit(cache=True)
def _share_out(
    people: TieTraits,
    i: int,
    adult: bool,
    wanted: float,
    room: Floats,
    weights: Floats,
    least_contact: float,
    parts: Floats,
) -> None:
    """Fill ``parts`` with the wanted contacts by layer; what finds no room goes to friends (adults only)."""
    contact = (people.neighbour_contact[i] + least_contact) / (MIDDLING_CONTACT + least_contact)
    parts[0] = weights[0] * (contact if adult else 1.0)
    parts[1] = weights[1] if people.workplace[i] >= 0 else 0.0
    parts[2] = weights[2] if adult and people.hometown[i] >= 0 else 0.0
    parts[3] = weights[3] if adult else 0.0
    whole = parts[0] + parts[1] + parts[2] + parts[3]
    rest = wanted
    for layer in range(DRAWN_LAYERS - 1):
        parts[layer] = min(wanted * parts[layer] / whole, room[layer]) if whole > 0.0 else 0.0
        rest -= parts[layer]
    parts[FRIENDS] = rest if adult else 0.0
