"""Service centres (A7, S3.4): staff and provider paid, services delivered, scored, and money that follows."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.agents.actor import OUTSIDE, Account, residents_of
from sim.agents.calendar import DECEMBER, JANUARY, month_of_year
from sim.agents.organisations import SocialOrganisation, Source
from sim.agents.residents import ADULT_AGE, Act, Education
from sim.agents.services import ITEMS, NO_ORGANISATION, Item, Provider, ServiceCentre
from sim.engine.streams import purpose, uniform
from sim.governance.purchases import best_organisation
from sim.governance.taskbook import Fate
from sim.governance.tasks import WORKSTATION_ORDER, item_hours, work_off
from sim.governance.world import World
from sim.participation.columns import Offers
from sim.participation.services import count_needs, rate, serve
from sim.policies import CentrePolicy

Shares = NDArray[np.float64]

PROVIDER_LUCK: Final = purpose("services.provider")
URBANISED: Final = ("commodity", "mixed")  # S3.4: own organisations there, imported ones elsewhere
MOST_BONUS: Final = 1.5


def run_centres(district: World) -> None:
    """Government's part of the month: contracts in January, staff and interviewers paid."""
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
    kind = district.geography.types[district.geography.community_type[community]]
    own = Provider.LOCAL if kind in URBANISED else Provider.IMPORTED
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
    everyone = district.organisations
    running = [one for one in everyone if one.number == centre.organisation and one.at_work]
    return running[0] if running else best_organisation(district, [centre.community])


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
    local = next(one for one in district.organisations if one.number == centre.organisation)
    local.receive(Source.SUPERIOR, fen)
    return local.account


def help_government(district: World) -> None:
    """Where the committee runs the centre, open tasks of government draw its staff (Q1)."""
    share = district.institutions.services.drawn
    at_hand = np.array(
        [
            share * centre.paid if centre.provider is Provider.GOVERNMENT else 0.0
            for centre in district.centres
        ]
    )
    spent = work_off(district.tasks, at_hand, item_hours(district), WORKSTATION_ORDER, Fate.WORKSTATION)
    for centre, hours in zip(district.centres, spent.sum(axis=1), strict=True):
        centre.drawn = float(hours)


def round_of_rating(month: int, rounds: int) -> bool:
    """Whether a round falls in this month: so many a year, evenly spread, the last in December."""
    now = month_of_year(month)
    return rounds * now // DECEMBER > rounds * (now - 1) // DECEMBER


def centre_offers(district: World, offers: Offers) -> None:
    """Shifts for volunteers, places in classes, calls to rate; who was served last month is told of them."""
    rule, staff = district.institutions.services, district.institutions.staff
    for centre in (one for one in district.centres if one.open):
        c, lever = centre.community, district.policy_of(centre.community).centre
        adults, thousands = max(1, int(district.adults[c])), float(district.geography.size[c]) / 1000.0
        shifts = int(lever.volunteer_shifts * thousands)
        district.government.spend(residents_of(c), shifts * rule.shift_cost, "volunteer shifts", c)
        _add(offers, c, Act.VOLUNTEER, shifts)
        _add(offers, c, Act.CULTURE, int(centre.hours[Item.CULTURE] * rule.class_places))
        rating = lever.scored_items > 0.0 and round_of_rating(district.month, lever.rating_rounds)
        if rating:
            hours = rule.round_hours * lever.scored_items * thousands
            district.government.spend(residents_of(c), hours * staff.wage, "rating round", c)
            offers.phase[c, Act.SUPERVISE] = 1
            offers.notice[c, Act.SUPERVISE] = 1.0
            offers.visits[c, Act.SUPERVISE] += hours * staff.visits / adults
        for act in (Act.VOLUNTEER, Act.CULTURE, *([Act.SUPERVISE] if rating else [])):
            offers.organisation[c, act] += centre.served / adults


def _add(offers: Offers, community: int, act: Act, places: int) -> None:
    if places > 0:
        offers.phase[community, act] = 1
        offers.places[community, act] = max(0, int(offers.places[community, act])) + places


def serve_residents(district: World) -> None:
    """Deliver the month's services, then let those who supervise this month rate them."""
    rule, start = district.institutions.services, district.geography.community_start
    volunteers = district.count_act(Act.VOLUNTEER)
    for centre in district.centres:
        deliver(district, centre, int(volunteers[centre.community]))
    quality = np.array([centre.quality for centre in district.centres])
    served = serve(start, district.month, district.seed, district.people, quality, rule.use, rule.served)
    for centre in district.centres:
        centre.served = int(served[centre.community])
    _collect_scores(district, quality)


def deliver(district: World, centre: ServiceCentre, volunteers: int) -> None:
    """Spread the hours of all who work at the centre over its items; quality is the part of needs met."""
    rule, c = district.institutions.services, centre.community
    lever = district.policy_of(c).centre
    at_stake = stake(centre, lever)
    staff = (centre.paid - centre.drawn) * (1.0 - rule.slack * rule.half_stake / (rule.half_stake + at_stake))
    committee = rule.committee_part * district.committees[c].spent.service * centre.open
    helpers = _volunteer_hours(district, centre, lever, volunteers)
    skill = lever.social_workers * rule.social_worker + (1.0 - lever.social_workers) * rule.other_staff
    whole = staff + committee + helpers
    met = staff * skill * centre.work + committee * rule.other_staff + helpers * rule.volunteer
    centre.professional = min(1.0, met / whole) if whole else 0.0
    centre.hours = whole * _by_item(district, centre, helpers / whole if whole else 0.0)
    needed = np.maximum(district.needs[c], 1.0) / 1000.0 * rule.half_met
    centre.quality = centre.professional * centre.hours / (centre.hours + needed)


def _volunteer_hours(district: World, centre: ServiceCentre, lever: CentrePolicy, volunteers: int) -> float:
    """The month's volunteers who chose the centre: as many as its shifts are among all places."""
    c = centre.community
    shifts = int(lever.volunteer_shifts * float(district.geography.size[c]) / 1000.0) * centre.open
    places = int(district.offers.places[c, Act.VOLUNTEER])
    return volunteers * shifts / max(1, places, shifts) * float(district.rules.hours[Act.VOLUNTEER])


def _by_item(district: World, centre: ServiceCentre, helping: float) -> Shares:
    """Shares of hours by item: by need as far as the provider knows it, else by the standard list.

    Those who help at the centre are its users and their neighbours: what they tell counts as knowing.
    """
    rule = district.institutions.services
    kinds = (rule.knows_government, rule.knows_local, rule.knows_imported)
    knows = kinds[centre.provider] + (1.0 - kinds[centre.provider]) * helping
    need = district.needs[centre.community]
    shares = centre.weights * (knows * need / max(1.0, need.sum()) + (1.0 - knows) / ITEMS)
    by_item: Shares = shares / shares.sum()
    return by_item


def scored_items(needs: Shares, share: float) -> NDArray[np.bool_]:
    """Items that residents score: so large a share of them, the most needed first."""
    scored = np.zeros(ITEMS, dtype=np.bool_)
    scored[np.argsort(-needs, kind="stable")[: round(share * ITEMS)]] = True
    return scored


def _collect_scores(district: World, quality: Shares) -> None:
    rule = district.institutions.services
    scored = np.zeros(quality.shape, dtype=np.bool_)
    for centre in district.centres:
        lever, c = district.policy_of(centre.community).centre, centre.community
        if centre.open and round_of_rating(district.month, lever.rating_rounds):
            scored[c] = scored_items(district.needs[c], lever.scored_items)
    start, people = district.geography.community_start, district.people
    scores, raters = rate(
        start, district.month, district.seed, people, quality, scored, rule.rating_noise, rule.halo
    )
    for centre in district.centres:
        centre.raters = int(raters[centre.community])
        if centre.raters:
            _hear_scores(district, centre, scores[centre.community])
    if month_of_year(district.month) == DECEMBER:
        _renew_contracts(district)


def _hear_scores(district: World, centre: ServiceCentre, scores: Shares) -> None:
    """Keep the new scores; the provider leans toward items scored below its mean."""
    rated = ~np.isnan(scores)
    centre.score = np.where(rated, scores, centre.score)
    lever = district.policy_of(centre.community).centre
    pull = district.institutions.services.follows + stake(centre, lever)
    below: Any = np.where(rated, np.nanmean(scores) - scores, 0.0) if rated.any() else 0.0
    centre.weights = np.clip(centre.weights * (1.0 + pull * below), 0.25, 4.0)


def _renew_contracts(district: World) -> None:
    """December: where money follows scores, a provider that stays low is replaced by another of its kind."""
    rule, mean = district.institutions.services, _mean_score(district)
    for centre in district.centres:
        lever = district.policy_of(centre.community).centre
        low = stake(centre, lever) > 0.0 and centre.mean_score < rule.replace_below * mean
        centre.low = centre.low + 1 if low else 0
        if centre.low >= rule.patience:
            centre.replaced += 1
            appoint(district, centre, centre.provider, _local_organisation(district, centre))
