"""Committee elections every 36 months, and by-elections: nominations, and who is seated."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import Flags
from sim.institutions.committee.state import Background, Committees
from sim.institutions.elections.ballots import by_votes
from sim.institutions.elections.by_elections import COMMITTEE, empty_seats
from sim.institutions.elections.candidates import nominate, nominate_for_empty_seats
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.elections.state import Polls
from sim.institutions.row_selection import count_office, place_of_each, rows_where
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Act, Office

Rows = NDArray[np.int64]

SINCE_NOMINATION: Final = 1.5 / 12.0  # years: who stood two months ago has lived here for longer


def hold_elections(district: World) -> None:
    """Take nominations, and on polling day count the votes and seat the winners."""
    district[Committees].own_candidates[:] = 0
    for moment, act in AT_MOMENTS.items():
        where = in_moment(district, moment)
        if np.count_nonzero(where):
            act(district, where)
    _update_capability(district)


def _nominate(district: World, where: Flags) -> None:
    _keep_candidates(district, where, nominate(district, where))


def _nominate_for_empty_seats(district: World, where: Flags) -> None:
    _keep_candidates(district, where, nominate_for_empty_seats(district, where))


def _keep_candidates(district: World, where: Flags, rows: Rows) -> None:
    """Remember who is nominated in these communities, of others whoever was."""
    book, community = district[Committees], district.residents.community
    known = np.append(book.candidates[~where[community[book.candidates]]], rows)
    book.candidates = known[np.argsort(community[known], kind="stable")]


def _elect(district: World, where: Flags) -> None:
    """Whole committees are elected where candidates are left; the old ones step down."""
    book, residents, polls = district[Committees], district.residents, district[Polls]
    candidates = _still_here(district, where)
    own = book.background[candidates] != Background.PUT_UP
    community = residents.community[candidates]
    polls.held[community] = True
    book.own_candidates[:] = np.bincount(community[own], minlength=len(book))
    ranked = by_votes(district, candidates)
    old = rows_where(residents.office == COMMITTEE)
    residents.office[old[polls.held[residents.community[old]]]] = int(Office.NONE)
    _seat(district, polls.held, ranked, book.seats)
    _count_turnout(district)


def _fill_seats(district: World, where: Flags) -> None:
    """By-elections fill the seats that have fallen empty; who is in office stays."""
    ranked = by_votes(district, _still_here(district, where))
    _seat(district, where, ranked, empty_seats(district))


def _seat(district: World, where: Flags, ranked: Rows, seats: Rows) -> None:
    """Seat the first of those ranked, as many of each community as there are seats."""
    book, residents = district[Committees], district.residents
    community = residents.community[ranked]
    residents.office[ranked[place_of_each(community) < seats[community]]] = COMMITTEE
    in_office = count_office(district.geography.community_start, residents.office, COMMITTEE)
    book.seated[where] = in_office[where]
    _keep_candidates(district, where, ranked[:0])


def _still_here(district: World, where: Flags) -> Rows:
    """Candidates but who has moved away or died since the nomination; somebody else lives in their row."""
    rows, residents = district[Committees].candidates, district.residents
    here = (residents.years_here[rows] >= SINCE_NOMINATION) & (residents.age[rows] >= ADULT_AGE)
    return rows[here & where[residents.community[rows]]]


def _count_turnout(district: World) -> None:
    """Note adults, registered and voters of the communities with a regular poll this month."""
    polls, residents = district[Polls], district.residents
    if np.count_nonzero(polls.held):
        polls.last[polls.held] = district.month
        adult = residents.age >= ADULT_AGE
        polls.adults[:] = district.by_community(adult) * polls.held
        polls.registered[:] = district.by_community(residents.registered & adult) * polls.held
        polls.voters[:] = district.count_act(Act.VOTE) * polls.held


def _update_capability(district: World) -> None:
    """A committee is as capable as its members are skilled on average, more with an experienced staff."""
    book, residents, staff = district[Committees], district.residents, district.institutions.staff
    rows = rows_where(residents.office == COMMITTEE)
    community = residents.community[rows]
    number = np.bincount(community, minlength=len(book))
    skills = np.bincount(community, weights=residents.skill[rows].astype(np.float64), minlength=len(book))
    seated = number > 0
    book.members_skill[seated] = skills[seated] / number[seated]
    more_experience = book.experience - staff.ordinary_experience
    book.capability[:] = np.maximum(0.0, book.members_skill + staff.experience * more_experience)
    book.seats_from[:] = 0
    np.add.at(book.seats_from, (community, book.background[rows]), 1)


# What is done where, (communities,), a moment of elections is reached.
AT_MOMENTS: Final = {
    Moment.NOMINATION: _nominate,
    Moment.POLL: _elect,
    Moment.BY_DRIVE: _nominate_for_empty_seats,
    Moment.BY_POLL: _fill_seats,
}
