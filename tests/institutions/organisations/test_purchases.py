"""What the district buys of organisations, and of whom."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.ledger import to_fen
from sim.institutions.organisations.month import run_organisations
from sim.institutions.organisations.purchases import best_of_each, buy_services, eligible
from sim.institutions.organisations.state import (
    Organisations,
)
from tests.institutions.organisations.organisation_worlds import (
    JANUARY,
    LIFE,
    quiet,
    under_policy,
)
from tests.institutions.worlds import paid


def test_in_january_known_organisations_are_given_one_purchase_each_as_far_as_the_budget_goes() -> None:
    # 50 lines for 10,000 residents are 1.2 for 240: one organisation, and a fifth of a purchase.
    one = quiet(f"{LIFE}.purchase_lines=50.0", organisations=4, month=JANUARY)
    run_organisations(one)
    price = to_fen(one.institutions.organisations.purchase)
    assert paid(one, "service purchase") == pytest.approx(1.2 * price, abs=1)
    assert [one.contracts for one in one[Organisations]] == pytest.approx([1.0, 0.2, 0.0, 0.0])


def test_what_is_not_tendered_goes_to_last_years_partners_first_then_to_the_oldest() -> None:
    one = quiet(f"{LIFE}.purchase_lines=50.0", organisations=4, month=JANUARY)
    one[Organisations][2].contracts = 0.5
    run_organisations(one)
    assert [one.contracts for one in one[Organisations]] == pytest.approx([0.2, 0.0, 1.0, 0.0])


def test_in_other_months_the_district_buys_nothing() -> None:
    one = quiet(f"{LIFE}.purchase_lines=50.0", organisations=4)
    run_organisations(one)
    assert paid(one, "service purchase") == 0


def test_at_an_open_tender_the_better_bid_wins_below_the_ceiling() -> None:
    rules = (f"{LIFE}.purchase_lines=40.0", "policies.tasks.purchase_openness=1.0")
    one = under_policy(quiet(*rules, organisations=3, month=JANUARY))
    able = one[Organisations][2]
    able.capability, able.reputation = 0.9, 0.9
    buy_services(one)
    assert able.contracts > 0.9
    assert able.contracts == max(other.contracts for other in one[Organisations])
    lines = 40.0 / 10_000 * 240
    assert sum(other.contracts for other in one[Organisations]) > lines
    assert paid(one, "service purchase") <= to_fen(lines * one.institutions.organisations.purchase) + 1


@pytest.mark.parametrize(("admission", "admitted"), [("two_years", 1), ("registered", 2), ("filed", 3)])
def test_the_rules_of_admission_say_who_may_bid(admission: str, admitted: int) -> None:
    one = quiet(f'policies.organisations.admission="{admission}"', organisations=3)
    one.put_in_force(np.ones_like(one.in_force))
    _, young, filed = one[Organisations].views
    young.opens = one.month - 3
    filed.registered = False
    assert eligible(one).sum() == admitted


def test_the_best_organisation_of_some_communities_can_be_asked_for() -> None:
    one = quiet(organisations=3)
    one[Organisations][1].capability = 0.9
    assert best_of_each(one).tolist() == [1, -1]
