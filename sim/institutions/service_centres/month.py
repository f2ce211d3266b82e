"""Service centres' work (A7, S3.4): offered, delivered, scored by residents."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.actor import residents_of
from sim.calendar import DECEMBER, month_of_year
from sim.institutions.committee.state import Committees
from sim.institutions.service_centres.contracts import renew_contracts, stake
from sim.institutions.service_centres.state import ITEMS, Item, Provider, ServiceCentre
from sim.institutions.service_centres.users import interview, rate, serve
from sim.institutions.tasks.month import WORKSTATION_ORDER, item_hours, work_off
from sim.institutions.tasks.task_book import Fate
from sim.institutions.world import World
from sim.policies import CentrePolicy
from sim.residents.offers import Offers
from sim.vocabulary import Act

Shares = NDArray[np.float64]


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
        offers.add_places(c, Act.VOLUNTEER, shifts)
        offers.add_places(c, Act.CULTURE, int(centre.hours[Item.CULTURE] * rule.class_places))
        rating = lever.scored_items > 0.0 and round_of_rating(district.month, lever.rating_rounds)
        if rating:
            hours = rule.round_hours * lever.scored_items * thousands
            district.government.spend(residents_of(c), hours * staff.wage, "rating round", c)
            offers.phase[c, Act.SUPERVISE] = 1
            offers.notice[c, Act.SUPERVISE] = 1.0
        for act in (Act.VOLUNTEER, Act.CULTURE, *([Act.SUPERVISE] if rating else [])):
            offers.organisation[c, act] += centre.served / adults


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
    committee = rule.committee_part * district[Committees][c].spent.service * centre.open
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
    scored, asked = np.zeros(quality.shape, dtype=np.bool_), np.zeros(len(quality))
    for centre in district.centres:
        lever, c = district.policy_of(centre.community).centre, centre.community
        if centre.open and round_of_rating(district.month, lever.rating_rounds):
            scored[c] = scored_items(district.needs[c], lever.scored_items)
            asked[c] = _interviewed_part(district, c, lever)
    start, people = district.geography.community_start, district.people
    interview(start, district.month, district.seed, people, asked)
    scores, raters = rate(
        start, district.month, district.seed, people, quality, scored, rule.rating_noise, rule.halo
    )
    for centre in district.centres:
        centre.raters = int(raters[centre.community])
        if centre.raters:
            _hear_scores(district, centre, scores[centre.community])
    if month_of_year(district.month) == DECEMBER:
        renew_contracts(district)


def _interviewed_part(district: World, c: int, lever: CentrePolicy) -> float:
    """Chance that an adult is interviewed in a round: interviews that its paid hours allow, per adult."""
    rule, thousands = district.institutions.services, float(district.geography.size[c]) / 1000.0
    interviews = rule.round_hours * lever.scored_items * thousands * rule.interviews
    return min(1.0, interviews / max(1, int(district.adults[c])))


def _hear_scores(district: World, centre: ServiceCentre, scores: Shares) -> None:
    """Keep the new scores; the provider leans toward items scored below its mean."""
    rated = ~np.isnan(scores)
    centre.score = np.where(rated, scores, centre.score)
    lever = district.policy_of(centre.community).centre
    pull = district.institutions.services.follows + stake(centre, lever)
    below: Any = np.where(rated, np.nanmean(scores) - scores, 0.0) if rated.any() else 0.0
    centre.weights = np.clip(centre.weights * (1.0 + pull * below), 0.25, 4.0)
