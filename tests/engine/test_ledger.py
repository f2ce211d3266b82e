"""Money: every payment has two sides, in whole fen, and nothing is made or lost."""

from __future__ import annotations

import copy
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.engine.ledger import Flow, Ledger, to_fen
from sim.flows import Flows

Account = tuple[str, int]
Payment = tuple[Account, Account, int, str, int, int]

ACCOUNTS: list[Account] = [("district", 0), ("fund", 0), ("fund", 1), ("company", 0), ("outside", 0)]
account = some.sampled_from(ACCOUNTS)
amount, purpose = some.integers(0, 10**15), some.sampled_from(["grant", "wages"])
payment = some.tuples(account, account, amount, purpose, some.integers(-1, 3), some.integers(1, 9))


def ledger_of(payments: list[Payment]) -> Ledger:
    ledger = Ledger()
    for payer, payee, fen, purpose, place, month in payments:
        ledger.pay(payer, payee, fen, purpose, place, month)
    return ledger


@given(some.lists(payment, max_size=30))
def test_what_one_account_pays_another_receives(payments: list[Payment]) -> None:
    expected: Counter[Account] = Counter()
    for payer, payee, fen, *_ in payments:
        expected.subtract({payer: fen})
        expected.update({payee: fen})
    ledger = ledger_of(payments)
    assert {one: ledger.balance[one] for one in ACCOUNTS} == {one: expected[one] for one in ACCOUNTS}


@given(some.lists(payment, max_size=30))
def test_money_is_neither_made_nor_lost(payments: list[Payment]) -> None:
    ledger = ledger_of(payments)
    assert sum(ledger.balance.values()) == 0
    ledger.close_month()


@given(some.lists(payment, max_size=30))
def test_flows_by_kind_add_up_to_what_was_paid(payments: list[Payment]) -> None:
    flows = ledger_of(payments).flows
    assert sum(flows.values()) == sum(fen for _, _, fen, *_ in payments)
    assert all(type(fen) is int and fen > 0 for fen in flows.values())


@given(some.lists(payment, max_size=30))
def test_payments_made_together_are_those_made_one_by_one(payments: list[Payment]) -> None:
    together = Ledger()
    for purpose in ("grant", "wages"):
        same = [one for one in payments if one[3] == purpose and one[:2] == (ACCOUNTS[0], ACCOUNTS[2])]
        for month in range(1, 10):
            due = [one for one in same if one[5] == month]
            fen, places = (np.array([one[k] for one in due], dtype=np.int64) for k in (2, 4))
            together.pay_each(ACCOUNTS[0], ACCOUNTS[2], fen, purpose, places, month)
    alone = ledger_of([one for one in payments if one[:2] == (ACCOUNTS[0], ACCOUNTS[2])])
    assert (together.flows, together.balance) == (alone.flows, alone.balance)


def test_flows_stand_in_one_order_whatever_the_order_of_payments() -> None:
    payments: list[Payment] = [(ACCOUNTS[0], ACCOUNTS[k], 5 + k, "grant", 2 - k, 3 - k) for k in (1, 2)]
    assert list(ledger_of(payments).flows) == list(ledger_of(payments[::-1]).flows)


def test_a_negative_amount_among_many_is_refused_and_leaves_no_trace() -> None:
    ledger = Ledger()
    with pytest.raises(ValueError, match="0 or more, not"):
        ledger.pay_each(ACCOUNTS[0], ACCOUNTS[1], np.array([3, -1]), "grant", 0, 1)
    assert (ledger.flows, ledger.balance) == ({}, {})


def test_a_flow_says_who_paid_whom_what_for_where_and_when() -> None:
    ledger = Ledger()
    ledger.pay(("district", 0), ("fund", 3), 500, "fund grant", 3, 13)
    ledger.pay(("district", 0), ("fund", 3), 250, "fund grant", 3, 13)
    ledger.pay(("district", 0), ("fund", 3), 1, "fund grant", 3, 14)
    assert dict(ledger.flows) == {
        Flow(month=13, payer="district", payee="fund", purpose="fund grant", place=3): 750,
        Flow(month=14, payer="district", payee="fund", purpose="fund grant", place=3): 1,
    }


@pytest.mark.parametrize("fen", [-1, 0.5, -0.25, float("nan"), float("inf"), Fraction(1, 3)])
def test_negative_and_broken_amounts_are_refused_and_leave_no_trace(fen: float) -> None:
    ledger = Ledger()
    with pytest.raises(ValueError, match="whole number of fen, 0 or more"):
        ledger.pay(("district", 0), ("fund", 0), fen, "grant", 0, 1)  # type: ignore[arg-type]
    assert not ledger.balance
    assert not ledger.flows


@pytest.mark.parametrize("fen", [3.0, np.int64(3), np.float64(3.0)])
def test_a_whole_amount_of_any_type_is_kept_as_an_integer(fen: int) -> None:
    ledger = Ledger()
    ledger.pay(("district", 0), ("fund", 0), fen, "grant", 0, 1)
    assert {type(kept) for kept in [*ledger.balance.values(), *ledger.flows.values()]} == {int}


def test_paying_nothing_leaves_no_trace() -> None:
    ledger = Ledger()
    ledger.pay(("district", 0), ("fund", 0), 0, "grant", 0, 1)
    assert not ledger.balance
    assert not ledger.flows


@pytest.mark.parametrize("extra", [1, -1, 10**12])
def test_money_from_nowhere_is_found_at_the_end_of_the_month(extra: int) -> None:
    ledger = ledger_of([(("district", 0), ("fund", 0), 500, "grant", 0, 1)])
    ledger.accounts["fund"][0] += extra
    with pytest.raises(ArithmeticError, match=f"does not balance: {extra} fen too much"):
        ledger.close_month()


def test_a_copy_of_the_books_shares_nothing_with_them() -> None:
    ledger = ledger_of([(("district", 0), ("fund", 0), 500, "grant", 0, 1)])
    twin = copy.deepcopy(ledger)
    twin.pay(("fund", 0), ("outside", 0), 200, "micro-project", 0, 2)
    assert ledger.balance["fund", 0] == 500
    assert len(ledger.flows) == 1
    assert (twin.balance["fund", 0], len(twin.flows)) == (300, 2)


@pytest.mark.parametrize(
    ("yuan", "fen"), [(0.0, 0), (1.0, 100), (0.014, 1), (0.016, 2), (1234567.89, 123456789)]
)
def test_yuan_become_whole_fen_by_rounding(yuan: float, fen: int) -> None:
    assert to_fen(yuan) == fen
    assert type(to_fen(np.float64(yuan))) is int


@given(some.lists(payment, max_size=30))
def test_flows_as_columns_read_and_print_as_the_rows(payments: list[Payment]) -> None:
    ledger = ledger_of(payments)
    rows = tuple((*flow, fen) for flow, fen in ledger.flows.items())
    flows = Flows.of(ledger.books)
    assert (tuple(flows), len(flows)) == (rows, len(rows))
    assert flows == Flows.of(ledger.books)
    assert repr(flows) == repr(rows)
    assert flows[1:] == rows[1:]
