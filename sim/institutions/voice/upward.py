"""Proposals taken to street and district, by the party organisation (S3.2) and representatives (S5.3)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE
from sim.engine.random import each_rounded, purpose, uniform
from sim.institutions.committee.state import Committees
from sim.institutions.fund.month import project_cost
from sim.institutions.party.state import PartyOrganisations
from sim.institutions.row_selection import count_waiting, take_oldest
from sim.institutions.world import World
from sim.residents.experience import hear_back

Rows = NDArray[np.int64]

CARRY_LUCK: Final = purpose("upward.carry")
SOLVE_LUCK: Final = purpose("upward.solved")


def link_upward(district: World) -> None:
    """What the committee has not answered, oldest first, then what it cannot pay; departments answer."""
    capacity = _capacity(district)
    waiting = take_oldest(
        district.geography.community_start,
        district.residents.voice_since,
        np.minimum(capacity, district.waiting),
    )
    _answer(district, waiting)
    district.residents.voice_since[waiting] = -1
    number = np.bincount(district.residents.community[waiting], minlength=capacity.size)
    ideas = _unpaid_ideas(district, capacity - number)
    _answer(district, ideas)
    number += np.bincount(district.residents.community[ideas], minlength=capacity.size)
    district.passed_upward[:] = number
    district.waiting = count_waiting(district.geography.community_start, district.residents.voice_since)
    _pay(district)


def _capacity(district: World) -> Rows:
    """Proposals that somebody can take upward from each community this month."""
    rule = district.institutions
    linking = district[PartyOrganisations].linking / rule.party.link_hours
    exact = linking + district.representatives * rule.path.representative_proposals
    whole = each_rounded(district.seed, district.month, CARRY_LUCK, exact)
    return np.where(exact > 0.0, whole, 0)


def _unpaid_ideas(district: World, left: Rows) -> Rows:
    """Ideas for which the community's own fund has no money; their authors if they still live here."""
    rows: list[int] = []
    for c in np.flatnonzero(left > 0):
        committee = district[Committees][c]
        if committee.fund_balance >= project_cost(district, int(c)):
            continue
        taken, committee.ideas = committee.ideas[: left[c]], committee.ideas[left[c] :]
        years = district.residents.years_here
        rows += [idea.proposer for idea in taken if years[idea.proposer] >= idea.proposer_since]
    return np.array(rows, dtype=np.int64)


def _answer(district: World, rows: Rows) -> None:
    identity = district.residents.identity[rows]
    luck = np.array([uniform(district.seed, int(who), district.month, SOLVE_LUCK) for who in identity])
    solved = luck < district.institutions.party.upward_solved
    hear_back(rows[solved], True, district.people, district.rules)
    hear_back(rows[~solved], False, district.people, district.rules)


def _pay(district: World) -> None:
    """Departments' hours on the answers, at the district's cost."""
    cost = district.institutions.party.reply_hours * district.institutions.staff.wage
    for c in np.flatnonzero(district.passed_upward):
        fen = float(district.passed_upward[c]) * cost
        district.government.spend(OUTSIDE, fen, "answers to what was taken upward", int(c))
