"""What committees do with the hours that government leaves them.

All committees at once: arrays below are (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.random import each_rounded, purpose
from sim.institutions.committee.state import SPENT, Background, Committees, Hours
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

MEETING_DRAWS: Final = purpose("committee.meetings")
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
    free = _free_of_duties(district, book)
    book.spent_service[:] = district.institutions.staff.service * free
    campaigning, organising = in_moment(district, Moment.DRIVE), free - book.spent_service
    book.spent_campaign += np.where(campaigning, organising, 0.0)
    organising = np.where(campaigning, 0.0, organising)
    recorded = district.institutions.workload.assessed * district.structures.street_refills * organising
    book.spent_administrative += recorded
    _organise(district, book, organising - recorded)
    _supervise(district, book)


def _free_of_duties(district: World, book: Committees) -> Hours:
    """Hours after tasks, the voters' roll, the company's business, and those in the office by habit."""
    book.spent_campaign[:] = duty_share(district) * book.staff_hours
    helped = district[TaskBook].funded_hours + district[Programme].yielded + left_at_the_desk(district)
    free = np.maximum(0.0, book.staff_hours - book.spent_administrative - book.spent_campaign) + helped
    book.spent_company[:] = share_of_hours(district, book.seats) * free
    free -= book.spent_company
    from_workstation = book.seats_from[:, Background.WORKSTATION]
    share = from_workstation / np.maximum(1, book.seats_from.sum(axis=1))
    kept = district.institutions.staff.office_habit * share + _on_double_duty(district, book)
    in_the_office = np.minimum(kept, 1.0) * free
    book.spent_administrative += in_the_office
    left: Hours = free - in_the_office
    return left


def _on_double_duty(district: World, book: Committees) -> Hours:
    """Share of free hours that a head who is the secretary too gives to the secretary's post."""
    if not district.structures.one_person:
        return np.zeros(len(book))
    heads = secretary_in_office(district)
    return heads / np.maximum(1, book.seats) * district.institutions.party.double_duty


def _supervise(district: World, book: Committees) -> None:
    """S4.4: hours that the committee's powers over organisations take out of its service."""
    book.spent_supervision[:] = np.minimum(book.spent_service, committees_want(district))
    book.spent_service -= book.spent_supervision


def _organise(district: World, book: Committees, hours: Hours) -> None:
    """Split organising hours: running projects and open proposals first, the rest by plan."""
    rule = district.institutions.staff
    book.spent_projects[:] = np.minimum(hours, hours_needed(district))
    rest = hours - book.spent_projects
    book.spent_voice[:] = np.minimum(district[Voices].waiting * rule.answer_hours, rule.voice * rest)
    key = district.seed, district.month, MEETING_DRAWS
    book.answers[:] = each_rounded(*key, book.spent_voice / rule.answer_hours, 0)
    rest -= book.spent_voice
    book.spent_meetings[:] = rule.meetings * rest
    book.spent_activities[:] = rule.activities * rest
    book.spent_visits[:] = rest - book.spent_meetings - book.spent_activities
    preparing = rule.meeting_hours * (1.0 - venue_saving(district)) * (1.0 - room_saving(district))
    wanted = book.spent_meetings * (rule.least_yield + book.capability) / preparing
    book.meetings[:] = each_rounded(*key, wanted, 1)
