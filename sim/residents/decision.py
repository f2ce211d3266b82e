"""The residents' month, compiled: everybody decides on the opening state, then places are allotted."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.residents.exposure import Exposure, bring_about, no_exposure
from sim.residents.gates import (
    DID,
    GATE_DRAWS,
    MONTH_DRAWS,
    NO_TIME,
    NOT_INFORMED,
    TERM_COUNT,
    VOTE,
    fill_terms,
    free_this_month,
    hours_needed,
    responds,
    share_of,
    votes_on_the_day,
)
from sim.residents.hearing import DELIBERATE, active_contacts, hears, settled_here
from sim.residents.lasting import everything_lasts, lasting_of
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
from sim.residents.table_columns import Contacts, People
from sim.vocabulary import ACT_COUNT, ADULT_AGE, Informant, Reason

LOTTERY_DRAWS: Final = purpose("participation.lottery")
NO_PLACE: Final = int(Reason.NO_PLACE)
NOBODY: Final = int(Informant.NOBODY)
UNKNOWN: Final = -1.0
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
    active = np.zeros(ACT_COUNT)
    x = np.zeros(TERM_COUNT)
    drawn = np.zeros((4, ACT_COUNT))
    scalars = rules.scalars
    lasts = everything_lasts(scalars)
    some_exposed = exposure.told.shape[0] > 0
    for i in range(first, last):
        people.acts[i] = 0
        people.hours[i] = 0.0
        if people.age[i] < ADULT_AGE:
            continue
        person = person_of(i, people)
        settled = settled_here(person.years_here, scalars.hearing.settling)
        total = active_contacts(i, settled, people, contacts, rules.strength, active)
        for act in range(ACT_COUNT):
            drawn[0, act], drawn[1, act], drawn[2, act], drawn[3, act] = draws(
                seed, person.identity, month, GATE_DRAWS[act], 0
            )
        acts, spent, free = 0, 0.0, UNKNOWN
        mine = lasting_of(person, 0, month, seed, scalars)
        for act in range(ACT_COUNT):
            phase = offers.phase[person.community, act]
            if phase == OFFERED or (phase == ADDITIONS and not people.registered[i]):
                offer = offer_of(person.community, act, person.profile, offers)
                surely = 0
                if some_exposed:
                    surely = exposure.told[i, act]
                    if exposure.papers[i]:
                        offer = with_papers(offer)
                at_meeting = bool(acts >> DELIBERATE & 1)
                if not lasts:
                    mine = lasting_of(person, act, month, seed, scalars)
                source = hears(
                    act, person, offer, active[act], at_meeting, mine, scalars.hearing, drawn[0, act], surely
                )
                reason = NOT_INFORMED
                if source != NOBODY:
                    if free == UNKNOWN:  # only who hears of something needs hours and thoughts
                        u_free, u_concern, _, _ = draws(seed, person.identity, month, MONTH_DRAWS, 0)
                        free = free_this_month(person.free_hours, scalars.swing, u_free)
                        fill_terms(person, u_concern < scalars.concern, x)
                    rest_drawn = drawn[1, act], drawn[2, act], drawn[3, act]
                    reason = responds(
                        act, source, person, offer, rest_drawn, people.history[i, act],
                        share_of(active[act], total), mine.disposition, free - spent,
                        rules.hours[act], rules.coefficients[act], scalars, x,
                    )  # fmt: skip
                people.reason[i, act] = reason
                people.told_by[i, act] = source
                if act == VOTE:
                    people.registered[i] = reason == DID
                elif reason == DID:
                    acts |= 1 << act
                    spent += hours_needed(act, source, rules.hours[act], scalars.online)
            elif phase == POLLING_DAY and people.registered[i]:
                # Who is not on the roll keeps the reason of the drive.
                u = draws(seed, person.identity, month, GATE_DRAWS[act], 1)[0]
                daytime = offers.daytime[person.community, act, person.profile]
                voted = votes_on_the_day(person, daytime, scalars.admission.proxy, u)
                people.reason[i, act] = DID if voted else NO_TIME
                acts |= voted << act
                spent += rules.hours[act] * voted
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
    edges = np.linspace(0, rows, threads + 1).astype(np.int64)
    if threads == 1:
        decide(0, rows, month, seed, people, offers, contacts, rules, exposure)
    else:
        with ThreadPoolExecutor(threads) as pool:
            blocks = itertools.pairwise(edges)
            jobs = [
                pool.submit(decide, a, b, month, seed, people, offers, contacts, rules, exposure)
                for a, b in blocks
            ]
            for job in jobs:
                job.result()
    allot_places(community_start, month, seed, people, offers, rules)
    bring_about(people, exposure, rules.hours)
