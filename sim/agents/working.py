"""Settling, continued: work, income and the hours that are left."""

from __future__ import annotations

from typing import Final

from numba import njit

from sim.agents import traits
from sim.agents.geography import Homes
from sim.agents.margins import Margins
from sim.agents.rows import Rows
from sim.engine.numeric import log
from sim.engine.streams import draws, purpose, uniform
from sim.network.slots import slot

WORK: Final = purpose("population.work")
TIME: Final = purpose("population.time")
EMPLOYER: Final = purpose("population.employer")
ROOM_EMPLOYER: Final = purpose("population.dormitory_employer")

RETIREMENT_MEN: Final = 60.0  # legal age of retirement
RETIREMENT_WOMEN: Final = 55.0  # legal age of retirement of women in offices (workers: 50)
WORK_AFTER: Final = 0.25  # work after retirement as a share of the band's; assumed, range 0.1-0.4
SCHOOL_AT: Final = 6.0  # years of age

# Log income in standard deviations of the reference place; assumed except for the signs.
INCOME_LEVEL: Final = 0.32  # per level of education around 2.5
INCOME_MAN: Final = 0.40
INCOME_TOWN: Final = 0.45  # for a non-agricultural hukou
INCOME_WORK: Final = 0.60  # for having work
INCOME_OLD: Final = -0.08  # per ten years from age 40
INCOME_CENTRE: Final = -0.90  # brings the mean of the reference place to 0
INCOME_SPREAD: Final = 0.42  # scale of the logistic rest, so that the standard deviation is 1

# Hours a month. A month has 730; sleep, meals, personal care and ordinary housework take 410 (time-use surveys, rounded).
DISCRETIONARY: Final = 320.0  # assumed, range 290-340
CARE_WOMEN: Final = 60.0  # of a woman of 20 to 69 with a child at home; assumed, range 30-90
CARE_MEN: Final = 25.0  # of a man; assumed, range 10-45
HOUSEWORK: Final = 90.0  # more of it by those without work; assumed, range 50-130
STUDY: Final = 200.0  # of pupils and students; assumed, range 160-230
LEAST: Final = 4.0  # hours that remain to everybody; assumed
UNEVEN: Final = 0.4  # free hours differ by this share up and down; assumed, range 0.2-0.6
DAYTIME_WORK: Final = 0.10  # chance to be free at an hour of a working day; assumed, range 0.05-0.2
DAYTIME_HOME: Final = 0.75  # of those without work; assumed, range 0.6-0.9
DAYTIME_STUDY: Final = 0.15  # of students; assumed, range 0.05-0.3
EVENING_HOME: Final = 0.85  # of those without work; assumed, range 0.7-0.95
EVENING_CARE: Final = 0.75  # factor on a woman's evenings with a child at home, half of that loss on a man's; assumed
SLACK: Final = 0.10  # chances of being free differ by this up and down; assumed
STUDENT_UNTIL: Final = 23.0  # years of age: adults younger than that without work are students
CARER_FROM: Final = 20.0
CARER_UNTIL: Final = 70.0


@njit(cache=True)
def write_work(people: Rows, homes: Homes, margins: Margins, row: int, seed: int, month: int) -> None:
    """Decide on work, choose the employer (pupils: the school), and draw the income."""
    works, here, rest, _ = draws(seed, people.identity[row], month, WORK, 0)
    community = people.community[row]
    people.income[row] = 0.0
    people.workplace[row] = -1
    if people.age[row] < traits.YOUNGEST_ADULT:
        if people.age[row] >= SCHOOL_AT:
            people.workplace[row] = homes.employer_start[community]
        return
    working = works < _chance_of_work(people, margins, row)
    if working:
        local = here < margins.works_here[homes.community_type[community]]
        people.workplace[row] = _employer(people, homes, row, local, seed, month)
    people.income[row] = _income(people, row, working, rest)


@njit(cache=True)
def _chance_of_work(people: Rows, margins: Margins, row: int) -> float:
    age, female = people.age[row], people.female[row]
    chance = margins.employed[int(female), traits.band_of(age)]
    retired = traits.BAND_FROM[4] <= age < traits.BAND_FROM[5] and age >= (RETIREMENT_WOMEN if female else RETIREMENT_MEN)
    return float(chance * WORK_AFTER if retired else chance)


@njit(cache=True)
def _employer(people: Rows, homes: Homes, row: int, local: bool, seed: int, month: int) -> int:
    community = people.community[row]
    if people.dormitory[row]:
        building = people.identity[homes.building_start[people.building[row]]]
        return _workplace(homes, community, seed, building, 0, ROOM_EMPLOYER)
    if not local:
        street = homes.community_street[community]
        first, last = homes.street_start[street], homes.street_start[street + 1]
        community = first + slot(seed, people.identity[row], month, EMPLOYER, 16, last - first)
    return _workplace(homes, community, seed, people.identity[row], month, EMPLOYER)


@njit(cache=True)
def _workplace(homes: Homes, community: int, seed: int, who: int, month: int, use: int) -> int:
    school = homes.employer_start[community]
    employers = homes.employer_start[community + 1] - school - 1
    return int(school + 1 + slot(seed, who, month, use, 0, employers))


@njit(cache=True)
def _income(people: Rows, row: int, working: bool, luck: float) -> float:
    income = INCOME_CENTRE + INCOME_LEVEL * (people.education[row] - 2.5)
    income += INCOME_OLD * (people.age[row] - 40.0) / 10.0
    income += 0.0 if people.female[row] else INCOME_MAN
    income += 0.0 if people.agricultural[row] else INCOME_TOWN
    income += INCOME_WORK if working else 0.0
    income += INCOME_SPREAD * log(luck / (1.0 - luck))
    return float(min(max(income, -8.0), 8.0))


@njit(cache=True)
def write_time(people: Rows, homes: Homes, margins: Margins, row: int, children: int, seed: int, month: int) -> None:
    """Draw the free hours of a month, and the chances to be free in the daytime and in the evening."""
    hours, day, night, _ = draws(seed, people.identity[row], month, TIME, 0)
    kind = homes.community_type[people.community[row]]
    age, female = people.age[row], people.female[row]
    student = age < STUDENT_UNTIL
    cares = children > 0 and CARER_FROM <= age < CARER_UNTIL
    working = people.workplace[row] >= 0 and age >= traits.YOUNGEST_ADULT
    busy = margins.work_hours[kind] if working else (STUDY if student else HOUSEWORK)
    care = (CARE_WOMEN if female else CARE_MEN) if cares else 0.0
    rest = max(DISCRETIONARY - busy - care, LEAST)
    people.free_hours[row] = max(rest * (1.0 + UNEVEN * (2.0 * hours - 1.0)), LEAST)
    daytime = DAYTIME_WORK if working else (DAYTIME_STUDY if student else DAYTIME_HOME)
    evening = margins.work_evening[kind] if working else EVENING_HOME
    lost = (1.0 - EVENING_CARE) * (1.0 if female else 0.5) if cares else 0.0
    people.daytime[row] = traits.bounded(daytime + SLACK * (2.0 * day - 1.0))
    people.evening[row] = traits.bounded((evening + SLACK * (2.0 * night - 1.0)) * (1.0 - lost))
