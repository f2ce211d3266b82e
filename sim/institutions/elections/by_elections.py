"""By-elections 补选: members move away, die or step back; the voters on the roll fill the empty seats."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import each_uniform, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.elections.moments import Moment, in_moment, months_to_elections
from sim.institutions.row_selection import count_office, rows_where
from sim.institutions.world import World
from sim.vocabulary import Office

STEP_BACK_DRAWS: Final = purpose("by_elections.step_back")
COMMITTEE: Final = int(Office.COMMITTEE)


def call_by_elections(district: World) -> None:
    """Let members step back; where enough seats are empty and the term is long, set a by-election."""
    rule, book = district.institutions.elections, district[Committees]
    _step_back(district)
    waiting = book.by_election > district.month
    long_term = months_to_elections(district) >= rule.by_election_until
    enough = empty_seats(district) >= np.minimum(rule.by_election_seats, book.seats)
    book.by_election[enough & long_term & ~waiting] = district.month + rule.by_election_wait


def empty_seats(district: World) -> NDArray[np.int64]:
    """(communities,) seats that were filled and are empty now."""
    in_office = count_office(district.geography.community_start, district.residents.office, COMMITTEE)
    empty: NDArray[np.int64] = district[Committees].seated - in_office
    return empty


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
    rows = rows_where(district.residents.office == COMMITTEE)
    drawn = each_uniform(district.seed, district.residents.identity[rows], district.month, STEP_BACK_DRAWS)
    district.residents.office[rows[drawn < chance]] = int(Office.NONE)
