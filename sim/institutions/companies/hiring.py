"""Residents who find work, and who lose it: the reverse of each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.population import work_and_time as working
from sim.population.geography import Geography
from sim.population.life_course import leave_work
from sim.residents.table import Residents
from sim.vocabulary import ADULT_AGE

Numbers = NDArray[np.int64]


def without_work(residents: Residents, where: NDArray[np.bool_]) -> Numbers:
    """Rows of the adults of working age who have no work, in these communities: ``where`` (communities,)."""
    until = np.where(residents.female, working.RETIREMENT_WOMEN, working.RETIREMENT_MEN)
    of_age = (residents.age >= ADULT_AGE) & (residents.age < until)
    rows: Numbers = np.flatnonzero(
        of_age & (residents.workplace == working.NONE) & where[residents.community]
    )
    return rows


def lose_work(residents: Residents, geography: Geography, rows: Numbers) -> None:
    """Let residents stop working before they retire: they earn no longer, and their hours are free."""
    residents.income[rows] -= working.INCOME_WORK
    leave_work(residents, geography, rows)


def start_work(residents: Residents, geography: Geography, rows: Numbers, workplace: Numbers) -> None:
    """Let residents without work begin at a workplace each: they earn, and have the worker's hours."""
    kinds, margins = geography.community_type[residents.community[rows]], geography.margins
    student = residents.age[rows] < working.STUDENT_UNTIL
    before = np.where(student, working.STUDY, working.HOUSEWORK)
    free = residents.free_hours[rows] - np.maximum(margins.work_hours[kinds] - before, 0.0)
    duty = np.where(student, working.STUDYING, working.AT_HOME)
    day = residents.daytime[rows] + working.DAYTIME[working.AT_WORK] - working.DAYTIME[duty]
    evening = residents.evening[rows] + margins.work_evening[kinds] - working.EVENING_HOME
    residents.workplace[rows] = workplace
    residents.income[rows] += working.INCOME_WORK
    residents.free_hours[rows] = np.maximum(free, working.LEAST)
    residents.daytime[rows] = np.clip(day, 0.0, 1.0)
    residents.evening[rows] = np.clip(evening, 0.0, 1.0)
