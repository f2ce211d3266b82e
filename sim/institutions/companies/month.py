"""Share companies (A12; S2.1-S2.4): accounting, jobs, improvements; rents, services, dividends."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE, residents_of
from sim.engine.ledger import FEN_PER_YUAN, to_fen
from sim.engine.random import purpose, uniform
from sim.institutions.companies.hiring import start_work, without_work
from sim.institutions.companies.state import ShareCompany
from sim.institutions.world import World
from sim.population.life_course import tickets
from sim.residents.offers import Offers
from sim.vocabulary import Act

YEAR_LUCK: Final = purpose("company.year")
JOB_LUCK: Final = purpose("company.jobs")


def run_companies(district: World) -> None:
    """The month of all companies: their services are accounted for, vacancies filled, residents paid."""
    for company in district.companies.values():
        _account(district, company)
        if not company.failed:
            _hire(district, company)
            _pay_for_jobs(district, company)


def hours_per_item(district: World, community: int) -> float:
    """Hours of accounting that one item of public service takes in a community."""
    return district.institutions.company.audit_hours * float(district.geography.size[community]) / 1000.0


def _account(district: World, company: ShareCompany) -> None:
    """S2.1: the district pays accountants who go through the company's services item by item."""
    c = company.community
    hired = district.policy_of(c).companies.accounting * float(district.geography.size[c]) / 1000.0
    left = hours_per_item(district, c) * len(company.costs) - company.audited
    hours = max(0.0, min(hired, left))
    company.audited += hours
    cost = hours * district.institutions.staff.wage
    district.government.spend(OUTSIDE, cost, "accounting of public services", c)


def workplace_of(district: World, company: ShareCompany) -> int:
    """Number of the company as a workplace: after all employers of the place."""
    return int(district.geography.employer_start[-1]) + company.community


def resident_staff(district: World, company: ShareCompany) -> int:
    """Residents of the community who work for the company."""
    first, last = district.rows_of(company.community)
    return int(np.count_nonzero(district.residents.workplace[first:last] == workplace_of(district, company)))


def _hire(district: World, company: ShareCompany) -> None:
    """S2.4: of its jobs a share is for residents without work, newcomers among them; a lottery says who."""
    c = company.community
    jobs = district.institutions.company.jobs * float(district.geography.size[c]) / 1000.0
    wanted = round(district.policy_of(c).companies.resident_jobs * jobs) - resident_staff(district, company)
    if wanted <= 0:
        return
    rows = without_work(district.residents, *district.rows_of(c))
    lot = tickets(district.residents.identity[rows], district.seed, district.month, JOB_LUCK)[:, 0]
    chosen = rows[np.argsort(lot, kind="stable")[:wanted]]
    start_work(district.residents, district.geography, chosen, workplace_of(district, company))


def _pay_for_jobs(district: World, company: ShareCompany) -> None:
    """Residents cost more than contractors: social insurance and training, out of the company's profit."""
    staff = district.institutions.staff
    premium = district.institutions.company.job_premium * staff.wage * staff.month
    company.pay(
        residents_of(company.community),
        to_fen(resident_staff(district, company) * premium),
        "jobs for residents",
    )


def offer_improved_places(district: World, offers: Offers) -> None:
    """S2.4: each finished improvement has slots to look after it and room for activities."""
    rule = district.institutions.company
    for c, company in district.companies.items():
        since = district.month - int(rule.environment_months)
        lasting = sum(number for month, number in company.improvements.items() if month >= since)
        if lasting:
            thousands = lasting * float(district.geography.size[c]) / 1000.0
            offers.add_places(c, Act.CULTURE, int(rule.environment_culture * thousands))
            offers.add_places(c, Act.VOLUNTEER, int(rule.environment_slots * thousands))
            told = rule.environment_reach * thousands / max(1, int(district.adults[c]))
            offers.organisation[c, Act.VOLUNTEER] += told


def close_books(district: World) -> None:
    """December: each company earns, pays for services, and divides its profit; a failed one does nothing."""
    for company in district.companies.values():
        if company.failed:
            district.government.spend(
                OUTSIDE, company.services, "services of a failed company", company.community
            )
            continue
        _earn(district, company)
        _pay_for_services(district, company)
        company.profit = (company.balance - company.opening) / FEN_PER_YUAN
        _divide(district, company)
        company.opening = company.balance


def _earn(district: World, company: ShareCompany) -> None:
    """Rents of the year, good or bad; professional managers (S2.3) get more out of assets, for a salary."""
    rule, c = district.institutions.company, company.community
    managed = district.policy_of(c).companies.professional_managers
    luck = 2.0 * uniform(district.seed, c, district.month, YEAR_LUCK) - 1.0
    rate = rule.profit * (1.0 + rule.swing * luck) + rule.management_gain * managed
    company.gross = company.assets * rate
    district.ledger.pay(OUTSIDE, company.account, to_fen(company.gross), "rents", c, district.month)
    company.pay(OUTSIDE, to_fen(rule.management_cost * managed * company.assets), "professional managers")


def _pay_for_services(district: World, company: ShareCompany) -> None:
    """S2.2: government pays part of what is accounted for, step by step; the company pays the rest."""
    rule, c = district.institutions.company, company.community
    lever = district.policy_of(c).companies
    company.taken_over = min(lever.takeover, company.taken_over + lever.takeover_pace)
    relief = company.taken_over * company.accounted(hours_per_item(district, c))
    district.government.spend(OUTSIDE, relief, "public services taken over", c)
    burden = to_fen(company.services - relief)
    carried = max(0, min(burden, company.balance))
    company.pay(OUTSIDE, carried, "public services")
    company.poor_years = company.poor_years + 1 if carried < burden else 0
    company.failed = company.poor_years >= rule.poor_years


def _divide(district: World, company: ShareCompany) -> None:
    """Profit becomes contribution and improvements (S2.4), dividends, a reserve, and investment."""
    rule, c = district.institutions.company, company.community
    lever, profit = district.policy_of(c).companies, max(0.0, company.profit)
    company.contribution = lever.joint_fund * profit
    company.pay(("fund", c), to_fen(company.contribution), "company contribution")
    improving = lever.environment * profit
    _improve(district, company, improving)
    company.pay(
        residents_of(c), to_fen(rule.dividend * (profit - company.contribution - improving)), "dividends"
    )
    idle = company.balance - to_fen(company.services + company.earmarked)
    if idle > 0:
        company.pay(OUTSIDE, idle, "investment")
        company.assets += idle / FEN_PER_YUAN


def _improve(district: World, company: ShareCompany, yuan: float) -> None:
    """Set money aside and pay contractors for each improvement that it is enough for."""
    c = company.community
    cost = district.institutions.company.environment_cost * float(district.geography.size[c])
    company.earmarked += yuan
    finished = int(company.earmarked / cost)
    company.earmarked -= finished * cost
    if finished:
        company.pay(OUTSIDE, to_fen(finished * cost), "environment")
        company.improvements[district.month] = finished
