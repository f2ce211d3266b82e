"""Self-governance fund 社区自治基金 (S3.3, S2.4): income in January, decisions, micro-projects.

All funds at once: arrays below are (communities,) unless they say otherwise. A project reaches so many
residents around who proposed it and costs so much for each: money per head buys the same per head in
communities of every size.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import each_to_fen, to_fen
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.best_rows import lowest_of_each
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.fund.state import DONE, NOBODY, Funds, Numbers
from sim.institutions.row_selection import place_of_each, rows_between, rows_where
from sim.institutions.world import World, while_set
from sim.residents.reactions import hear_back, see_results
from sim.vocabulary import Act

MEETING_DRAWS: Final = purpose("fund.council_meetings")
SITE_DRAWS: Final = purpose("fund.site")
HEARD_DRAWS: Final = purpose("fund.heard")
SEE_DRAWS: Final = purpose("experience.sees")
Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]


def decided_by_council(district: World) -> Flags:
    """Where an open council of residents decides on the fund."""
    return district.chosen("committee.fund_decided_by", "council")


@while_set
def bound_by_council(district: World) -> Flags:
    """Where money needs the council's mandate: not where the party committee decides."""
    return decided_by_council(district) & (not district.structures.party_decides)


def pay_into_funds(district: World) -> None:
    """January: the district pays the year's money and matches what the company paid (S2.4)."""
    if month_of_year(district.month) != JANUARY:
        return
    book, companies = district[Funds], district[Companies]
    where = np.arange(len(book))
    grant = district.levers("committee.fund") * district.geography.size
    district.spend_each(book.accounts, grant, "fund grant", where)
    _hire_organisers(district, book, np.where(decided_by_council(district), grant, 0.0))
    match = companies.by_community(companies.contribution)
    district.spend_each(book.accounts, match, "fund match", where)


def _hire_organisers(district: World, book: Funds, grant: Amounts) -> None:
    """Where a council decides, part of the grant hires people who convene it."""
    wages, where = district.institutions.fund.council_share * grant, np.arange(len(book))
    district.pay_each(
        book.accounts, residents_of_each(where), each_to_fen(wages), "council organisers", where
    )
    book.council_hours[:] = wages / 12.0 / district.institutions.staff.wage


def council_meetings(district: World) -> Numbers:
    """Meetings of the fund's councils this month, as many as people and organisers' hours allow."""
    rule, hours = district.institutions, district[Funds].council_hours
    by_people = rule.fund.council_meetings * district.geography.size / 1000.0
    exact = np.minimum(by_people, hours / rule.staff.meeting_hours)
    return each_rounded(district.seed, district.month, MEETING_DRAWS, exact)


def run_funds(district: World) -> None:
    """Work on running projects, finish those that are done, decide on new ones."""
    book = district[Funds]
    _work_on_projects(district, book)
    _finish(district, book)
    _give_mandates(district, book)
    _start_projects(district, book)


def hours_needed(district: World) -> Amounts:
    """Hours of the committee's staff that running projects take this month."""
    return district[Funds].reached() / 1000.0 * district.institutions.fund.project_hours


def _work_on_projects(district: World, book: Funds) -> None:
    """Projects advance a month, or the part of it for which there are hours."""
    needed, spent = hours_needed(district), district[Committees].spent_projects
    part = np.where(needed > 0.0, np.minimum(1.0, spent / np.where(needed > 0.0, needed, 1.0)), 1.0)
    book.projects.months_left[:] -= part[book.projects.community]


def _finish(district: World, book: Funds) -> None:
    """Proposers see their own proposals solved; who deliberated sees what came of it; neighbours notice."""
    projects, ideas = book.projects, book.ideas
    done = projects.months_left <= DONE
    where, reached = projects.community[done], projects.reached[done]
    book.finished[:] = np.bincount(where, minlength=len(book))
    book.served[:] = np.bincount(where, weights=reached, minlength=len(book))
    if not where.size:
        return
    book.ever_finished += book.finished
    taken_up = (ideas.project[:, np.newaxis] == projects.number[done]).any(axis=1)
    proposers = ideas.proposer[taken_up]
    still_here = district.residents.years_here[proposers] >= ideas.since[taken_up]
    hear_back(proposers[still_here], True, district.people, district.rules)
    _be_seen(district, projects.first[done], projects.last[done], place_of_each(where))
    ideas.keep(~taken_up)
    projects.keep(~done)


def _be_seen(district: World, first: Numbers, last: Numbers, draw: Numbers) -> None:
    """Of those whom finished projects reach, who deliberated sees what came of it; others notice, or not."""
    if not district.structures.party_decides:
        rows = rows_between(first, last)
        deliberated = rows[district.residents.active[rows] & (1 << Act.DELIBERATE) != 0]
        hear_back(deliberated, False, district.people, district.rules)
    if district.rules.scalars.results_seen:
        learned = district.rules.scalars.experience
        key = district.month, district.seed, SEE_DRAWS
        see_results(first, last, draw, *key, learned.project_seen, learned.project_felt, district.people)


def _give_mandates(district: World, book: Funds) -> None:
    """Every resident who deliberated speaks for so many as the quorum says; mandates fade."""
    council = bound_by_council(district)
    if not np.count_nonzero(council):
        book.mandate[:] = 0.0
        return
    quorum = district.levers("committee.fund_threshold")
    kept = book.mandate * (1.0 - 1.0 / district.institutions.fund.mandate_months)
    spoken_for = np.full(len(book), np.inf)
    np.divide(district.count_act(Act.DELIBERATE) * 1000.0, quorum, out=spoken_for, where=quorum > 0.0)
    book.mandate[:] = np.where(council, kept + spoken_for, 0.0)


def affordable(district: World) -> Numbers:
    """Residents whom projects could reach with the money that lies in each fund."""
    price = to_fen(district.institutions.fund.project_cost)
    return np.maximum(0, district[Funds].balance(district)) // price


@while_set
def smallest_project(district: World) -> Numbers:
    """Residents whom the smallest project of each community reaches."""
    rule = district.institutions.fund
    return np.minimum(min(rule.project_least, rule.project_reach), district.geography.size)


def _start_projects(district: World, book: Funds) -> None:
    """Begin projects while money, mandate and residents without a new one this month are left."""
    size, council = district.geography.size, bound_by_council(district)
    allowed = np.where(council, np.minimum(book.mandate, size), size)
    left = np.minimum(affordable(district), np.floor(allowed + DONE).astype(np.int64))
    most = np.minimum(district.institutions.fund.project_reach, size)
    for draw in range(int((size // most).max()) + 1):
        reach = np.minimum(left, most)
        reach[reach < smallest_project(district)] = 0
        starting = rows_where(reach)
        if not starting.size:
            break
        _start(district, book, starting, reach[starting], draw)
        left -= reach
        book.mandate[:] = np.where(council, np.maximum(0.0, book.mandate - reach), 0.0)


def _start(district: World, book: Funds, where: Numbers, reach: Numbers, draw: int) -> None:
    """Pay for one project in each of these communities, (starting,), around its oldest proposal."""
    rule, start = district.institutions.fund, district.geography.community_start
    sites = _sites(district, book, where, draw)
    first = np.clip(sites - reach // 2, start[where], start[where + 1] - reach)
    numbers, cost = book.begun + np.arange(where.size), reach * to_fen(rule.project_cost)
    district.pay_each(("fund", where), OUTSIDE, cost, "micro-project", where)
    book.projects.append(
        number=numbers,
        community=where,
        first=first,
        last=first + reach,
        started=np.full(where.size, district.month),
        months_left=np.full(where.size, rule.project_months),
        cost=cost,
    )
    book.begun += where.size
    _take_up(district, book, where.size)


def _sites(district: World, book: Funds, where: Numbers, draw: int) -> Numbers:
    """(starting,) rows around which projects are: of the oldest proposal, else where the committee says."""
    u = each_uniform(district.seed, where, district.month, SITE_DRAWS, draw)
    own = district.geography.community_start[where] + (u * district.geography.size[where]).astype(np.int64)
    ideas = book.ideas
    waiting = rows_where(ideas.waiting() & _heard(district, ideas.community))
    oldest_last = waiting[::-1]  # of several that are written to one place the last stays
    proposer = np.full(len(book), NOBODY)
    proposer[ideas.community[oldest_last]] = ideas.proposer[oldest_last]
    return np.where(proposer[where] == NOBODY, own, proposer[where])


def _heard(district: World, community: Numbers) -> Flags:
    """(ideas,) whether this month's projects of a community take up what residents proposed.

    Rival of the party committee: where it decides, by keyed draws in a part of the months only.
    """
    if not district.structures.party_decides:
        return np.ones(community.size, dtype=np.bool_)
    u = each_uniform(district.seed, np.arange(district.geography.communities), district.month, HEARD_DRAWS)
    heard: Flags = u < district.institutions.fund.party_hears
    return heard[community]


def _take_up(district: World, book: Funds, newest: int) -> None:
    """The newest projects take up proposals of those whom they reach, the oldest first, by their size."""
    ideas, new = book.ideas, slice(len(book.projects) - newest, None)
    place = np.full(len(book), NOBODY)
    place[book.projects.community[new]] = np.arange(len(book.projects))[new]
    waiting = rows_where(ideas.waiting() & (place[ideas.community] != NOBODY))
    its = place[ideas.community[waiting]]
    inside = (ideas.proposer[waiting] >= book.projects.first[its]) & (
        ideas.proposer[waiting] < book.projects.last[its]
    )
    near = waiting[inside]
    near = near[_heard(district, ideas.community[near])]
    wanted = np.zeros(len(book), dtype=np.int64)
    wanted[book.projects.community[new]] = np.ceil(
        book.projects.reached[new] / district.institutions.fund.idea_residents
    )
    taken = near[lowest_of_each(ideas.community[near], near.astype(np.float64), wanted)]
    ideas.project[taken] = book.projects.number[place[ideas.community[taken]]]
