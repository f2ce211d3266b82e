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
        return _regular(*_rhythm(district), REGULAR[which])
    due: NDArray[np.bool_] = district[Committees].by_election == district.month + BEFORE_BY_ELECTION[which]
    if np.count_nonzero(due):
        due &= months_to_elections(district) > max(REGULAR.values())
    return due


def months_to_elections(district: World) -> NDArray[np.int64]:
    """(communities,) months until each community's next regular polling month, 0 in that month; read only."""
    return _months_left(*_rhythm(district))


def _rhythm(district: World) -> tuple[int, int, int, int, bytes]:
    """What decides on the months of regular elections, as plain values; asked for often in a month."""
    calendar = district.calendar
    rhythm = calendar.first_election, calendar.election_every, calendar.election_stagger
    return *rhythm, district.month, district.geography.street_key


@lru_cache(maxsize=64)
def _months_left(first: int, every: int, stagger: int, month: int, street: bytes) -> NDArray[np.int64]:
    """(communities,) months until the next regular polling month; read only."""
    offset = np.frombuffer(street, dtype=np.int64) * stagger
    return read_only((first + offset - month) % every)


@lru_cache(maxsize=64)
def _regular(
    first: int, every: int, stagger: int, month: int, street: bytes, ahead: int
) -> NDArray[np.bool_]:
    """(communities,) where the next regular polling month is so many months ahead; read only."""
    return read_only(_months_left(first, every, stagger, month, street) == ahead)
