"""The months that an election makes special, and the months of a year that have duties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.calendar import month_of_year
from sim.district import District
from sim.institutions.committee.state import Committees
from sim.institutions.elections.moments import Moment
from sim.vocabulary import Act
from tests.institutions.moment_of import moment
from tests.institutions.worlds import district, lived

# Override of the calendar: months of nomination, drive and poll of the first three elections.
CALENDARS: dict[str, dict[str, list[int]]] = {
    "calendar.first_election=12": {"nomination": [10, 46, 82], "drive": [11, 47, 83], "poll": [12, 48, 84]},
    "calendar.first_election=3": {"nomination": [1, 37, 73], "drive": [2, 38, 74], "poll": [3, 39, 75]},
    "calendar.first_election=36": {
        "nomination": [34, 70, 106],
        "drive": [35, 71, 107],
        "poll": [36, 72, 108],
    },
}


def moments(one: District, community: int, months: range) -> dict[str, list[int]]:
    """Months in which each moment falls, ordinary ones left out."""
    found: dict[str, list[int]] = {"nomination": [], "drive": [], "poll": []}
    for month in months:
        one.month = month
        now = moment(one, community)
        if now is not Moment.ORDINARY:
            found[now.value].append(month)
    return found


@pytest.mark.parametrize("calendar", CALENDARS)
def test_nomination_drive_and_poll_follow_each_other_every_36_months(calendar: str) -> None:
    one = district("tiny", calendar)
    assert moments(one, 0, range(1, 109)) == CALENDARS[calendar]
    assert moments(one, 1, range(1, 109)) == CALENDARS[calendar]


def test_streets_elect_one_after_another_where_elections_are_staggered() -> None:
    one = district(
        "tiny", "place.street_communities=1", "calendar.election_stagger=5", "calendar.first_election=12"
    )
    assert moments(one, 0, range(1, 37)) == {"nomination": [10], "drive": [11], "poll": [12]}
    assert moments(one, 1, range(1, 37)) == {"nomination": [15], "drive": [16], "poll": [17]}


def test_month_1_is_a_january() -> None:
    assert [month_of_year(month) for month in (1, 9, 12, 13, 24, 61)] == [1, 9, 12, 1, 12, 1]


def phases(act: Act, **calendar: Any) -> list[list[int]]:
    """Phase of an act in both communities, month by month for a year."""
    overrides = [f"calendar.{name}={value}" for name, value in calendar.items()]
    one = district("tiny", *overrides)
    return [np.asarray(lived(one, 1).offers.phase[:, act]).tolist() for _ in range(12)]


def months_of(act: Act, phase: int = 1) -> list[int]:
    """Months of a year with an election in June in which an act is on offer in both communities."""
    return [
        month for month, offered in enumerate(phases(act, first_election=6), 1) if offered == [phase, phase]
    ]


# Act, phase: months of the year in which it is offered in every community.
OFFERED = {
    (Act.SUGGEST, 1): list(range(1, 13)),
    (Act.COMPLAIN, 1): list(range(1, 13)),
    (Act.CULTURE, 1): list(range(1, 13)),
    (Act.VOLUNTEER, 1): list(range(1, 13)),
    (Act.STAND, 1): [4],
    (Act.VOTE, 1): [5],
    (Act.VOTE, 2): [6],
    (Act.DONATE, 1): [9],
    (Act.SUPERVISE, 1): [12],
}


@pytest.mark.parametrize(("act", "phase"), OFFERED)
def test_each_act_is_offered_in_its_months(act: Act, phase: int) -> None:
    assert months_of(act, phase) == OFFERED[act, phase]


def test_meetings_are_offered_where_there_are_hours_for_one() -> None:
    one, seen = district(), set()
    for _ in range(24):
        one.step()
        for committee in one[Committees]:
            offered = bool(one.offers.phase[committee.community, Act.DELIBERATE])
            assert offered == (committee.meetings > 0)
            seen.add(offered)
    assert seen == {False, True}
