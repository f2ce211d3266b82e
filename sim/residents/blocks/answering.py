"""Gates 2 to 4 for those of a block who have heard of an act, in short loops, and what comes of it.

The rules stand in ``gates.py``; here they are asked of all who are listed. What a loop reads of people is
the block's part of a column, so that a place in the block is a place in it.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.arithmetic import logistic
from sim.engine.compiling import njit
from sim.engine.random import draws
from sim.network.acting import ALL
from sim.residents.blocks.block import Considering, Floats, Rows
from sim.residents.gates import (
    AT,
    DID,
    GATE_DRAWS,
    NO_TIME,
    NOT_ELIGIBLE,
    NOT_INFORMED,
    NOT_INTERESTED,
    admits,
    at_any_hour,
    complete_row,
    does_others,
    fill_all_but_years,
    free_then,
    habit_of,
    hours_needed,
    share_of,
    votes_on_the_day,
    years_term,
)
from sim.residents.hearing import DELIBERATE, VOTE
from sim.residents.numbers import Rules
from sim.residents.offers import ADDITIONS, POLLING_DAY
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, Informant

NOBODY: Final = int(Informant.NOBODY)
# Chances at log-odds from -16 to 16, by sixteenths: between two of them lies the chance of all in between.
PER_UNIT: Final = 16.0
WIDEST: Final = 16.0
CELLS: Final = int(2.0 * PER_UNIT * WIDEST)
CHANCES: Final = np.array([logistic(cell / PER_UNIT - WIDEST) for cell in range(CELLS + 1)])
SLACK: Final = 1e-9  # covers the rounding of the chances


@njit(cache=True, nogil=True)
def begin(grown: Rows, phase: Rows, registered: Rows, reason: Rows, told_by: Rows) -> None:
    """Begin with all adults as not informed of what is offered; additions are for who is not on the roll."""
    for act in range(VOTE + 1, ACT_COUNT):
        if phase[act]:
            for k in grown:
                reason[k, act], told_by[k, act] = NOT_INFORMED, NOBODY
    if phase[VOTE] == 0 or phase[VOTE] == POLLING_DAY:
        return
    for k in grown:
        if not (phase[VOTE] == ADDITIONS and registered[k]):
            registered[k] = False
            reason[k, VOTE], told_by[k, VOTE] = NOT_INFORMED, NOBODY


@njit(cache=True, nogil=True)
def leave_unregistered(registered: Rows, may: Rows) -> None:
    """Who is on the roll already needs not hear of it."""
    for k in range(registered.size):
        may[k] &= not registered[k]


@njit(cache=True, nogil=True)
def admit_deliberators(size: int, acts: Rows, may: Rows) -> None:
    """Who deliberates this month hears of proposals."""
    for k in range(size):
        may[k] |= (acts[k] >> DELIBERATE & 1) != 0


@njit(cache=True, nogil=True)
def admit_told(told: Rows, adult: Rows, may: Rows) -> None:
    """Whom a trial tells hears of it."""
    for k in range(told.size):
        may[k] |= adult[k] & (told[k] != 0)


@njit(cache=True, nogil=True)
def list_marked(size: int, marked: Rows, who: Rows) -> int:
    """List the places of those who are marked; give the number."""
    left = 0
    for k in range(size):
        who[left] = k
        left += marked[k]
    return left


@njit(cache=True, nogil=True)
def draw_answers(
    size: int, month: int, seed: int, use: int, identity: Rows, who: Rows, key: Rows, answer: Floats
) -> None:
    """Draw what decides at gates 2 to 4."""
    for j in range(size):
        key[j] = identity[who[j]]
    for j in range(size):
        drawn = draws(seed, key[j], month, use, 0)
        answer[0, j], answer[1, j], answer[2, j] = drawn[1], drawn[2], drawn[3]


@njit(cache=True, nogil=True)
def admit_without_open(size: int, since: Rows, who: Rows, admitted: Rows) -> None:
    """Gate 2: who has an open proposal, or complaint, waits for its answer."""
    for j in range(size):
        admitted[j] = since[who[j]] < 0


@njit(cache=True, nogil=True, error_model="numpy")
def admit_by_papers(
    size: int,
    residence_years: float,
    papers: float,
    hukou: Rows,
    years_here: Rows,
    seen_to: Rows,
    asked: Floats,
    u: Floats,
    who: Rows,
    admitted: Rows,
) -> None:
    """Gate 2 of voting and standing; ``seen_to`` is whose papers a trial sees to, without rows where none."""
    for j in range(size):
        k = who[j]
        shown = 1.0 if seen_to.size > 0 and seen_to[k] else papers
        admitted[j] = admits(hukou[k], years_here[k], residence_years, shown, u[j]) & (asked[k] > 0.0)


@njit(cache=True, nogil=True, error_model="numpy")
def find_present(
    act: int,
    size: int,
    daytime: Floats,
    childcare: float,
    profile: Rows,
    by_day: Rows,
    evening: Rows,
    evening_lost: Rows,
    u: Floats,
    listed: Considering,
    present: Rows,
) -> None:
    """Gate 3: who is free at the hour at which the act takes place."""
    for j in range(size):
        k = listed.who[j]
        hour = daytime[profile[k]]
        chance = free_then(hour, childcare, by_day[k], evening[k], evening_lost[k])
        present[j] = (not u[j] > chance) | at_any_hour(act, hour, listed.source[j])


@njit(cache=True, nogil=True, error_model="numpy")
def leave_free(
    act: int,
    size: int,
    hours: Floats,
    spent: Floats,
    takes: float,
    online: float,
    admitted: Rows,
    present: Rows,
    u: Floats,
    reason: Rows,
    told_by: Rows,
    listed: Considering,
) -> int:
    """Leave who is admitted and has time; give the number. ``u`` is what they choose by."""
    free = 0
    for j in range(size):
        k, source = listed.who[j], listed.source[j]
        too_long = hours_needed(act, source, takes, online) > hours[k] - spent[k]
        in_time = present[j] & (not too_long)
        late = 0 if in_time else NO_TIME
        reason[k], told_by[k] = late if admitted[j] else NOT_ELIGIBLE, source
        listed.who[free], listed.source[free], u[free] = k, source, u[j]
        free += admitted[j] & in_time
    return free


@njit(cache=True, nogil=True)
def find_unfilled(size: int, who: Rows, filled: Rows, fresh: Rows) -> int:
    """List those who have come so far with no act before; give the number."""
    found = 0
    for j in range(size):
        fresh[found] = who[j]
        found += not filled[who[j]]
        filled[who[j]] = True
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def fill_anew(
    size: int, first: int, people: People, concern: float, drawn: Floats, fresh: Rows, terms: Floats
) -> None:
    """Fill the terms that hold for every act, but for the years."""
    for j in range(size):
        k = fresh[j]
        fill_all_but_years(k, person_of(first + k, people), drawn[k] < concern, terms)


@njit(cache=True, nogil=True, error_model="numpy")
def fill_years(size: int, years_here: Rows, who: Rows, terms: Floats) -> None:
    """Fill the term of the years, a logarithm that few acts ask for."""
    for j in range(size):
        terms[who[j], AT.years] = years_term(years_here[who[j]])


@njit(cache=True, nogil=True, error_model="numpy")
def find_habits(act: int, size: int, active: Rows, history: Rows, who: Rows, habit: Floats) -> None:
    """How often each did it; of who has not done it lately, the history, which is far away, is left alone."""
    for j in range(size):
        lately = active[who[j]] >> act & 1
        habit[j] = habit_of(act, history[who[j], act]) if lately else 0.0


@njit(cache=True, nogil=True, error_model="numpy")
def complete_terms(
    act: int,
    size: int,
    habit: Floats,
    active: Rows,
    strength: Floats,
    leaning: Floats,
    who: Rows,
    source: Rows,
    terms: Floats,
) -> None:
    """Fill the terms that belong to the act."""
    for j in range(size):
        k = who[j]
        share, others = share_of(strength[act, k], strength[ALL, k]), does_others(act, active[k])
        complete_row(k, habit[j], source[j], share, others, leaning[k], terms)


@njit(cache=True, nogil=True, error_model="numpy")
def weigh(size: int, coefficient: Floats, weighing: Rows, who: Rows, terms: Floats, odds: Floats) -> None:
    """Gate 4: the log-odds, from the terms that weigh anything, in their order."""
    for j in range(size):
        z = 0.0
        for term in weighing:
            z += coefficient[term] * terms[who[j], term]
        odds[j] = z


@njit(cache=True, nogil=True, error_model="numpy", inline="always")
def is_below(u: float, odds: float) -> bool:
    """Whether a draw is below the chance of these log-odds; most are told by two chances around it."""
    cell = int(min(max((odds + WIDEST) * PER_UNIT, 0.0), CELLS - 1.0))
    if (odds > -WIDEST) & (odds < WIDEST):
        if u < CHANCES[cell] * (1.0 - SLACK):
            return True
        if u > CHANCES[cell + 1] * (1.0 + SLACK):
            return False
    return bool(u < logistic(odds))


@njit(cache=True, nogil=True, error_model="numpy")
def choose(size: int, who: Rows, u: Floats, odds: Floats, reason: Rows, does: Rows) -> None:
    """Gate 4: the choice."""
    for j in range(size):
        does[j] = is_below(u[j], odds[j])
        reason[who[j]] = DID if does[j] else NOT_INTERESTED


@njit(cache=True, nogil=True)
def register(size: int, who: Rows, does: Rows, registered: Rows) -> None:
    """Who chooses to vote goes on the roll first."""
    for j in range(size):
        registered[who[j]] = does[j]


@njit(cache=True, nogil=True, error_model="numpy")
def take_time(
    act: int,
    size: int,
    who: Rows,
    source: Rows,
    does: Rows,
    hours: float,
    online: float,
    acts: Rows,
    spent: Floats,
) -> None:
    """What is done takes its time."""
    for j in range(size):
        acts[who[j]] |= does[j] << act
        spent[who[j]] += does[j] * hours_needed(act, source[j], hours, online)


@njit(cache=True, nogil=True, error_model="numpy")
def go_to_the_poll(
    first: int,
    grown: Rows,
    month: int,
    seed: int,
    people: People,
    daytime: Floats,
    rules: Rules,
    profile: Rows,
    acts: Rows,
    spent: Floats,
) -> None:
    """Polling day, for who is on the roll; who is not keeps the reason of the drive."""
    for k in grown:
        i = first + k
        if people.registered[i]:
            u = draws(seed, people.identity[i], month, GATE_DRAWS[VOTE], 1)[0]
            person, proxy = person_of(i, people), rules.scalars.admission.proxy
            voted = votes_on_the_day(person, daytime[profile[k]], proxy, u)
            people.reason[i, VOTE] = DID if voted else NO_TIME
            acts[k] |= voted << VOTE
            spent[k] += rules.hours[VOTE] * voted
