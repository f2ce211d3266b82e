"""A11, resident units 驻区单位: schools, enterprises and hospitals that stand in a community."""

from __future__ import annotations

from enum import IntEnum

import mesa

from sim.actor import Actor


class Unit(IntEnum):
    """Which kind of resident unit."""

    SCHOOL = 0
    ENTERPRISE = 1
    HOSPITAL = 2


class ResidentUnit(Actor):
    """Lends rooms and volunteers, as far as its own money for the community goes.

    Attributes:
        unit: which kind.
        part: part of the community's employers that it stands for (enterprises; else 1).
        closed_until: month before which its premises stand empty; 0 for one that works.
        working: whether it had money for this month's work.
    """

    kind = "unit"

    def __init__(self, model: mesa.Model, number: int, community: int, unit: Unit, part: float = 1.0) -> None:
        """Set up a unit in a community."""
        super().__init__(model, number, community)
        self.unit = unit
        self.part = part
        self.closed_until = 0
        self.working = False
