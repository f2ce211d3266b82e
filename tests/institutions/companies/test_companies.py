"""A12: the share company's year, its public services and who pays for them, jobs, improvements, failure."""

from __future__ import annotations

import numpy as np
import pytest

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.companies.month import (
    hours_per_item,
    offer_improved_places,
    resident_staff,
    tell_of_accounts,
)
from sim.institutions.companies.numbers import Company
from sim.institutions.companies.state import SERVICES, Companies, ShareCompany
from sim.residents.offers import no_offers
from sim.vocabulary import ADULT_AGE, Act, Audience
from tests.institutions.worlds import district, lived, paid
from tests.residents.audience_members import members_of

ACCOUNTING = "policies.companies.accounting=12.0"  # one item a month
TAKEOVER = ("policies.companies.takeover=0.8", "policies.companies.takeover_pace=0.5")
LONG = "calendar.horizon=54"


def only_company(one: District) -> ShareCompany:
    """The company of the tiny place's village."""
    (company,) = one[Companies]
    assert isinstance(company, ShareCompany)
    return company


def test_items_cost_their_usual_part_within_the_spread() -> None:
    expected = 120.0 * 120
    for seed in range(5):
        costs = only_company(district(seed=seed)).costs / expected / np.array(Company().service_parts)
        assert (costs >= np.exp(-0.5)).all()
        assert (costs <= np.exp(0.5)).all()
        assert np.unique(costs).size == len(SERVICES)
    assert sum(Company().service_parts) == pytest.approx(1.0)


def test_accounting_goes_item_by_item_and_ends_when_all_is_accounted_for() -> None:
    one = district("tiny", ACCOUNTING, months=6)
    company, item = only_company(one), float(hours_per_item(one)[0])
    for month in range(1, 9):
        lived(one, 1)
        assert one[Companies].accounted(hours_per_item(one))[0] == pytest.approx(company.costs[:month].sum())
    hours = 5 * item
    assert paid(one, "accounting of public services") == to_fen(hours * one.institutions.staff.wage)


def test_government_takes_over_its_share_of_what_is_accounted_for_step_by_step() -> None:
    one = district("tiny", ACCOUNTING, *TAKEOVER, LONG)
    for year, share in enumerate((0.5, 0.8, 0.8), 1):
        lived(one, 12)
        company, months = only_company(one), range(12 * year, 12 * year + 1)
        assert paid(one, "public services taken over", months) == to_fen(share * company.services)
        assert paid(one, "public services", months) == pytest.approx(
            to_fen((1 - share) * company.services), abs=1
        )


def test_without_accounting_there_is_nothing_to_take_over() -> None:
    one = district("tiny", *TAKEOVER, months=24)
    assert paid(one, "public services taken over") == 0


def test_a_company_that_cannot_pay_for_years_fails_and_leaves_its_services_to_the_district() -> None:
    one = district("tiny", "place.types.village.bodies.company_services=1000.0", LONG, months=36)
    company = only_company(one)
    assert company.failed
    assert company.poor_years == one.institutions.company.poor_years
    before = paid(one, "rents"), paid(one, "dividends"), paid(one, "jobs for residents")
    lived(one, 12)
    assert (paid(one, "rents"), paid(one, "dividends"), paid(one, "jobs for residents")) == before
    assert paid(one, "services of a failed company") == to_fen(company.services)


def test_a_company_in_ordinary_years_lives() -> None:
    one = district("tiny", LONG, months=60)
    assert not only_company(one).failed


def test_what_is_earned_is_paid_kept_or_invested() -> None:
    one = district("tiny", LONG, months=60)
    company = only_company(one)
    spent = sum(fen for flow, fen in one.ledger.flows.items() if flow.payer == "company")
    assert paid(one, "rents") + paid(one, "opening balance") == spent + company.balance
    invested = company.assets - 6000.0 * 120
    assert invested == pytest.approx(paid(one, "investment") / 100.0) == pytest.approx(invested)
    assert 0 <= company.balance <= to_fen(company.services) + 1


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "extreme",
    [
        ("jobs=200.0", "job_premium=2.0"),
        ("profit=0.0", "management_gain=0.0", "management_cost=0.1"),
        ("dividend=1.0", "environment_cost=0.1"),
        ("swing=1.0", "profit=0.3", "environment_cost=200.0"),
    ],
)
def test_a_company_never_owes_at_the_ends_of_what_is_assumed(extreme: tuple[str, ...], seed: int) -> None:
    assumed = [f"assumptions.institutions.company.{one}" for one in extreme]
    levers = ("resident_jobs=1.0", "professional_managers=1.0", "joint_fund=0.2", "environment=0.3")
    pressed = [f"policies.companies.{one}" for one in levers]
    one = district("tiny", *assumed, *pressed, "calendar.burn_in=0", LONG, seed=seed)
    for _ in range(48):
        lived(one, 1)
        assert (one[Companies].balance(one.ledger) >= 0).all()


def test_a_company_employs_as_many_residents_as_its_money_is_enough_for_and_lets_the_others_go() -> None:
    many = ("assumptions.institutions.company.jobs=200.0", "policies.companies.resident_jobs=1.0")
    one = district("tiny", *many, "calendar.burn_in=0", months=1)
    reserve, month = to_fen(only_company(one).services), to_fen(0.15 * 25.0 * 160.0)
    staff = int(resident_staff(one)[0])
    assert 0 < staff == reserve // (12 * month) < 24
    at_work = one.residents.workplace == one.geography.employer_start[-1]
    hours, income = one.residents.free_hours.copy(), one.residents.income.copy()
    one.ledger.pay(("company", 0), OUTSIDE, reserve - staff * month, "theft", 0, one.month)
    lived(one, 1)
    assert one[Companies].employed[0] == resident_staff(one)[0] == 0
    let_go = at_work & (one.residents.workplace == -1)
    assert let_go.sum() >= staff - 1  # somebody may have moved away
    assert (one.residents.free_hours[let_go] >= hours[let_go]).all()
    assert (one.residents.income[let_go] < income[let_go]).all()


def test_vacancies_go_to_residents_without_work_who_then_have_the_workers_hours() -> None:
    jobs = [f"assumptions.institutions.company.{one}" for one in ("jobs=100.0", "job_premium=0.01")]
    resident_jobs = "policies.companies.resident_jobs=1.0"
    one = district("tiny", *jobs, resident_jobs, months=6)
    employed = int(resident_staff(one)[0])
    before = one.residents.workplace.copy(), one.residents.free_hours.copy(), one.residents.income.copy()
    lived(one, 1)
    hired = (one.residents.workplace == one.geography.employer_start[-1]) & (before[0] == -1)
    assert hired.sum() == resident_staff(one)[0] - employed > 5
    assert one[Companies].employed.tolist() == resident_staff(one).tolist()
    assert (one.residents.age[hired] >= ADULT_AGE).all()
    assert (one.residents.community[hired] == 0).all()
    assert (one.residents.free_hours[hired] < before[1][hired]).all()
    assert (one.residents.income[hired] > before[2][hired]).all()


def test_one_more_without_work_changes_at_most_one_of_those_who_are_hired() -> None:
    jobs = [f"assumptions.institutions.company.{one}" for one in ("jobs=60.0", "job_premium=0.01")]
    hired = []
    for more in (False, True):
        one = district("tiny", *jobs, "policies.companies.resident_jobs=0.5", months=0)
        if more:
            row = int(np.flatnonzero((one.residents.workplace >= 0) & (one.residents.age >= ADULT_AGE))[0])
            one.residents.workplace[row] = -1
        lived(one, 8)
        hired.append(set(np.flatnonzero(one.residents.workplace == one.geography.employer_start[-1])))
    assert hired[0]
    assert len(hired[0] ^ hired[1]) <= 2


def test_an_improvement_is_made_when_there_is_money_for_it_and_gives_places_while_it_lasts() -> None:
    rules = [f"assumptions.institutions.company.environment_{one}" for one in ("months=6", "residents=60")]
    one = district("tiny", "policies.companies.environment=0.2", *rules, LONG, months=12)
    company = only_company(one)
    number = int(one[Companies].finished(12)[0])
    assert paid(one, "environment") == number * to_fen(one.institutions.company.environment_cost * 60) > 0
    assert company.earmarked < one.institutions.company.environment_cost * 60
    for month, lasting in ((13, number), (18, number), (19, 0)):
        offers = no_offers(2)
        offers.places[:, Act.CULTURE] = 0
        offer_improved_places(lived(one, month - 1 - one.month).opened_month(), offers)
        assert offers.places[0, Act.CULTURE] == pytest.approx(10.0 * lasting * 0.06)
        assert offers.phase[0, Act.VOLUNTEER] == (lasting > 0)
        assert (offers.organisation[0, Act.VOLUNTEER] > 0.0).all() == (lasting > 0)
        assert offers.places[1, Act.CULTURE] == offers.phase[1, Act.VOLUNTEER] == 0


def test_a_good_year_ends_a_row_of_poor_ones() -> None:
    one = district("tiny", LONG, months=11)
    one[Companies].poor_years[:] = one.institutions.company.poor_years - 1
    lived(one, 1)
    assert one[Companies].poor_years.tolist() == [0]
    assert not one[Companies].failed.any()


def test_what_relief_leaves_reaches_shareholders_as_income_and_nobody_else() -> None:
    levers = ["accounting=40.0", "takeover=1.0", "takeover_pace=1.0"]
    relief, none = (
        district("tiny", *(f"policies.companies.{one}" for one in chosen), LONG, months=24)
        for chosen in (levers, [])
    )
    more = relief.residents.income - none.residents.income
    same = (relief.residents.identity == none.residents.identity) & (relief.residents.years_here > 2.5)
    same &= relief.residents.workplace == none.residents.workplace
    holders, rule = relief.residents.shareholder & same, relief.institutions.company
    after, before = (rule.earnings + one[Companies].dividend[0] for one in (relief, none))
    assert after > before
    np.testing.assert_allclose(more[holders], np.log(after / before) / rule.income_deviation, atol=1e-5)
    assert (more[same & ~relief.residents.shareholder] == 0.0).all()


def test_accounts_that_are_open_bring_villagers_to_check_them() -> None:
    for accounted, month, part in ((0.0, 12, 0.0), (1e6, 12, 1.0), (1e6, 13, 0.0)):
        one, offers = district("tiny", LONG, months=11), no_offers(2)
        one[Companies].audited[:], one.month = accounted, month
        tell_of_accounts(one, offers)
        told = offers.organisation[:, Act.SUPERVISE]
        owners = np.isin(np.arange(told.shape[1]), members_of(Audience.OWNERS))
        assert told[0].tolist() == pytest.approx(part * one.institutions.company.accounts_told * owners)
        assert not told[1].any()


def test_each_company_shows_the_services_of_its_own_row() -> None:
    book = district("baoan_sample")[Companies]
    assert len(book) > 1
    assert len(set(book.services.tolist())) == len(book)
    assert [company.services for company in book] == book.services.tolist()
