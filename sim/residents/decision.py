"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.network.acting import ALL, Words, count_contacts, most_ties, words_of
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.gates import (
    CONCERN_DRAW,
    DID,
    GATE_DRAWS,
    NO_TIME,
    NOT_INFORMED,
    TERM_COUNT,
    TIME_DRAW,
    VOTE,
    FloatArray,
    fill_terms,
    free_this_month,
    hearing_draw,
    hours_needed,
    responds,
    share_of,
    votes_on_the_day,
)
from sim.residents.hearing import DELIBERATE, SUGGEST, hears
from sim.residents.lasting import Lasting, everything_lasts, lasting_of
from sim.residents.numbers import Rules
from sim.residents.offers import (
    ADDITIONS,
    NO_LIMIT,
    OFFERED,
    POLLING_DAY,
    Offers,
    offer_of,
    with_papers,
)
from sim.residents.person import person_of
from sim.residents.screen import (
    BLOCK,
    Block,
    draw_month,
    end_of_block,
    gather_adults,
    gather_traits,
    mark_all,
    new_block,
)
from sim.residents.table_columns import Contacts, People
from sim.vocabulary import ACT_COUNT, Informant, Reason

LOTTERY_DRAWS: Final = purpose("participation.lottery")
NO_PLACE: Final = int(Reason.NO_PLACE)
NOBODY: Final = int(Informant.NOBODY)
UNKNOWN: Final = -1.0
UNTREATED: Final = no_exposure()


# Of each mask of acts, the lowest of them.
LOWEST: Final = np.array([max((mask & -mask).bit_length() - 1, 0) for mask in range(1 << ACT_COUNT)])


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
    x = np.zeros(TERM_COUNT)
    start = first
    while start < last:
        stop = end_of_block(start, last, people.community)
        people.acts[start:stop] = 0
        people.hours[start:stop] = 0.0
        adults = gather_adults(start, stop, people, block)
        if adults:
            gather_traits(adults, month, seed, people, rules, block)
            draw_month(adults, month, seed, block)
            rows = block.row[:adults]
            count_contacts(rows, start, stop, contacts, words, rules.strength, block.tally)
            mark_all(people.community[start], adults, offers, rules, exposure, block)
            decide_block(adults, month, seed, people, offers, rules, exposure, block, x)
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
    x: FloatArray,
) -> None:
    """Let the adults of a block decide, each on the acts in their order."""
    scalars, strength = rules.scalars, block.tally.strength
    lasts = everything_lasts(scalars)
    some_exposed = exposure.told.shape[0] > 0
    for k in range(adults):
        i = block.row[k]
        person = person_of(i, people)
        community = person.community
        acts, spent, free = 0, 0.0, UNKNOWN
        mine = Lasting(block.alert[k], np.float64(person.reader), block.leaning[k])
        if offers.phase[community, VOTE] == POLLING_DAY and people.registered[i]:
            # Who is not on the roll keeps the reason of the drive.
            u = draws(seed, person.identity, month, GATE_DRAWS[VOTE], 1)[0]
            daytime = offers.daytime[community, VOTE, person.profile]
            voted = votes_on_the_day(person, daytime, scalars.admission.proxy, u)
            people.reason[i, VOTE] = DID if voted else NO_TIME
            acts |= voted << VOTE
            spent += rules.hours[VOTE] * voted
        on_roll = offers.phase[community, VOTE] == ADDITIONS and people.registered[i]
        for act in range(ACT_COUNT):
            phase = offers.phase[community, act]
            if phase == OFFERED or (phase == ADDITIONS and not on_roll):
                people.reason[i, act] = NOT_INFORMED
                people.told_by[i, act] = NOBODY
                if act == VOTE:
                    people.registered[i] = False
        may = block.may[k]
        if on_roll:
            may &= ~(1 << VOTE)
        while may:
            act = LOWEST[may]
            may &= may - 1
            offer = offer_of(community, act, person.profile, offers)
            surely = 0
            if some_exposed:
                surely = exposure.told[i, act]
                if exposure.papers[i]:
                    offer = with_papers(offer)
            at_meeting = bool(acts >> DELIBERATE & 1)
            if not lasts:
                mine = lasting_of(person, act, month, seed, scalars)
            u = block.drawn[hearing_draw(act), k]
            source = hears(act, person, offer, strength[act, k], at_meeting, mine, scalars.hearing, u, surely)
            if source == NOBODY:
                continue
            if free == UNKNOWN:  # only who hears of something needs hours and thoughts
                free = free_this_month(person.free_hours, scalars.swing, block.drawn[TIME_DRAW, k])
                fill_terms(person, block.drawn[CONCERN_DRAW, k] < scalars.concern, x)
            _, u_papers, u_present, u_choice = draws(seed, person.identity, month, GATE_DRAWS[act], 0)
            rest_drawn = u_papers, u_present, u_choice
            reason = responds(
                act, source, person, offer, rest_drawn, people.history[i, act],
                share_of(strength[act, k], strength[ALL, k]), mine.disposition, free - spent,
                rules.hours[act], rules.coefficients[act], scalars, x,
            )  # fmt: skip
            people.reason[i, act] = reason
            people.told_by[i, act] = source
            if act == VOTE:
                people.registered[i] = reason == DID
            elif reason == DID:
                acts |= 1 << act
                spent += hours_needed(act, source, rules.hours[act], scalars.online)
                if act == DELIBERATE and offers.phase[community, SUGGEST]:
                    may |= 1 << SUGGEST  # at a meeting proposals are asked for
        people.acts[i] = acts
        people.hours[i] = spent


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
    threads: int = 1,
    exposure: Exposure = UNTREATED,
) -> None:
    """Run the decisions of all residents, on one thread or several; the result is the same to the last bit.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns to read and write.
        offers: what is on offer.
        contacts: the network.
        rules: the assumed numbers.
        threads: how many threads share the rows.
        exposure: what befalls single residents in a field experiment; by default nothing.
    """
    rows = len(people.age)
    words = words_of(people.active, people.age)
    edges = np.linspace(0, rows, threads + 1).astype(np.int64)
    if threads == 1:
        decide(0, rows, month, seed, people, offers, contacts, words, rules, exposure)
    else:
        with ThreadPoolExecutor(threads) as pool:
            blocks = itertools.pairwise(edges)
            jobs = [
                pool.submit(decide, a, b, month, seed, people, offers, contacts, words, rules, exposure)
                for a, b in blocks
            ]
            for job in jobs:
                job.result()
    allot_places(community_start, month, seed, people, offers, rules)
    if exposure.made.size:
        bring_about(people, exposure, rules.hours)
