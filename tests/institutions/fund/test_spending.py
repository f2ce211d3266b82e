"""Money of the fund counts when it is spent: the district's part of what funds pay; the rest is a reserve."""

from __future__ import annotations

import numpy as np
import pytest

from sim.actor import DISTRICT, OUTSIDE
from sim.engine.ledger import FEN_PER_YUAN
from sim.institutions.fund.spending import count_spending
from sim.institutions.fund.state import Funds
from sim.outcomes.register import OutcomeTaker
from tests.institutions.worlds import district, lived, paid

FUND = "policies.committee.fund=200.0"
COST, RESERVE = ("cost.district", "all"), ("fund.reserve", "all")


def test_of_what_a_mixed_fund_pays_the_districts_part_counts_as_the_districts() -> None:
    one = district("tiny")
    one.month, fund = 8, ("fund", 0)
    one.ledger.pay(DISTRICT, fund, 3000, "fund grant", 0, 8)
    one.ledger.pay(OUTSIDE, fund, 1000, "donation", 0, 8)
    for month, left in ((8, 1500), (9, 0)):
        one.month = month
        one.ledger.pay(fund, OUTSIDE, 2000, "micro-project", 0, month)
        count_spending(one)
        assert one[Funds].public_spent.tolist() == [1500, 0]
        assert one[Funds].public.tolist() == [left, 0]


def test_over_the_years_the_district_has_spent_what_it_paid_in_but_for_what_lies_there() -> None:
    one = district("tiny", FUND, "policies.companies.joint_fund=0.1", "calendar.horizon=36")
    spent = np.zeros(2, dtype=np.int64)
    for _ in range(40):
        lived(one, 1)
        spent += one[Funds].public_spent
        assert (one[Funds].public <= one[Funds].balance(one)).all()
    granted = [paid(one, "fund grant", place=c) + paid(one, "fund match", place=c) for c in (0, 1)]
    assert (spent + one[Funds].public).tolist() == granted
    assert spent.min() > 0


def test_a_grant_that_lies_in_the_fund_is_no_cost_but_a_reserve() -> None:
    dear = "assumptions.institutions.fund.project_cost=200.0"
    costs, reserves = [], []
    for policy in ("policies.committee.fund=0.0", "policies.committee.fund=20.0"):
        one = district("tiny", policy, dear, months=13)
        values = OutcomeTaker(one).take(one)
        costs.append(values[COST])
        reserves.append(values[RESERVE])
    assert costs[1] == pytest.approx(costs[0], abs=1e-6)
    balance = one[Funds].balance(one).sum() / FEN_PER_YUAN
    assert reserves[1] == pytest.approx(balance / one.geography.size.sum())
    assert reserves[1] > 19.0
