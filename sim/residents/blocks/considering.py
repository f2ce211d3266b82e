"""How the residents of a block consider one act: the four gates in their order, each for who is left.

Only the order stands here; the loops are in ``screen.py``, ``informing.py``, ``answering.py`` and
``choosing.py``. These are given the arrays that they read, because handing over whole tables takes longer
than a short loop.
"""

from __future__ import annotations

from typing import Any

from sim.engine.compiling import njit
from sim.residents.blocks import answering, choosing, informing, screen
from sim.residents.blocks.block import (
    CALLS,
    LETTERS,
    ORGANISATION,
    VISITS,
    Block,
    BlockColumns,
    Choosing,
    Considering,
    Floats,
    Noted,
    Rows,
    Screened,
    copy_rows,
)
from sim.residents.choice import AT
from sim.residents.exposure import Exposure
from sim.residents.gates import COMPLAIN, CONCERN_DRAW, GATE_DRAWS, STAND, hearing_draw
from sim.residents.hearing import SUGGEST, VOTE, known_by
from sim.residents.numbers import Rules
from sim.residents.offers import Offers
from sim.residents.person import CULTURE
from sim.residents.table_columns import People


@njit(cache=True, error_model="numpy", inline="always")
def mark(
    act: int,
    community: int,
    asked: Floats,
    strength: Floats,
    used: Rows,
    at_programme: Rows,
    columns: BlockColumns,
    offers: Offers,
    way: Any,
    noted: Noted,
    screened: Screened,
) -> None:
    """Mark in ``screened.may`` who of the residents of a block may hear of an act."""
    size, notice = columns.age.size, offers.notice[community, act]
    alert, seen, profile, drawn = noted.alert, noted.seen, noted.profile, noted.drawn[hearing_draw(act)]
    silent, reached, expected = screened.silent, screened.reached, screened.expected
    screen.begin(
        way.recall, known_by(act), notice, way.talk, columns.active, asked, drawn, seen, alert, strength,
        silent, reached,
    )  # fmt: skip
    if used[VISITS]:
        visits, familiar = offers.visits[community, act], offers.familiar[community, act]
        screen.be_visited(size, visits, familiar, profile, noted.door, noted.known, asked, expected, silent)
    if used[CALLS]:
        calls = offers.calls[community, act]
        screen.be_called(size, calls, way.call_answered, profile, asked, expected, silent)
    if used[LETTERS]:
        letters = offers.letters[community, act]
        screen.get_letters(size, letters, way.letter_read, profile, alert, expected, silent, reached)
    if used[ORGANISATION]:
        screen.be_told(size, offers.organisation[community, act], profile, alert, expected, reached)
    at_culture, online = offers.at_culture[community, act], offers.online[community, act]
    if at_culture > 0.0:
        screen.be_there(at_culture, at_programme, silent)
    if online > 0.0:
        screen.read_pages(size, online, way.online_local, noted.reader, silent)
    screen.who_may(size, noted.adult, silent, reached, screened.may)


@njit(cache=True, error_model="numpy", inline="always")
def hear(
    act: int,
    community: int,
    left: int,
    asked: Floats,
    strength: Floats,
    used: Rows,
    told: Rows,
    at_programme: Rows,
    columns: BlockColumns,
    offers: Offers,
    way: Any,
    noted: Noted,
    listed: Considering,
) -> int:
    """Gate 1: leave who hears of it, and note from whom; ``told`` is of a trial, without rows where none."""
    profile, notice = noted.profile, offers.notice[community, act]
    at_culture, online = offers.at_culture[community, act], offers.online[community, act]
    informing.begin_hearing(left, noted.drawn[hearing_draw(act)], noted.alert, listed)
    if act == SUGGEST:
        informing.at_a_meeting(left, noted.acts, listed)
    if used[VISITS]:
        visits, familiar = offers.visits[community, act], offers.familiar[community, act]
        informing.by_visits(left, visits, familiar, profile, noted.door, noted.known, asked, listed)
    if used[CALLS]:
        informing.by_calls(left, offers.calls[community, act], way.call_answered, profile, asked, listed)
    informing.by_habit(left, way.recall, known_by(act), columns.active, asked, listed)
    if notice > 0.0:
        informing.by_notices(left, notice, noted.seen, listed)
    if used[LETTERS]:
        informing.by_letters(left, offers.letters[community, act], way.letter_read, profile, listed)
    informing.by_contacts(left, way.talk, strength, listed)
    if used[ORGANISATION] or at_culture > 0.0:
        organisation = offers.organisation[community, act]
        informing.by_organisations(left, organisation, at_culture, profile, at_programme, listed)
    if online > 0.0:
        informing.by_pages(left, online, columns.age, columns.education, noted.reader, way, listed)
    if told.size > 0:
        informing.surely(left, told, listed)
    return informing.leave_informed(left, listed)


@njit(cache=True, error_model="numpy", inline="always")
def find_time(
    act: int,
    community: int,
    left: int,
    asked: Floats,
    seen_to: Rows,
    reason: Rows,
    told_by: Rows,
    columns: BlockColumns,
    offers: Offers,
    rules: Rules,
    noted: Noted,
    listed: Considering,
    choice: Choosing,
) -> int:
    """Gates 2 and 3: leave who is admitted and has time, and note what hinders the others."""
    answer, admitted, present = choice.answer, choice.admitted, choice.present
    if act in (VOTE, STAND):
        asked_years, papers = offers.residence_years[community], offers.papers[community]
        answering.admit_by_papers(
            left, asked_years, papers, columns.hukou, columns.years_here, seen_to, asked, answer[0],
            listed.who, admitted,
        )  # fmt: skip
    elif act == SUGGEST:
        answering.admit_without_open(left, columns.voice_since, listed.who, admitted)
    elif act == COMPLAIN:
        answering.admit_without_open(left, columns.complaint_since, listed.who, admitted)
    else:
        admitted[:left] = True
    daytime, childcare = offers.daytime[community, act], offers.childcare[community, act]
    answering.find_present(
        act, left, daytime, childcare, noted.profile, columns.daytime, columns.evening,
        columns.evening_lost, answer[1], listed, present,
    )  # fmt: skip
    return answering.leave_free(
        act, left, noted.hours, noted.spent, rules.hours[act], rules.scalars.online, admitted, present,
        answer[2], reason, told_by, listed,
    )  # fmt: skip


@njit(cache=True, error_model="numpy", inline="always")
def choose(
    act: int,
    first: int,
    left: int,
    strength: Floats,
    history: Rows,
    reason: Rows,
    columns: BlockColumns,
    people: People,
    rules: Rules,
    noted: Noted,
    listed: Considering,
    choice: Choosing,
) -> None:
    """Gate 4, and what comes of it: of the roll and of time."""
    who, source, terms, habit = listed.who, listed.source, choice.terms, listed.chance
    coefficient, active, does = rules.coefficients[act], columns.active, choice.does
    fresh = choosing.find_unfilled(left, who, choice.filled, choice.fresh)
    concerned = noted.drawn[CONCERN_DRAW]
    choosing.fill_anew(fresh, first, people, rules.scalars.concern, concerned, choice.fresh, terms)
    if coefficient[AT.years] != 0.0:
        choosing.fill_years(left, columns.years_here, who, terms)
    choosing.find_habits(act, left, active, history, who, habit)
    choosing.complete_terms(act, left, habit, active, strength, noted.leaning, who, source, terms)
    weighing = choice.weighing[act, : choice.weighed[act]]
    choosing.weigh(left, coefficient, weighing, who, terms, choice.odds)
    choosing.decide(left, who, choice.answer[2], choice.odds, reason, does)
    if act == VOTE:
        choosing.register(left, who, does, columns.registered)
    else:
        hours, online = rules.hours[act], rules.scalars.online
        choosing.take_time(act, left, who, source, does, hours, online, noted.acts, noted.spent)


@njit(cache=True, error_model="numpy", inline="always")
def consider(
    act: int,
    community: int,
    first: int,
    month: int,
    seed: int,
    people: People,
    columns: BlockColumns,
    offers: Offers,
    rules: Rules,
    exposure: Exposure,
    block: Block,
) -> None:
    """Take the residents of a block through the gates of one act."""
    noted, screened, listed, choice = block.noted, block.screened, block.listed, block.choosing
    strength, used, way = block.tally.strength, block.used[act], rules.scalars.hearing
    asked, size, may = noted.invited, columns.age.size, screened.may
    last = first + size
    told, seen_to = exposure.told[first:last, act], exposure.papers[first:last]
    history, at_programme = people.history[first:last, act], people.history[first:last, CULTURE]
    reason, told_by = people.reason[first:last, act], people.told_by[first:last, act]
    if act == VOTE:
        copy_rows(columns.elector, noted.elector)
        asked = noted.elector
    mark(act, community, asked, strength[act], used, at_programme, columns, offers, way, noted, screened)
    if act == VOTE:
        screen.leave_unregistered(columns.registered, may)
    if act == SUGGEST:
        screen.admit_deliberators(size, noted.acts, may)
    screen.admit_told(told, noted.adult, may)
    left = screen.list_marked(size, may, listed.who)
    left = hear(
        act, community, left, asked, strength[act], used, told, at_programme, columns, offers, way, noted,
        listed,
    )  # fmt: skip
    answering.draw_answers(
        left, month, seed, GATE_DRAWS[act], noted.identity, listed.who, choice.key, choice.answer
    )
    left = find_time(
        act, community, left, asked, seen_to, reason, told_by, columns, offers, rules, noted, listed, choice
    )
    choose(act, first, left, strength, history, reason, columns, people, rules, noted, listed, choice)
