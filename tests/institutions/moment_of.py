"""At which moment between two elections one community stands, for tests that look at one."""

from __future__ import annotations

from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.world import World


def moment(district: World, community: int) -> Moment:
    """The special moment of a community, if it stands at one."""
    special = (which for which in Moment if which is not Moment.ORDINARY)
    return next((which for which in special if in_moment(district, which)[community]), Moment.ORDINARY)
