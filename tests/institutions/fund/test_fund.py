"""The self-governance fund (S3.3, S2.4): who pays in, who decides, and what the money becomes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees, Idea, Project
from sim.institutions.companies.state import Companies
from sim.institutions.fund.month import project_cost, run_funds
from sim.institutions.government.rollout import roll_out
from sim.vocabulary import Act
from tests.institutions.worlds import district, lived, paid

FUND = ("policies.committee.fund=200.0",)
COUNCIL = (*FUND, "policies.committee.fund_decided_by=council", "policies.committee.fund_threshold=5.0")
JOINT = ("policies.companies.joint_fund=0.1",)
# Burn-in of the small scenarios is 6 months: the first January under the policy is month 13.
JANUARY, NEXT_JANUARY = 13, 25
LONG = "calendar.horizon=36"


def test_without_the_levers_no_government_money_reaches_a_fund() -> None:
    one = district("tiny", LONG, months=30)
    purposes = ("fund grant", "fund match", "company contribution", "council organisers", "micro-project")
    assert [paid(one, purpose) for purpose in purposes] == [0] * len(purposes)


def test_each_january_the_district_grants_its_yuan_per_resident() -> None:
    one = district("tiny", *FUND, LONG, months=30)
    size = int(one.geography.size[0])
    assert size == 120
    assert paid(one, "fund grant", place=0) == 2 * to_fen(200.0 * size)
    months = {flow.month for flow in one.ledger.flows if flow.purpose == "fund grant"}
    assert months == {JANUARY, NEXT_JANUARY}


def test_government_matches_the_companys_contribution_fen_for_fen() -> None:
    one = district("tiny", *JOINT, LONG, months=36)
    given = [paid(one, "company contribution", range(month, month + 1)) for month in (12, 24, 36)]
    matched = [paid(one, "fund match", range(month, month + 1)) for month in (13, 25, 36)]
    assert matched == [given[0], given[1], 0]
    assert min(given) > 0
    assert paid(one, "fund match") == sum(matched)
    assert paid(one, "company contribution", place=0) == paid(one, "company contribution") == sum(given)


def test_the_company_contributes_its_share_of_profit_before_dividends() -> None:
    one = district("tiny", *JOINT, months=12)
    company, rule = one[Companies][0], one.institutions.company
    other = paid(one, "jobs for residents") + paid(one, "canvassing")
    profit = company.gross - company.services - other / 100.0
    assert company.profit == pytest.approx(profit, abs=0.02)
    assert profit > 0.0
    assert paid(one, "rents") == to_fen(company.gross)
    assert paid(one, "company contribution") == to_fen(0.1 * company.profit)
    assert paid(one, "dividends") == to_fen(rule.dividend * 0.9 * company.profit)


def ready(*policy: str, deliberated: int = 0, ideas: int = 1) -> District:
    """A district in a month of the policy with money for two projects, ideas, and so many who deliberated."""
    one = district("tiny", *policy)
    one.month = 8
    roll_out(one, 2)
    committee = one[Committees][0]
    one.ledger.pay(OUTSIDE, committee.fund, 2 * project_cost(one, 0), "gift", 0, 8)
    committee.ideas = [Idea(row, 0.0) for row in range(ideas)]
    one.deliberated[0] = deliberated
    return one


# Quorum of 5 in 1,000 of 120 residents: 0.6, so one resident is enough; a quorum of 50 asks for 6.
DECISIONS = {
    "the committee decides alone": (FUND, 0, 1),
    "a council without anybody": (COUNCIL, 0, 0),
    "a council with its quorum": (COUNCIL, 1, 1),
    "a council just below a larger quorum": ((*COUNCIL, "policies.committee.fund_threshold=50.0"), 5, 0),
    "a council at a larger quorum": ((*COUNCIL, "policies.committee.fund_threshold=50.0"), 6, 1),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_council_gives_money_only_with_its_quorum(decision: str) -> None:
    policy, deliberated, projects = DECISIONS[decision]
    one = ready(*policy, deliberated=deliberated)
    run_funds(one)
    assert len(one[Committees][0].projects) == projects
    assert paid(one, "micro-project") == projects * project_cost(one, 0)


def test_there_is_one_new_project_a_month_while_money_and_ideas_last() -> None:
    one = ready(*FUND, ideas=5)
    for started in (1, 2, 2, 2):
        run_funds(one)
        assert len(one[Committees][0].projects) == started
    assert one[Committees][0].fund_balance == 0
    assert [idea.proposer for idea in one[Committees][0].ideas] == [2, 3, 4]


def test_without_an_idea_the_money_waits() -> None:
    one = ready(*FUND, ideas=0)
    run_funds(one)
    assert one[Committees][0].fund_balance == 2 * project_cost(one, 0)


def working(projects: list[Project], hours: float) -> District:
    one = district("tiny", *FUND, "assumptions.institutions.fund.project_hours=3.0")
    one.month = 8
    one[Committees][0].projects = projects
    one[Committees][0].spent.projects = hours
    return one


@pytest.mark.parametrize(("hours", "left"), [(6.0, [1, 4]), (9.0, [1, 4]), (5.9, [2, 5]), (0.0, [2, 5])])
def test_projects_go_on_only_with_their_hours_of_staff(hours: float, left: list[int]) -> None:
    one = working([Project(3, 0.0, 2, 1), Project(4, 0.0, 5, 1)], hours)
    run_funds(one)
    assert [project.months_left for project in one[Committees][0].projects] == left


def test_a_finished_project_is_a_solved_proposal_and_an_answer_to_those_who_deliberated() -> None:
    one = working([Project(3, 0.0, 1, 1)], 3.0)
    one.residents.active[5] = 1 << Act.DELIBERATE
    one.residents.active[130] = 1 << Act.DELIBERATE
    one.residents.trust[[3, 5, 6, 130]] = 0.5
    run_funds(one)
    learned = one.rules.scalars.experience
    expected = [0.5 + 0.5 * learned.solved, 0.5 + 0.5 * learned.answered, 0.5, 0.5]
    np.testing.assert_allclose(one.residents.trust[[3, 5, 6, 130]], expected, rtol=1e-6)
    assert one.residents.response[[3, 5, 6]].tolist() == pytest.approx([1.0, 0.3, 0.0])
    assert (one[Committees][0].projects, one[Committees][0].projects_finished) == ([], 1)
    assert one.projects_finished.tolist() == [1, 0]


def test_who_has_moved_in_is_not_credited_with_the_project_of_who_moved_out() -> None:
    one = working([Project(3, 7.5, 1, 1)], 3.0)
    one.residents.years_here[3] = 0.25
    run_funds(one)
    assert one[Committees][0].projects_finished == 1
    assert one.residents.response[3] == 0.0


def test_an_idea_stays_that_of_its_proposer_when_the_home_changes_hands() -> None:
    one = ready(*FUND)
    one[Committees][0].ideas = [Idea(3, 7.5)]
    one.residents.years_here[3] = 0.25
    run_funds(one)
    assert one[Committees][0].projects[0].proposer_since == 7.5


def test_part_of_the_grant_pays_those_who_bring_the_council_together() -> None:
    share, one = "assumptions.institutions.fund.council_share=0.3", district("tiny", *COUNCIL, months=12)
    assert one.council_hours.tolist() == [0.0, 0.0]
    one = district("tiny", *COUNCIL, share, months=JANUARY)
    wages = 0.3 * 200.0 * 120
    assert paid(one, "council organisers", place=0) == to_fen(wages)
    assert one.council_hours[0] == pytest.approx(wages / 12.0 / one.institutions.staff.wage)
    assert district("tiny", *FUND, share, months=JANUARY).council_hours.tolist() == [0.0, 0.0]


BUSY = (
    "assumptions.participation.motives.suggest.intercept=0.0",
    "assumptions.institutions.fund.project_cost=20.0",
    "assumptions.institutions.staff.solvable=0.0",
    "place.types.village.bodies.committee_staff=8.0",
    LONG,
)


@pytest.mark.parametrize("policy", [FUND, COUNCIL, (*COUNCIL, *JOINT)], ids=["committee", "council", "joint"])
def test_in_every_month_money_buys_projects_and_no_fund_is_overdrawn(policy: tuple[str, ...]) -> None:
    one, quorum = district("tiny", *policy, *BUSY), 0.6
    for month in range(1, 41):
        lived(one, 1)
        for committee in one[Committees]:
            started = paid(one, "micro-project", range(month, month + 1), committee.community) > 0
            if policy != FUND and month > 6:
                assert not started or one.deliberated[committee.community] >= quorum
            known = len(committee.projects) + committee.projects_finished
            cost = project_cost(one, committee.community)
            assert paid(one, "micro-project", place=committee.community) == known * cost
            assert committee.fund_balance >= 0
            assert len(committee.ideas) <= one.institutions.fund.ideas
    assert sum(committee.projects_finished for committee in one[Committees]) > 0
