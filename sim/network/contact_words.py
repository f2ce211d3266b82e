"""What contacts did, in packed words whose sums are kept from month to month.

A word has a field of six bits for each act, and one more for the contact itself, so that one addition counts
a contact for everything. What a resident's contacts of a layer add up to is kept with the words that were
added; in a month few words change, and only what changed is told to the contacts of those whose it is.
"""

from __future__ import annotations

from typing import Any, Final

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
    change_words(rows, active, age, words)
    return words


def bring_up_to_date(active: Rows, age: Floats, contacts: Any) -> None:
    """Let what is kept of contacts be of these acts and ages.

    Args:
        active: (residents,) acts done lately, as a mask.
        age: (residents,) age in years.
        contacts: the network; its ``words`` and ``sums`` are written.
    """
    known = active, age, contacts.words

    def note(first: int, last: int) -> tuple[Rows, Words]:
        """Note the words of those of some rows whose have changed; give who and by how much."""
        changed = who_changed(first, last, *known)
        return changed, change_words(changed, *known)

    rows, more = (np.concatenate(parts) for parts in zip(*in_parts(active.size, note), strict=True))
    in_parts(COMPANION, lambda first, last: tell_contacts(first, last, rows, more, contacts))


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
def change_words(rows: Rows, active: Rows, age: Floats, words: Words) -> Words:
    """Note the words of some residents; give by how much they changed, in the form of :func:`words_of`."""
    more = np.empty((rows.size, 2), dtype=np.uint64)
    for k in range(rows.size):
        i = rows[k]
        at_home, elsewhere = word_at_home(active[i]), word_elsewhere(active[i], age[i])
        more[k, 0], more[k, 1] = at_home - words[i + 1, 0], elsewhere - words[i + 1, 1]
        words[i + 1, 0], words[i + 1, 1] = at_home, elsewhere
    return more


@njit(cache=True, nogil=True)
def tell_contacts(first: int, last: int, rows: Rows, more: Words, contacts: Any) -> None:
    """Add to the sums of their contacts in layers ``first`` to ``last - 1`` by how much words have changed.

    Contacts may stand anywhere, but what they sum up is kept for each layer apart.
    """
    for k in range(rows.size):
        i = rows[k]
        start = contacts.start[i]
        for layer in range(first):
            start += np.int64(contacts.number[i, layer])
        for layer in range(first, last):
            end = start + np.int64(contacts.number[i, layer])
            told = more[k, 1] if layer > BUILDING else more[k, 0]
            for tie in range(start, end):
                other = contacts.target[tie]
                part = -1 if contacts.number[other, layer] <= MOST else part_of(i, other, layer, contacts)
                if part < 0:
                    contacts.sums[layer, other] += told
                else:
                    contacts.parts[np.searchsorted(contacts.crowded, other), layer, part] += told
            start = end


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


@njit(cache=True, nogil=True)
def parts_beyond(ties: int) -> int:
    """In how many parts the ties of a layer are counted beyond the last that a field can count."""
    beyond = (np.int64(ties) - 1) // MOST
    return int(beyond) if beyond > 0 else 0
