"""Where a community stands between two elections."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.institutions.committee.state import Committees
from sim.institutions.world import World


class Moment(Enum):
    """Months that an election or a by-election makes special."""

    ORDINARY = "ordinary"
    NOMINATION = "nomination"
    DRIVE = "drive"
    POLL = "poll"
    BY_DRIVE = "by-election: nomination and additions to the roll"
    BY_POLL = "by-election: poll"


# Months before the regular poll.
REGULAR: Final = {Moment.NOMINATION: 2, Moment.DRIVE: 1, Moment.POLL: 0}
BEFORE_BY_ELECTION: Final = {Moment.BY_DRIVE: 1, Moment.BY_POLL: 0}


def in_moment(district: World, which: Moment) -> NDArray[np.bool_]:
    """(communities,) which communities stand at a moment that is not the ordinary one."""
    if which in REGULAR:
        regular: NDArray[np.bool_] = months_to_elections(district) == REGULAR[which]
        return regular
    due: NDArray[np.bool_] = district[Committees].by_election == district.month + BEFORE_BY_ELECTION[which]
    if due.any():
        due &= months_to_elections(district) > max(REGULAR.values())
    return due


def months_to_elections(district: World) -> NDArray[np.int64]:
    """(communities,) months until each community's next regular polling month, 0 in that month; read only."""
    calendar = district.calendar
    rhythm = calendar.first_election, calendar.election_every, calendar.election_stagger
    return _months_left(*rhythm, district.month, district.geography.community_street.tobytes())


@lru_cache(maxsize=64)
def _months_left(first: int, every: int, stagger: int, month: int, street: bytes) -> NDArray[np.int64]:
    """The same from plain numbers, of which a month has one set: it is asked a score of times."""
    offset = np.frombuffer(street, dtype=np.int64) * stagger
    return read_only((first + offset - month) % every)
