"""What the committee does with the hours that government leaves it."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.random import purpose, rounded
from sim.institutions.committee.state import Background, Hours, ResidentsCommittee
from sim.institutions.companies.slate import share_of_hours
from sim.institutions.elections.by_elections import duty_share
from sim.institutions.elections.moments import Moment, moment
from sim.institutions.government.programme import venue_saving
from sim.institutions.organisations.supervision import committee_wants
from sim.institutions.resident_units.month import room_saving
from sim.institutions.row_selection import count_office
from sim.institutions.world import World
from sim.vocabulary import Office

MEETING_LUCK: Final = purpose("committee.meetings")


def plan_hours(district: World) -> None:
    """Let every committee plan the hours left after administration."""
    heads = count_office(
        district.geography.community_start, district.residents.office, int(Office.BUILDING_HEAD)
    )
    local = district.organisations_by_community()
    for_the_company = share_of_hours(district, np.array([one.seats for one in district.committees]))
    for committee, number in zip(district.committees, heads, strict=True):
        committee.heads = int(number)
        _plan(district, committee, float(for_the_company[committee.community]))
        _supervise(district, committee, len(local[committee.community]))


def _plan(district: World, committee: ResidentsCommittee, for_the_company: float) -> None:
    rule, spent = district.institutions.staff, committee.spent
    campaigning = moment(district, committee.community) is Moment.DRIVE
    spent.campaign = duty_share(district, committee) * committee.staff_hours
    c = committee.community
    helped = float(district.tasks.funded_hours[c] + district.yielded_hours[c])
    free = max(0.0, committee.staff_hours - spent.administrative - spent.campaign) + helped
    spent.company = for_the_company * free
    free -= spent.company
    in_the_office = rule.office_habit * _share_of_seats(committee, Background.WORKSTATION) * free
    spent.administrative += min(in_the_office, free)
    free -= min(in_the_office, free)
    spent.service = rule.service * free
    if campaigning:
        spent.campaign += free - spent.service
    else:
        _organise(district, committee, free - spent.service)


def _share_of_seats(committee: ResidentsCommittee, background: Background) -> float:
    """Part of the members who come from there; 0 before anybody is elected."""
    return committee.seats_from[background] / max(1, sum(committee.seats_from))


def _supervise(district: World, committee: ResidentsCommittee, organisations: int) -> None:
    """S4.4: hours that the committee's powers over organisations take out of its service."""
    spent = committee.spent
    spent.supervision = min(spent.service, committee_wants(district, committee.community, organisations))
    spent.service -= spent.supervision


def _organise(district: World, committee: ResidentsCommittee, hours: float) -> None:
    """Split organising hours: running projects and open proposals first, the rest by plan."""
    rule, spent = district.institutions.staff, committee.spent
    spent.projects = min(hours, len(committee.projects) * district.institutions.fund.project_hours)
    rest = hours - spent.projects
    waiting = int(district.waiting[committee.community])
    spent.voice = min(waiting * rule.answer_hours, rule.voice * rest)
    key = district.seed, committee.community, district.month, MEETING_LUCK
    committee.answers = rounded(*key, spent.voice / rule.answer_hours, 0)
    rest -= spent.voice
    spent.meetings = rule.meetings * rest
    spent.activities = rule.activities * rest
    spent.visits = rest - spent.meetings - spent.activities
    saved = venue_saving(district, committee.community), room_saving(district, committee.community)
    preparing = rule.meeting_hours * (1.0 - saved[0]) * (1.0 - saved[1])
    wanted = spent.meetings * (0.5 + committee.capability) / preparing
    committee.meetings = rounded(*key, wanted, 1)


def open_month(district: World) -> None:
    """Forget last month's use of hours, projects finished and polls."""
    district.projects_finished[:] = 0
    district.turnout = {}
    for committee in district.committees:
        committee.spent = Hours()
        committee.meetings = committee.answers = 0
