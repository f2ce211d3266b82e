"""How many contacts of each layer did each act, counted for a block of residents at once.

What contacts add up to is kept, see ``contact_words.py``; here its fields become strengths.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.engine.compiling import inner, njit
from sim.network.contact_words import (
    BITS,
    BUILDING,
    COMPANION,
    FIELD,
    FIELDS,
    FRIEND,
    HOMETOWN,
    LAYERS,
    LOOSE,
    MOST,
    Floats,
    Rows,
    Words,
    parts_beyond,
)


class Tally(NamedTuple):
    """Room for what is counted of a block of residents.

    Attributes:
        slot: (block * slots,) those of companions that are filled, of all slots of the block in a row.
        met: (block,) sum of the words of each resident's companions.
        settled: (block,) part for which friends and people of the same home town count, to be filled before.
        strength: (fields, block) summed strength of the contacts who did each act; in row ``ALL``, of all.
    """

    slot: Rows
    met: Words
    settled: Floats
    strength: Floats


def new_tally(block: int, slots: int) -> Tally:
    """Make room for so many residents, with so many slots for companions each."""
    return Tally(
        np.zeros(block * slots, dtype=np.uint32),
        np.zeros(block, dtype=np.uint64),
        np.zeros(block),
        np.zeros((FIELDS, block)),
    )


@njit(cache=True, inline="always")
def add_field(word: int, field: int, weight: float) -> float:
    """Strength of the contacts that a field of a word counts, each of this weight."""
    return weight * np.float64(np.int64((word >> np.uint64(BITS * field)) & FIELD))


@njit(cache=True, error_model="numpy", inline="always")
def strength_in(field: int, word: Any, settled: float, strength: Any) -> float:
    """Strength of the contacts that a field counts, of all layers; ``word`` and ``strength`` by layer."""
    firm = add_field(word[0], field, strength[0]) + add_field(word[1], field, strength[1])
    firm += add_field(word[2], field, strength[2]) + add_field(word[COMPANION], field, strength[COMPANION])
    loose = add_field(word[HOMETOWN], field, strength[HOMETOWN])
    loose += add_field(word[FRIEND], field, strength[FRIEND])
    return firm + settled * loose


@inner(cache=True, error_model="numpy", nogil=True)
def add_strengths(first: int, last: int, fields: Rows, sums: Words, strength: Floats, tally: Tally) -> None:
    """Add up what contacts of all layers weigh, field by field, for the residents of a block."""
    weight = (strength[0], strength[1], strength[2], strength[3], strength[4], strength[5])
    household, building, work = sums[0, first:last], sums[1, first:last], sums[2, first:last]
    hometown, friend = sums[HOMETOWN, first:last], sums[FRIEND, first:last]
    for field in fields:
        total = tally.strength[field]
        for k in range(last - first):
            word = household[k], building[k], work[k], hometown[k], friend[k], tally.met[k]
            total[k] = strength_in(field, word, tally.settled[k], weight)


@inner(cache=True, nogil=True)
def meet_companions(partner: Rows, slots: int, words: Words, slot: Rows, met: Words) -> None:
    """Sum the words of the companions of a block's residents; ``partner`` is all their slots in a row."""
    met[:] = 0
    filled = 0
    for place in range(partner.size):  # few are
        slot[filled] = place
        filled += partner[place] >= 0
    for k in range(filled):
        met[slot[k] // np.uint32(slots)] += words[np.uint32(partner[slot[k]] + 1), 0]


@njit(cache=True, error_model="numpy", nogil=True)
def count_one(
    row: int, settled: float, fields: Rows, contacts: Any, words: Words, strength: Floats, found: Floats
) -> None:
    """Count the contacts of one adult tie by tie, however many there are: fills some of (fields,).

    Of more ties in a layer than a field can count, the last are taken first, with those of other layers.
    """
    word = np.zeros(LAYERS, dtype=np.uint64)
    end = contacts.start[row]
    for layer in range(COMPANION):
        ties = np.int64(contacts.number[row, layer])
        end += ties
        word[layer] = sum_words(contacts.target[end - min(MOST, ties) : end], layer > BUILDING, words)
    for slot in range(contacts.partner.shape[1]):
        word[COMPANION] += words[np.uint32(contacts.partner[row, slot] + 1), 0]
    for field in fields:
        found[field] = strength_in(field, word, settled, strength)
    end = contacts.start[row]
    for layer in range(COMPANION):
        tie, end = end, end + np.int64(contacts.number[row, layer])
        weight = strength[layer] * (settled if layer in LOOSE else 1.0)
        while end - tie > MOST:
            part = min(MOST, end - tie - MOST)
            more = sum_words(contacts.target[tie : tie + part], layer > BUILDING, words)
            for field in fields:
                found[field] += add_field(more, field, weight)
            tie += part


@inner(cache=True, nogil=True)
def sum_words(target: Rows, elsewhere: bool, words: Words) -> Any:
    """Sum the words of these contacts, at home or elsewhere."""
    total = np.uint64(0)
    for tie in range(target.size):
        total += words[np.uint32(target[tie] + 1), np.uint32(elsewhere)]
    return total


@njit(cache=True, error_model="numpy", nogil=True)
def count_contacts(
    first: int, last: int, fields: Rows, contacts: Any, strength: Floats, tally: Tally
) -> None:
    """Fill rows of ``tally.strength`` for a block of residents; what is found of a child means nothing.

    Ties that do not hold between those who live there now do not count, see :func:`holds`.

    Args:
        first: first row of the block.
        last: the row after the block.
        fields: which fields are asked for.
        contacts: the network, brought up to date.
        strength: (layers,) influence by layer.
        tally: ``settled`` is read, the rest is filled.
    """
    slots = contacts.partner.shape[1]
    theirs = contacts.partner[first:last].reshape((last - first) * slots)
    meet_companions(theirs, slots, contacts.words, tally.slot, tally.met)
    add_strengths(first, last, fields, contacts.sums, strength, tally)
    place = np.searchsorted(contacts.crowded, first)
    while place < contacts.crowded.size and contacts.crowded[place] < last:
        k = contacts.crowded[place] - first
        add_parts(k, fields, contacts.number[first + k], contacts.parts[place], strength, tally)
        place += 1


@inner(cache=True, error_model="numpy", nogil=True)
def add_parts(k: int, fields: Rows, number: Rows, parts: Words, strength: Floats, tally: Tally) -> None:
    """Add the ties of one resident that a field could not count with the others of their layer."""
    for layer in range(COMPANION):
        weight = strength[layer] * (tally.settled[k] if layer in LOOSE else 1.0)
        for part in range(parts_beyond(number[layer])):
            for field in fields:
                tally.strength[field, k] += add_field(parts[layer, part], field, weight)


def contacts_of_one(row: int, settled: float, contacts: Any, words: Words, strength: Floats) -> Floats:
    """What :func:`count_contacts` finds of one adult: (fields,)."""
    found = np.zeros(FIELDS)
    count_one(row, settled, np.arange(FIELDS), contacts, words, strength, found)
    return found
