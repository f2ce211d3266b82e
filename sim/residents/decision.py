"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.network.acting import ALL, FIELDS, bring_up_to_date, count_contacts
from sim.residents.blocks.answering import begin, go_to_the_poll
from sim.residents.blocks.block import Block, end_of_block, new_block
from sim.residents.blocks.considering import consider
from sim.residents.blocks.opening import (
    draw_anew,
    draw_month,
    find_adults,
    note_channels,
    note_lasting,
    note_residents,
)
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.gates import hours_needed
from sim.residents.lasting import everything_lasts
from sim.residents.numbers import Rules
from sim.residents.offers import NO_LIMIT, POLLING_DAY, Offers
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
    rules: Rules,
    exposure: Exposure,
) -> None:
    """Let residents ``first`` to ``last - 1`` decide on every act that is on offer.

    Reads the opening state of everybody; writes only their own ``acts``, ``hours``, ``reason``, ``told_by``
    and ``registered``, so blocks of residents can run in any order and on any thread.
    """
    block = new_block(rules.coefficients)
    start = first
    while start < last:
        stop = end_of_block(start, last, people.community)
        community = people.community[start]
        if start == first or community != people.community[start - 1]:
            note_channels(community, offers, block.used)
        block.identity[: stop - start] = people.identity[start:stop]
        draw_month(stop - start, block.identity, month, seed, block.drawn)
        note_residents(start, stop, people, rules.scalars, block)
        fields = fields_asked(offers.phase[community])
        count_contacts(start, stop, fields, contacts, rules.strength, block.tally)
        decide_block(start, stop, month, seed, people, offers, rules, exposure, block)
        start = stop


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def decide_block(
    first: int,
    last: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    rules: Rules,
    exposure: Exposure,
    block: Block,
) -> None:
    """Let the adults of a block consider the acts in their order."""
    size, community, lasts = last - first, people.community[first], everything_lasts(rules.scalars)
    phase, alert, reader, leaning = offers.phase[community], block.alert, block.reader, block.leaning
    grown = block.grown[: find_adults(people.age[first:last], block.adult, block.grown)]
    if lasts:
        disposition, attention = people.disposition[first:last], people.attention[first:last]
        note_lasting(disposition, attention, rules.scalars, alert, leaning)
        reader[:size] = people.reader[first:last]
    begin(grown, phase, people.registered[first:last], people.reason[first:last], people.told_by[first:last])
    for act in range(ACT_COUNT):
        if phase[act] == POLLING_DAY:
            daytime = offers.daytime[community, act]
            go_to_the_poll(
                first, grown, month, seed, people, daytime, rules, block.profile, block.acts, block.spent
            )
        elif phase[act]:
            if not lasts:
                draw_anew(first, last, act, month, seed, people, rules.scalars, alert, reader, leaning)
            consider(act, community, first, last, month, seed, people, offers, rules, exposure, block)
    people.acts[first:last] = block.acts[:size]
    people.hours[first:last] = block.spent[:size]


@njit(cache=True, nogil=True)
def fields_asked(phase: NDArray[np.int8]) -> NDArray[np.int64]:
    """Fields of a word that are asked for: the acts on offer, and the contacts themselves."""
    fields = np.full(FIELDS, ALL)
    asked = 0
    for act in range(ACT_COUNT):
        fields[asked] = act
        asked += phase[act] != 0
    fields[asked] = ALL
    return fields[: asked + 1]


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
        contacts: the network; what is kept of it is brought up to date.
        rules: the assumed numbers.
        exposure: what befalls single residents in a field experiment; by default nothing.
    """
    bring_up_to_date(people.active, people.age, contacts)
    known = month, seed, people, offers, contacts, rules, exposure
    in_parts(len(people.age), lambda first, last: decide(first, last, *known))
    allot_places(community_start, month, seed, people, offers, rules)
    if exposure.made.size:
        bring_about(people, exposure, rules.hours)
