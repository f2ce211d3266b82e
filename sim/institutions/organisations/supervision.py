"""S4.4: who looks into organisations, what is found, and what follows.

All organisations at once: arrays below are (organisations,) in the order of the book.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, OUTSIDE, residents_of_each
from sim.bodies import Flags, Numbers
from sim.calendar import JANUARY, MONTHS, month_of_year
from sim.engine.arithmetic import each_exp
from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.organisations.livelihood import near
from sim.institutions.organisations.state import Amounts, Organisations
from sim.institutions.row_selection import with_any
from sim.institutions.world import World
from sim.population.life_course import tickets
from sim.residents.reactions import be_let_down
from sim.vocabulary import Act, Informant

CASE_DRAWS: Final = purpose("organisations.case")
EVALUATION_DRAWS: Final = purpose("organisations.evaluation")
ITS_OWN_DRAWS: Final = purpose("organisations.taken_part_in")
PART_IN: Final = (int(Act.VOLUNTEER), int(Act.CULTURE))  # acts of which organisations tell
TAKING_PART: Final = sum(1 << act for act in PART_IN)
TENTH: Final = 0.1  # part of the money by whose finding the scale of inspection is told


def committees_want(district: World) -> NDArray[np.float64]:
    """(communities,) hours that the committee's powers ask of it this month."""
    if district.idle("organisations.committee_powers"):
        return np.zeros(district.geography.communities)
    powers = district.levers("organisations.committee_powers")
    wanted: NDArray[np.float64] = powers / MONTHS * district[Organisations].count()
    return wanted


def supervise(district: World) -> Flags:
    """Evaluate in January, inspect every month, follow up what is found; give who is closed for it."""
    book = district[Organisations]
    if month_of_year(district.month) == JANUARY:
        _evaluate(district, book)
    if district.idle("organisations.inspection", "organisations.committee_powers"):
        return np.zeros(len(book), dtype=np.bool_)
    hours = _inspect(district, book)
    u = tickets(book.number, district.seed, district.month, CASE_DRAWS)
    found = u[:, 0] < _chance_of_finding(district, book, hours)
    return _follow_up(district, book, found, u[:, 1])


def _inspect(district: World, book: Organisations) -> Amounts:
    """Hours of the three-level network, which the district pays, and of the committee."""
    c = book.community
    paid = book.lever(district, "inspection") / MONTHS
    wages = paid * district.institutions.staff.wage
    district.spend_each(residents_of_each(c), wages, "inspection", c)
    hours: Amounts = paid + district[Committees].spent_supervision[c] / book.count()[c]
    book.inspected += hours
    return hours


def _share_of_year(book: Organisations) -> Amounts:
    """What was misused and not found, as a share of a year's income."""
    share: Amounts = book.misused_year / np.maximum(1.0, book.income.sum(axis=1))
    return share


def _chance_of_finding(district: World, book: Organisations, hours: Amounts) -> Amounts:
    scale = district.institutions.organisation_supervision.finding_scale
    return 1.0 - each_exp(-hours / scale * _share_of_year(book) / TENTH)


def _follow_up(district: World, book: Organisations, found: Flags, u: Amounts) -> Flags:
    """A case is published; if departments take it up, money is paid back; gives whom they close."""
    if not np.count_nonzero(found):
        return found
    rule = district.institutions.organisation_supervision
    share, owed = _share_of_year(book), book.misused_year.astype(np.int64)
    book.findings[found], book.misused_year[found] = 1, 0.0
    book.reputation[found] *= 1.0 - rule.reputation_lost
    be_let_down(_who_hear(district, book, found), rule.let_down, district.people)
    taken_up = found & (u < book.lever(district, "enforcement"))
    wages = rule.enforcement_hours * district.institutions.staff.wage * taken_up
    district.spend_each(residents_of_each(book.community), wages, "joint enforcement", book.community)
    book.pay_up_to(district, DISTRICT, owed * taken_up, "repayment")
    closed: Flags = taken_up & (share >= rule.exit_share)
    return closed


def _who_hear(district: World, book: Organisations, found: Flags) -> Numbers:
    """Rows of those who this month volunteered or took part in culture through one of these organisations.

    Of those who did so through any of the community's organisations, each has as large a part.
    """
    people, where = district.people, book.community[found]
    there = np.zeros(book.communities, dtype=np.bool_)
    there[where] = True
    rows = with_any(people.acts, TAKING_PART)
    rows = rows[there[people.community[rows]]]
    through = np.zeros(rows.size, dtype=np.bool_)
    for act in PART_IN:
        told = people.told_by[rows, act] == int(Informant.ORGANISATION)
        through |= told & (people.acts[rows] >> act & 1 == 1)
    rows = rows[through]
    person, case = np.nonzero(people.community[rows][:, np.newaxis] == where)
    its_own = _draw(district.seed, people.identity[rows[person]], district.month, book.number[found][case])
    hearing: Numbers = rows[person][its_own * book.count()[where[case]] < 1.0]
    return hearing


@njit(cache=True, nogil=True, error_model="numpy")
def _draw(seed: int, who: NDArray[np.uint32], month: int, number: Numbers) -> Amounts:
    """(keys,) one uniform number for each of these persons and organisations."""
    drawn = np.empty(who.size)
    for k in range(who.size):
        drawn[k] = draws(seed, who[k], month, ITS_OWN_DRAWS, number[k])[0]
    return drawn


def _evaluate(district: World, book: Organisations) -> None:
    """A third party looks at work and accounts of some organisations; its score moves their reputation."""
    rule = district.institutions.organisation_supervision
    u = tickets(book.number, district.seed, district.month, EVALUATION_DRAWS)
    evaluated = u[:, 0] < book.lever(district, "evaluation")
    cost = rule.evaluation_cost * evaluated
    district.spend_each(OUTSIDE, cost, "third-party evaluation", book.community)
    book.inspected[evaluated] += rule.evaluation_hours
    seen = standing(district, book) + rule.evaluation_error * (2.0 * u[:, 1] - 1.0)
    weight = rule.evaluation_weight
    told = (1.0 - weight) * book.reputation + weight * np.clip(seen, 0.0, 1.0)
    book.reputation[evaluated] = told[evaluated]


def standing(district: World, book: Organisations) -> Amounts:
    """What the credibility of each nears this month."""
    weights = district.institutions.organisation_supervision.credibility
    goal: Amounts = near.py_func(book.capability, book.has_rules, book.at_work(district.month), weights)
    return goal
