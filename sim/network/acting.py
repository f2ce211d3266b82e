"""How many contacts of each layer did each act: counted for a block of residents at once, in packed words.

A word has a field of six bits for each act, and one more for the contact itself, so that one addition counts
a contact for everything. Over the ties of a block runs one sum without a branch; what a resident's contacts
of a layer did is the difference of the sum at the two ends of their ties.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
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
        running: (ties + 1,) sum of the words of the contacts before each tie of the block.
        word: (layers, block) sum of the words of each resident's contacts in each layer.
        settled: (block,) part for which friends and people of the same home town count, to be filled before.
        crowded: (block,) places of those who have more ties in a layer than a field can count.
        strength: (fields, block) summed strength of the contacts who did each act; in row ``ALL``, of all.
    """

    running: Words
    word: Words
    settled: Floats
    crowded: Rows
    strength: Floats


@njit(cache=True, nogil=True)
def new_tally(ties: int, block: int) -> Tally:
    """Make room for so many ties of so many residents."""
    return Tally(
        np.zeros(ties + 1, dtype=np.uint64),
        np.zeros((LAYERS, block), dtype=np.uint64),
        np.zeros(block),
        np.zeros(block, dtype=np.int64),
        np.zeros((FIELDS, block)),
    )


@njit(cache=True, nogil=True)
def most_ties(start: Rows, first: int, last: int, block: int) -> int:
    """Most ties that so many residents in a row have together, among ``first`` to ``last - 1``."""
    most = 0
    for i in range(first, last):
        most = max(most, start[min(i + block, last)] - start[i])
    return most


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


def words_of(active: Rows, age: Floats) -> Words:
    """What each resident adds to an adult contact's sums: (residents + 1, 2), at home and elsewhere.

    The first row is of nobody, the companion of an empty slot; a resident's stands one after the own row.

    Args:
        active: (residents,) acts done lately, as a mask.
        age: (residents,) age in years.
    """
    words = np.empty((active.size + 1, 2), dtype=np.uint64)
    words[0] = 0
    in_parts(active.size, lambda first, last: _fill_words(first, last, active, age, words))
    return words


@njit(cache=True, nogil=True)
def _fill_words(first: int, last: int, active: Rows, age: Floats, words: Words) -> None:
    for i in range(first, last):
        words[i + 1, 0] = WORDS[active[i]]
        words[i + 1, 1] = words[i + 1, 0] if holds(FRIEND, ADULT_AGE, age[i]) else np.uint64(0)


@njit(cache=True, nogil=True)
def add_running(first: int, last: int, target: Rows, layer: Rows, words: Words, running: Words) -> None:
    """Sum the words of the contacts over the ties ``first`` to ``last - 1``."""
    total = np.uint64(0)
    for tie in range(last - first):
        running[tie] = total
        total += words[np.uint32(target[first + tie] + 1), np.uint32(layer[first + tie] > BUILDING)]
    running[last - first] = total


@njit(cache=True, inline="always")
def add_field(word: int, field: int, weight: float) -> float:
    """Strength of the contacts that a field of a word counts, each of this weight."""
    return weight * np.float64(np.int32((word >> np.uint64(BITS * field)) & FIELD))


@njit(cache=True, error_model="numpy", nogil=True)
def split_layers(rows: Rows, first: int, contacts: Any, words: Words, tally: Tally) -> int:
    """Find each resident's sums by layer from the sums that run over the block's ties.

    Of more ties in a layer than a field can count, the last are taken.

    Returns:
        How many residents have more; ``tally.crowded`` holds their places.
    """
    crowded = 0
    for k in range(rows.size):
        tie = contacts.start[rows[k]] - contacts.start[first]
        over = False
        for layer in range(COMPANION):
            ties = np.int64(contacts.number[rows[k], layer])
            tie += ties
            over |= bool(ties > MOST)
            tally.word[layer, k] = tally.running[tie] - tally.running[tie - min(ties, MOST)]
        tally.crowded[crowded] = k
        crowded += over
        met = np.uint64(0)
        for slot in range(contacts.partner.shape[1]):
            met += words[np.uint32(contacts.partner[rows[k], slot] + 1), 0]
        tally.word[COMPANION, k] = met
    return crowded


@njit(cache=True, error_model="numpy", nogil=True)
def add_crowd(k: int, row: int, first: int, contacts: Any, strength: Floats, tally: Tally) -> None:
    """Add the ties of one resident that a field could not count with the others of their layer."""
    tie = contacts.start[row] - contacts.start[first]
    for layer in range(COMPANION):
        end = tie + np.int64(contacts.number[row, layer])
        weight = strength[layer] * (tally.settled[k] if layer in LOOSE else 1.0)
        while end - tie > MOST:
            part = min(MOST, end - tie - MOST)
            word = tally.running[tie + part] - tally.running[tie]
            for field in range(FIELDS):
                tally.strength[field, k] += add_field(word, field, weight)
            tie += part
        tie = end


@njit(cache=True, error_model="numpy", nogil=True)
def add_strengths(residents: int, strength: Floats, tally: Tally) -> None:
    """Add up what contacts of all layers weigh, field by field, for the residents of a block."""
    household, building, work, hometown, friend, companion = (
        strength[0],
        strength[1],
        strength[2],
        strength[HOMETOWN],
        strength[FRIEND],
        strength[COMPANION],
    )
    word = tally.word
    for field in range(FIELDS):
        for k in range(residents):
            firm = add_field(word[0, k], field, household) + add_field(word[1, k], field, building)
            firm += add_field(word[2, k], field, work) + add_field(word[COMPANION, k], field, companion)
            loose = add_field(word[HOMETOWN, k], field, hometown) + add_field(word[FRIEND, k], field, friend)
            tally.strength[field, k] = firm + tally.settled[k] * loose


@njit(cache=True, error_model="numpy", nogil=True)
def count_contacts(
    rows: Rows, first: int, last: int, contacts: Any, words: Words, strength: Floats, tally: Tally
) -> None:
    """Fill ``tally.strength`` for some adults of a block of residents.

    Ties that do not hold between those who live there now do not count, see :func:`holds`.

    Args:
        rows: (adults,) their rows, of ``first`` to ``last - 1``.
        first: first row of the block.
        last: the row after the block.
        contacts: the network.
        words: of all residents, see :func:`words_of`.
        strength: (layers,) influence by layer.
        tally: ``settled`` is read, the rest is filled.
    """
    ties = contacts.start
    add_running(ties[first], ties[last], contacts.target, contacts.layer, words, tally.running)
    crowded = split_layers(rows, first, contacts, words, tally)
    add_strengths(rows.size, strength, tally)
    for place in range(crowded):
        k = tally.crowded[place]
        add_crowd(k, rows[k], first, contacts, strength, tally)


def contacts_of_one(row: int, settled: float, contacts: Any, words: Words, strength: Floats) -> Floats:
    """What :func:`count_contacts` finds of one adult: (fields,)."""
    begin, end = contacts.start[row : row + 2]
    tally = new_tally(int(end - begin), 1)
    tally.settled[0] = settled
    count_contacts(np.array([row]), row, row + 1, contacts, words, strength, tally)
    return tally.strength[:, 0]
