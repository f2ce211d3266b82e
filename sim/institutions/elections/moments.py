"""Where a community stands between two elections."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sim.institutions.world import World


class Moment(Enum):
    """Months that an election or a by-election makes special."""

    ORDINARY = "ordinary"
    NOMINATION = "nomination"
    DRIVE = "drive"
    POLL = "poll"
    BY_DRIVE = "by-election: nomination and additions to the roll"
    BY_POLL = "by-election: poll"


def moment(district: World, community: int) -> Moment:
    """Nomination two months before the poll, the drive for the voters' roll one month before.

    A by-election takes two months and never meets a regular one, see
    :mod:`sim.institutions.elections.by_elections`.
    """
    special = {2: Moment.NOMINATION, 1: Moment.DRIVE, 0: Moment.POLL}
    regular = special.get(months_to_election(district, community))
    if regular is not None:
        return regular
    poll = district.committees[community].by_election
    return {poll - 1: Moment.BY_DRIVE, poll: Moment.BY_POLL}.get(district.month, Moment.ORDINARY)


def in_moment(district: World, which: Moment) -> NDArray[np.bool_]:
    """(communities,) which communities stand at a moment."""
    now = [moment(district, c) is which for c in range(district.geography.communities)]
    return np.array(now, dtype=np.bool_)


def months_to_election(district: World, community: int) -> int:
    """Months until the community's next regular polling month, 0 in that month."""
    calendar = district.calendar
    offset = int(district.geography.community_street[community]) * calendar.election_stagger
    return (calendar.first_election + offset - district.month) % calendar.election_every
