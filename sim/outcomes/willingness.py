"""Willingness as a questionnaire finds it (Q5): asked of each act, who would do it if told, asked and free?

The fourth gate alone. "Yes" is a matter of the person, not of chance: the chance to do it within a year in
which one is asked each month, in a matter of one's own concern, reaches a threshold. What residents really do
is measured beside it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calendar import DECEMBER, month_of_year
from sim.district import District
from sim.engine.arithmetic import logistic
from sim.engine.compiling import njit
from sim.engine.outcome import Cells, Outcome, Ratio
from sim.residents.choice import TERM_COUNT, VISIT, does_others, fill_row, log_odds
from sim.residents.gates import habit_of
from sim.residents.numbers import Rules
from sim.residents.person import person_of
from sim.residents.table_columns import People
from sim.threads import in_parts, in_whole_groups
from sim.vocabulary import ADULT_AGE, Act

WILLING_ACTS: Final = (int(Act.DELIBERATE), int(Act.SUGGEST), int(Act.VOLUNTEER))
ANY_OF_THEM: Final = 1 << Act.DELIBERATE | 1 << Act.SUGGEST | 1 << Act.VOLUNTEER
MONTHS: Final = 12


def willing(rows: NDArray[np.int64], people: People, rules: Rules) -> NDArray[np.bool_]:
    """Answers of these residents to the question about each of ``WILLING_ACTS``: (rows, acts)."""
    return np.concatenate(in_parts(rows.size, lambda a, b: _willing(rows[a:b], people, rules)))


@njit(cache=True, nogil=True, error_model="numpy")
def _willing(rows: NDArray[np.int64], people: People, rules: Rules) -> NDArray[np.bool_]:
    """Chance to do an act in a month in which one is asked at the door, in a matter of one's own concern."""
    x = np.zeros((1, TERM_COUNT))
    answers = np.zeros((rows.size, len(WILLING_ACTS)), dtype=np.bool_)
    for k in range(rows.size):
        person = person_of(rows[k], people)
        fill_row(0, person, True, x)
        disposition = rules.scalars.disposition * person.disposition * rules.scalars.lasting_disposition
        for number in range(len(WILLING_ACTS)):
            act = WILLING_ACTS[number]
            habit, others = habit_of(act, people.history[rows[k], act]), does_others(act, person.active)
            z = log_odds(0, rules.coefficients[act], habit, VISIT, 0.0, others, disposition, x)
            refuses = 1.0 - logistic(z)
            answers[k, number] = 1.0 - refuses**MONTHS >= rules.scalars.says_yes
    return answers


class Questioned(NamedTuple):
    """What a questionnaire of all adults finds in December; (communities,) of zeros in other months.

    Attributes:
        adults: who were asked.
        any_act: would do at least one of ``WILLING_ACTS``.
        each_act: (acts, communities) would do it.
        acting: did at least one of them in the last 12 months.
    """

    adults: Cells
    any_act: Cells
    each_act: Cells
    acting: Cells


def question(district: District) -> Questioned:
    """Ask every adult, once for all outcomes."""
    if month_of_year(district.month) != DECEMBER:
        none, *each = np.zeros((1 + len(WILLING_ACTS), district.geography.communities))
        return Questioned(adults=none, any_act=none, acting=none, each_act=np.array(each))
    people, start = district.people, district.geography.community_start

    def count_answers(first: int, last: int) -> Cells:
        """Ask the adults of some communities."""
        here = slice(start[first], start[last])
        rows = here.start + np.flatnonzero(people.age[here] >= ADULT_AGE)
        edges = np.searchsorted(rows, start[first : last + 1])
        return _counts(edges, willing(rows, people, district.rules), people.active[rows])

    adults, any_act, acting, *each = np.concatenate(in_whole_groups(start, count_answers), axis=1)
    return Questioned(adults=adults, any_act=any_act, acting=acting, each_act=np.array(each))


@njit(cache=True, nogil=True)
def _counts(edges: NDArray[np.int64], answers: NDArray[np.bool_], active: NDArray[np.int16]) -> Cells:
    """(3 + acts, communities) who were asked, would do any of the acts, did one, would do each of them."""
    counts = np.zeros((3 + answers.shape[1], edges.size - 1))
    for c in range(edges.size - 1):
        counts[0, c] = edges[c + 1] - edges[c]
        for k in range(edges[c], edges[c + 1]):
            any_act = False
            for number in range(answers.shape[1]):
                any_act |= answers[k, number]
                counts[3 + number, c] += answers[k, number]
            counts[1, c] += any_act
            counts[2, c] += active[k] & ANY_OF_THEM != 0
    return counts


def _would_act(number: int, name: str, label_en: str, label_zh: str, en: str, zh: str) -> Ratio:
    outcome = Outcome(
        f"willing.{name}",
        "share of adults",
        "+",
        label_en,
        label_zh,
        f"Share of adults who say that they would {en} within a year if asked each month and free; "
        "in December.",
        f"被问及时表示如果每月受到邀请并有时间，一年内愿意{zh}的成年人比例；每年十二月统计。",
    )
    return Ratio(outcome, lambda q: (q.each_act[number], q.adults), question)


WILLING: Final = (
    Ratio(
        Outcome(
            "willing.would",
            "share of adults",
            "+",
            "would take part in self-governance",
            "愿意参与自治",
            "Share of adults who say that they would deliberate, propose or volunteer within a year "
            "if asked each month, admitted and free; in December.",
            "被问及时表示如果每月受到邀请、具备资格并有时间，一年内愿意参与议事、提建议或做志愿服务的成年人比例；每年十二月统计。",
        ),
        lambda q: (q.any_act, q.adults),
        question,
    ),
    _would_act(0, "deliberate", "would deliberate", "愿意议事", "deliberate", "参与议事"),
    _would_act(1, "suggest", "would propose", "愿意提建议", "make a proposal", "提出建议"),
    _would_act(2, "volunteer", "would volunteer", "愿意做志愿服务", "volunteer", "做志愿服务"),
    Ratio(
        Outcome(
            "willing.do",
            "share of adults",
            "+",
            "deliberated, proposed or volunteered",
            "实际参与议事、建议或志愿服务",
            "Share of adults who deliberated, proposed or volunteered in the last 12 months; in December.",
            "最近12个月内实际参与过议事、建议或志愿服务的成年人比例；每年十二月统计。",
        ),
        lambda q: (q.acting, q.adults),
        question,
    ),
)
