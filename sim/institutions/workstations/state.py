"""A3, community workstation 社区工作站."""

from __future__ import annotations

import numpy as np

from sim.bodies import BodyTable, BodyView
from sim.engine.columns import Column
from sim.institutions.world import World


class Workstation(BodyView):
    """Government's arm in the community: its staff does administrative work as far as its hours go."""

    kind = "workstation"
    book: Workstations


class Workstations(BodyTable["Workstation"]):
    """All workstations: the row is the community."""

    view = Workstation

    ordinary_hours = Column(np.float64, "hours/month", 0, 1e12, 0, "of its staff under the status quo")
    hours = Column(np.float64, "hours/month", 0, 1e12, 0, "of its staff who have not moved to the committee")
    administrative_hours = Column(np.float64, "hours/month", 0, 1e12, 0, "spent on tasks this month")

    @classmethod
    def founded(cls, world: World) -> Workstations:
        """Found a workstation in every community, with the staff of its type."""
        ground = world.geography
        bodies = [world.place.types[ground.types[kind]].bodies for kind in ground.community_type]
        staff = np.array([one.workstation_staff for one in bodies])
        book = cls(world, np.arange(ground.communities))
        book.ordinary_hours[:] = book.hours[:] = staff * ground.size / 1000.0 * world.institutions.staff.month
        return book
