"""Gate 4 for those of a block who are admitted and have time, in short loops, and what comes of the choice.

The rules stand in ``residents/choice.py``. Terms stand by place in the block, since
those that hold for every act are filled once for all acts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.arithmetic import logistic
from sim.engine.compiling import inner, njit
from sim.network.contact_words import ALL
from sim.residents.blocks.block import Floats, Rows
from sim.residents.choice import AT, complete_row, does_others, fill_all_but_years, share_of, years_term
from sim.residents.gates import DID, NOT_INTERESTED, habit_of, hours_needed
from sim.residents.person import person_of
from sim.residents.table_columns import People

# Chances at log-odds from -16 to 16, by sixteenths: between two of them lies the chance of all in between.
PER_UNIT: Final = 16.0
WIDEST: Final = 16.0
CELLS: Final = int(2.0 * PER_UNIT * WIDEST)
CHANCES: Final = np.array([logistic(cell / PER_UNIT - WIDEST) for cell in range(CELLS + 1)])
SLACK: Final = 1e-9  # covers the rounding of the chances
AT_ONCE: Final = 4  # residents whose sums are made side by side


@inner(cache=True, nogil=True)
def find_unfilled(size: int, who: Rows, filled: Rows, fresh: Rows) -> int:
    """List those who have come so far with no act before; give the number."""
    found = 0
    for j in range(size):
        fresh[found] = who[j]
        found += not filled[who[j]]
        filled[who[j]] = True
    return found


@inner(cache=True, nogil=True, error_model="numpy")
def fill_anew(
    size: int, first: int, people: People, concern: float, drawn: Floats, fresh: Rows, terms: Floats
) -> None:
    """Fill the terms that hold for every act, but for the years."""
    for j in range(size):
        k = fresh[j]
        fill_all_but_years(k, person_of(first + k, people), drawn[k] < concern, terms)


@inner(cache=True, nogil=True, error_model="numpy")
def fill_years(size: int, years_here: Rows, who: Rows, terms: Floats) -> None:
    """Fill the term of the years, a logarithm that few acts ask for."""
    for j in range(size):
        terms[who[j], AT.years] = years_term(years_here[who[j]])


@inner(cache=True, nogil=True, error_model="numpy")
def find_habits(act: int, size: int, active: Rows, history: Rows, who: Rows, habit: Floats) -> None:
    """How often each did it; of who has not done it lately, the history, which is far away, is left alone."""
    for j in range(size):
        lately = active[who[j]] >> act & 1
        habit[j] = habit_of(act, history[who[j]]) if lately else 0.0


@inner(cache=True, nogil=True, error_model="numpy")
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


@inner(cache=True, nogil=True, error_model="numpy")
def weigh(size: int, coefficient: Floats, weighing: Rows, who: Rows, terms: Floats, odds: Floats) -> None:
    """Gate 4: the log-odds, from the terms that weigh anything, in their order.

    Four residents at a time: each addition waits for the one before, but not for those of others.
    """
    fours = size - size % AT_ONCE
    for j in range(0, fours, AT_ONCE):
        a, b, c, d = who[j], who[j + 1], who[j + 2], who[j + 3]
        odds_a = odds_b = odds_c = odds_d = 0.0
        for term in weighing:
            odds_a += coefficient[term] * terms[a, term]
            odds_b += coefficient[term] * terms[b, term]
            odds_c += coefficient[term] * terms[c, term]
            odds_d += coefficient[term] * terms[d, term]
        odds[j], odds[j + 1], odds[j + 2], odds[j + 3] = odds_a, odds_b, odds_c, odds_d
    for j in range(fours, size):
        rest = 0.0
        for term in weighing:
            rest += coefficient[term] * terms[who[j], term]
        odds[j] = rest


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
def decide(size: int, who: Rows, u: Floats, odds: Floats, reason: Rows, does: Rows) -> None:
    """Gate 4: the choice."""
    for j in range(size):
        does[j] = is_below(u[j], odds[j])
        reason[who[j]] = DID if does[j] else NOT_INTERESTED


@njit(cache=True, nogil=True)
def register(size: int, who: Rows, does: Rows, registered: Rows) -> None:
    """Who chooses to vote goes on the roll first."""
    for j in range(size):
        registered[who[j]] = does[j]


@inner(cache=True, nogil=True, error_model="numpy")
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
