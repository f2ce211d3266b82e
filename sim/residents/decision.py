"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.network.acting import count_contacts
from sim.network.contact_words import ALL, bring_up_to_date
from sim.residents.blocks.answering import go_to_the_poll
from sim.residents.blocks.block import UNCOUNTED, Block, columns_of, copy_rows, end_of_block
from sim.residents.blocks.considering import consider
from sim.residents.blocks.opening import (
    begin,
    draw_anew,
    draw_month,
    find_adults,
    note_channels,
    note_lasting,
    note_residents,
)
from sim.residents.blocks.room import new_block
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.gates import hours_needed
from sim.residents.lasting import everything_lasts
from sim.residents.numbers import Rules
from sim.residents.offers import NO_LIMIT, POLLING_DAY, Offers
from sim.residents.table_columns import Contacts, People
from sim.threads import in_parts, in_whole_groups
from sim.vocabulary import ACT_COUNT, Reason

LOTTERY_DRAWS: Final = purpose("participation.lottery")
LOT: Final = 2.0**-32  # between neighbouring lots
NO_PLACE: Final = int(Reason.NO_PLACE)
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
        stop = end_of_block(start, last, community_of)
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
    grown = noted.grown[: find_adults(columns.age, noted.adult, noted.grown)]
    if lasts:
        note_lasting(columns.disposition, columns.attention, rules.scalars, alert, leaning)
        copy_rows(columns.reader, reader)
    begin(grown, phase, columns.registered, columns.reason, columns.told_by)
    for act in range(ACT_COUNT):
        if phase[act] == POLLING_DAY:
            daytime = offers.daytime[community, act]
            go_to_the_poll(
                first, grown, month, seed, people, daytime, rules, noted.profile, noted.acts, noted.spent
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


def allot_places(
    community_start: NDArray[np.int64], month: int, seed: int, people: People, offers: Offers, rules: Rules
) -> None:
    """Where more want an act than there are places, a keyed lottery decides; the others find no place."""
    limited = (offers.phase != 0) & (offers.places != NO_LIMIT)
    limited[:, 0] = False

    def allot(first: int, last: int) -> None:
        for c, act in np.argwhere(limited[first:last]).tolist():
            rows, places = (
                slice(*community_start[first + c : first + c + 2]),
                int(offers.places[first + c, act]),
            )
            sizes = rules.hours[act], rules.scalars.online
            told_by, reason = people.told_by[rows, act], people.reason[rows, act]
            written = people.acts[rows], people.hours[rows], reason
            _allot(act, places, month, seed, people.identity[rows], told_by, *sizes, *written)

    in_whole_groups(community_start, allot)


@njit(cache=True, nogil=True)
def _allot(
    act: int,
    places: int,
    month: int,
    seed: int,
    identity: NDArray[Any],
    told_by: NDArray[Any],
    hours_of_act: float,
    online: float,
    acts: NDArray[Any],
    hours: NDArray[Any],
    reason: NDArray[Any],
) -> None:
    """Allot the places of an act in a community; all arrays are of its residents."""
    wanting = 0
    for i in range(acts.size):
        wanting += acts[i] >> act & 1
    if wanting <= places:
        return
    row, lot = np.empty(wanting, dtype=np.int64), np.empty(wanting)
    k = 0
    for i in range(acts.size):
        if acts[i] >> act & 1:
            row[k], lot[k] = i, keyed_draws(seed, identity[i], month, LOTTERY_DRAWS, act)[0]
            k += 1
    lowest = _lowest_that_lose(lot, places)
    left = places - _count_below(lot, lowest)
    for k in range(wanting):
        i = row[k]
        if lot[k] < lowest:
            continue
        if lot[k] < lowest + LOT and left > 0:
            left -= 1
            continue
        acts[i] &= ~(1 << act)
        hours[i] = max(0.0, hours[i] - hours_needed(act, told_by[i], hours_of_act, online))
        reason[i] = NO_PLACE


@njit(cache=True)
def _lowest_that_lose(lot: NDArray[np.float64], places: int) -> float:
    """Lower end of the 2**-32 in which lies the lowest lot for which there is no place, bit by bit.

    Sorting the lots would say the same, and take a second to compile. Of equal lots the first rows win.
    """
    lowest, step = 0.0, 0.5
    while step >= LOT:
        if _count_below(lot, lowest + step) <= places:
            lowest += step
        step *= 0.5
    return lowest


@inner(cache=True)
def _count_below(lot: NDArray[np.float64], bound: float) -> int:
    count = 0
    for one in lot:
        count += one < bound
    return count


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
    in_parts(
        len(people.age), lambda first, last: decide(first, last, *known, new_block(rules.coefficients, slots))
    )
    allot_places(community_start, month, seed, people, offers, rules)
    if exposure.made.size:
        bring_about(people, exposure, rules.hours)
