"""Who stands on the path of community elites (S5.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.bodies import Numbers
from sim.institutions.world import World


@dataclass
class ElitePath:
    """What the path has come to; (communities,) each.

    Attributes:
        subcommittees: sub-committees that a resident heads.
        representatives: residents who are representatives.
        hukou_gained: newcomers who received local hukou this month.
    """

    subcommittees: Numbers
    representatives: Numbers
    hukou_gained: Numbers

    @classmethod
    def founded(cls, world: World) -> ElitePath:
        """Begin with nobody on it."""
        return cls(*np.zeros((3, world.geography.communities), dtype=np.int64))
