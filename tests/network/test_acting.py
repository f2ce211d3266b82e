"""Contacts counted in packed words: as counted one by one, however many there are."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from sim.network import acting, contact_words
from sim.network.layers import Layer, Network
from sim.residents.table_columns import contacts_of
from sim.vocabulary import ACT_COUNT, YOUNGEST_ADULT

PEOPLE = 300
STRENGTH = np.array([0.6, 0.1, 0.1, 0.15, 0.25, 0.25])
SETTLED = 0.5


def plain(row: int, network: Network, partner: list[int], active: list[int], age: list[float]) -> list[float]:
    """Strength of the contacts of an adult who did each act, and of all, tie by tie."""
    sums = [0.0] * (ACT_COUNT + 1)
    ties = range(network.start[row], network.start[row + 1])
    weighed = [(int(network.target[tie]), int(network.layer[tie])) for tie in ties]
    for other, layer in [*weighed, *((one, int(Layer.COMPANION)) for one in partner if one >= 0)]:
        if layer in (Layer.WORK, Layer.HOMETOWN, Layer.FRIEND) and age[other] < YOUNGEST_ADULT:
            continue
        weight = STRENGTH[layer] * (SETTLED if layer in (Layer.HOMETOWN, Layer.FRIEND) else 1.0)
        done = active[other] | 1 << ACT_COUNT
        sums = [total + weight * (done >> field & 1) for field, total in enumerate(sums)]
    return sums


def test_packed_words_count_as_one_by_one_also_where_a_field_would_overflow() -> None:
    chance = np.random.Generator(np.random.Philox(7))
    ties = [
        [chance.integers(0, PEOPLE, chance.choice([0, 3, 63, 64, 200])) for _ in range(5)] for _ in range(40)
    ]
    start = np.cumsum([0, *(sum(map(len, row)) for row in ties), *([0] * (PEOPLE - len(ties)))])
    target = np.concatenate([one for row in ties for one in row]).astype(np.int32)
    layer = np.concatenate([np.full(len(one), k) for row in ties for k, one in enumerate(row)]).astype(
        np.int8
    )
    network = Network(start.astype(np.int64), target, layer)
    active = chance.integers(0, 1 << ACT_COUNT, PEOPLE).astype(np.int16)
    age = chance.choice([10.0, 16.9, 17.0, 50.0], PEOPLE).astype(np.float32)
    partner = chance.choice([-1, 0, PEOPLE - 1], (PEOPLE, 4)).astype(np.int32)
    contacts, words = contacts_of(network, partner), contact_words.words_of(active, cast("Any", age))
    for row in range(len(ties)):
        found = acting.contacts_of_one(row, SETTLED, contacts, words, STRENGTH)
        expected = plain(row, network, partner[row].tolist(), active.tolist(), age.tolist())
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def symmetric_network(chance: np.random.Generator) -> Network:
    """Ties that stand on both sides, many of them of one person, so that a field would overflow."""
    pairs = np.array([(one, other) for one in range(PEOPLE) for other in range(one)])
    some = chance.permutation(len(pairs))[:2000]
    many = (pairs[:, 1] == 0) & (pairs[:, 0] <= 150)
    one, other = np.concatenate([pairs[some], pairs[many]]).T
    kind = np.concatenate([chance.integers(0, 4, some.size), np.full(many.sum(), int(Layer.FRIEND))])
    source, target, layer = np.concatenate([one, other]), np.concatenate([other, one]), np.tile(kind, 2)
    order = np.lexsort((target, layer, source))
    start = np.searchsorted(source[order], np.arange(PEOPLE + 1))
    return Network(start.astype(np.int64), target[order].astype(np.int32), layer[order].astype(np.int8))


def test_what_is_kept_from_month_to_month_is_what_counting_anew_finds_to_the_bit() -> None:
    chance = np.random.Generator(np.random.Philox(8))
    partner = chance.choice([-1, 0, PEOPLE - 1], (PEOPLE, 4)).astype(np.int32)
    contacts = contacts_of(symmetric_network(chance), partner)
    assert contacts.crowded.size
    active = chance.integers(0, 1 << ACT_COUNT, PEOPLE).astype(np.int16)
    age = chance.choice([10.0, 16.9, 17.0, 50.0], PEOPLE).astype(np.float32)
    tally, fields = acting.new_tally(PEOPLE, 4), np.arange(contact_words.FIELDS)
    tally.settled[:] = SETTLED
    for _month in range(3):
        contact_words.bring_up_to_date(active, cast("Any", age), contacts)
        acting.count_contacts(0, PEOPLE, fields, contacts, STRENGTH, tally)
        words = contact_words.words_of(active, cast("Any", age))
        anew = [acting.contacts_of_one(row, SETTLED, contacts, words, STRENGTH) for row in range(PEOPLE)]
        np.testing.assert_array_equal(tally.strength.T, anew)
        active[chance.integers(0, PEOPLE, 20)] ^= 37
        age[chance.integers(0, PEOPLE, 20)] += 6.0
