"""The residents' columns and their contacts as the compiled rules see them: arrays by name."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling.column_view import view_type
from sim.network.contact_words import MOST, parts_beyond
from sim.network.layers import Network
from sim.residents.table import Residents

Array = NDArray[Any]


# Every column of :class:`Residents`, under its name: compiled rules take them as one argument.
People: Any = view_type(Residents.columns, "People", __name__)


def people_of(residents: Residents) -> People:
    """Give the rules a view of the table's arrays (no copy)."""
    return residents.handed_as(People)


class Contacts(NamedTuple):
    """Ties as rows of targets: resident ``i`` is in contact with ``target[start[i]:start[i + 1]]``.

    Attributes:
        start: (residents + 1,) int64.
        target: (ties,) int32 row of the contact.
        number: (residents, layers) uint16 ties in each fixed layer; they stand in the order of the layers.
        partner: (residents, slots) int32 companions from shared acts, -1 for an empty slot.
        crowded: rows of those who have more ties in a layer than a field of a word can count.
        parts: (crowded, layers, parts) uint64 their sums of the ties before the last that a field can count.
        words: (residents + 1, 2) uint64 what each adds to the sums of contacts, see ``contact_words.py``.
        sums: (layers, residents) uint64 sum of the ``words`` of each resident's contacts in each fixed layer.
    """

    start: Array
    target: Array
    number: Array
    partner: Array
    crowded: Array
    parts: Array
    words: Array
    sums: Array


def contacts_of(network: Network, partner: Array) -> Contacts:
    """Give the rules a view of the fixed network and of the companions (no copy), nothing counted yet."""
    number = network.number
    crowded = np.flatnonzero((number > MOST).any(axis=1))
    most_parts = parts_beyond(int(number.max(initial=0)))
    return Contacts(
        network.start,
        network.target,
        number,
        partner,
        crowded=crowded,
        parts=np.zeros((crowded.size, number.shape[1], most_parts), dtype=np.uint64),
        words=np.zeros((len(number) + 1, 2), dtype=np.uint64),
        sums=np.zeros((number.shape[1], len(number)), dtype=np.uint64),
    )
