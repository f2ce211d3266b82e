"""From hours of going round to doors: rates are contacts an hour, offers speak of doors passed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.institutions.world import World
from sim.vocabulary import ADULT_AGE


def each_doors(district: World, contacts: NDArray[Any]) -> NDArray[Any]:
    """Doors of strangers' homes that must be passed for so many contacts, (communities,)."""
    return contacts / float(district.rules.scalars.hearing.visit_base)


def familiarity(district: World) -> NDArray[np.float64]:
    """Sum over each community's adults of the square of acquaintance, by which ordinary visits divide."""
    residents = district.residents
    known = np.where(residents.age >= ADULT_AGE, residents.acquaintance.astype(np.float64) ** 2, 0.0)
    sums: NDArray[np.float64] = np.add.reduceat(known, district.geography.community_start[:-1])
    return sums
