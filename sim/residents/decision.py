"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.network.acting import count_contacts
from sim.network.contact_words import ALL, bring_up_to_date
from sim.residents.blocks.allotting import allot_places
from sim.residents.blocks.answering import go_to_the_poll
from sim.residents.blocks.block import BLOCK, UNCOUNTED, Block, columns_of, copy_rows, end_of_block
from sim.residents.blocks.considering import consider
from sim.residents.blocks.opening import (
    begin,
    draw_anew,
    draw_month,
    find_adults,
    note_channels,
    note_lasting,
    note_residents,
    open_roll,
)
from sim.residents.blocks.room import new_block
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.hearing import VOTE
from sim.residents.lasting import everything_lasts
from sim.residents.numbers import Rules
from sim.residents.offers import POLLING_DAY, Offers
from sim.residents.table_columns import Contacts, People
from sim.threads import in_parts
from sim.vocabulary import ACT_COUNT

UNTREATED: Final = no_exposure()


@njit(cache=True, nogil=True, error_model="numpy", **UNCOUNTED)
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
    block: Block,
) -> None:
    """Let residents ``first`` to ``last - 1`` decide on every act that is on offer, block by block.

    Reads the opening state of everybody; writes only their own ``acts``, ``hours``, ``reason``, ``told_by``
    and ``registered``, so parts of the residents can run in any order and on any thread, each with its own
    room for a ``block``.
    """
    noted, tally, used, fields, start = block.noted, block.tally, block.used, block.fields, first
    community_of, identity = people.community, people.identity
    while start < last:
        stop = end_of_block(start, last, BLOCK, community_of)
        community = community_of[start]
        if start == first or community != community_of[start - 1]:
            note_channels(community, offers, used)
        copy_rows(identity[start:stop], noted.identity)
        draw_month(stop - start, noted.identity, month, seed, noted.drawn)
        note_residents(start, stop, people, rules.scalars, noted, tally.settled)
        asked = find_fields(offers.phase[community], fields)
        count_contacts(start, stop, fields[:asked], contacts, rules.strength, tally)
        decide_block(community, start, stop, month, seed, people, offers, rules, exposure, block)
        start = stop


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def decide_block(
    community: int,
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
    noted, columns = block.noted, columns_of(first, last, people)
    size, lasts = last - first, everything_lasts(rules.scalars)
    phase, alert, reader, leaning = offers.phase[community], noted.alert, noted.reader, noted.leaning
    block.choosing.filled[:] = False
    adult = noted.adult[:size]
    find_adults(columns.age, adult)
    if lasts:
        note_lasting(columns.disposition, columns.attention, rules.scalars, alert, leaning)
        copy_rows(columns.reader, reader)
    for act in range(ACT_COUNT):
        reason, told_by = people.reason[first:last, act], people.told_by[first:last, act]
        if act == VOTE and phase[act] and phase[act] != POLLING_DAY:
            open_roll(phase[act], adult, columns.registered, reason, told_by)
        elif act != VOTE and phase[act]:
            begin(adult, reason, told_by)
        if phase[act] == POLLING_DAY:
            daytime = offers.daytime[community, act]
            go_to_the_poll(
                first, adult, month, seed, people, daytime, rules, noted.profile, noted.acts, noted.spent
            )
        elif phase[act]:
            if not lasts:
                draw_anew(first, last, act, month, seed, people, rules.scalars, alert, reader, leaning)
            consider(act, community, first, month, seed, people, columns, offers, rules, exposure, block)
    copy_rows(noted.acts[:size], columns.acts)
    copy_rows(noted.spent[:size], columns.hours)


@inner(cache=True, nogil=True)
def find_fields(phase: NDArray[np.int8], fields: NDArray[np.int64]) -> int:
    """Find the fields of a word that are asked for, acts on offer and all contacts; give the number."""
    asked = 0
    for act in range(ACT_COUNT):
        fields[asked] = act
        asked += phase[act] != 0
    fields[asked] = ALL
    return asked + 1


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
    slots = contacts.partner.shape[1]
    room = rules.coefficients, slots, int(np.diff(community_start).max())
    in_parts(len(people.age), lambda first, last: decide(first, last, *known, new_block(*room)))
    allot_places(community_start, month, seed, people, offers, rules)
    if exposure.made.size:
        bring_about(people, exposure, rules.hours)
