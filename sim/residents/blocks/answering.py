"""Gates 2 and 3 for those of a block who have heard of an act, in short loops.

The rules stand in ``gates.py``; here they are asked of all who are listed. What a loop reads of people is
the block's part of a column, so that a place in the block is a place in it.
"""

from __future__ import annotations

from sim.engine.compiling import inner, njit
from sim.engine.random import draws
from sim.residents.blocks.block import Considering, Floats, Rows
from sim.residents.gates import (
    DID,
    GATE_DRAWS,
    NO_TIME,
    NOT_ELIGIBLE,
    admits,
    at_any_hour,
    evenings_with,
    free_then,
    hours_needed,
    votes_on_the_day,
)
from sim.residents.hearing import VOTE
from sim.residents.numbers import Rules
from sim.residents.person import person_of
from sim.residents.table_columns import People


@inner(cache=True, nogil=True)
def draw_answers(
    size: int, month: int, seed: int, use: int, identity: Rows, who: Rows, key: Rows, answer: Floats
) -> None:
    """Draw what decides at gates 2 to 4."""
    for j in range(size):
        key[j] = identity[who[j]]
    for j in range(size):
        drawn = draws(seed, key[j], month, use, 0)
        answer[0, j], answer[1, j], answer[2, j] = drawn[1], drawn[2], drawn[3]


@inner(cache=True, nogil=True)
def admit_without_open(size: int, since: Rows, who: Rows, admitted: Rows) -> None:
    """Gate 2: who has an open proposal, or complaint, waits for its answer."""
    for j in range(size):
        admitted[j] = since[who[j]] < 0


@inner(cache=True, nogil=True, error_model="numpy")
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


@inner(cache=True, nogil=True, error_model="numpy")
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
    cared_for = listed.chance
    cared_for[:size] = 1.0
    if childcare > 0.0:
        for j in range(size):
            cared_for[j] = evenings_with(childcare, evening_lost[listed.who[j]])
    for j in range(size):
        k = listed.who[j]
        hour = daytime[profile[k]]
        chance = free_then(hour, by_day[k], evening[k], cared_for[j])
        present[j] = (not u[j] > chance) | at_any_hour(act, hour, listed.source[j])


@inner(cache=True, nogil=True, error_model="numpy")
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


@njit(cache=True, nogil=True, error_model="numpy")
def go_to_the_poll(
    first: int,
    adult: Rows,
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
    for k in range(adult.size):
        i = first + k
        if adult[k] and people.registered[i]:
            u = draws(seed, people.identity[i], month, GATE_DRAWS[VOTE], 1)[0]
            person, proxy = person_of(i, people), rules.scalars.admission.proxy
            voted = votes_on_the_day(person, daytime[profile[k]], proxy, u)
            people.reason[i, VOTE] = DID if voted else NO_TIME
            acts[k] |= voted << VOTE
            spent[k] += rules.hours[VOTE] * voted
