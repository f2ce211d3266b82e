"""Who runs a service centre (A7, S3.4), what the district pays for it, and when its provider is replaced."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import Account
from sim.engine.random import purpose, uniform
from sim.institutions.organisations.purchases import best_of_each
from sim.institutions.organisations.state import Organisations, SocialOrganisation, Source
from sim.institutions.service_centres.state import NO_ORGANISATION, Provider, ServiceCentre
from sim.institutions.service_centres.users import count_needs
from sim.institutions.world import World
from sim.policies import CentrePolicy
from sim.vocabulary import ADULT_AGE, Education

PROVIDER_LUCK: Final = purpose("services.provider")
MOST_BONUS: Final = 1.5


def run_centres(district: World) -> None:
    """Government's part of the month: needs counted in January, contracts kept, providers paid."""
    if month_of_year(district.month) == JANUARY or district.needs.size == 0:
        district.needs = count_needs(district.geography.community_start, district.people)
    mean = _mean_score(district)
    for centre in district.centres:
        lever = district.policy_of(centre.community).centre
        _keep_contract(district, centre, lever)
        _pay(district, centre, lever, mean)


def _mean_score(district: World) -> float:
    scores = np.array([centre.mean_score for centre in district.centres])
    known = scores[~np.isnan(scores)]
    return float(known.mean()) if known.size else np.nan


def wanted_provider(district: World, community: int, lever: CentrePolicy) -> Provider:
    """Whom the policy wants to run the centre; by degree of urbanisation if it says so."""
    urbanised = district.geography.type_of(community).urbanised
    own = Provider.LOCAL if urbanised else Provider.IMPORTED  # S3.4
    named = {
        "government_run": Provider.GOVERNMENT,
        "local": Provider.LOCAL,
        "imported": Provider.IMPORTED,
        "by_urbanisation": own,
    }
    return named[lever.provider]


def _keep_contract(district: World, centre: ServiceCentre, lever: CentrePolicy) -> None:
    """Appoint a provider where the policy wants another, or the organisation that ran it is gone."""
    wanted = wanted_provider(district, centre.community, lever)
    local = _local_organisation(district, centre)
    gone = centre.provider is Provider.LOCAL and (local is None or local.number != centre.organisation)
    if wanted is Provider.LOCAL and local is None:
        wanted = Provider.GOVERNMENT  # until the community has an organisation of its own
    if gone or centre.provider is not wanted:
        appoint(district, centre, wanted, local)


def _local_organisation(district: World, centre: ServiceCentre) -> SocialOrganisation | None:
    """The organisation that runs the centre if it still works, else the one there with the best bid."""
    book = district[Organisations]
    running = [one for one in book if one.number == centre.organisation and one.at_work]
    best = int(best_of_each(district)[centre.community])
    return running[0] if running else book[best] if best >= 0 else None


def appoint(
    district: World, centre: ServiceCentre, provider: Provider, local: SocialOrganisation | None
) -> None:
    """Begin a contract; how well this provider works is its own luck around its kind's."""
    rule, c = district.institutions.services, centre.community
    kinds = {Provider.GOVERNMENT: rule.government_run, Provider.IMPORTED: rule.imported}
    usual = kinds.get(provider, rule.local + rule.local_education * _college_share(district, c))
    luck = uniform(district.seed, c, district.month, PROVIDER_LUCK)
    number = local.number if provider is Provider.LOCAL and local is not None else NO_ORGANISATION
    centre.appoint(provider, number, usual * (1.0 + rule.provider_spread * (2.0 * luck - 1.0)))


def _college_share(district: World, community: int) -> float:
    first, last = district.rows_of(community)
    adult = district.residents.age[first:last] >= ADULT_AGE
    college = district.residents.education[first:last] >= int(Education.COLLEGE)
    return float((adult & college).sum() / max(1, adult.sum()))


def stake(centre: ServiceCentre, lever: CentrePolicy) -> float:
    """Part of a contracted provider's money that its scores decide; 0 while there are none."""
    scored = centre.provider is not Provider.GOVERNMENT and not np.isnan(centre.mean_score)
    return lever.pay_by_score * lever.scored_items if scored else 0.0


def _pay(district: World, centre: ServiceCentre, lever: CentrePolicy, mean: float) -> None:
    """Pay the month: the staff's places at their wage, less or more of the part that scores decide."""
    rule, c = district.institutions.services, centre.community
    places = (centre.standing + lever.staff) * float(district.geography.size[c]) / 1000.0
    wage = district.institutions.staff.wage * _wage_factor(district, centre, lever)
    at_stake = stake(centre, lever)
    bonus = min(MOST_BONUS, centre.mean_score / mean) if at_stake else 1.0
    budget = places * district.institutions.staff.month * wage * (1.0 - at_stake + at_stake * bonus)
    district.government.spend(centre.account, budget, "service centre", c)
    fee = 0.0 if centre.provider is Provider.GOVERNMENT else rule.fee
    centre.paid = budget * (1.0 - fee) / wage
    centre.pay_staff(_fee_account(district, centre, round(fee * centre.balance)), fee)


def _wage_factor(district: World, centre: ServiceCentre, lever: CentrePolicy) -> float:
    rule = district.institutions.services
    price = rule.imported_price if centre.provider is Provider.IMPORTED else 1.0
    return price * (1.0 + lever.social_workers * (rule.social_worker_wage - 1.0))


def _fee_account(district: World, centre: ServiceCentre, fen: int) -> Account:
    if centre.provider is not Provider.LOCAL:
        return OUTSIDE
    local = next(one for one in district[Organisations] if one.number == centre.organisation)
    local.income[Source.SUPERIOR] += fen
    return local.account


def renew_contracts(district: World) -> None:
    """December: where money follows scores, a provider that stays low is replaced by another of its kind."""
    rule, mean = district.institutions.services, _mean_score(district)
    for centre in district.centres:
        lever = district.policy_of(centre.community).centre
        low = stake(centre, lever) > 0.0 and centre.mean_score < rule.replace_below * mean
        centre.low = centre.low + 1 if low else 0
        if centre.low >= rule.patience:
            centre.replaced += 1
            appoint(district, centre, centre.provider, _local_organisation(district, centre))
