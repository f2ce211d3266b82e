"""How the residents of a block consider one act: the four gates in their order, each for who is left.

Only the order stands here; the loops are in ``screen.py``, ``informing.py`` and ``answering.py``. These are
given the arrays that they read, because handing over whole tables takes longer than a short loop.
"""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import njit
from sim.residents.blocks import answering, informing, screen
from sim.residents.blocks.block import CALLS, LETTERS, ORGANISATION, VISITS, Block, Floats, copy_rows
from sim.residents.exposure import Exposure
from sim.residents.gates import AT, COMPLAIN, CONCERN_DRAW, GATE_DRAWS, STAND, hearing_draw
from sim.residents.hearing import SUGGEST, VOTE, known_by
from sim.residents.numbers import Rules
from sim.residents.offers import Offers
from sim.residents.table_columns import People


@njit(cache=True, error_model="numpy", inline="always")
def mark(
    act: int,
    community: int,
    first: int,
    last: int,
    asked: Floats,
    people: People,
    offers: Offers,
    way: Any,
    block: Block,
) -> None:
    """Mark in ``block.may`` who of the residents of a block may hear of an act."""
    size, used, notice = last - first, block.used[act], offers.notice[community, act]
    alert, silent, reached = block.alert, block.silent, block.reached
    done, strength = people.active[first:last], block.tally.strength[act]
    screen.begin_silent(way.recall, known_by(act), done, asked, notice, block.seen, silent)
    drawn = block.drawn[hearing_draw(act)]
    screen.begin_reached(size, drawn, notice, block.seen, alert, way.talk, strength, reached)
    if used[VISITS]:
        screen.be_visited(
            size, offers.visits[community, act], offers.familiar[community, act], block.profile, block.door,
            block.known, asked, block.expected, silent,
        )  # fmt: skip
    if used[CALLS]:
        calls = offers.calls[community, act]
        screen.be_called(size, calls, way.call_answered, block.profile, asked, block.expected, silent)
    if used[LETTERS]:
        letters = offers.letters[community, act]
        screen.get_letters(
            size, letters, way.letter_read, block.profile, alert, block.expected, silent, reached
        )
    if used[ORGANISATION]:
        organisation = offers.organisation[community, act]
        screen.be_told(size, organisation, block.profile, alert, block.expected, reached)
    if offers.at_culture[community, act] > 0.0:
        screen.be_there(offers.at_culture[community, act], people.history[first:last], silent)
    if offers.online[community, act] > 0.0:
        screen.read_pages(size, offers.online[community, act], way.online_local, block.reader, silent)
    screen.who_may(size, block.adult, silent, reached, block.may)


@njit(cache=True, error_model="numpy", inline="always")
def hear(
    act: int,
    community: int,
    first: int,
    last: int,
    left: int,
    asked: Floats,
    people: People,
    offers: Offers,
    exposure: Exposure,
    way: Any,
    block: Block,
) -> int:
    """Gate 1: leave who hears of it, and note from whom."""
    used, profile, listed, notice = (
        block.used[act],
        block.profile,
        block.listed,
        offers.notice[community, act],
    )
    at_culture, online = offers.at_culture[community, act], offers.online[community, act]
    informing.begin_hearing(left, block.drawn[hearing_draw(act)], block.alert, listed)
    if act == SUGGEST:
        informing.at_a_meeting(left, block.acts, listed)
    if used[VISITS]:
        visits, familiar = offers.visits[community, act], offers.familiar[community, act]
        informing.by_visits(left, visits, familiar, profile, block.door, block.known, asked, listed)
    if used[CALLS]:
        informing.by_calls(left, offers.calls[community, act], way.call_answered, profile, asked, listed)
    informing.by_habit(left, way.recall, known_by(act), people.active[first:last], asked, listed)
    if notice > 0.0:
        informing.by_notices(left, notice, block.seen, listed)
    if used[LETTERS]:
        informing.by_letters(left, offers.letters[community, act], way.letter_read, profile, listed)
    informing.by_contacts(left, way.talk, block.tally.strength[act], listed)
    if used[ORGANISATION] or at_culture > 0.0:
        organisation, history = offers.organisation[community, act], people.history[first:last]
        informing.by_organisations(left, organisation, at_culture, profile, history, listed)
    if online > 0.0:
        informing.by_pages(left, online, first, people, block.reader, way, listed)
    if exposure.told.shape[0] > 0:
        informing.surely(left, exposure.told[first:last, act], listed)
    return informing.leave_informed(left, listed)


@njit(cache=True, error_model="numpy", inline="always")
def find_time(
    act: int,
    community: int,
    first: int,
    last: int,
    left: int,
    asked: Floats,
    people: People,
    offers: Offers,
    exposure: Exposure,
    rules: Rules,
    block: Block,
) -> int:
    """Gates 2 and 3: leave who is admitted and has time, and note what hinders the others."""
    listed, answer, admitted, present = block.listed, block.answer, block.admitted, block.present
    if act in (VOTE, STAND):
        seen_to = exposure.papers[first:last] if exposure.told.shape[0] > 0 else exposure.papers[:0]
        answering.admit_by_papers(
            left, offers.residence_years[community], offers.papers[community], people.hukou[first:last],
            people.years_here[first:last], seen_to, asked, answer[0], listed.who, admitted,
        )  # fmt: skip
    elif act == SUGGEST:
        answering.admit_without_open(left, people.voice_since[first:last], listed.who, admitted)
    elif act == COMPLAIN:
        answering.admit_without_open(left, people.complaint_since[first:last], listed.who, admitted)
    else:
        admitted[:left] = True
    answering.find_present(
        act, left, offers.daytime[community, act], offers.childcare[community, act], block.profile,
        people.daytime[first:last], people.evening[first:last], people.evening_lost[first:last], answer[1],
        listed, present,
    )  # fmt: skip
    return answering.leave_free(
        act, left, block.hours, block.spent, rules.hours[act], rules.scalars.online, admitted, present,
        answer[2], people.reason[first:last, act], people.told_by[first:last, act], listed,
    )  # fmt: skip


@njit(cache=True, error_model="numpy", inline="always")
def consider(
    act: int,
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
    """Take the residents of a block through the gates of one act."""
    asked, registered = block.invited, people.registered[first:last]
    if act == VOTE:
        copy_rows(people.elector[first:last], block.elector)
        asked = block.elector
    mark(act, community, first, last, asked, people, offers, rules.scalars.hearing, block)
    if act == VOTE:
        answering.leave_unregistered(registered, block.may)
    if act == SUGGEST:
        answering.admit_deliberators(last - first, block.acts, block.may)
    if exposure.told.shape[0] > 0:
        answering.admit_told(exposure.told[first:last, act], block.adult, block.may)
    left = answering.list_marked(last - first, block.may, block.listed.who)
    left = hear(
        act, community, first, last, left, asked, people, offers, exposure, rules.scalars.hearing, block
    )
    who, source, answer = block.listed.who, block.listed.source, block.answer
    answering.draw_answers(left, month, seed, GATE_DRAWS[act], block.identity, who, block.key, answer)
    left = find_time(act, community, first, last, left, asked, people, offers, exposure, rules, block)
    fresh = answering.find_unfilled(left, who, block.filled, block.fresh)
    concerned = block.drawn[CONCERN_DRAW]
    answering.fill_anew(fresh, first, people, rules.scalars.concern, concerned, block.fresh, block.terms)
    coefficient, active, habit = rules.coefficients[act], people.active[first:last], block.listed.chance
    if coefficient[AT.years] != 0.0:
        answering.fill_years(left, people.years_here[first:last], who, block.terms)
    answering.find_habits(act, left, active, people.history[first:last], who, habit)
    answering.complete_terms(
        act, left, habit, active, block.tally.strength, block.leaning, who, source, block.terms
    )
    weighing = block.weighing[act, : block.weighed[act]]
    answering.weigh(left, coefficient, weighing, who, block.terms, block.odds)
    reason = people.reason[first:last, act]
    answering.choose(left, who, answer[2], block.odds, reason, block.does)
    if act == VOTE:
        answering.register(left, who, block.does, registered)
    else:
        hours, online = rules.hours[act], rules.scalars.online
        answering.take_time(act, left, who, source, block.does, hours, online, block.acts, block.spent)
