"""What committees do with the hours that government leaves them.

All committees at once: arrays below are (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.institutions.committee.division import Claims, HoursPlan, divide
from sim.institutions.committee.state import SPENT, CommitteeColumns, Committees, Hours
from sim.institutions.companies.slate import share_of_hours
from sim.institutions.elections.by_elections import duty_share
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.elections.state import Polls
from sim.institutions.fund.month import hours_needed
from sim.institutions.government.programme import Programme, venue_saving
from sim.institutions.organisations.supervision import committees_want
from sim.institutions.party.state import secretary_in_office
from sim.institutions.resident_units.month import room_saving
from sim.institutions.row_selection import count_office
from sim.institutions.tasks.month import left_at_the_desk
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.institutions.world import World
from sim.vocabulary import Office

BUILDING_HEAD: Final = int(Office.BUILDING_HEAD)


def open_month(district: World) -> None:
    """Forget last month's use of hours and polls."""
    book = district[Committees]
    for use in SPENT:
        getattr(book, f"spent_{use}")[:] = 0.0
    book.meetings[:] = book.answers[:] = 0
    district[Polls].open_month()


def plan_hours(district: World) -> None:
    """Let every committee plan the hours left after administration."""
    book = district[Committees]
    start, office = district.geography.community_start, district.residents.office
    book.heads[:] = count_office(start, office, BUILDING_HEAD)
    divide(
        district.seed,
        district.month,
        book.handed_as(CommitteeColumns),
        _claims(district, book),
        _plan(district),
    )


def _claims(district: World, book: Committees) -> Claims:
    """What the voters' roll, tasks, companies, projects, proposals and organisations ask for or spare."""
    helped = district[TaskBook].funded_hours + district[Programme].yielded + left_at_the_desk(district)
    by_room = district.institutions.staff.meeting_hours * (1.0 - venue_saving(district))
    return Claims(
        duty=duty_share(district),
        drive=in_moment(district, Moment.DRIVE),
        helped=helped,
        company=share_of_hours(district, book.seats),
        double_duty=_on_double_duty(district, book),
        projects=hours_needed(district),
        waiting=district[Voices].waiting,
        preparing=by_room * (1.0 - room_saving(district)),
        supervision=committees_want(district),
    )


def _plan(district: World) -> HoursPlan:
    """The plan by which committees divide their hours."""
    rule = district.institutions.staff
    return HoursPlan(
        office_habit=rule.office_habit,
        service=rule.service,
        recorded=district.institutions.workload.assessed * district.structures.street_refills,
        answer_hours=rule.answer_hours,
        voice=rule.voice,
        meetings=rule.meetings,
        activities=rule.activities,
        least_yield=rule.least_yield,
    )


def _on_double_duty(district: World, book: Committees) -> Hours:
    """Share of free hours that a head who is the secretary too gives to the secretary's post."""
    if not district.structures.one_person:
        return np.zeros(len(book))
    heads = secretary_in_office(district)
    return heads / np.maximum(1, book.seats) * district.institutions.party.double_duty
