"""Organisations' life: founded by backbones, paid by purchases and donations, closed without money."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.agents.actor import OUTSIDE
from sim.agents.organisations import SocialOrganisation
from sim.agents.residents import Act, Office, Rung
from sim.district import District
from sim.engine.ledger import to_fen
from sim.governance.organisations import run_organisations
from tests.governance.worlds import district, lived, paid

LIFE = "assumptions.institutions.organisations"
NONE_AT_FIRST = f"{LIFE}.initial=0.0"
FEBRUARY, JANUARY = 2, 13
LIMIT = 4.5


def quiet(*rules: str, organisations: int = 0, month: int = FEBRUARY) -> District:
    """A district in which nobody acts or founds, with so many organisations in community 0."""
    one = district("tiny", NONE_AT_FIRST, f"{LIFE}.founding=0.0", *rules)
    one.month = month
    one.residents.acts[:] = 0
    for _ in range(organisations):
        one.add_organisation(0, -1)
    return one


def give(one: District, organisation: SocialOrganisation, yuan: float) -> None:
    one.ledger.pay(OUTSIDE, organisation.account, to_fen(yuan), "gift", organisation.community, one.month)


def test_as_many_organisations_stand_at_the_start_as_are_assumed() -> None:
    number = [len(district("tiny", f"{LIFE}.initial=50.0", seed=seed).organisations) for seed in range(60)]
    expected = 50.0 / 10_000 * 240 * 60
    assert abs(sum(number) - expected) < LIMIT * math.sqrt(0.25 * 2 * 60)


def test_founded_less_closed_is_alive_in_every_month() -> None:
    one = district("tiny", f"{LIFE}.initial=50.0", f"{LIFE}.founding=0.2", f"{LIFE}.purchase_lines=5.0")
    one.residents.rung[:20] = Rung.BACKBONE
    seen = set()
    for _ in range(24):
        lived(one, 1)
        assert one.organisations_founded - one.organisations_closed == len(one.organisations)
        numbers = [organisation.number for organisation in one.organisations]
        assert len(set(numbers)) == len(numbers)
        assert set(one.organisations) == set(one.agents_by_type.get(SocialOrganisation, ()))
        seen.add((one.organisations_founded, one.organisations_closed))
    assert max(closed for _, closed in seen) > 0
    assert len({founded for founded, _ in seen}) > 1


def test_only_backbones_without_duties_found() -> None:
    one = quiet(f"{LIFE}.founding=0.2", f"{LIFE}.grant_gap=60")
    one.residents.rung[:] = Rung.ACTIVIST
    one.residents.rung[:40] = Rung.BACKBONE
    one.residents.office[:20] = Office.COMMITTEE
    for month in range(2, 40):
        one.month = month
        run_organisations(one)
    founders = np.flatnonzero(one.residents.office == Office.ORGANISATION_HEAD)
    assert one.organisations_founded == len(founders)
    assert 0 < len(founders) <= 20
    assert ((founders >= 20) & (founders < 40)).all()


def test_backbones_found_at_the_assumed_rate() -> None:
    one, rate, founded, months = quiet(f"{LIFE}.founding=0.01"), 0.01, 0, 200
    one.residents.rung[:] = Rung.BACKBONE
    for month in range(months):
        one.month = 2 + 12 * month
        one.residents.office[:] = Office.NONE
        before = one.organisations_founded
        run_organisations(one)
        founded += one.organisations_founded - before
    trials = months * len(one.residents)
    assert abs(founded - rate * trials) < LIMIT * math.sqrt(trials * rate * (1.0 - rate))


def test_the_founder_heads_the_organisation_in_the_own_community() -> None:
    one = quiet(f"{LIFE}.founding=0.2")
    one.residents.rung[[130, 131, 132]] = Rung.BACKBONE
    for month in range(2, 100):
        one.month = month
        run_organisations(one)
        if one.organisations:
            break
    organisation = one.organisations[0]
    assert organisation.community == 1
    assert organisation.head in (130, 131, 132)
    assert one.residents.office[organisation.head] == Office.ORGANISATION_HEAD


def test_in_january_the_district_buys_from_as_many_as_its_budget_has_lines() -> None:
    # 50 lines for 10,000 residents are 1.2 for 240: one organisation.
    one = quiet(f"{LIFE}.purchase_lines=50.0", organisations=4, month=JANUARY)
    run_organisations(one)
    price = to_fen(one.institutions.organisations.purchase)
    assert paid(one, "service purchase") == 1 * price
    assert sorted(organisation.income.get("government", 0) for organisation in one.organisations) == [
        0,
        0,
        0,
        price,
    ]


def test_in_other_months_the_district_buys_nothing() -> None:
    one = quiet(f"{LIFE}.purchase_lines=50.0", organisations=4)
    run_organisations(one)
    assert paid(one, "service purchase") == 0


@pytest.mark.parametrize("organisations", [0, 1, 2, 3, 7])
def test_donations_reach_the_communitys_organisations_or_its_fund_to_the_last_fen(organisations: int) -> None:
    one = quiet("assumptions.institutions.government.donation=10.01", organisations=organisations)
    one.residents.acts[[3, 4, 5, 6]] = 1 << Act.DONATE
    run_organisations(one)
    given = 4 * 1001
    assert paid(one, "donation", place=0) == given
    assert one.committees[0].fund_balance == (0 if organisations else given)
    received = [organisation.income.get("residents", 0) for organisation in one.organisations]
    assert sum(received) == (given if organisations else 0)
    assert not received or max(received) - min(received) <= 1


def test_staff_is_paid_each_month_while_there_is_money() -> None:
    one = quiet(organisations=1)
    organisation, wage = one.organisations[0], one.institutions.organisations.purchase / 12.0
    give(one, organisation, 2.5 * wage)
    waits = []
    for _ in range(4):
        run_organisations(one)
        waits.append(organisation.months_without_money)
    assert waits == [0, 0, 1, 2]
    assert paid(one, "organisation wages") == 2 * to_fen(wage)


def test_an_organisation_without_money_closes_after_its_patience_and_leaves_the_rest_to_residents() -> None:
    one = quiet(f"{LIFE}.grant_gap=3", organisations=2)
    poor, rich = one.organisations
    poor.head = 7
    one.residents.office[7] = Office.ORGANISATION_HEAD
    give(one, poor, 10.0)
    give(one, rich, 1e6)
    alive = []
    for _ in range(5):
        run_organisations(one)
        alive.append(len(one.organisations))
    assert alive == [2, 2, 2, 1, 1]
    assert one.organisations == [rich]
    assert paid(one, "closing") == to_fen(10.0)
    assert one.ledger.balance[poor.account] == 0
    assert one.residents.office[7] == Office.NONE
    assert poor not in one.agents
