"""Households, continued: work, income and the hours that are left."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import log
from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws, slot
from sim.population import traits
from sim.population.geography import Homes
from sim.population.margins import Margins, Table
from sim.population.numbers import HoursRecord, WorkRecord
from sim.population.traits import bounded
from sim.residents.table_columns import People
from sim.vocabulary import SCHOOL_AT, YOUNGEST_ADULT

WORK: Final = purpose("population.work")
TIME: Final = purpose("population.time")
EMPLOYER: Final = purpose("population.employer")
EMPLOYER_COMMUNITY: Final = purpose("population.employer_community")
ROOM_EMPLOYER: Final = purpose("population.dormitory_employer")

RETIREMENT_MEN: Final = 60.0  # legal age of retirement
RETIREMENT_WOMEN: Final = 55.0  # legal age of retirement of women in offices (workers: 50)
NONE: Final = -1  # no workplace

AT_HOME: Final = 0
AT_WORK: Final = 1
STUDYING: Final = 2

# Of evenings that care takes: less than all, so that what childcare gives back is a multiple of what is left.
MOST_LOST: Final = float(np.nextafter(np.float32(1.0), np.float32(0.0)))


@njit(cache=True, nogil=True, inline="always")
def write_work(
    people: People, homes: Homes, margins: Margins, rows: NDArray[Any], seed: int, month: int
) -> None:
    """Decide on work, choose the employer (pupils: the school), and draw the income."""
    kinds, employer_start = homes.community_type, homes.employer_start
    street, street_start, building_start = homes.community_street, homes.street_start, homes.building_start
    identity, community, building, room = people.identity, people.community, people.building, people.dormitory
    age, female, education, agricultural = people.age, people.female, people.education, people.agricultural
    workplace, income, employed, works_here = (
        people.workplace,
        people.income,
        margins.employed,
        margins.works_here,
    )
    work = margins.assumed.work
    for row in rows:
        who, c = identity[row], community[row]
        works, here, rest, _ = keyed_draws(seed, who, month, WORK, 0)
        income[row] = 0.0
        workplace[row] = employer_start[c] if age[row] >= SCHOOL_AT else NONE
        if age[row] < YOUNGEST_ADULT:
            continue
        working = works < chance_of_work(work, employed, age[row], female[row])
        if not working:
            workplace[row] = NONE
        elif room[row]:
            factory = identity[building_start[building[row]]]
            workplace[row] = employer_of(employer_start, c, seed, factory, 0, ROOM_EMPLOYER)
        else:
            if here >= works_here[kinds[c]]:
                s = street[c]
                c = street_start[s] + slot(
                    seed, who, month, EMPLOYER_COMMUNITY, street_start[s + 1] - street_start[s]
                )
            workplace[row] = employer_of(employer_start, c, seed, who, month, EMPLOYER)
        income[row] = income_of(work, education[row], age[row], female[row], agricultural[row], working, rest)


@inner(cache=True)
def chance_of_work(work: WorkRecord, employed: Table, age: float, female: bool) -> float:
    """Chance to have work; between the age of retirement and 65 a part of the band's."""
    chance = employed[int(female), traits.band_of(age)]
    retirement = RETIREMENT_WOMEN if female else RETIREMENT_MEN
    retired = retirement <= age < traits.BAND_FROM[5]
    return float(chance * work.after_retirement if retired else chance)


@njit(cache=True, inline="always")
def employer_of(
    employer_start: NDArray[np.int64], community: int, seed: int, who: int, month: int, use: int
) -> int:
    """Workplace in a community, each equally likely; the first number there is the school."""
    school = employer_start[community]
    return int(school + 1 + slot(seed, who, month, use, employer_start[community + 1] - school - 1))


@inner(cache=True)
def income_of(
    work: WorkRecord, education: int, age: float, female: bool, agricultural: bool, working: bool, draw: float
) -> float:
    """Log income in standard deviations."""
    income = work.income_centre + work.income_level * (education - 2.5)
    income += work.income_age * (age - 40.0) / 10.0
    income += 0.0 if female else work.income_man
    income += 0.0 if agricultural else work.income_town
    income += work.income_work if working else 0.0
    income += work.income_rest * log(draw / (1.0 - draw))
    return float(min(max(income, -8.0), 8.0))


@njit(cache=True, nogil=True, inline="always")
def write_time(
    people: People, homes: Homes, margins: Margins, rows: NDArray[Any], seed: int, month: int
) -> None:
    """Draw the free hours of a month, and the chances to be free in the daytime and in the evening."""
    start, kinds, community = homes.household_start, homes.community_type, people.community
    identity, age, female, workplace = people.identity, people.age, people.female, people.workplace
    household, free_hours, daytime = people.household, people.free_hours, people.daytime
    evening, evening_lost = people.evening, people.evening_lost
    work_hours, work_evening, given = margins.work_hours, margins.work_evening, margins.assumed.hours
    for row in rows:
        hours, day, night, _ = keyed_draws(seed, identity[row], month, TIME, 0)
        kind = kinds[community[row]]
        duty = duty_of(given, age[row], workplace[row] != NONE)
        children = has_children(start[household[row]], start[household[row] + 1], age)
        cares = children and given.carer_from <= age[row] < given.carer_until
        free_hours[row] = free_hours_of(given, duty, work_hours[kind], cares, female[row], hours)
        daytime[row] = bounded(given.daytime[duty] + given.slack * (2.0 * day - 1.0))
        lost = given.evening_care_women if female[row] else given.evening_care_men
        evening_lost[row] = min(lost, MOST_LOST) if cares else 0.0
        evening[row] = evening_of(given, duty, work_evening[kind], evening_lost[row], night)


@inner(cache=True)
def has_children(first: int, last: int, age: NDArray[Any]) -> bool:
    """Whether a household, rows first to last - 1, has a member younger than an adult."""
    for row in range(first, last):  # noqa: SIM110 (Numba has no generators)
        if age[row] < YOUNGEST_ADULT:
            return True
    return False


@inner(cache=True)
def duty_of(given: HoursRecord, age: float, busy: bool) -> int:
    """What fills the day: the home, work, or school and study."""
    if age >= YOUNGEST_ADULT and busy:
        return AT_WORK
    return STUDYING if age < given.student_until else AT_HOME


@inner(cache=True)
def free_hours_of(
    given: HoursRecord, duty: int, work_hours: float, cares: bool, female: bool, draw: float
) -> float:
    """Hours of a month that are left after work and commute, study, care and housework."""
    busy = work_hours if duty == AT_WORK else (given.study if duty == STUDYING else given.housework)
    care = (given.care_women if female else given.care_men) if cares else 0.0
    rest = max(given.discretionary - busy - care, given.least)
    return float(max(rest * (1.0 + given.uneven * (2.0 * draw - 1.0)), given.least))


@inner(cache=True)
def evening_of(given: HoursRecord, duty: int, work_evening: float, lost: float, draw: float) -> float:
    """Chance to be free on an evening or weekend."""
    evening = work_evening if duty == AT_WORK else given.evening
    return bounded((evening + given.slack * (2.0 * draw - 1.0)) * (1.0 - lost))
