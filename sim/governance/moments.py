"""Where a community stands between two elections."""

from __future__ import annotations

from enum import Enum

from sim.governance.world import World


class Moment(Enum):
    """Months that an election makes special."""

    ORDINARY = "ordinary"
    NOMINATION = "nomination"
    DRIVE = "drive"
    POLL = "poll"


def moment(district: World, community: int) -> Moment:
    """Nomination two months before the poll, the drive for the voters' roll one month before."""
    calendar = district.calendar
    offset = int(district.geography.community_street[community]) * calendar.election_stagger
    phase = (district.month - calendar.first_election - offset) % calendar.election_every
    before = {
        calendar.election_every - 2: Moment.NOMINATION,
        calendar.election_every - 1: Moment.DRIVE,
        0: Moment.POLL,
    }
    return before.get(phase, Moment.ORDINARY)
