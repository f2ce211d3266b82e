"""How many contacts of each layer did each act: counted in packed words, and kept from month to month.

A word has a field of six bits for each act, and one more for the contact itself, so that one addition counts
a contact for everything. What a resident's contacts of a layer add up to is kept with the words that were
added; in a month few words change, and only what changed is told to the contacts of those whose it is.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.network.layers import Layer
from sim.threads import in_parts
from sim.vocabulary import ACT_COUNT, ADULT_AGE, SCHOOL_AT, YOUNGEST_ADULT

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]
Rows = NDArray[Any]

LAYERS: Final = len(Layer)
BUILDING: Final = int(Layer.BUILDING)
HOMETOWN: Final = int(Layer.HOMETOWN)
FRIEND: Final = int(Layer.FRIEND)
COMPANION: Final = int(Layer.COMPANION)
LOOSE: Final = (HOMETOWN, FRIEND)  # count in part during the first years here
BITS: Final = 6
MOST: Final = 2**BITS - 1  # ties that a field can count
ALL: Final = ACT_COUNT  # the field that counts the contacts themselves
FIELDS: Final = ACT_COUNT + 1
FIELD: Final = np.uint64(MOST)


def word_of(mask: int) -> int:
    """The word of somebody who did these acts."""
    done = mask | 1 << ALL
    return sum((done >> field & 1) << BITS * field for field in range(FIELDS))


WORDS: Final = np.array([word_of(mask) for mask in range(1 << ACT_COUNT)], dtype=np.uint64)


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
def holds(layer: int, age: float, other_age: float) -> bool:
    """Whether a tie of a home holds between those who live there now.

    Members of a household and neighbours know each other whatever their age; work, home towns and friends tie
    adults to adults and pupils to pupils, so a child has none of those of the adult who lived there before.
    """
    if layer <= BUILDING:
        return True
    grown, other_grown = age >= YOUNGEST_ADULT, other_age >= YOUNGEST_ADULT
    return bool(grown == other_grown and (grown or (age >= SCHOOL_AT and other_age >= SCHOOL_AT)))


@njit(cache=True, inline="always")
def word_at_home(active: int) -> Any:
    """What somebody adds to the sum of a contact at home."""
    return WORDS[active]


@njit(cache=True, inline="always")
def word_elsewhere(active: int, age: float) -> Any:
    """What somebody adds to the sum of an adult contact elsewhere."""
    return WORDS[active] if holds(FRIEND, ADULT_AGE, age) else np.uint64(0)


def words_of(active: Rows, age: Floats) -> Words:
    """What each resident adds to an adult contact's sums: (residents + 1, 2), at home and elsewhere.

    The first row is of nobody, the companion of an empty slot; a resident's stands one after the own row.

    Args:
        active: (residents,) acts done lately, as a mask.
        age: (residents,) age in years.
    """
    words = np.zeros((active.size + 1, 2), dtype=np.uint64)
    rows = who_changed(0, active.size, active, age, words)
    write_words(rows, active, age, words)
    return words


def bring_up_to_date(active: Rows, age: Floats, contacts: Any) -> None:
    """Let what is kept of contacts be of these acts and ages.

    Args:
        active: (residents,) acts done lately, as a mask.
        age: (residents,) age in years.
        contacts: the network; its ``words`` and ``sums`` are written.
    """
    known = active, age, contacts.words
    parts = in_parts(active.size, lambda first, last: who_changed(first, last, *known))
    for rows in parts:  # one after the other: contacts may stand in any part
        tell_contacts(rows, active, age, contacts)


@njit(cache=True, nogil=True)
def who_changed(first: int, last: int, active: Rows, age: Floats, words: Words) -> Rows:
    """Rows, of ``first`` to ``last - 1``, whose words are not the ones noted."""
    rows = np.empty(last - first, dtype=np.int64)
    changed = 0
    for i in range(first, last):
        rows[changed] = i
        at_home, elsewhere = word_at_home(active[i]), word_elsewhere(active[i], age[i])
        changed += (at_home != words[i + 1, 0]) | (elsewhere != words[i + 1, 1])
    return rows[:changed].copy()


@njit(cache=True, nogil=True)
def write_words(rows: Rows, active: Rows, age: Floats, words: Words) -> None:
    """Note the words of some residents, see :func:`words_of`."""
    for i in rows:
        words[i + 1, 0], words[i + 1, 1] = word_at_home(active[i]), word_elsewhere(active[i], age[i])


@njit(cache=True, nogil=True)
def tell_contacts(rows: Rows, active: Rows, age: Floats, contacts: Any) -> None:
    """Add to the sums of their contacts by how much the words of some residents have changed."""
    words = contacts.words
    before = words[rows + 1]
    write_words(rows, active, age, words)
    for k in range(rows.size):
        i = rows[k]
        more = words[i + 1, 0] - before[k, 0], words[i + 1, 1] - before[k, 1]
        for tie in range(contacts.start[i], contacts.start[i + 1]):
            layer, other = contacts.layer[tie], contacts.target[tie]
            part = -1 if contacts.number[other, layer] <= MOST else part_of(i, other, layer, contacts)
            if part < 0:
                contacts.sums[layer, other] += more[1] if layer > BUILDING else more[0]
            else:
                place = np.searchsorted(contacts.crowded, other)
                contacts.parts[place, layer, part] += more[1] if layer > BUILDING else more[0]


@njit(cache=True, nogil=True)
def part_of(contact: int, row: int, layer: int, contacts: Any) -> int:
    """Which part of the ties of a crowded layer one is in, -1 for the last, whose sum is kept in ``sums``.

    The others are as long as a field can count, but for the one before the last, and stand in their order.
    """
    first, ties = contacts.start[row], np.int64(contacts.number[row, layer])
    for before in range(layer):
        first += np.int64(contacts.number[row, before])
    place = np.searchsorted(contacts.target[first : first + ties], contact)
    return -1 if place >= ties - MOST else int(place // MOST)


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


@njit(cache=True, nogil=True)
def parts_beyond(ties: int) -> int:
    """In how many parts the ties of a layer are counted beyond the last that a field can count."""
    beyond = (np.int64(ties) - 1) // MOST
    return int(beyond) if beyond > 0 else 0


def contacts_of_one(row: int, settled: float, contacts: Any, words: Words, strength: Floats) -> Floats:
    """What :func:`count_contacts` finds of one adult: (fields,)."""
    found = np.zeros(FIELDS)
    count_one(row, settled, np.arange(FIELDS), contacts, words, strength, found)
    return found
