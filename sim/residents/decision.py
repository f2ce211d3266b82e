"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.network.acting import Words, count_contacts, most_ties, words_of
from sim.residents.answering import begin, consider, go_to_the_poll
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.gates import hours_needed
from sim.residents.lasting import everything_lasts
from sim.residents.numbers import Rules
from sim.residents.offers import NO_LIMIT, POLLING_DAY, Offers
from sim.residents.screen import (
    BLOCK,
    Block,
    draw_month,
    end_of_block,
    gather_adults,
    gather_hearers,
    mark,
    new_block,
    note_channels,
    open_month,
)
from sim.residents.table_columns import Contacts, People
from sim.threads import in_parts
from sim.vocabulary import ACT_COUNT, Reason

LOTTERY_DRAWS: Final = purpose("participation.lottery")
NO_PLACE: Final = int(Reason.NO_PLACE)
UNTREATED: Final = no_exposure()


@njit(cache=True, nogil=True, error_model="numpy")
def decide(
    first: int,
    last: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    contacts: Contacts,
    words: Words,
    rules: Rules,
    exposure: Exposure,
) -> None:
    """Let residents ``first`` to ``last - 1`` decide on every act that is on offer.

    Reads the opening state of everybody; writes only their own ``acts``, ``hours``, ``reason``, ``told_by``
    and ``registered``, so blocks of residents can run in any order and on any thread.
    """
    block = new_block(most_ties(contacts.start, first, last, BLOCK))
    start = first
    while start < last:
        stop = end_of_block(start, last, people.community)
        people.acts[start:stop] = 0
        people.hours[start:stop] = 0.0
        if start == first or people.community[start] != people.community[start - 1]:
            note_channels(people.community[start], offers, block)
        adults = gather_adults(start, stop, people, block)
        if adults > 0:
            gather_hearers(adults, 0, month, seed, people, rules, block)
            draw_month(adults, month, seed, block)
            open_month(adults, people.free_hours, rules.scalars.swing, block)
            rows = block.row[:adults]
            count_contacts(rows, start, stop, contacts, words, rules.strength, block.tally)
            decide_block(adults, month, seed, people, offers, rules, exposure, block)
        start = stop


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def decide_block(
    adults: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    rules: Rules,
    exposure: Exposure,
    block: Block,
) -> None:
    """Let the adults of a block consider the acts in their order."""
    community, lasts = people.community[block.row[0]], everything_lasts(rules.scalars)
    begin(community, adults, people, offers, block)
    for act in range(ACT_COUNT):
        phase = offers.phase[community, act]
        if phase == POLLING_DAY:
            go_to_the_poll(community, adults, month, seed, people, offers, rules, block)
        elif phase:
            if not lasts:
                gather_hearers(adults, act, month, seed, people, rules, block)
            mark(act, community, adults, offers, rules.scalars.hearing, block)
            consider(act, community, adults, month, seed, people, offers, rules, exposure, block)
    for k in range(adults):
        people.acts[block.row[k]] = block.acts[k]
        people.hours[block.row[k]] = block.spent[k]


@njit(cache=True, nogil=True)
def allot_places(
    community_start: NDArray[np.int64], month: int, seed: int, people: People, offers: Offers, rules: Rules
) -> None:
    """Where more want an act than there are places, a keyed lottery decides; the others find no place."""
    for c in range(community_start.size - 1):
        for act in range(1, ACT_COUNT):
            places = offers.places[c, act]
            if offers.phase[c, act] and places != NO_LIMIT:
                hours, online = rules.hours[act], rules.scalars.online
                _allot(
                    community_start[c],
                    community_start[c + 1],
                    act,
                    int(places),
                    month,
                    seed,
                    people,
                    hours,
                    online,
                )


@njit(cache=True)
def _allot(
    first: int,
    last: int,
    act: int,
    places: int,
    month: int,
    seed: int,
    people: People,
    hours: float,
    online: float,
) -> None:
    bit = 1 << act
    wanting = 0
    for i in range(first, last):
        wanting += people.acts[i] >> act & 1
    if wanting <= places:
        return
    lot = np.empty(wanting)
    row = np.empty(wanting, dtype=np.int64)
    k = 0
    for i in range(first, last):
        if people.acts[i] & bit:
            lot[k] = draws(seed, people.identity[i], month, LOTTERY_DRAWS, act)[0]
            row[k] = i
            k += 1
    order = np.argsort(lot, kind="mergesort")
    for k in order[places:]:
        i = row[k]
        people.acts[i] &= ~bit
        people.hours[i] = max(0.0, people.hours[i] - hours_needed(act, people.told_by[i, act], hours, online))
        people.reason[i, act] = NO_PLACE


def residents_month(
    community_start: NDArray[np.int64],
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    contacts: Contacts,
    rules: Rules,
    exposure: Exposure = UNTREATED,
) -> None:
    """Run the decisions of all residents.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns to read and write.
        offers: what is on offer.
        contacts: the network.
        rules: the assumed numbers.
        exposure: what befalls single residents in a field experiment; by default nothing.
    """
    known = month, seed, people, offers, contacts, words_of(people.active, people.age), rules, exposure
    in_parts(len(people.age), lambda first, last: decide(first, last, *known))
    allot_places(community_start, month, seed, people, offers, rules)
    if exposure.made.size:
        bring_about(people, exposure, rules.hours)
