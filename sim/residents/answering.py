"""What an act comes to in a block of residents: the four gates, each for those who are left, in short loops.

The rules of the gates stand in ``hearing.py`` and ``gates.py``; here is only the order in which they are
asked. ``block.who`` holds who is left, by place in the block.
"""

from __future__ import annotations

from typing import Any, Final

from sim.engine.arithmetic import logistic
from sim.engine.compiling import njit
from sim.engine.random import draws
from sim.network.acting import ALL
from sim.residents.exposure import Exposure
from sim.residents.gates import (
    CONCERN_DRAW,
    DID,
    GATE_DRAWS,
    NO_TIME,
    NOT_INFORMED,
    NOT_INTERESTED,
    does_others,
    fill_row,
    habit_of,
    hearing_draw,
    hindrance,
    hours_needed,
    log_odds,
    share_of,
    votes_on_the_day,
)
from sim.residents.hearing import DELIBERATE, SUGGEST, VOTE, Hearer, chances_at_most, heard_from, visited
from sim.residents.numbers import Rules
from sim.residents.offers import ADDITIONS, POLLING_DAY, Offers, offer_of, with_papers
from sim.residents.person import person_of
from sim.residents.screen import Block
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, Informant

NOBODY: Final = int(Informant.NOBODY)


@njit(cache=True, error_model="numpy", inline="always")
def consider(
    act: int,
    community: int,
    adults: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    rules: Rules,
    exposure: Exposure,
    block: Block,
) -> None:
    """Take the adults of a block through the gates of one act; who may hear of it is marked."""
    left = approach(act, adults, people, exposure, block)
    left = hear(act, community, left, people, offers, exposure, rules.scalars.hearing, block)
    draw_answers(act, left, month, seed, block)
    left = pass_hindrances(act, community, left, people, offers, exposure, rules, block)
    weigh(act, left, people, rules, block)
    choose(act, left, people, rules, block)


@njit(cache=True, inline="always")
def begin(community: int, adults: int, people: People, offers: Offers, block: Block) -> None:
    """Begin with everybody as not informed of what is offered; additions are for who is not on the roll."""
    additions = offers.phase[community, VOTE] == ADDITIONS
    for act in range(ACT_COUNT):
        if offers.phase[community, act] in (0, POLLING_DAY):
            continue
        for k in range(adults):
            i = block.row[k]
            if act == VOTE:
                if additions and people.registered[i]:
                    continue
                people.registered[i] = False
            people.reason[i, act] = NOT_INFORMED
            people.told_by[i, act] = NOBODY


@njit(cache=True, inline="always")
def approach(act: int, adults: int, people: People, exposure: Exposure, block: Block) -> int:
    """Leave those who may hear of it: by the bound, at a meeting, or because a trial tells them."""
    if act == VOTE:
        for k in range(adults):
            block.may[k] &= not people.registered[block.row[k]]
    if act == SUGGEST:
        for k in range(adults):
            block.may[k] |= (block.acts[k] >> DELIBERATE & 1) != 0
    if exposure.told.shape[0] > 0:
        for k in range(adults):
            block.may[k] |= exposure.told[block.row[k], act] != 0
    left = 0
    for k in range(adults):
        block.who[left] = k
        left += block.may[k]
    return left


@njit(cache=True, error_model="numpy", inline="always")
def hear(
    act: int,
    community: int,
    left: int,
    people: People,
    offers: Offers,
    exposure: Exposure,
    way: Any,
    block: Block,
) -> int:
    """Gate 1: leave who hears of it, and note from whom."""
    exposed = exposure.told.shape[0] > 0
    heard = 0
    for j in range(left):
        k = block.who[j]
        offer = offer_of(community, act, block.profile[k], offers)
        at_meeting = bool(block.acts[k] >> DELIBERATE & 1)
        most = chances_at_most(act, hearer_at(k, block), offer, block.tally.strength[act, k], at_meeting, way)
        surely = exposure.told[block.row[k], act] if exposed else 0
        source = heard_from(visited(most), block.drawn[hearing_draw(act), k], surely)
        block.who[heard], block.source[heard] = k, source
        heard += source != NOBODY
    return heard


@njit(cache=True, inline="always")
def hearer_at(k: int, block: Block) -> Hearer:
    """How easily somebody hears, from the block."""
    return Hearer(
        block.alert[k],
        block.seen[k],
        block.door[k],
        block.known[k],
        block.elector[k] > 0.0,
        block.done[k],
        block.at_culture[k] > 0.0,
        block.reads[k] > 0.0,
    )


@njit(cache=True, inline="always")
def draw_answers(act: int, left: int, month: int, seed: int, block: Block) -> None:
    """Draw what decides at gates 2 to 4."""
    for j in range(left):
        drawn = draws(seed, block.identity[block.who[j]], month, GATE_DRAWS[act], 0)
        block.answer[0, j], block.answer[1, j], block.answer[2, j] = drawn[1], drawn[2], drawn[3]


@njit(cache=True, error_model="numpy", inline="always")
def pass_hindrances(
    act: int,
    community: int,
    left: int,
    people: People,
    offers: Offers,
    exposure: Exposure,
    rules: Rules,
    block: Block,
) -> int:
    """Gates 2 and 3: leave who is admitted and has time."""
    exposed = exposure.told.shape[0] > 0
    free = 0
    for j in range(left):
        k, source = block.who[j], block.source[j]
        i = block.row[k]
        person = person_of(i, people)
        offer = offer_of(community, act, block.profile[k], offers)
        if exposed and exposure.papers[i]:
            offer = with_papers(offer)
        hours_left = block.hours[k] - block.spent[k]
        hindered = hindrance(
            act, source, person, offer, block.answer[0, j], block.answer[1, j], hours_left, rules.hours[act],
            rules.scalars,
        )  # fmt: skip
        people.reason[i, act] = hindered
        people.told_by[i, act] = source
        block.who[free], block.source[free], block.answer[2, free] = k, source, block.answer[2, j]
        free += hindered == 0
    return free


@njit(cache=True, error_model="numpy", inline="always")
def weigh(act: int, left: int, people: People, rules: Rules, block: Block) -> None:
    """Gate 4: the log-odds of those who are left."""
    for j in range(left):
        k = block.who[j]
        if not block.filled[k]:
            concern = block.drawn[CONCERN_DRAW, k] < rules.scalars.concern
            fill_row(k, person_of(block.row[k], people), concern, block.terms)
            block.filled[k] = True
    coefficient = rules.coefficients[act]
    for j in range(left):
        k = block.who[j]
        habit = habit_of(act, people.history[block.row[k], act])
        share = share_of(block.tally.strength[act, k], block.tally.strength[ALL, k])
        others = does_others(act, block.done[k])
        block.odds[j] = log_odds(
            k, coefficient, habit, block.source[j], share, others, block.leaning[k], block.terms
        )


@njit(cache=True, error_model="numpy", inline="always")
def choose(act: int, left: int, people: People, rules: Rules, block: Block) -> None:
    """Gate 4: the choice, and what it takes."""
    for j in range(left):
        block.odds[j] = logistic(block.odds[j])
    for j in range(left):
        k = block.who[j]
        i = block.row[k]
        does = block.answer[2, j] < block.odds[j]
        people.reason[i, act] = DID if does else NOT_INTERESTED
        if act == VOTE:
            people.registered[i] = does
        elif does:
            block.acts[k] |= 1 << act
            block.spent[k] += hours_needed(act, block.source[j], rules.hours[act], rules.scalars.online)


@njit(cache=True, error_model="numpy", inline="always")
def go_to_the_poll(
    community: int,
    adults: int,
    month: int,
    seed: int,
    people: People,
    offers: Offers,
    rules: Rules,
    block: Block,
) -> None:
    """Polling day, for who is on the roll; who is not keeps the reason of the drive."""
    for k in range(adults):
        i = block.row[k]
        if people.registered[i]:
            u = draws(seed, block.identity[k], month, GATE_DRAWS[VOTE], 1)[0]
            daytime = offers.daytime[community, VOTE, block.profile[k]]
            voted = votes_on_the_day(person_of(i, people), daytime, rules.scalars.admission.proxy, u)
            people.reason[i, VOTE] = DID if voted else NO_TIME
            block.acts[k] |= voted << VOTE
            block.spent[k] += rules.hours[VOTE] * voted
