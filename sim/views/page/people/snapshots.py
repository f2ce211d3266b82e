"""What is kept of a month's residents: enough to colour them in any way and to see whom the reform moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.explain.moved import Moved, compare_acts
from sim.institutions.committee.state import ORGANISING, Committees
from sim.institutions.organisations.state import Organisations
from sim.policies import Policies
from sim.residents.table import Residents
from sim.vocabulary import ACT_COUNT, ADULT_AGE, Act, Hukou, Reason

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

REASON_BITS: Final = 3
TRUST_LEVELS: Final = 5


@dataclass(frozen=True)
class Snapshot:
    """The drawn residents of one world at the end of a month, 11 bytes each.

    Attributes:
        adult: of voting age.
        migrant: household registration outside the district.
        acts: mask of acts of the month.
        active: mask of acts of the last 12 months.
        rung: of the ladder.
        trust: in fifths, 0 to 4.
        reasons: what came of each act, three bits an act.
    """

    adult: Flags
    migrant: Flags
    acts: NDArray[np.int16]
    active: NDArray[np.int16]
    rung: NDArray[np.int8]
    trust: NDArray[np.int8]
    reasons: NDArray[np.int32]

    def reason(self, act: Act) -> NDArray[np.int32]:
        """What came of one act, see :class:`Reason`."""
        return self.reasons >> (REASON_BITS * int(act)) & (2**REASON_BITS - 1)


def snapshot_of(residents: Residents, rows: Rows) -> Snapshot:
    """Copy what is shown of some residents."""
    reason = residents.reason[rows].astype(np.int32)
    shifts = np.arange(ACT_COUNT, dtype=np.int32) * REASON_BITS
    return Snapshot(
        adult=residents.age[rows] >= ADULT_AGE,
        migrant=residents.hukou[rows] == Hukou.OUTSIDE_DISTRICT,
        acts=residents.acts[rows],
        active=residents.active[rows],
        rung=residents.rung[rows],
        trust=np.minimum(residents.trust[rows] * TRUST_LEVELS, TRUST_LEVELS - 1).astype(np.int8),
        reasons=np.bitwise_or.reduce(reason << shifts, axis=1),
    )


@dataclass(frozen=True)
class MapBodies:
    """What the map draws of each community's institutions at the end of a month.

    Attributes:
        administrative: share of the committee's hours that went to administrative work; 0 without hours.
        organisations: social organisations alive.
        in_force: whether the reform has come.
    """

    administrative: NDArray[np.float32]
    organisations: NDArray[np.int16]
    in_force: Flags


def reformed(district: District) -> Flags:
    """Per community, whether a reform has come; nowhere in a world whose levers stand at the status quo."""
    return district.in_force & (district.reform != Policies())


def bodies_of(district: District) -> MapBodies:
    """Copy what is shown of the institutions."""
    book = district[Committees]
    administrative = book.spent_administrative
    hours = book.spent("administrative", *ORGANISING, "service")
    share = np.divide(administrative, hours, out=np.zeros(hours.size), where=hours > 0.0)
    number = district[Organisations].count().astype(np.int16)
    return MapBodies(share.astype(np.float32), number, reformed(district))


def moved(status_quo: Snapshot, reform: Snapshot, *, this_month: bool) -> Moved:
    """Find whom the reform moved, by the acts of the month or of the last 12."""
    before, after = (
        np.where(one.adult, one.acts if this_month else one.active, 0) for one in (status_quo, reform)
    )
    return compare_acts(before, after)


assert max(Reason) < 2**REASON_BITS  # a further reason needs a further bit
