"""Staff, donations and gifts of companies that reach organisations."""

from __future__ import annotations

import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.organisations.month import run_organisations
from sim.institutions.organisations.state import (
    FundingSource,
    Organisations,
)
from sim.institutions.organisations.support import give_money
from sim.institutions.resident_units.month import run_units
from sim.institutions.resident_units.state import ResidentUnits, Unit
from sim.vocabulary import Act
from tests.institutions.organisations.organisation_worlds import (
    JANUARY,
    quiet,
    under_policy,
)
from tests.institutions.worlds import paid


def test_a_month_brings_organisations_the_staff_that_is_lent_to_them_and_its_wages_are_paid() -> None:
    lent = ("policies.organisations.social_workers=30.0", "policies.organisations.volunteers=10.0")
    one = under_policy(quiet(*lent, organisations=2))
    run_organisations(one)
    assert one[Organisations].lent_hours.tolist() == [30.0, 30.0]
    wage = one.institutions.staff.wage
    assert paid(one, "organisations' staff", place=0) == 2 * to_fen(40.0 * wage)


@pytest.mark.parametrize("organisations", [0, 1, 2, 3, 7])
def test_donations_reach_the_communitys_organisations_or_its_fund_to_the_last_fen(organisations: int) -> None:
    one = quiet("assumptions.institutions.government.donation=10.01", organisations=organisations)
    one.residents.acts[[3, 4, 5, 6]] = 1 << Act.DONATE
    run_organisations(one)
    given = 4 * 1001
    assert paid(one, "donation", place=0) == given
    assert one[Committees][0].fund_balance == (0 if organisations else given)
    received = [organisation.income[FundingSource.PUBLIC] for organisation in one[Organisations]]
    assert sum(received) == (given if organisations else 0)
    assert not received or max(received) - min(received) <= 1


def asked_of_companies(place: str, money: float) -> District:
    """A January in which organisations ask companies for much, and units have so much a resident."""
    asked = quiet(
        f"place.communities=[{{type='{place}',count=2,residents=120}}]",
        "policies.organisations.source_companies=100.0",
        f"assumptions.institutions.units.money={money}",
        "assumptions.institutions.units.closing=0.0",
        organisations=2,
        month=JANUARY,
    )
    return under_policy(asked)


def gifts(one: District) -> dict[str, int]:
    """Fen of companies' contributions, by kind of giver."""
    flows = one.ledger.flows.items()
    return {flow.payer: fen for flow, fen in flows if flow.purpose == "companies' contribution"}


def test_enterprises_give_where_no_share_company_is_as_far_as_their_own_money_goes() -> None:
    one = asked_of_companies("commodity", money=6.0)
    run_units(one)
    rich = {unit: unit.balance for unit in one[ResidentUnits]}
    give_money(one)
    given = {unit: before - unit.balance for unit, before in rich.items()}
    enterprises = [
        unit for unit in one[ResidentUnits] if unit.community == 0 and unit.unit is Unit.ENTERPRISE
    ]
    assert all(given[unit] == rich[unit] > 0 for unit in enterprises)
    assert gifts(one) == {"unit": sum(given[unit] for unit in enterprises)}
    assert sum(given.values()) == gifts(one)["unit"]


def test_enterprises_without_money_give_nothing() -> None:
    one = asked_of_companies("commodity", money=0.0)
    run_units(one)
    give_money(one)
    assert gifts(one) == {}


def test_where_a_share_company_is_it_is_asked_and_not_the_enterprises() -> None:
    one = asked_of_companies("village", money=6.0)
    one.ledger.pay(OUTSIDE, one[Companies][0].account, to_fen(1e6), "gift", 0, one.month)
    run_units(one)
    give_money(one)
    assert set(gifts(one)) == {"company"}
