"""S3.1: the committees' staff: places, vacancies, experience, pay, experts; the workstations'.

All committees at once: arrays below are (communities,).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE
from sim.engine.arithmetic import each_exp, each_log
from sim.institutions.committee.state import Committees, Hours
from sim.institutions.government.purse import Purse
from sim.institutions.row_selection import rows_where
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World, while_set
from sim.residents.reactions import be_trained
from sim.vocabulary import Office


def run_staff(district: World) -> None:
    """Staff move from workstation to committee, leave, are hired, learn; experts come."""
    _move_staff(district)
    _hire_and_lose(district)
    _guide(district)


def _lever(district: World, name: str) -> Hours:
    """One of the levers on staff in each community."""
    return district.levers(f"staff.{name}")


def _move_staff(district: World) -> None:
    """Workstation staff come to the committee, or go back where the reform is not in force."""
    book, stations = district[Committees], district[Workstations]
    moving = _lever(district, "moves") * stations.ordinary_hours - book.joined_hours
    book.joined_hours += moving
    book.staff_hours[:] = np.maximum(0.0, book.staff_hours + moving)
    stations.hours[:] = (stations.ordinary_hours - book.joined_hours) * (1.0 - district[Purse].frozen)


def _hire_and_lose(district: World) -> None:
    """One month of leaving and hiring, in expectation: a staff of a few is counted in hours of posts."""
    rule, book = district.institutions.staff, district[Committees]
    new_places = _lever(district, "places") * district.geography.size / 1000.0 * rule.month
    wanted = book.ordinary_hours + new_places + book.joined_hours
    book.posts[:] = wanted / rule.ordinary_fill * (1.0 - district[Purse].frozen)
    staying = book.staff_hours * _who_stay(district)
    hired = rule.hires * np.maximum(0.0, book.posts - book.staff_hours)
    _learn(district, staying, hired)
    book.staff_hours[:] = staying + hired


@while_set
def _who_stay(district: World) -> Hours:
    """Share of the staff who do not leave in a month, more of them the better they are paid."""
    rule = district.institutions.staff
    better_paid = each_exp(-rule.quits_by_pay * each_log(1.0 + _lever(district, "pay")))
    staying: Hours = 1.0 - np.minimum(1.0, rule.ordinary_quits * better_paid)
    return staying


def _learn(district: World, staying: Hours, hired: Hours) -> None:
    """Who stays learns, faster with an expert; who is hired is new."""
    rule, book = district.institutions.staff, district[Committees]
    persons = np.maximum(1.0, book.staff_hours / rule.month)
    taught = rule.expert_teaches * _expert_hours(district) / persons
    learned = book.experience + (1.0 - book.experience) * np.minimum(1.0, rule.learns + taught)
    somebody = staying + hired > 0.0
    book.experience[somebody] = (learned * staying / np.where(somebody, staying + hired, 1.0))[somebody]


@while_set
def _expert_hours(district: World) -> Hours:
    return np.asarray(_lever(district, "guidance") * district.geography.size / 1000.0)


def _guide(district: World) -> None:
    """Experts are paid, and work with the elected members too."""
    if district.idle("staff.guidance"):
        return
    rule, hours = district.institutions.staff, _expert_hours(district)
    where = np.arange(hours.size)
    district.spend_each(OUTSIDE, hours * rule.expert_wage, "expert guidance", where)
    if np.count_nonzero(hours):
        members: NDArray[np.int64] = rows_where(district.residents.office == int(Office.COMMITTEE))
        share = np.minimum(1.0, rule.expert_trains * hours)[district.residents.community[members]]
        guided = members[share > 0.0]
        be_trained(guided, share[share > 0.0], district.people)
