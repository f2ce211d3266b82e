"""What becomes of proposals: how many wait, were answered, were taken upward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.bodies import Numbers
from sim.institutions.world import World


@dataclass
class Voices:
    """Proposals of the month; (communities,) each.

    Attributes:
        waiting: open proposals.
        answered: answered this month.
        waited: months that those had waited, summed.
        passed_upward: taken to street and district this month.
        raised_by: (persons,) rows of the residents who proposed or complained this month.
    """

    waiting: Numbers
    answered: Numbers
    waited: NDArray[np.float64]
    passed_upward: Numbers
    raised_by: Numbers

    @classmethod
    def founded(cls, world: World) -> Voices:
        """Begin before anybody has proposed anything."""
        waiting, answered, passed_upward = np.zeros((3, world.geography.communities), dtype=np.int64)
        waited, nobody = np.zeros(world.geography.communities), np.zeros(0, dtype=np.int64)
        return cls(waiting, answered, waited, passed_upward, nobody)
