"""How unequal participation is (Q4): gaps between groups of people, and concentration on a few."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.outcome import Cells, Outcome
from sim.outcomes.people import SHARE
from sim.outcomes.tally_pass import civic_hours
from sim.residents.table_columns import People
from sim.threads import in_parts

GAPS: Final = {
    ("local", "migrant"): Outcome(
        "gap.hukou",
        SHARE,
        "-",
        "gap local - migrant",
        "户籍与非户籍差距",
        "Part of locals who took part in self-governance minus that of newcomers.",
        "户籍居民自治参与面减去非户籍居民自治参与面。",
    ),
    ("owner", "tenant"): Outcome(
        "gap.tenure",
        SHARE,
        "-",
        "gap owner - tenant",
        "业主与租户差距",
        "Part of home owners who took part in self-governance minus that of tenants and others.",
        "业主自治参与面减去租户及其他居民自治参与面。",
    ),
}
# Taken for the whole district in December only.
CONCENTRATION: Final = (
    Outcome(
        "inequality.gini",
        "0-1",
        "-",
        "inequality (Gini)",
        "参与不平等（基尼系数）",
        "How unequally a year's civic hours are spread over adults: 0 evenly, 1 all by one; in December.",
        "全年自治参与时间在成年人中分布的不平等程度：0为完全平均，1为全由一人完成；每年十二月统计。",
    ),
    Outcome(
        "inequality.top_tenth",
        "share of civic hours",
        "-",
        "part of the top tenth",
        "最活跃十分之一所占份额",
        "Share of a year's civic hours that the most active tenth of adults gives; in December.",
        "最活跃的十分之一成年人付出的全年自治参与时间所占比例；每年十二月统计。",
    ),
)


def concentration(people: People, person_kinds: NDArray[np.int8], hours: Cells) -> tuple[float, float]:
    """Gini coefficient of adults' civic hours of the last year, and the share of the most active tenth."""

    def given(first: int, last: int) -> Cells:
        """Hours of those of some rows who gave any; most adults gave none, and need not be sorted."""
        spent = each_civic_hours(people.history[first:last], hours)
        return spent[(person_kinds[first:last] >= 0) & (spent > 0.0)]

    ascending = np.sort(np.concatenate(in_parts(person_kinds.size, given)))
    gini, top = _gini_and_top(int(np.count_nonzero(person_kinds >= 0)), ascending)
    return gini, top


@njit(cache=True, nogil=True)
def each_civic_hours(history: NDArray[np.uint64], hours: Cells) -> Cells:
    """(residents,) hours of the last year for civic acts; see :func:`civic_hours`."""
    given = np.empty(history.shape[0])
    for i in range(given.size):
        given[i] = civic_hours(history[i], hours)
    return given


@njit(cache=True)
def _gini_and_top(number: int, ascending: Cells) -> tuple[float, float]:
    """Gini coefficient and share of the top tenth of so many, whose last member counts in part.

    Listed, (givers,), is what those gave who gave anything.
    """
    below = area = top = 0.0
    for value in ascending:
        area += below + 0.5 * value
        below += value
    if below == 0.0:
        return 0.0, 0.0
    room = number * 0.1
    for k in range(ascending.size - 1, -1, -1):
        part = min(room, 1.0)
        top += part * ascending[k]
        room -= part
    return 1.0 - 2.0 * area / (number * below), top / below
