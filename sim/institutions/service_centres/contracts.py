"""Who runs service centres (A7, S3.4), what the district pays, and when a provider is replaced.

All centres at once: arrays below are (centres,), which is (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import Flags
from sim.calendar import JANUARY, month_of_year
from sim.engine.random import each_uniform, purpose
from sim.institutions.organisations.purchases import best_of_each
from sim.institutions.organisations.state import FundingSource, Organisations
from sim.institutions.service_centres.state import (
    NO_ORGANISATION,
    Provider,
    ServiceCentres,
    mean_of_known,
)
from sim.institutions.service_centres.users import count_needs
from sim.institutions.world import World, while_set
from sim.vocabulary import ADULT_AGE, Education

Amounts = NDArray[np.float64]
Codes = NDArray[np.int64]

# What the policy may say beside by_urbanisation, in the order of the providers' codes.
PROVIDERS: Final = ("government_run", "local", "imported")
PROVIDER_DRAWS: Final = purpose("services.provider")


def run_centres(district: World) -> None:
    """Government's part of the month: needs counted in January, contracts kept, providers paid."""
    book = district[ServiceCentres]
    if month_of_year(district.month) == JANUARY or not np.count_nonzero(book.needs):
        weight = np.array(district.institutions.services.need_weights)
        book.needs = count_needs(district.geography.community_start, district.people, weight)
    scores = book.mean_score()  # before contracts end, and scores with them
    _keep_contracts(district, book)
    _pay(district, book, float(mean_of_known(scores)))


def lever_of(district: World, name: str) -> Amounts:
    """(communities,) one of the levers on service centres."""
    return district.levers(f"centre.{name}")


@while_set
def wanted_providers(district: World) -> Codes:
    """(communities,) whom the policy wants to run each centre; by degree of urbanisation if it says so."""
    ground = district.geography
    urbanised = np.array([kind.urbanised for kind in ground.settings])[ground.community_type]
    wanted: Codes = np.where(urbanised, Provider.LOCAL, Provider.IMPORTED)  # S3.4
    for provider, word in zip(Provider, PROVIDERS, strict=True):
        wanted[district.chosen("centre.provider", word)] = provider
    return wanted


def _keep_contracts(district: World, book: ServiceCentres) -> None:
    """Appoint a provider where the policy wants another, or the organisation that ran it is gone."""
    wanted = wanted_providers(district).copy()
    local = np.full(len(book), NO_ORGANISATION)
    if ((wanted == Provider.LOCAL) | (book.provider == Provider.LOCAL)).any():
        local = _local_organisations(district, book)
    gone = (book.provider == Provider.LOCAL) & ((local < 0) | (local != book.organisation))
    # Government until the community has an organisation of its own.
    wanted[(wanted == Provider.LOCAL) & (local < 0)] = Provider.GOVERNMENT
    appoint(district, book, gone | (book.provider != wanted), wanted, local)


def _running(district: World, book: ServiceCentres) -> Codes:
    """(centres,) row of the organisation that runs each, -1 where none does or it is there no longer."""
    organisations = district[Organisations]
    row = np.searchsorted(organisations.number, book.organisation)
    known = row < len(organisations)
    known[known] &= organisations.number[row[known]] == book.organisation[known]
    return np.where(known, row, -1)


def _local_organisations(district: World, book: ServiceCentres) -> Codes:
    """(centres,) number of the organisation that runs each if it still works, else of the best bid there.

    ``NO_ORGANISATION`` where the community has none.
    """
    organisations, running = district[Organisations], _running(district, book)
    if not len(organisations):
        return np.full(len(book), NO_ORGANISATION)
    works = (running >= 0) & organisations.at_work(district.month)[running]
    row = np.where(works, running, best_of_each(district))
    return np.where(row >= 0, organisations.number[row], NO_ORGANISATION)


def appoint(district: World, book: ServiceCentres, where: Flags, provider: Codes, local: Codes) -> None:
    """Begin contracts at some centres; how well a provider works is drawn around its kind's."""
    if not np.count_nonzero(where):
        return
    rule = district.institutions.services
    of_kind = np.array([rule.government_run, rule.local, rule.imported])
    usual = of_kind[provider] + rule.local_education * _college_share(district) * (provider == Provider.LOCAL)
    draw = each_uniform(district.seed, book.community, district.month, PROVIDER_DRAWS)
    number = np.where(provider == Provider.LOCAL, local, NO_ORGANISATION)
    work = usual * (1.0 + rule.provider_spread * (2.0 * draw - 1.0))
    book.appoint(district, where, provider, number, work)


def _college_share(district: World) -> Amounts:
    """(communities,) share of adults who went to college."""
    adult = district.residents.age >= ADULT_AGE
    college = district.by_community(adult & (district.residents.education >= int(Education.COLLEGE)))
    share: Amounts = college / np.maximum(1, district.by_community(adult))
    return share


def stake(district: World, book: ServiceCentres) -> Amounts:
    """(centres,) part of a contracted provider's money that its scores decide; 0 while there are none."""
    decided = lever_of(district, "pay_by_score") * lever_of(district, "scored_items")
    if np.count_nonzero(decided):
        decided[(book.provider == Provider.GOVERNMENT) | np.isnan(book.mean_score())] = 0.0
    return decided


def _pay(district: World, book: ServiceCentres, mean: float) -> None:
    """Pay the month: the staff's places at their wage, less or more of the part that scores decide."""
    staff, c = district.institutions.staff, book.community
    wage, at_stake = staff.wage * _wage_factor(district, book), stake(district, book)
    most = district.institutions.services.most_bonus
    budget = _staff_paid(district) * wage
    if np.count_nonzero(at_stake):
        bonus = np.where(at_stake > 0.0, np.minimum(most, book.mean_score() / mean), 1.0)
        budget *= 1.0 - at_stake + at_stake * bonus
    district.spend_each(book.accounts, budget, "service centre", c)
    fee = np.where(book.provider == Provider.GOVERNMENT, 0.0, district.institutions.services.fee)
    book.paid[:] = budget * (1.0 - fee) / wage
    money = book.balance(district.ledger)
    kept = np.rint(fee * money).astype(np.int64)
    _pay_fees(district, book, kept)
    district.pay_each(book.accounts, residents_of_each(c), money - kept, "centre wages", c)


@while_set
def _staff_paid(district: World) -> Amounts:
    """(centres,) hours a month of the staff's places."""
    places = district[ServiceCentres].standing + lever_of(district, "staff")
    hours: Amounts = places * district.geography.size / 1000.0 * district.institutions.staff.month
    return hours


def _wage_factor(district: World, book: ServiceCentres) -> Amounts:
    rule = district.institutions.services
    price = np.where(book.provider == Provider.IMPORTED, rule.imported_price, 1.0)
    factor: Amounts = price * (1.0 + lever_of(district, "social_workers") * (rule.social_worker_wage - 1.0))
    return factor


def _pay_fees(district: World, book: ServiceCentres, fen: Codes) -> None:
    """Providers keep their fees: local organisations on their accounts, others outside."""
    if not np.count_nonzero(fen):
        return
    local, why = book.provider == Provider.LOCAL, "centre provider's fee"
    district.pay_each(book.accounts, OUTSIDE, fen * ~local, why, book.community)
    organisations, rows = district[Organisations], _running(district, book)[local]
    payer, payee = (book.view.kind, book.number[local]), (organisations.view.kind, organisations.number[rows])
    if rows.size:
        district.pay_each(payer, payee, fen[local], why, book.community[local])
        organisations.receive(rows, FundingSource.SUPERIOR, fen[local])


def renew_contracts(district: World) -> None:
    """December: where money follows scores, a provider that stays low is replaced by another of its kind."""
    rule, book = district.institutions.services, district[ServiceCentres]
    mean = float(mean_of_known(book.mean_score()))
    low = (stake(district, book) > 0.0) & (book.mean_score() < rule.replace_below * mean)
    book.low[:] = np.where(low, book.low + 1, 0)
    patience_ends = book.low >= rule.patience
    book.replaced += patience_ends
    appoint(district, book, patience_ends, book.provider.copy(), _local_organisations(district, book))
