"""Small compiled rules of households: from uniform draws to an age, a level, an attitude, an hour."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.arithmetic import log, logistic
from sim.engine.compiling import inner, njit
from sim.population.margins import BANDS, Table
from sim.vocabulary import YOUNGEST_ADULT

# Ranks of age (0 the youngest adult, 1 the oldest) between which heads mostly have children at home: about 27
# to 50 years. They must be 0.5 apart: then the generation above is exactly the other ranks.
PARENT_FROM: Final = 0.12
PARENT_TO: Final = 0.62
GENERATION: Final = 0.5  # ranks of age between two generations of adults
SCHOOL_DONE: Final = np.array([12.0, 15.0])  # years of age: primary and junior secondary school
OLDEST: Final = 5  # number of the highest age band
BAND_FROM: Final = np.array([17.0, 25.0, 35.0, 45.0, 55.0, 65.0])
BAND_WIDTH: Final = np.array([8.0, 10.0, 10.0, 10.0, 10.0, 30.0])
YEARS_FROM: Final = np.array([0.0, 2.0, 4.0, 6.0, 11.0, 21.0])
YEARS_WIDTH: Final = np.array([2.0, 2.0, 2.0, 5.0, 10.0, 29.0])
SINCE_BIRTH: Final = 200.0  # years here of a household that has always been here
THRESHOLD: Final = 0.4054651081081644  # log-odds of 0.6, from which on a survey answer is 4 or 5 of 5


@njit(cache=True)
def pick(running: Table, which: int, u: float) -> int:
    """First cell of a row of cumulative shares that exceeds u."""
    cell = 0
    while cell < running.shape[1] - 1 and u >= running[which, cell]:
        cell += 1
    return cell


@inner(cache=True)
def place_within(running: Table, which: int, cell: int, u: float) -> float:
    """Where u lies within its cell of a row of cumulative shares, 0 to 1."""
    below = running[which, cell - 1] if cell > 0 else 0.0
    width = running[which, cell] - below
    return min(max((u - below) / width, 0.0), 1.0) if width > 0.0 else 0.5


@inner(cache=True)
def reflect(u: float) -> float:
    """Fold a number back into [0, 1]; a uniform draw plus symmetric noise stays uniform."""
    folded = abs(u)
    return 2.0 - folded if folded > 1.0 else folded


@njit(cache=True)
def alike(shared: float, own: float, coin: float, chance: float, spread: float) -> float:
    """Uniform number that is, with this chance, near the shared one (itself uniform) and else one's own."""
    if coin >= chance:
        return own
    return reflect(shared + spread * (2.0 * own - 1.0))


@inner(cache=True)
def rank_of_age(position: int, head: float, own: float, couple: float) -> float:
    """Uniform rank of age of a family's adult: head, partner of about the same, others a generation apart."""
    if position == 0:
        return head
    generation = head if position == 1 else (head + GENERATION) % 1.0
    return reflect(generation + couple * (2.0 * own - 1.0))


@inner(cache=True)
def evened_out(rank: float, slope: float) -> float:
    """Rank among adults, given that ranks outside the parents' have this density among adults of families."""
    parents = 2.0 - slope
    young = min(rank, PARENT_FROM)
    middle = min(max(rank - PARENT_FROM, 0.0), PARENT_TO - PARENT_FROM)
    old = max(rank - PARENT_TO, 0.0)
    return min(slope * (young + old) + parents * middle, 1.0)


@inner(cache=True)
def younger(rank: float, tilt: float) -> float:
    """Rank of age with density 1 + tilt (1 - 2u), from a uniform one: the young are more frequent."""
    steep = 1.0 + tilt
    return float(2.0 * rank / (steep + np.sqrt(steep * steep - 4.0 * tilt * rank)))


@inner(cache=True)
def age_of(running: Table, which: int, rank: float) -> float:
    """Age of an adult with this rank: even within bands; from 65 on thinning out towards 95."""
    band = pick(running, which, rank)
    within = place_within(running, which, band, rank)
    if band == OLDEST:
        within *= within
    return float(BAND_FROM[band] + BAND_WIDTH[band] * within)


@inner(cache=True)
def rank_at(running: Table, which: int, age: float) -> float:
    """Rank among adults of somebody of this age, the inverse of :func:`age_of`; 0 for a child."""
    if age < YOUNGEST_ADULT:
        return 0.0
    band = band_of(age)
    within = min((age - BAND_FROM[band]) / BAND_WIDTH[band], 1.0)
    if band == OLDEST:
        within = np.sqrt(within)
    below = running[which, band - 1] if band > 0 else 0.0
    return float(below + within * (running[which, band] - below))


@inner(cache=True)
def band_of(age: float) -> int:
    """Age band of an adult: 17-24, 25-34, 35-44, 45-54, 55-64, 65+."""
    return min(max(int((age - 5.0) / 10.0) - 1, 0), OLDEST)


@inner(cache=True)
def education_of(running: Table, kind: int, age: float, rank: float) -> int:
    """Level of education: adults by age band, attended or finished; children by the school finished."""
    if age >= YOUNGEST_ADULT:
        return pick(running, BANDS * kind + band_of(age), rank)
    return int(np.searchsorted(SCHOOL_DONE, age, side="right"))


@inner(cache=True)
def years_of(running: Table, group: int, u: float) -> float:
    """Years lived here: even within the survey's bands, 20+ ending at 50."""
    band = pick(running, group, u)
    return float(YEARS_FROM[band] + YEARS_WIDTH[band] * place_within(running, group, band, u))


@inner(cache=True)
def years_within(household: float, age: float, came_as_child: float) -> float:
    """Years lived here of a member of this age: the household's; who is younger came as a small child."""
    if household == SINCE_BIRTH or age < YOUNGEST_ADULT:
        return min(household, age)
    return min(household, came_as_child * age)


@njit(cache=True)
def attitude(log_odds: float, u: float, spread: float) -> float:
    """Attitude in (0, 1), logistic in log-odds, that is 0.6 or more with the chance of these log-odds."""
    return float(logistic(THRESHOLD + spread * (log_odds + log(u / (1.0 - u)))))


@njit(cache=True)
def bounded(x: float) -> float:
    """Keep a share within 0 and 1."""
    return min(max(x, 0.0), 1.0)
