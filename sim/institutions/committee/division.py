"""How committees divide their hours, duties first, the rest by plan: one compiled pass over all of them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import purpose, uniform
from sim.institutions.committee.state import Background, CommitteeColumns, Hours

Array = NDArray[Any]

MEETING_DRAWS: Final = purpose("committee.meetings")
WORKSTATION: Final = int(Background.WORKSTATION)
ANSWER, MEETING = 0, 1  # which draw rounds what


class Claims(NamedTuple):
    """What others ask of committees or spare them; (communities,) each.

    Attributes:
        duty: share of the staff's hours that the law reserves for the voters' roll.
        drive: where all hours of organising go to the roll.
        helped: hours of others that help.
        company: share of free hours that members give to the company's economy.
        double_duty: share of free hours that the secretary's post takes of a head who holds it.
        projects: hours that running projects take.
        waiting: open proposals.
        preparing: hours that a meeting takes.
        supervision: hours that powers over organisations ask for.
    """

    duty: Hours
    drive: NDArray[np.bool_]
    helped: Hours
    company: Hours
    double_duty: Hours
    projects: Hours
    waiting: Array
    preparing: Hours
    supervision: Hours


class HoursPlan(NamedTuple):
    """The plan, as settings name it; ``recorded`` is what assessment takes of hours of organising."""

    office_habit: float
    service: float
    recorded: float
    answer_hours: float
    voice: float
    meetings: float
    activities: float
    least_yield: float


@njit(cache=True, nogil=True, error_model="numpy")
def divide(seed: int, month: int, book: CommitteeColumns, claims: Claims, plan: HoursPlan) -> None:
    """Divide the hours of all committees; see :mod:`sim.institutions.committee.hours`."""
    for c in range(claims.duty.size):
        free = _left_of_duties(c, book, claims, plan)
        book.spent_service[c] = plan.service * free
        organising = free - book.spent_service[c]
        if claims.drive[c]:
            book.spent_campaign[c] += organising
            organising = 0.0
        recorded = plan.recorded * organising
        book.spent_administrative[c] += recorded
        _organise(seed, month, c, organising - recorded, book, claims, plan)
        book.spent_supervision[c] = min(book.spent_service[c], claims.supervision[c])
        book.spent_service[c] -= book.spent_supervision[c]


@njit(cache=True, error_model="numpy", inline="always")
def _left_of_duties(c: int, book: CommitteeColumns, claims: Claims, plan: HoursPlan) -> float:
    """Hours after tasks, the voters' roll, the company's business, and those in the office by habit."""
    book.spent_campaign[c] = claims.duty[c] * book.staff_hours[c]
    left = book.staff_hours[c] - book.spent_administrative[c] - book.spent_campaign[c]
    free = max(0.0, left) + claims.helped[c]
    book.spent_company[c] = claims.company[c] * free
    free -= book.spent_company[c]
    share = book.seats_from[c, WORKSTATION] / max(1, book.seats_from[c].sum())
    kept = plan.office_habit * share + claims.double_duty[c]
    in_the_office = min(kept, 1.0) * free
    book.spent_administrative[c] += in_the_office
    return float(free - in_the_office)


@njit(cache=True, error_model="numpy", inline="always")
def _organise(
    seed: int, month: int, c: int, hours: float, book: CommitteeColumns, claims: Claims, plan: HoursPlan
) -> None:
    """Split organising hours: running projects and open proposals first, the rest by plan."""
    book.spent_projects[c] = min(hours, claims.projects[c])
    rest = hours - book.spent_projects[c]
    book.spent_voice[c] = min(claims.waiting[c] * plan.answer_hours, plan.voice * rest)
    exact = book.spent_voice[c] / plan.answer_hours
    book.answers[c] = np.floor(exact + uniform(seed, c, month, MEETING_DRAWS, ANSWER))
    rest -= book.spent_voice[c]
    book.spent_meetings[c] = plan.meetings * rest
    book.spent_activities[c] = plan.activities * rest
    book.spent_visits[c] = rest - book.spent_meetings[c] - book.spent_activities[c]
    wanted = book.spent_meetings[c] * (plan.least_yield + book.capability[c]) / claims.preparing[c]
    book.meetings[c] = np.floor(wanted + uniform(seed, c, month, MEETING_DRAWS, MEETING))
