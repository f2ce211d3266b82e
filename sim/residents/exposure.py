"""What befalls single residents this month beside the offers of institutions: the hook of field experiments.

A trial tells residents of an act through a named source, sees to their papers at the registration for the
roll, or has them do an act. The compiled decision reads this per resident, by the same rules as offers; a
month without a trial reads nothing, and nobody's draws depend on it.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.residents.table_columns import People
from sim.vocabulary import ACT_COUNT, ADULT_AGE, Reason

Array = NDArray[Any]
DID: Final = int(Reason.DID)


class Exposure(NamedTuple):
    """What befalls residents this month; arrays without rows where nothing does.

    Attributes:
        told: (residents, acts) sources through which each surely hears of each act, as bits of ``Informant``.
        papers: (residents,) bool, somebody sees to the papers that a registration asks for.
        made: (residents,) acts that each is brought to do, as a mask.
    """

    told: Array
    papers: Array
    made: Array


def no_exposure(residents: int = 0) -> Exposure:
    """Nothing befalls anybody; with a number of residents, arrays to write into."""
    told = np.zeros((residents, ACT_COUNT), dtype=np.int16)
    return Exposure(told, np.zeros(residents, dtype=np.bool_), np.zeros(residents, dtype=np.int16))


@njit(cache=True, nogil=True)
def bring_about(people: People, exposure: Exposure, hours: Array) -> None:
    """Have residents do what they are brought to do, after everybody has decided and places are allotted.

    Nobody loses a place to them, and who does the act unasked is left alone.

    Args:
        people: written: ``acts``, ``hours`` and ``reason``.
        exposure: whom it befalls.
        hours: (acts,) that each act takes.
    """
    for i in range(exposure.made.size):
        if people.age[i] < ADULT_AGE:  # another household has moved in
            continue
        for act in range(hours.size):
            if (exposure.made[i] & ~people.acts[i]) >> act & 1:
                people.acts[i] |= 1 << act
                people.hours[i] += hours[act]
                people.reason[i, act] = DID
