"""Building heads 楼栋长: won by committees that have time to visit; the idle step back."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.calendar import JANUARY, month_of_year
from sim.engine.random import each_rounded, purpose
from sim.institutions.best_rows import best_of_each
from sim.institutions.committee.state import Committees
from sim.institutions.elections.candidates import standing
from sim.institutions.row_selection import rows_where
from sim.institutions.world import World
from sim.vocabulary import Office, Rung

HEAD_DRAWS: Final = purpose("elections.building_heads")
NONE: Final = int(Office.NONE)
BUILDING_HEAD: Final = int(Office.BUILDING_HEAD)


def recruit_building_heads(district: World) -> None:
    """Committees with time for visits win building heads, some a month; in January the idle step back."""
    residents = district.residents
    if month_of_year(district.month) == JANUARY:
        idle = (residents.office == BUILDING_HEAD) & (residents.rung == int(Rung.RESIDENT))
        residents.office[idle] = NONE
    book = district[Committees]
    at_most = district.institutions.staff.heads_won * district.geography.size / 1000.0
    at_most = np.where(book.spent_visits > 0.0, at_most, 0.0)
    won = np.minimum(
        book.heads_wanted - book.heads, each_rounded(district.seed, district.month, HEAD_DRAWS, at_most)
    )
    if not np.count_nonzero(won > 0):
        return
    rows = rows_where(residents.rung >= int(Rung.ACTIVIST))
    rows = rows[(residents.office[rows] == NONE) & (won > 0)[residents.community[rows]]]
    chosen = best_of_each(residents.community[rows], standing(district, rows), won)
    residents.office[rows[chosen]] = BUILDING_HEAD
