"""Willingness as a questionnaire finds it (Q5): would take part if told, asked, admitted and free.

The fourth gate alone, over a year, for the acts in which residents govern themselves; what residents really
do is measured beside it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.calendar import DECEMBER, month_of_year
from sim.district import District
from sim.engine.arithmetic import logistic
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.residents.gates import TERM_COUNT, fill_terms, habit_of, motivation
from sim.residents.numbers import Rules
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.vocabulary import ADULT_AGE, Act

WILLING_ACTS: Final = (int(Act.DELIBERATE), int(Act.SUGGEST), int(Act.VOLUNTEER))
ANY_OF_THEM: Final = 1 << Act.DELIBERATE | 1 << Act.SUGGEST | 1 << Act.VOLUNTEER
MONTHS: Final = 12


@njit(cache=True, nogil=True)
def chance_willing(rows: NDArray[np.int64], people: People, rules: Rules) -> Cells:
    """Chance that each of these residents would do one of the acts within a year."""
    x = np.zeros(TERM_COUNT)
    chance = np.zeros(rows.size)
    for k in range(rows.size):
        fill_terms(person_of(rows[k], people), True, x)
        never = 1.0
        for act in WILLING_ACTS:
            habit = habit_of(act, people.history[rows[k], act])
            never *= 1.0 - logistic(motivation(rules.coefficients[act], habit, True, 0.0, x))
        chance[k] = 1.0 - never**MONTHS
    return chance


def _december(district: District) -> bool:
    return month_of_year(district.month) == DECEMBER


def _adults(district: District) -> NDArray[np.int64]:
    return np.flatnonzero(district.residents.age >= ADULT_AGE).astype(np.int64)


def _by_community(district: District, rows: NDArray[np.int64], values: Cells) -> tuple[Cells, Cells]:
    """Sum of values and number of adults, in December; nothing in other months."""
    home, communities = district.residents.community[rows], district.geography.communities
    tops = np.bincount(home, weights=values, minlength=communities).astype(np.float64)
    return tops, np.bincount(home, minlength=communities).astype(np.float64)


def _willing(district: District) -> tuple[Cells, Cells]:
    if not _december(district):
        return np.zeros(district.geography.communities), np.zeros(district.geography.communities)
    rows = _adults(district)
    return _by_community(district, rows, chance_willing(rows, district.people, district.rules))


def _acting(district: District) -> tuple[Cells, Cells]:
    if not _december(district):
        return np.zeros(district.geography.communities), np.zeros(district.geography.communities)
    rows = _adults(district)
    acted = (district.residents.active[rows] & ANY_OF_THEM) != 0
    return _by_community(district, rows, acted.astype(np.float64))


WILLING: Final = (
    Ratio(
        Outcome(
            "willing.would",
            "share of adults",
            "+",
            "would take part in self-governance",
            "愿意参与自治",
            "Share of adults who would deliberate, propose or volunteer within a year "
            "if told, asked, admitted and free; in December.",
            "如果得知消息、受到邀请、具备资格并有时间，一年内愿意参与议事、提建议或做志愿服务的成年人比例；每年十二月统计。",
        ),
        _willing,
    ),
    Ratio(
        Outcome(
            "willing.do",
            "share of adults",
            "+",
            "took part in self-governance",
            "实际参与自治",
            "Share of adults who deliberated, proposed or volunteered in the last 12 months; in December.",
            "最近12个月内实际参与过议事、建议或志愿服务的成年人比例；每年十二月统计。",
        ),
        _acting,
    ),
)
