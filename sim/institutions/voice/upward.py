"""Proposals taken to street and district, by the party organisation (S3.2) and representatives (S5.3)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.best_rows import lowest_of_each, oldest_of
from sim.institutions.fund.month import affordable, smallest_project
from sim.institutions.fund.state import Funds
from sim.institutions.ladder.state import ElitePath
from sim.institutions.party.state import PartyOrganisations, secretary_in_office
from sim.institutions.row_selection import rows_where
from sim.institutions.voice.state import Voices
from sim.institutions.world import World
from sim.residents.reactions import hear_back

Rows = NDArray[np.int64]

CARRY_DRAWS: Final = purpose("upward.carry")
SOLVE_DRAWS: Final = purpose("upward.solved")


def link_upward(district: World) -> None:
    """What the committee has not answered, oldest first, then what it cannot pay; departments answer."""
    capacity = _capacity(district)
    if not np.count_nonzero(capacity):
        district[Voices].passed_upward[:] = 0
        return
    community, since = district.residents.community, district.residents.voice_since
    wanted = np.minimum(capacity, district[Voices].waiting)
    waiting = oldest_of(rows_where(since >= 0), community, since, wanted)
    _answer(district, waiting)
    since[waiting] = -1
    number = np.bincount(community[waiting], minlength=capacity.size)
    district[Voices].waiting = district[Voices].waiting - number
    ideas = _unpaid_ideas(district, capacity - number)
    _answer(district, ideas)
    number = number + np.bincount(community[ideas], minlength=capacity.size)
    district[Voices].passed_upward[:] = number
    _pay(district)


def _capacity(district: World) -> Rows:
    """Proposals that somebody can take upward from each community this month."""
    rule = district.institutions
    linking = district[PartyOrganisations].linking / rule.party.link_hours
    exact = linking + district[ElitePath].representatives * rule.path.representative_proposals
    exact = exact + secretary_in_office(district) * rule.party.head_proposals
    whole = each_rounded(district.seed, district.month, CARRY_DRAWS, exact)
    return np.where(exact > 0.0, whole, 0)


def _unpaid_ideas(district: World, left: Rows) -> Rows:
    """Ideas for which the community's own fund has no money; their authors if they still live here."""
    ideas = district[Funds].ideas
    without_money = affordable(district) < smallest_project(district)
    waiting = rows_where(ideas.waiting())
    wanted = np.where(without_money, np.maximum(0, left), 0)
    taken = waiting[lowest_of_each(ideas.community[waiting], waiting.astype(np.float64), wanted)]
    proposer, since = ideas.proposer[taken], ideas.since[taken]
    left_over = np.ones(len(ideas), dtype=np.bool_)
    left_over[taken] = False
    ideas.keep(left_over)
    return proposer[district.residents.years_here[proposer] >= since]


def _answer(district: World, rows: Rows) -> None:
    draw = each_uniform(district.seed, district.residents.identity[rows], district.month, SOLVE_DRAWS)
    solved = draw < district.institutions.party.upward_solved
    hear_back(rows[solved], True, district.people, district.rules)
    hear_back(rows[~solved], False, district.people, district.rules)


def _pay(district: World) -> None:
    """Departments' hours on the answers, at the district's cost."""
    cost = district.institutions.party.reply_hours * district.institutions.staff.wage
    where = np.arange(district[Voices].passed_upward.size)
    yuan = district[Voices].passed_upward * cost
    district.spend_each(OUTSIDE, yuan, "answers to what was taken upward", where)
