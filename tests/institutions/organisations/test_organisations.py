"""Organisations' life: founded by backbones, paid from four sources, at work, closed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.organisations.founding import found_organisations, founders
from sim.institutions.organisations.month import run_organisations
from sim.institutions.organisations.purchases import best_of_each, buy_services, eligible
from sim.institutions.organisations.state import (
    ASSOCIATIONS,
    Field,
    FundingSource,
    Organisations,
    SocialOrganisation,
)
from sim.institutions.organisations.supervision import _chance_of_finding, misused_share, supervise
from sim.institutions.organisations.support import give_money
from sim.institutions.organisations.wishes import wishes_of
from sim.institutions.resident_units.month import run_units
from sim.institutions.resident_units.state import ResidentUnits, Unit
from sim.vocabulary import OLD_FROM, Act, Hukou, Informant, Office, Rung
from tests.institutions.worlds import district, lived, paid

LIFE = "assumptions.institutions.organisations"
NONE_AT_FIRST = f"{LIFE}.initial=0.0"
FEBRUARY, JANUARY = 2, 13
LIMIT = 4.5
# Anybody may file, with whoever comes along.
EASY = ("policies.organisations.filing=1.0", f"{LIFE}.filing_members=1", f"{LIFE}.savings=1e6")


def quiet(*rules: str, organisations: int = 0, month: int = FEBRUARY) -> District:
    """A district in which nobody acts or founds, with so many organisations in community 0."""
    one = district("tiny", NONE_AT_FIRST, f"{LIFE}.founding=0.0", *rules)
    one.month = month
    one.residents.acts[:] = 0
    for _ in range(organisations):
        one[Organisations].begin(one, 0, -1, Field.CULTURE, 0.5).opens = -30
    return one


def give(one: District, organisation: SocialOrganisation, yuan: float) -> None:
    one.ledger.pay(OUTSIDE, organisation.account, to_fen(yuan), "gift", organisation.community, one.month)


def test_as_many_organisations_stand_at_the_start_as_are_assumed() -> None:
    number = [len(district("tiny", f"{LIFE}.initial=50.0", seed=seed)[Organisations]) for seed in range(60)]
    expected = 50.0 / 10_000 * 240 * 60
    assert abs(sum(number) - expected) < LIMIT * math.sqrt(0.25 * 2 * 60)


def test_founded_less_closed_is_alive_in_every_month() -> None:
    one = district(
        "tiny",
        f"{LIFE}.initial=50.0",
        f"{LIFE}.founding=1.0",
        f"{LIFE}.grant_gap=1",
        *EASY,
        "calendar.burn_in=0",
    )
    one.residents.rung[:20] = Rung.BACKBONE
    one.residents.skill[:20] = 0.9
    seen = set()
    for _ in range(24):
        lived(one, 1)
        book = one[Organisations]
        assert book.founded_ever - book.closed_ever == len(book) == len(book.number)
        assert (np.diff(book.number) > 0).all()
        assert [organisation.number for organisation in book] == book.number.tolist()
        assert set(book) == set(one.agents_by_type.get(SocialOrganisation, ()))
        seen.add((book.founded_ever, book.closed_ever))
    assert max(closed for _, closed in seen) > 0
    assert len({founded for founded, _ in seen}) > 1


def trying(*rules: str) -> District:
    """A district under its policy where founders find a room and file at once."""
    return quiet(*EASY, f"{LIFE}.without_room=1.0", f"{LIFE}.founding=1.0", *rules, month=8)


def under_policy(one: District) -> District:
    """Let the reform be in force whatever the month."""
    one.in_force[:] = True
    return one


def test_only_backbones_who_do_not_lead_already_found() -> None:
    one = under_policy(trying())
    one.residents.rung[:] = Rung.VOLUNTEER
    one.residents.rung[:40] = Rung.BACKBONE
    one.residents.skill[:] = 1.0
    one.residents.office[:20] = Office.COMMITTEE
    found_organisations(one)
    founders = np.flatnonzero(one.residents.office == Office.ORGANISATION_HEAD)
    assert founders.tolist() == list(range(20, 40))
    assert sorted(organisation.head for organisation in one[Organisations]) == founders.tolist()


def test_backbones_set_about_it_at_the_assumed_rate_times_their_skill() -> None:
    one, tries, months = quiet(), 0, 100
    one.residents.rung[:] = Rung.BACKBONE
    one.residents.office[:] = Office.NONE
    one.residents.skill[:] = 0.5
    for month in range(months):
        tries += founders(one.people, one.seed, month, 0.02).size
    trials = months * len(one.residents)
    assert abs(tries - 0.01 * trials) < LIMIT * math.sqrt(trials * 0.01 * 0.99)


def test_an_association_that_is_too_small_to_register_is_not_founded_before_it_may_file() -> None:
    many = "policies.organisations.registration_members=500.0"
    no_capital = "policies.organisations.registration_capital=1000000.0"
    poor, alone = f"{LIFE}.savings=1000.0", f"{LIFE}.joins=0.4"
    shut, opened = (under_policy(trying(many, no_capital, poor, alone)) for _ in range(2))
    shut.in_force[:] = False
    for one in (shut, opened):
        one.residents.rung[:30] = Rung.BACKBONE
        one.residents.skill[:30] = 1.0
        found_organisations(one)
    assert len(shut[Organisations]) == 0
    assert len(opened[Organisations]) > 20
    assert not any(organisation.registered for organisation in opened[Organisations])


def test_the_capital_of_a_service_unit_is_its_own_money() -> None:
    one = under_policy(trying("policies.organisations.registration_capital=5000.0"))
    one.residents.rung[:30] = Rung.BACKBONE
    one.residents.skill[:30] = 1.0
    found_organisations(one)
    units = [unit for unit in one[Organisations] if unit.field not in ASSOCIATIONS]
    assert units
    for unit in units:
        dues = to_fen(unit.members * one.institutions.organisations.dues)
        assert unit.balance == to_fen(5000.0) + dues


@pytest.mark.parametrize("owner", [False, True])
def test_each_field_is_wished_for_as_often_as_its_weight_says(owner: bool) -> None:
    one = district("tiny")
    rule, people = one.institutions.organisations, one.people
    people.owner[0], people.age[0], people.evening_lost[0] = owner, OLD_FROM, 0.0
    people.hukou[0] = Hukou.SAME_STREET
    draws = (np.arange(20_000) + 0.5) / 20_000
    rows = np.zeros(draws.size, dtype=np.int64)
    found = np.bincount(wishes_of(rows, people, rule, draws), minlength=len(Field))
    weight = np.ones(len(Field))
    weight[Field.ENVIRONMENT] += rule.wish_owner * owner
    weight[Field.ELDERLY] = rule.wish_elderly
    weight[[Field.RIGHTS, Field.YOUTH]] = rule.wish_rarely
    assert found / draws.size == pytest.approx(weight / weight.sum(), abs=1e-4)


def test_support_that_follows_needs_founds_in_the_field_most_asked_for() -> None:
    one = under_policy(trying("policies.organisations.needs=1.0"))
    one[Organisations].wishes[:, Field.YOUTH] = 100.0
    one.residents.rung[:3] = Rung.BACKBONE
    one.residents.skill[:3] = 1.0
    found_organisations(one)
    assert [organisation.field for organisation in one[Organisations]] == [Field.YOUTH] * 3


def test_an_incubator_makes_room_for_as_many_as_it_has_places() -> None:
    no_room = (f"{LIFE}.without_room=0.0", "policies.organisations.incubation=0.0")
    crowded = under_policy(trying(*no_room))
    roomy = under_policy(trying(no_room[0], "policies.organisations.incubation=40.0"))
    for one in (crowded, roomy):
        one.residents.rung[:30] = Rung.BACKBONE
        one.residents.skill[:30] = 1.0
        found_organisations(one)
    assert len(crowded[Organisations]) == 0
    assert len(roomy[Organisations]) > 0


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
    one.in_force[:] = True
    _, young, filed = one[Organisations].views
    young.opens = one.month - 3
    filed.registered = False
    assert eligible(one).sum() == admitted


def test_the_best_organisation_of_some_communities_can_be_asked_for() -> None:
    one = quiet(organisations=3)
    one[Organisations][1].capability = 0.9
    assert best_of_each(one).tolist() == [1, -1]


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


def test_staff_is_paid_each_month_out_of_what_must_last_until_january() -> None:
    one = quiet("assumptions.institutions.organisation_supervision.misuse=0.0", organisations=1)
    organisation, rent = one[Organisations][0], to_fen(one.institutions.organisations.rent)
    give(one, organisation, 12_300.0)
    for month in range(2, 13):
        one.month = month
        run_organisations(one)
        assert organisation.months_without_money == 0
    assert paid(one, "organisation rent") == 11 * rent
    assert paid(one, "organisation wages") == pytest.approx(to_fen(12_300.0) - 11 * rent, abs=1)
    assert organisation.staff_hours == pytest.approx((12_300.0 / 11 - 300.0) / 25.0, rel=0.01)


def test_an_organisation_without_money_closes_after_its_patience_and_leaves_the_rest_to_residents() -> None:
    one = quiet(f"{LIFE}.grant_gap=3", organisations=2)
    poor, rich = one[Organisations]
    poor.head = 7
    one.residents.office[7] = Office.ORGANISATION_HEAD
    give(one, poor, 10.0)
    give(one, rich, 1e6)
    alive = []
    for _ in range(5):
        run_organisations(one)
        alive.append(len(one[Organisations]))
    assert alive == [2, 2, 2, 1, 1]
    assert list(one[Organisations]) == [rich]
    assert paid(one, "closing") == to_fen(10.0)
    assert one.ledger.balance[poor.account] == 0
    assert one.residents.office[7] == Office.NONE
    assert poor not in one.agents


def test_a_head_who_has_left_is_followed_by_an_activist_or_by_somebody_from_outside() -> None:
    one = quiet(organisations=2)
    for organisation in one[Organisations]:
        give(one, organisation, 1e5)
        organisation.head = 5
    one.residents.rung[9], one.residents.skill[9] = Rung.ACTIVIST, 0.8
    run_organisations(one)
    assert [organisation.head for organisation in one[Organisations]] == [9, -1]
    assert one[Organisations][0].capability == pytest.approx(0.8)


def test_the_effective_number_of_sources_is_that_of_equal_shares() -> None:
    one = quiet(organisations=1)[Organisations][0]
    assert one.sources == 0.0
    for number, source in enumerate(FundingSource, 1):
        one.income[source] += 500
        assert one.sources == pytest.approx(number)


def test_misused_money_can_be_found_and_is_paid_back_where_departments_act() -> None:
    rules = (
        "policies.organisations.enforcement=1.0",
        "policies.organisations.inspection=200.0",
        "assumptions.institutions.organisation_supervision.exit_share=1.0",
    )
    one = under_policy(quiet(*rules, organisations=1))
    organisation = one[Organisations][0]
    give(one, organisation, 1e5)
    organisation.income[FundingSource.SUPERIOR] += to_fen(1e5)
    organisation.misused_year = float(to_fen(3e4))
    name = organisation.reputation
    assert not supervise(one).any()
    assert organisation.findings == 1
    assert organisation.reputation < 0.6 * name
    assert paid(one, "repayment") == to_fen(3e4)


def test_as_many_hours_as_the_scale_find_a_misused_tenth_with_the_chance_of_a_first_event() -> None:
    one = quiet(organisations=3)
    book, scale = one[Organisations], one.institutions.organisation_supervision.finding_scale
    book.income[:, FundingSource.SUPERIOR] = 1000
    book.misused_year[:] = (100.0, 200.0, 0.0)
    chance = _chance_of_finding(one, book, np.array([scale, scale, scale]))
    assert chance == pytest.approx([1.0 - math.exp(-1.0), 1.0 - math.exp(-2.0), 0.0])


def test_who_takes_part_through_an_organisation_with_a_published_case_loses_trust() -> None:
    one = quiet("policies.organisations.inspection=200.0", organisations=1)
    one = under_policy(one)
    organisation = one[Organisations][0]
    organisation.income[FundingSource.SUPERIOR] += 10_000
    organisation.misused_year = 9_000.0
    one.residents.acts[3] = 1 << Act.VOLUNTEER
    one.residents.told_by[3, Act.VOLUNTEER] = Informant.ORGANISATION
    before = one.residents.trust.copy()
    supervise(one)
    assert np.flatnonzero(one.residents.trust != before).tolist() == [3]
    assert one.residents.trust[3] < before[3]


def test_rules_and_risk_lower_misuse() -> None:
    one = quiet(organisations=1)
    organisation = one[Organisations][0]
    shares = []
    for has_rules, inspected in ((False, 0.0), (True, 0.0), (True, 24.0)):
        organisation.has_rules, organisation.inspected = has_rules, inspected
        shares.append(float(misused_share(one)[0]))
    assert shares[0] > shares[1] > shares[2] > 0.0
