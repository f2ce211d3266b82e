"""Residents who find work, and who lose it: the reverse of each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.institutions.row_selection import search_within
from sim.population import work_and_time as working
from sim.population.geography import Geography
from sim.population.life_course import leave_work
from sim.residents.table import Residents
from sim.vocabulary import ADULT_AGE

Numbers = NDArray[np.int64]


def without_work(residents: Residents, geography: Geography, where: NDArray[np.bool_]) -> Numbers:
    """Rows of the adults of working age who have no work, in these communities: ``where`` (communities,)."""
    start, workplace = geography.community_start, residents.workplace
    rows = search_within(start, where, lambda here: workplace[here] == working.NONE)
    until = np.where(residents.female[rows], working.RETIREMENT_WOMEN, working.RETIREMENT_MEN)
    of_age = (residents.age[rows] >= ADULT_AGE) & (residents.age[rows] < until)
    without: Numbers = rows[of_age]
    return without


def lose_work(residents: Residents, geography: Geography, rows: Numbers) -> None:
    """Let residents stop working before they retire: they earn no longer, and their hours are free."""
    residents.income[rows] -= geography.margins.assumed.work.income_work
    leave_work(residents, geography, rows)


def start_work(residents: Residents, geography: Geography, rows: Numbers, workplace: Numbers) -> None:
    """Let residents without work begin at a workplace each: they earn, and have the worker's hours."""
    kinds, margins = geography.community_type[residents.community[rows]], geography.margins
    given = margins.assumed.hours
    student = residents.age[rows] < given.student_until
    before = np.where(student, given.study, given.housework)
    free = residents.free_hours[rows] - np.maximum(margins.work_hours[kinds] - before, 0.0)
    duty = np.where(student, working.STUDYING, working.AT_HOME)
    free_by_day = np.array(given.daytime)
    day = residents.daytime[rows] + free_by_day[working.AT_WORK] - free_by_day[duty]
    evening = residents.evening[rows] + margins.work_evening[kinds] - given.evening
    residents.workplace[rows] = workplace
    residents.income[rows] += margins.assumed.work.income_work
    residents.free_hours[rows] = np.maximum(free, given.least)
    residents.daytime[rows] = np.clip(day, 0.0, 1.0)
    residents.evening[rows] = np.clip(evening, 0.0, 1.0)
