"""Self-governance fund 社区自治基金 (S3.3, S2.4): income in January, decisions, micro-projects."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE, residents_of
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees, Project, ResidentsCommittee
from sim.institutions.companies.state import Companies
from sim.institutions.world import World
from sim.residents.experience import hear_back, see_project
from sim.vocabulary import Act

COUNCIL: Final = "council"


def pay_into_funds(district: World) -> None:
    """January: the district pays the year's money and matches what the company paid (S2.4)."""
    if month_of_year(district.month) != JANUARY:
        return
    companies = district[Companies]
    match = companies.by_community(companies.contribution)
    for committee in district[Committees]:
        c = committee.community
        grant = district.policy_of(c).committee.fund * float(district.geography.size[c])
        district.government.spend(committee.fund, grant, "fund grant", c)
        district.council_hours[c] = _hire_organisers(district, committee, grant)
        district.government.spend(committee.fund, float(match[c]), "fund match", c)


def _hire_organisers(district: World, committee: ResidentsCommittee, grant: float) -> float:
    """Where a council decides, part of the grant hires people who convene it; gives their hours a month."""
    if district.policy_of(committee.community).committee.fund_decided_by != COUNCIL:
        return 0.0
    wages = district.institutions.fund.council_share * grant
    account = residents_of(committee.community)
    district.ledger.pay(
        committee.fund, account, to_fen(wages), "council organisers", committee.community, district.month
    )
    return wages / 12.0 / district.institutions.staff.wage


def project_cost(district: World, community: int) -> int:
    """Cost of a micro-project in a community, in fen: larger communities have larger ones."""
    return to_fen(district.institutions.fund.project_cost * float(district.geography.size[community]))


def run_funds(district: World) -> None:
    """Work on running projects and decide on new ones."""
    for committee in district[Committees]:
        _work_on_projects(district, committee)
        if committee.ideas and _may_decide(district, committee):
            _start_project(district, committee)


def _work_on_projects(district: World, committee: ResidentsCommittee) -> None:
    needed = len(committee.projects) * district.institutions.fund.project_hours
    if needed > committee.spent.projects + 1e-9:
        return
    for project in committee.projects:
        project.months_left -= 1
        if project.months_left == 0:
            _finish(district, committee, project)
    committee.projects = [project for project in committee.projects if project.months_left > 0]


def _finish(district: World, committee: ResidentsCommittee, project: Project) -> None:
    """The proposer sees the own proposal solved; who deliberated sees what came of it; neighbours notice."""
    c = committee.community
    committee.projects_finished += 1
    district.projects_finished[c] += 1
    still_here = district.residents.years_here[project.proposer] >= project.proposer_since
    solved = np.array([project.proposer] if still_here else [], dtype=np.int64)
    hear_back(solved, True, district.people, district.rules)
    first, last = district.geography.community_start[c], district.geography.community_start[c + 1]
    deliberated = district.residents.active[first:last] >> int(Act.DELIBERATE) & 1
    hear_back(first + np.flatnonzero(deliberated), False, district.people, district.rules)
    if district.rules.scalars.results_seen:
        see_project(int(first), int(last), district.month, district.seed, district.people, district.rules)


def _may_decide(district: World, committee: ResidentsCommittee) -> bool:
    """Money for one project must be there and, where a council decides, enough residents who deliberated."""
    enough_money = committee.fund_balance >= project_cost(district, committee.community)
    rule = district.policy_of(committee.community).committee
    if not enough_money or rule.fund_decided_by != COUNCIL:
        return enough_money
    quorum = rule.fund_threshold * float(district.geography.size[committee.community]) / 1000.0
    return bool(district.deliberated[committee.community] >= quorum)


def _start_project(district: World, committee: ResidentsCommittee) -> None:
    cost = project_cost(district, committee.community)
    idea = committee.ideas.pop(0)
    district.ledger.pay(committee.fund, OUTSIDE, cost, "micro-project", committee.community, district.month)
    months = district.institutions.fund.project_months
    committee.projects.append(Project(idea.proposer, idea.proposer_since, months, cost))
