"""The course of life: people grow older, come of age, retire and die; for each who dies a child is born.

So the number of people stays, and so does the mix of ages, roughly: without births and deaths a place would
age by a year each year, and with it all that depends on age. Few rows change in a month, so most of this is
plain NumPy, done for parts of the residents apart.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.network.companions import Companions
from sim.population import work_and_time as working
from sim.population.attitudes import settle_rows
from sim.population.build import settle
from sim.population.geography import Geography
from sim.population.margins import BANDS, OLDEST
from sim.population.traits import (
    BAND_FROM,
    SCHOOL_DONE,
)
from sim.residents.table import Residents
from sim.residents.table_columns import people_of
from sim.threads import in_parts
from sim.vocabulary import SCHOOL_AT, YOUNGEST_ADULT, Hukou

LIFE: Final = purpose("population.life")
STANDING: Final = purpose("population.life_standing")
MONTH: Final = np.float32(1.0 / 12.0)  # years

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


def grow_older(
    residents: Residents, geography: Geography, seed: int, month: int, companions: Companions
) -> None:
    """Let a month of life pass.

    Children start school at 6 and finish primary and junior secondary school; who turns 17 gets an adult's
    education, work and hours; who enters another age band may get or hand over the title of the home, or join
    the party; who reaches the age of retirement mostly stops working; who dies is followed by a newborn child
    if somebody of the family is of a parent's age, and else the home changes hands.

    Args:
        residents: written in place.
        geography: the ground plan.
        seed: seed of the run.
        month: month of the run, 1 or later.
        companions: ties from shared acts; those of the dead end.
    """
    parts = in_parts(len(residents), lambda a, b: pass_birthdays(a, b, residents, geography, seed, month))
    grown, dead = (np.concatenate(rows) for rows in zip(*parts, strict=True))
    born = dead[have_parents(residents, geography, dead)]
    bear(residents, geography, born, seed, month)
    known = people_of(residents), geography.homes, geography.margins
    rows = np.concatenate((grown, born))
    in_parts(len(rows), lambda first, last: settle_rows(*known, rows[first:last], seed, month))
    left = np.setdiff1d(residents.household[dead], residents.household[born]).astype(np.int64)
    companions.clear(np.concatenate((born, settle(residents, geography, left, seed, month))))


def pass_birthdays(
    first: int, last: int, residents: Residents, geography: Geography, seed: int, month: int
) -> tuple[Numbers, Numbers]:
    """Let residents ``first`` to ``last - 1`` grow a month older, and do what a birthday brings.

    Returns:
        Rows of those who are of age now, and of those who die.
    """
    birthdays, before = grow(first, last, residents.age, residents.years_here)
    retire(residents, geography, birthdays, before, seed, month)
    change_standing(residents, geography, birthdays, before, seed, month)
    attend_school(residents, geography, birthdays)
    grown = birthdays[(before < YOUNGEST_ADULT) & (residents.age[birthdays] >= YOUNGEST_ADULT)]
    finish_school(residents, geography, grown, seed, month)
    known = geography.margins.assumed.life.death_from, geography.margins.mortality, seed, month
    return grown, first + dying(residents.identity[first:last], residents.age[first:last], *known)


@njit(cache=True, nogil=True)
def grow(
    first: int, last: int, age: NDArray[Any], years_here: NDArray[Any]
) -> tuple[Numbers, NDArray[np.float32]]:
    """Add a month to ages and years here; give rows and former ages of those who have a birthday."""
    rows, before = np.empty(last - first, dtype=np.int64), np.empty(last - first, dtype=np.float32)
    count = 0
    for row in range(first, last):
        was = age[row]
        age[row] += MONTH
        years_here[row] += MONTH
        rows[count], before[count] = row, was
        count += int(was) != int(age[row])
    return rows[:count].copy(), before[:count].copy()


@njit(cache=True, nogil=True)
def tickets(identity: NDArray[Any], seed: int, month: int, use: int) -> Floats:
    """Four uniform numbers for each of these identities, shape (k, 4)."""
    drawn = np.empty((len(identity), 4))
    for k in range(len(identity)):
        drawn[k, 0], drawn[k, 1], drawn[k, 2], drawn[k, 3] = keyed_draws(seed, identity[k], month, use, 0)
    return drawn


@njit(cache=True, nogil=True)
def dying(
    identity: NDArray[Any], age: NDArray[Any], youngest: float, mortality: Floats, seed: int, month: int
) -> Numbers:
    """Draw who dies this month."""
    dead = np.empty(len(age), dtype=np.int64)
    count = 0
    for row in range(len(age)):
        if (
            age[row] >= youngest
            and keyed_draws(seed, identity[row], month, LIFE, 0)[0] < mortality[min(int(age[row]), OLDEST)]
        ):
            dead[count] = row
            count += 1
    return dead[:count].copy()


def retire(
    residents: Residents,
    geography: Geography,
    birthdays: Numbers,
    before: NDArray[Any],
    seed: int,
    month: int,
) -> None:
    """Let those who reach the age of retirement stop working, but for a part; their hours become free."""
    at = np.where(residents.female[birthdays], working.RETIREMENT_WOMEN, working.RETIREMENT_MEN)
    reached = (before < at) & (residents.age[birthdays] >= at)
    rows = birthdays[reached & (residents.workplace[birthdays] != working.NONE)]
    stay = geography.margins.assumed.work.after_retirement
    stops = tickets(residents.identity[rows], seed, month, LIFE)[:, 1] >= stay
    leave_work(residents, geography, rows[stops])


def leave_work(residents: Residents, geography: Geography, rows: Numbers) -> None:
    """Let residents with work stop working: their hours become those of people at home."""
    kinds, margins = geography.community_type[residents.community[rows]], geography.margins
    given = margins.assumed.hours
    day = given.daytime[working.AT_HOME] - given.daytime[working.AT_WORK]
    residents.workplace[rows] = working.NONE
    residents.free_hours[rows] += np.maximum(margins.work_hours[kinds] - given.housework, 0.0)
    residents.daytime[rows] = np.clip(residents.daytime[rows] + day, 0.0, 1.0)
    evening = residents.evening[rows] + given.evening - margins.work_evening[kinds]
    residents.evening[rows] = np.clip(evening, 0.0, 1.0)


def change_standing(
    residents: Residents,
    geography: Geography,
    birthdays: Numbers,
    before: NDArray[Any],
    seed: int,
    month: int,
) -> None:
    """Let adults who enter another age band get or hand over the title of the home, and join the party.

    The chances are such that the shares of owners and members by age, all else alike, stay as they were.
    """
    band = np.searchsorted(BAND_FROM, residents.age[birthdays], side="right") - 1
    entered = (band > 0) & (before < BAND_FROM[np.maximum(band, 0)])
    rows, band = birthdays[entered], band[entered]
    u, margins = tickets(residents.identity[rows], seed, month, STANDING), geography.margins
    kind, level = geography.community_type[residents.community[rows]], residents.education[rows]
    group = (residents.hukou[rows] == Hukou.OUTSIDE_DISTRICT).astype(np.int64)
    owned = geography.owner_occupied[residents.household[rows]]
    title = margins.title[kind, group, band - 1], margins.title[kind, group, band]
    residents.owner[rows] = owned & still(residents.owner[rows], *title, u[:, 0])
    share = margins.party[group, band - 1, level], margins.party[group, band, level]
    joins = (band <= margins.assumed.life.joins_party_until) & still(
        np.zeros(len(rows), dtype=np.bool_), *share, u[:, 1]
    )
    residents.party[rows] |= joins


def still(has: NDArray[np.bool_], before: Floats, after: Floats, u: Floats) -> NDArray[np.bool_]:
    """Whether each has it now, if a share ``before`` of those alike had it and ``after`` are to have it."""
    gains = u * (1.0 - before) < after - before
    keeps = u * before < after
    return np.where(after >= before, has | gains, has & keeps)


def finish_school(residents: Residents, geography: Geography, grown: Numbers, seed: int, month: int) -> None:
    """Give those who come of age the education of the youngest adults."""
    kinds, table = geography.community_type[residents.community[grown]], geography.margins.education_cdf
    ranks = tickets(residents.identity[grown], seed, month, LIFE)[:, 2]
    residents.education[grown] = (ranks[:, np.newaxis] >= table[BANDS * kinds, :-1]).sum(axis=1)


def attend_school(residents: Residents, geography: Geography, birthdays: Numbers) -> None:
    """Let children from 6 on go to the community's school, and finish its stages."""
    age = residents.age[birthdays]
    pupils = birthdays[(age >= SCHOOL_AT) & (age < YOUNGEST_ADULT)]
    residents.workplace[pupils] = geography.employer_start[residents.community[pupils]]
    residents.education[pupils] = np.searchsorted(SCHOOL_DONE, residents.age[pupils], side="right")


def have_parents(residents: Residents, geography: Geography, dead: Numbers) -> NDArray[np.bool_]:
    """Whether each of the dead lived in a family with a member of a parent's age; roommates are no family."""
    homes, life = residents.household[dead], geography.margins.assumed.life
    # As exact as the ages that they are held against.
    between = np.float32(life.parents_from), np.float32(life.parents_to)
    parents = have_members_between(homes, geography.household_start, residents.age, *between)
    found: NDArray[np.bool_] = parents & ~geography.dormitory[homes]
    return found


@njit(cache=True, nogil=True)
def have_members_between(
    homes: NDArray[np.int32],
    household_start: Numbers,
    age: NDArray[np.float32],
    youngest: np.float32,
    until: np.float32,
) -> NDArray[np.bool_]:
    """(homes,) whether somebody in each of these households is of such an age."""
    found = np.zeros(homes.size, dtype=np.bool_)
    for k in range(homes.size):
        for i in range(household_start[homes[k]], household_start[homes[k] + 1]):
            found[k] |= youngest <= age[i] < until
    return found


def bear(residents: Residents, geography: Geography, rows: Numbers, seed: int, month: int) -> None:
    """Put newborn children of the household in these rows, whose people have died."""
    draw_of_sex = tickets(residents.identity[rows], seed, month, LIFE)[:, 3]
    residents.age[rows] = 0.0
    residents.years_here[rows] = 0.0
    residents.education[rows] = 0
    residents.female[rows] = draw_of_sex >= geography.margins.male
    residents.owner[rows] = False
    residents.party[rows] = False
