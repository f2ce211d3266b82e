"""The self-governance fund (S3.3, S2.4): who pays in, who decides, and what the money becomes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.fund.month import council_meetings, run_funds
from sim.institutions.fund.state import Funds
from sim.institutions.government.rollout import roll_out
from sim.vocabulary import Act
from tests.institutions.worlds import begin, district, lived, note, paid

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


def ready(*policy: str, deliberated: int = 0, ideas: int = 1, money: int = 2) -> District:
    """A district in a month of the policy with money for so many whole projects, ideas, and deliberation."""
    one = district("tiny", *policy)
    one.month = 8
    roll_out(one, 2)
    one.ledger.pay(OUTSIDE, ("fund", 0), money * whole_cost(one), "gift", 0, 8)
    note(one, range(ideas))
    deliberate(one, deliberated)
    return one


def deliberate(one: District, number: int) -> None:
    """Let so many of the first community deliberate this month, and nobody else."""
    one.residents.acts[:] = 0
    one.residents.acts[:number] = 1 << Act.DELIBERATE


def whole_cost(one: District) -> int:
    """What a project costs that reaches the whole first community, in fen."""
    return to_fen(one.institutions.fund.project_cost) * int(one.geography.size[0])


def started(one: District) -> list[int]:
    """Residents whom each running project of the first community reaches."""
    projects = one[Funds].projects
    return [int(reached) for reached in projects.reached[projects.community == 0]]


# 120 residents: with a quorum of 5 in 1,000 one resident speaks for 200; with one of 50 six speak for all.
DECISIONS = {
    "the committee decides alone": (FUND, 0, [120]),
    "a council without anybody": (COUNCIL, 0, []),
    "a council with its quorum": (COUNCIL, 1, [120]),
    "a council that speaks for some": ((*COUNCIL, "policies.committee.fund_threshold=50.0"), 5, [100]),
    "a council at a larger quorum": ((*COUNCIL, "policies.committee.fund_threshold=50.0"), 6, [120]),
    "a council without a quorum": ((*COUNCIL, "policies.committee.fund_threshold=0.0"), 0, [120]),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_council_gives_money_for_as_many_residents_as_its_quorum_speaks_for(decision: str) -> None:
    policy, deliberated, reached = DECISIONS[decision]
    one = ready(*policy, "assumptions.institutions.fund.project_least=50", deliberated=deliberated)
    run_funds(one)
    assert started(one) == reached
    assert paid(one, "micro-project") == to_fen(one.institutions.fund.project_cost) * sum(reached)


def test_what_was_deliberated_may_be_decided_on_later_and_fades() -> None:
    one = ready(*COUNCIL, deliberated=1, money=0)
    run_funds(one)
    assert one[Funds].mandate[0] == pytest.approx(200.0)
    deliberate(one, 0)
    run_funds(one)
    assert one[Funds].mandate[0] == pytest.approx(200.0 * 11.0 / 12.0)
    one.ledger.pay(OUTSIDE, ("fund", 0), whole_cost(one), "gift", 0, 8)
    run_funds(one)
    assert started(one) == [120]
    assert one[Funds].mandate[0] == pytest.approx(200.0 * (11.0 / 12.0) ** 2 - 120.0)


def test_nobody_is_reached_by_two_projects_that_begin_in_one_month() -> None:
    one = ready(*FUND)
    for reached in ([120], [120, 120], [120, 120]):
        run_funds(one)
        assert started(one) == reached
    assert one[Funds].balance(one)[0] == 0


def test_money_for_a_part_of_the_community_buys_a_smaller_project_around_its_proposer() -> None:
    rule = "assumptions.institutions.fund"
    one = ready(*FUND, f"{rule}.project_least=50", f"{rule}.idea_residents=1000", money=0)
    one[Funds].ideas.proposer[0] = 70
    one.ledger.pay(OUTSIDE, ("fund", 0), whole_cost(one) // 2, "gift", 0, 8)
    run_funds(one)
    projects = one[Funds].projects
    assert (projects.first[0], projects.last[0]) == (40, 100)
    one.ledger.pay(OUTSIDE, ("fund", 0), whole_cost(one) // 3, "gift", 0, 8)
    run_funds(one)
    assert len(projects) == 1, "for less than the smallest project money waits"


def test_a_large_community_has_several_projects_in_a_month_and_each_takes_up_its_neighbours_ideas() -> None:
    rule = "assumptions.institutions.fund"
    sizes = (f"{rule}.project_reach=50", f"{rule}.project_least=20", f"{rule}.idea_residents=25")
    one = ready(*FUND, *sizes, ideas=0)
    note(one, [10, 20, 12, 14, 100])
    run_funds(one)
    projects, ideas = one[Funds].projects, one[Funds].ideas
    assert projects.reached.tolist() == [50, 50, 20]
    assert projects.first.tolist() == [0, 0, 90]
    assert ideas.project.tolist() == [0, 0, 1, 1, 2]


def test_without_a_proposal_the_committee_says_what_is_done() -> None:
    rule = "assumptions.institutions.fund"
    one = ready(*FUND, f"{rule}.project_reach=50", f"{rule}.project_least=20", ideas=0)
    run_funds(one)
    assert started(one) == [50, 50, 20]
    assert len(one[Funds].ideas) == 0


def working(months_left: list[float], hours: float, **rows: int) -> District:
    """Projects under way that take 3 hours each a month, and so many hours spent on them."""
    one = district("tiny", *FUND, "assumptions.institutions.fund.project_hours=25.0")
    one.month = 8
    begin(one, months_left, **rows)
    one[Committees].spent_projects[0] = hours
    return one


@pytest.mark.parametrize(("hours", "worked"), [(6.0, 1.0), (9.0, 1.0), (3.0, 0.5), (0.0, 0.0)])
def test_projects_advance_by_the_part_of_a_month_for_which_there_are_hours(
    hours: float, worked: float
) -> None:
    one = working([2.0, 5.0], hours)
    run_funds(one)
    assert one[Funds].projects.months_left.tolist() == [2.0 - worked, 5.0 - worked]


UNSEEN = "assumptions.structures.results=unseen"


def test_a_finished_project_is_a_solved_proposal_and_an_answer_to_those_who_deliberated_where_it_is() -> None:
    one = district("tiny", *FUND, UNSEEN)
    one.month = 8
    begin(one, [1.0], 0, 60)
    one[Committees].spent_projects[0] = 100.0
    note(one, [3, 4])
    one[Funds].ideas.project[:] = [0, -1]
    for row in (5, 80, 130):
        one.residents.active[row] = 1 << Act.DELIBERATE
    one.residents.trust[[3, 4, 5, 6, 80, 130]] = 0.5
    run_funds(one)
    learned = one.rules.scalars.experience
    expected = [0.5 + 0.5 * learned.solved, 0.5, 0.5 + 0.5 * learned.answered, 0.5, 0.5, 0.5]
    np.testing.assert_allclose(one.residents.trust[[3, 4, 5, 6, 80, 130]], expected, rtol=1e-6)
    assert one.residents.response[[3, 5, 6]].tolist() == pytest.approx([1.0, 0.3, 0.0])
    assert one[Funds].finished.tolist() == one[Funds].ever_finished.tolist() == [1, 0]
    assert one[Funds].served.tolist() == [60, 0]
    assert one[Funds].ideas.proposer.tolist() == [4]
    assert len(one[Funds].projects) == 0


def test_who_has_moved_in_is_not_credited_with_the_project_of_who_moved_out() -> None:
    one = working([1.0], 3.0)
    note(one, [3], since=7.5)
    one[Funds].ideas.project[:] = 0
    one.residents.years_here[3] = 0.25
    run_funds(one)
    assert one[Funds].ever_finished[0] == 1
    assert one.residents.response[3] == 0.0


def test_part_of_the_grant_pays_those_who_bring_the_council_together() -> None:
    share, one = "assumptions.institutions.fund.council_share=0.3", district("tiny", *COUNCIL, months=12)
    assert one[Funds].council_hours.tolist() == [0.0, 0.0]
    one = district("tiny", *COUNCIL, share, months=JANUARY)
    wages = 0.3 * 200.0 * 120
    assert paid(one, "council organisers", place=0) == to_fen(wages)
    assert one[Funds].council_hours[0] == pytest.approx(wages / 12.0 / one.institutions.staff.wage)
    assert district("tiny", *FUND, share, months=JANUARY)[Funds].council_hours.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("hours", [1e9, 1.0])
def test_councils_meet_as_often_as_people_and_hours_allow(hours: float) -> None:
    one = district("tiny", "assumptions.institutions.staff.meeting_hours=40.0")
    one[Funds].council_hours[:] = hours
    held = []
    for month in range(1, 2001):
        one.month = month
        held.append(council_meetings(one)[0])
    mean = min(0.5 * 0.12, hours / 40.0)
    assert abs(np.mean(held) - mean) < 4.0 * np.sqrt(mean * (1.0 - mean) / len(held))


BUSY = (
    "assumptions.participation.motives.suggest.intercept=0.0",
    "assumptions.institutions.staff.solvable=0.0",
    "place.types.village.bodies.committee_staff=8.0",
    LONG,
)


@pytest.mark.parametrize("policy", [FUND, COUNCIL, (*COUNCIL, *JOINT)], ids=["committee", "council", "joint"])
def test_in_every_month_money_buys_projects_and_no_fund_is_overdrawn(policy: tuple[str, ...]) -> None:
    one, reached = district("tiny", *policy, *BUSY), np.zeros(2, dtype=np.int64)
    price = to_fen(one.institutions.fund.project_cost)
    for month in range(1, 41):
        lived(one, 1)
        book = one[Funds]
        begun = book.projects.started == month
        reached += np.bincount(
            book.projects.community[begun], weights=book.projects.reached[begun], minlength=2
        ).astype(np.int64)
        assert (book.balance(one) >= 0).all()
        assert (book.mandate >= 0.0).all()
        assert (book.ideas_waiting() <= np.ceil(one.institutions.fund.ideas * 0.12)).all()
        assert [paid(one, "micro-project", place=c) for c in (0, 1)] == (price * reached).tolist()
    assert book.ever_finished.sum() > 0
