"""S3.1: the committee's staff: places, vacancies, experience, pay, experts; the workstation's."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE
from sim.engine.arithmetic import exp, log
from sim.institutions.committee.numbers import StaffTime
from sim.institutions.committee.state import ResidentsCommittee
from sim.institutions.world import World
from sim.policies import StaffPolicy
from sim.residents.experience import be_trained
from sim.vocabulary import Office

MONTHS: Final = 12.0


def run_staff(district: World) -> None:
    """Staff move from workstation to committee, leave, are hired, learn; experts come."""
    for committee in district.committees:
        lever = district.policy_of(committee.community).staff
        _move_staff(district, committee, lever)
        _hire_and_lose(district, committee, lever)
        if lever.guidance > 0.0:
            _guide(district, committee, lever)


def ordinary_quits(rule: StaffTime) -> float:
    """Share of staff who leave in a month at ordinary pay."""
    return rule.quits / MONTHS


def ordinary_fill(rule: StaffTime) -> float:
    """Share of posts that are filled when as many leave as are hired, at ordinary pay."""
    return rule.hires / (rule.hires + ordinary_quits(rule))


def ordinary_experience(rule: StaffTime) -> float:
    """Mean experience of staff when as many leave as are hired, at ordinary pay and without experts.

    It solves e = (e + (1 - e) learns) (1 - quits): who stays learns, who comes is new.
    """
    stay = 1.0 - ordinary_quits(rule)
    return rule.learns * stay / (1.0 - (1.0 - rule.learns) * stay)


def _move_staff(district: World, committee: ResidentsCommittee, lever: StaffPolicy) -> None:
    """Workstation staff come to the committee, or go back where the reform is not in force."""
    station = district.workstations[committee.community]
    moving = lever.moves * station.ordinary_hours - committee.joined_hours
    committee.joined_hours += moving
    committee.staff_hours = max(0.0, committee.staff_hours + moving)
    station.hours = station.ordinary_hours - committee.joined_hours


def _hire_and_lose(district: World, committee: ResidentsCommittee, lever: StaffPolicy) -> None:
    """One month of leaving and hiring, in expectation: a staff of a few is counted in hours of posts."""
    rule = district.institutions.staff
    new_places = lever.places * float(district.geography.size[committee.community]) / 1000.0 * rule.month
    wanted = committee.ordinary_hours + new_places + committee.joined_hours
    committee.posts = wanted / ordinary_fill(rule)
    leaving = min(1.0, ordinary_quits(rule) * exp(-rule.quits_by_pay * log(1.0 + lever.pay)))
    staying = committee.staff_hours * (1.0 - leaving)
    hired = rule.hires * max(0.0, committee.posts - committee.staff_hours)
    _learn(district, committee, lever, staying, hired)
    committee.staff_hours = staying + hired


def _learn(
    district: World, committee: ResidentsCommittee, lever: StaffPolicy, staying: float, hired: float
) -> None:
    """Who stays learns, faster with an expert; who is hired is new."""
    rule = district.institutions.staff
    if staying + hired <= 0.0:
        return
    persons = max(1.0, committee.staff_hours / rule.month)
    taught = rule.expert_teaches * _expert_hours(district, committee, lever) / persons
    learned = committee.experience + (1.0 - committee.experience) * min(1.0, rule.learns + taught)
    committee.experience = learned * staying / (staying + hired)


def _expert_hours(district: World, committee: ResidentsCommittee, lever: StaffPolicy) -> float:
    return lever.guidance * float(district.geography.size[committee.community]) / 1000.0


def _guide(district: World, committee: ResidentsCommittee, lever: StaffPolicy) -> None:
    """Experts are paid, and work with the elected members too."""
    rule, c = district.institutions.staff, committee.community
    hours = _expert_hours(district, committee, lever)
    district.government.spend(OUTSIDE, hours * rule.expert_wage, "expert guidance", c)
    first, last = district.rows_of(c)
    members = first + np.flatnonzero(district.residents.office[first:last] == int(Office.COMMITTEE))
    be_trained(members, min(1.0, rule.expert_trains * hours), district.people)
