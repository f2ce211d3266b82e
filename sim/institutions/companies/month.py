"""Share companies (A12; S2.1-S2.4): accounting, jobs, improvements; rents, services, dividends.

All companies at once: arrays below are (companies,) in the order of the book.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Numbers
from sim.calendar import DECEMBER, MONTHS, month_of_year
from sim.engine.arithmetic import each_log
from sim.engine.ledger import FEN_PER_YUAN, each_to_fen, to_fen
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.best_rows import lowest_of_each
from sim.institutions.companies.hiring import lose_work, start_work, without_work
from sim.institutions.companies.state import NONE_YET, Amounts, Companies
from sim.institutions.doors import add_contacts, add_places
from sim.institutions.row_selection import rows_where
from sim.institutions.world import World, while_set
from sim.population.life_course import tickets
from sim.residents.offers import Offers
from sim.vocabulary import Act, Audience

YEAR_DRAWS: Final = purpose("company.year")
JOB_DRAWS: Final = purpose("company.jobs")
SHARE_DRAWS: Final = purpose("company.share_of_jobs")


def run_companies(district: World) -> None:
    """The month of all companies: their services are accounted for, vacancies filled, residents paid."""
    book = district[Companies]
    book.improved[:, district.month % book.improved.shape[1]] = 0  # lasted until this month
    if district.month == 1:
        _open_accounts(district, book)
    _account(district, book)
    book.employed[:] = resident_staff(district)
    _hire(district, book)
    _pay_for_jobs(district, book)


def _open_accounts(district: World, book: Companies) -> None:
    """A company that can live on its rents begins with what a December leaves it: a year of its services."""
    rents = book.assets * district.institutions.company.profit
    reserve = each_to_fen(np.where(rents >= book.services, book.services, 0.0))
    district.pay_each(OUTSIDE, book.accounts, reserve, "opening balance", book.community)
    book.opening[:] = book.balance(district.ledger)


def lever_of(district: World, name: str) -> Amounts:
    """(companies,) one of the levers on companies where each of them is."""
    setting: Amounts = district.levers(f"companies.{name}")
    return setting[district[Companies].community]


@while_set
def hours_per_item(district: World) -> Amounts:
    """(companies,) hours of accounting that one item of public service takes."""
    size = district.geography.size[district[Companies].community]
    return np.asarray(district.institutions.company.audit_hours * size / 1000.0)


def _account(district: World, book: Companies) -> None:
    """S2.1: the district pays accountants who go through the company's services item by item."""
    if district.idle("companies.accounting"):
        return
    hired = lever_of(district, "accounting") * district.geography.size[book.community] / 1000.0
    left = hours_per_item(district) * book.costs.shape[1] - book.audited
    hours = np.maximum(0.0, np.minimum(hired, left))
    book.audited += hours
    cost = hours * district.institutions.staff.wage
    district.spend_each(OUTSIDE, cost, "accounting of public services", book.community)


def _staff_rows(district: World) -> Numbers:
    """Rows of the residents who work for the company of their community."""
    first, residents = int(district.geography.employer_start[-1]), district.residents
    rows = rows_where(residents.workplace >= first)  # few: all other employers have lower numbers
    own: Numbers = rows[residents.workplace[rows] == first + residents.community[rows]]
    return own


def resident_staff(district: World) -> Numbers:
    """(companies,) residents of the community who work for the company."""
    return _number_of_each(district, _staff_rows(district))


def _number_of_each(district: World, rows: Numbers) -> Numbers:
    """(companies,) how many of these residents live where each company is."""
    where = district.residents.community[rows]
    number: Numbers = np.bincount(where, minlength=district.geography.communities)
    return number[district[Companies].community]


def _premium(district: World) -> float:
    """Yuan a month that a resident costs more than a contractor: social insurance and training."""
    staff = district.institutions.staff
    return float(district.institutions.company.job_premium * staff.wage * staff.month)


def _affordable(district: World, book: Companies) -> Numbers:
    """(companies,) residents whose higher cost there is money for until rents come in December."""
    until_december = to_fen(_premium(district)) * (MONTHS - month_of_year(district.month) + 1)
    if until_december == 0:
        return district.geography.size[book.community]
    return np.maximum(0, book.balance(district.ledger)) // until_december


def _hire(district: World, book: Companies) -> None:
    """S2.4: of its jobs a share is for residents without work, newcomers among them; a lottery says who."""
    staff = book.employed.copy()
    if district.idle("companies.resident_jobs") and not np.count_nonzero(staff):
        return
    affordable = _affordable(district, book)
    _let_go(district, book, np.where(book.failed, staff, np.minimum(staff, affordable)))
    jobs = district.institutions.company.jobs * district.geography.size[book.community] / 1000.0
    exact = book.by_community(lever_of(district, "resident_jobs") * jobs)
    share = each_rounded(district.seed, 0, SHARE_DRAWS, exact)[book.community]
    wanted = np.minimum(share, affordable) - staff
    vacancies = np.where(book.failed, 0, np.maximum(wanted, 0))
    if np.count_nonzero(vacancies):
        _fill(district, book, book.by_community(vacancies))


def _fill(district: World, book: Companies, vacancies: Numbers) -> None:
    """Let residents without work begin: so many, (communities,), of each community."""
    residents, ground = district.residents, district.geography
    rows = without_work(residents, ground, vacancies > 0)
    chosen = rows[_drawn(district, rows, vacancies)]
    start_work(residents, ground, chosen, int(ground.employer_start[-1]) + residents.community[chosen])
    book.employed += _number_of_each(district, chosen)


def _drawn(district: World, rows: Numbers, number: Numbers) -> Numbers:
    """Places in a list of rows of those whom the month's lottery draws: ``number`` (communities,) of each."""
    residents = district.residents
    lot = tickets(residents.identity[rows], district.seed, district.month, JOB_DRAWS)[:, 0]
    return lowest_of_each(residents.community[rows], lot, number)


def _let_go(district: World, book: Companies, kept: Numbers) -> None:
    """A company whose money is not enough for all residents whom it employs keeps so many (companies,)."""
    if np.count_nonzero(kept < book.employed):
        rows = _staff_rows(district)
        gone = np.delete(rows, _drawn(district, rows, book.by_community(kept)))
        lose_work(district.residents, district.geography, gone)
        book.employed -= _number_of_each(district, gone)


def _pay_for_jobs(district: World, book: Companies) -> None:
    """Residents cost more than contractors, out of the company's profit."""
    if not np.count_nonzero(book.employed):
        return
    fen = each_to_fen(book.employed * _premium(district) * ~book.failed)
    book.pay_up_to(district, residents_of_each(book.community), fen, "jobs for residents")


def _served(district: World, book: Companies) -> Numbers:
    """(companies,) residents whom one improvement serves."""
    size = district.geography.size[book.community]
    return np.minimum(district.institutions.company.environment_residents, size)


def offer_improved_places(district: World, offers: Offers) -> None:
    """S2.4: each finished improvement has slots to look after it and room for activities."""
    rule, book = district.institutions.company, district[Companies]
    if not np.count_nonzero(book.improved):
        return
    lasting = book.by_community(book.improved.sum(axis=1) * _served(district, book)) / 1000.0
    add_places(offers, Act.CULTURE, rule.environment_culture * lasting)
    add_places(offers, Act.VOLUNTEER, rule.environment_slots * lasting)
    told = rule.environment_reach * lasting / np.maximum(1, district.adults)
    add_contacts(offers.organisation, Act.VOLUNTEER, told)


def close_books(district: World) -> None:
    """December: each company earns, pays for services, and divides its profit; a failed one does nothing."""
    book = district[Companies]
    alive = ~book.failed
    left_over = np.where(alive, 0.0, book.services)
    district.spend_each(OUTSIDE, left_over, "services of a failed company", book.community)
    _earn(district, book, alive)
    _pay_for_services(district, book, alive)
    money = book.balance(district.ledger)
    book.profit[alive] = ((money - book.opening) / FEN_PER_YUAN)[alive]
    _divide(district, book, alive)
    book.opening[alive] = book.balance(district.ledger)[alive]


def _earn(district: World, book: Companies, alive: NDArray[np.bool_]) -> None:
    """Rents of the year, good or bad; professional managers (S2.3) get more out of assets, for a salary."""
    rule, c = district.institutions.company, book.community
    managed = lever_of(district, "professional_managers")
    swing = 2.0 * each_uniform(district.seed, c, district.month, YEAR_DRAWS) - 1.0
    rate = rule.profit * (1.0 + rule.swing * swing) + rule.management_gain * managed
    book.gross[alive] = (book.assets * rate)[alive]
    district.pay_each(OUTSIDE, book.accounts, each_to_fen(np.where(alive, book.gross, 0.0)), "rents", c)
    salaries = np.where(alive, rule.management_cost * managed * book.assets, 0.0)
    book.pay_up_to(district, OUTSIDE, each_to_fen(salaries), "professional managers")


def _pay_for_services(district: World, book: Companies, alive: NDArray[np.bool_]) -> None:
    """S2.2: government pays part of what is accounted for, step by step; the company pays the rest."""
    c = book.community
    pace = book.taken_over + lever_of(district, "takeover_pace")
    book.taken_over[alive] = np.minimum(lever_of(district, "takeover"), pace)[alive]
    relief = np.where(alive, book.taken_over * book.accounted(hours_per_item(district)), 0.0)
    district.spend_each(OUTSIDE, relief, "public services taken over", c)
    burden = each_to_fen(np.where(alive, book.services - relief, 0.0))
    carried = book.pay_up_to(district, OUTSIDE, burden, "public services")
    book.poor_years[alive] = np.where(carried < burden, book.poor_years + 1, 0)[alive]
    book.failed[:] |= book.poor_years >= district.institutions.company.poor_years


def _divide(district: World, book: Companies, alive: NDArray[np.bool_]) -> None:
    """Profit becomes contribution and improvements (S2.4), dividends, a reserve, and investment."""
    rule, c = district.institutions.company, book.community
    profit = np.where(alive, np.maximum(0.0, book.profit), 0.0)
    book.contribution[alive] = (lever_of(district, "joint_fund") * profit)[alive]
    given = np.where(alive, book.contribution, 0.0)
    book.pay_up_to(district, ("fund", c), each_to_fen(given), "company contribution")
    improving = lever_of(district, "environment") * profit
    _improve(district, book, improving, alive)
    shared = each_to_fen(rule.dividend * (profit - given - improving))
    paid = book.pay_up_to(district, residents_of_each(c), shared, "dividends")
    _enrich(district, book, paid / FEN_PER_YUAN)
    _invest(district, book, alive)


def _enrich(district: World, book: Companies, yuan: Amounts) -> None:
    """Shareholders earn more or less than in the year before: what relief (S2.2) leaves reaches them.

    Incomes are told in standard deviations of log income; those of the start hold an ordinary dividend.
    """
    rule, residents = district.institutions.company, district.residents
    holders = np.maximum(1, district.by_community(residents.shareholder)[book.community])
    each = yuan / holders
    ordinary = rule.dividend * np.maximum(0.0, rule.profit * book.assets - book.services) / holders
    before = np.where(book.dividend == NONE_YET, ordinary, book.dividend)
    change = each_log((rule.earnings + each) / (rule.earnings + before)) / rule.income_deviation
    book.dividend[:] = each
    rows = rows_where(residents.shareholder)
    residents.income[rows] += book.by_community(change)[residents.community[rows]]


def tell_of_accounts(district: World, offers: Offers) -> None:
    """S2.1: in December villagers are told of those services of their company that are accounted for."""
    if month_of_year(district.month) != DECEMBER:
        return
    book, rule = district[Companies], district.institutions.company
    known = book.accounted(hours_per_item(district)) / np.maximum(1e-9, book.services)
    told = rule.accounts_told * book.by_community(np.where(book.failed, 0.0, known))
    add_contacts(offers.organisation, Act.SUPERVISE, told, Audience.OWNERS)


def _invest(district: World, book: Companies, alive: NDArray[np.bool_]) -> None:
    """What next year's services and the improvements under way do not need becomes assets."""
    kept = each_to_fen(book.services + book.earmarked)
    idle = np.where(alive, np.maximum(0, book.balance(district.ledger) - kept), 0)
    district.pay_each(book.accounts, OUTSIDE, idle, "investment", book.community)
    book.assets += idle / FEN_PER_YUAN


def _improve(district: World, book: Companies, yuan: Amounts, alive: NDArray[np.bool_]) -> None:
    """Set money aside and pay contractors for each improvement that it is enough for."""
    cost = district.institutions.company.environment_cost * _served(district, book)
    money = np.maximum(0, book.balance(district.ledger)) / FEN_PER_YUAN
    book.earmarked[:] = np.minimum(book.earmarked + yuan, money)
    finished = np.where(alive, (book.earmarked / cost).astype(np.int64), 0)
    book.earmarked -= finished * cost
    book.pay_up_to(district, OUTSIDE, each_to_fen(finished * cost), "environment")
    book.improved[:, district.month % book.improved.shape[1]] = finished
