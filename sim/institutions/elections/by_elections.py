"""By-elections 补选: members move away, die or step back; the voters on the roll fill the empty seats."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import each_uniform, purpose
from sim.institutions.committee.state import Committees, ElectionForm, ResidentsCommittee
from sim.institutions.elections.moments import Moment, in_moment, months_to_elections
from sim.institutions.row_selection import count_office
from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE, Office

STEP_BACK_DRAWS: Final = purpose("by_elections.step_back")
COMMITTEE: Final = int(Office.COMMITTEE)


def call_by_elections(district: World) -> None:
    """Let members step back; where enough seats are empty and the term is long, set a by-election."""
    rule, book = district.institutions.elections, district[Committees]
    _step_back(district)
    waiting = book.by_election > district.month
    long_term = months_to_elections(district) >= rule.by_election_until
    in_office = count_office(district.geography.community_start, district.residents.office, COMMITTEE)
    enough = book.seated - in_office >= np.minimum(rule.by_election_seats, book.seats)
    book.by_election[enough & long_term & ~waiting] = district.month + rule.by_election_wait


def members(district: World, committee: ResidentsCommittee) -> NDArray[np.int64]:
    """Rows of the members in office."""
    first, last = district.rows_of(committee.community)
    return first + np.flatnonzero(district.residents.office[first:last] == COMMITTEE)


def empty_seats(district: World, committee: ResidentsCommittee) -> int:
    """Seats that were filled and are empty now."""
    return int(committee.seated) - members(district, committee).size


def name_new_electors(district: World, where: NDArray[np.bool_]) -> None:
    """Where all vote directly all adults are electors; delegates and households' voters stay the same.

    Args:
        district: written: who is an elector.
        where: (communities,) where electors are named.
    """
    if where.any():
        residents = district.residents
        direct = (district[Committees].form == ElectionForm.DIRECT)[residents.community]
        named = np.where(direct, residents.age >= ADULT_AGE, residents.registered)
        residents.elector[:] = np.where(where[residents.community], named, residents.elector)


def duty_share(district: World) -> NDArray[np.float64]:
    """(communities,) part of all staff hours that the law reserves this month for the voters' roll."""
    staff, elections = district.institutions.staff, district.institutions.elections
    regular = in_moment(district, Moment.DRIVE) * staff.campaign
    share: NDArray[np.float64] = (
        regular + in_moment(district, Moment.BY_DRIVE) * elections.by_election_campaign
    )
    return share


def _step_back(district: World) -> None:
    """Members give up their office at a constant rate."""
    chance = district.institutions.elections.step_back / 12.0
    rows = np.flatnonzero(district.residents.office == COMMITTEE)
    drawn = each_uniform(district.seed, district.residents.identity[rows], district.month, STEP_BACK_DRAWS)
    district.residents.office[rows[drawn < chance]] = int(Office.NONE)
