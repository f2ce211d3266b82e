"""Which profiles of the offers' arrays an audience's members have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary import PROFILES, Audience


def members_of(audience: Audience) -> NDArray[np.int64]:
    """Profiles of the adults who belong to an audience, to index the arrays of ``Offers``."""
    return np.flatnonzero(np.arange(PROFILES) >> int(audience) & 1)
