"""A11, resident units 驻区单位: schools, enterprises and hospitals that stand in a community."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np

from sim.bodies import BodyBook, BodyView
from sim.engine.columns import Column
from sim.institutions.world import World

MOST_ENTERPRISES: Final = 3  # that stand for a community's employers (the first of which is the school)


class Unit(IntEnum):
    """Which kind of resident unit."""

    SCHOOL = 0
    ENTERPRISE = 1
    HOSPITAL = 2


class ResidentUnit(BodyView):
    """Lends rooms and volunteers, as far as its own money for the community goes."""

    kind = "unit"
    book: ResidentUnits

    @property
    def unit(self) -> Unit:
        """Which kind it is."""
        return Unit(self.book.unit[self.row])


class ResidentUnits(BodyBook["ResidentUnit"]):
    """All resident units: a school and up to three enterprises a community, a hospital a street."""

    view = ResidentUnit

    unit = Column(np.int64, "code", 0, 2, 0, "which kind, see Unit")
    part = Column(np.float64, "share", 0, 1, 1, "of the community's employers that an enterprise stands for")
    closed_until = Column(
        np.int64, "month", 0, 2**31, 0, "before which its premises stand empty; 0 for one that works"
    )
    working = Column(np.bool_, "1", 0, 1, 0, "had money for this month's work")

    @classmethod
    def founded(cls, world: World) -> ResidentUnits:
        """Found the units of every community, the hospital in the first of each street."""
        ground = world.geography
        enterprises = np.clip(np.diff(ground.employer_start) - 1, 1, MOST_ENTERPRISES)
        hospital = np.isin(np.arange(ground.communities), ground.street_start[:-1]).astype(np.int64)
        numbers = np.stack([np.ones_like(enterprises), enterprises, hospital], axis=1)
        where = np.repeat(np.arange(ground.communities), numbers.sum(axis=1))
        book = cls(world, where)
        book.unit[:] = np.repeat(np.tile(np.arange(len(Unit)), ground.communities), numbers.ravel())
        of_many = book.unit == Unit.ENTERPRISE
        book.part[of_many] = 1.0 / enterprises[where[of_many]]
        return book
