"""Service centres' work (A7, S3.4): offered, delivered, scored by residents.

All centres at once: arrays below are (centres,), which is (communities,), where nothing else is said.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.actor import residents_of_each
from sim.calendar import DECEMBER, month_of_year
from sim.institutions.doors import add_contacts, add_places
from sim.institutions.service_centres.contracts import lever_of, renew_contracts, stake
from sim.institutions.service_centres.delivery import deliver, shifts
from sim.institutions.service_centres.state import ITEMS, Item, Provider, ServiceCentres, mean_of_known
from sim.institutions.service_centres.users import interview, rate, serve
from sim.institutions.tasks.month import WORKSTATION_ORDER, item_hours, work_off
from sim.institutions.tasks.task_book import Fate, TaskBook
from sim.institutions.world import World
from sim.residents.offers import OFFERED, Offers
from sim.threads import in_whole_groups
from sim.vocabulary import Act

Shares = NDArray[np.float64]


def help_government(district: World) -> None:
    """Where the committee runs the centre, open tasks of government draw its staff (Q1)."""
    book, share = district[ServiceCentres], district.institutions.services.drawn
    at_hand = np.where(book.provider == Provider.GOVERNMENT, share * book.paid, 0.0)
    spent = work_off(district[TaskBook], at_hand, item_hours(district), WORKSTATION_ORDER, Fate.WORKSTATION)
    book.drawn[:] = spent.sum(axis=1)


def round_of_rating(month: int, rounds: ArrayLike) -> NDArray[np.bool_]:
    """Whether a round falls in this month: so many a year, evenly spread, the last in December."""
    now, number = month_of_year(month), np.asarray(rounds)
    falls: NDArray[np.bool_] = number * now // DECEMBER > number * (now - 1) // DECEMBER
    return falls


def _rated(district: World, book: ServiceCentres) -> NDArray[np.bool_]:
    """(centres,) whether a round of rating is held at a centre that is open, if residents score anything."""
    if district.idle("centre.scored_items"):
        return np.zeros(len(book), dtype=np.bool_)
    return book.open & round_of_rating(district.month, lever_of(district, "rating_rounds"))


def _thousands(district: World) -> Shares:
    return district.geography.thousands


def centre_offers(district: World, offers: Offers) -> None:
    """Shifts for volunteers, places in classes, calls to rate; who was served last month is told of them."""
    rule, book = district.institutions.services, district[ServiceCentres]
    if not district.idle("centre.volunteer_shifts"):
        offered, c = shifts(district, book), book.community
        district.spend_each(residents_of_each(c), offered * rule.shift_cost, "volunteer shifts", c)
        add_places(offers, Act.VOLUNTEER, offered)
    staffed = book.open
    add_places(offers, Act.CULTURE, book.hours[:, Item.CULTURE] * rule.class_places * staffed)
    told = book.served / np.maximum(1, district.adults)
    add_contacts(offers.organisation, Act.VOLUNTEER, told * staffed)
    add_contacts(offers.organisation, Act.CULTURE, told * staffed)
    rated = _rated(district, book) & (lever_of(district, "scored_items") > 0.0)
    if np.count_nonzero(rated):
        _call_to_rate(district, book, rated, offers)
        add_contacts(offers.organisation, Act.SUPERVISE, told * rated)


def _call_to_rate(district: World, book: ServiceCentres, rated: NDArray[np.bool_], offers: Offers) -> None:
    """Scores are collected in paid hours, and asked for on every board."""
    wages = _paid_hours(district) * rated * district.institutions.staff.wage
    district.spend_each(residents_of_each(book.community), wages, "rating round", book.community)
    offers.phase[rated, Act.SUPERVISE] = OFFERED
    offers.notice[rated, Act.SUPERVISE] = 1.0


def _paid_hours(district: World) -> Shares:
    """(communities,) hours of collecting scores in a round."""
    rule = district.institutions.services
    return rule.round_hours * lever_of(district, "scored_items") * _thousands(district)


def serve_residents(district: World) -> None:
    """Deliver the month's services, then let those who supervise this month rate them."""
    rule, start = district.institutions.services, district.geography.community_start
    book = district[ServiceCentres]
    deliver(district)
    residents, key = district.residents, (district.month, district.seed)
    columns = residents.identity, residents.age, residents.evening_lost, residents.hukou
    felt = residents.trust, residents.efficacy_external
    weight, chances = np.array(rule.need_weights), (rule.use, rule.served)
    if np.count_nonzero(book.quality):
        served = in_whole_groups(
            start,
            lambda a, b: serve(start[a : b + 1], *key, *columns, *felt, book.quality[a:b], weight, *chances),
        )
        book.served[:] = np.concatenate(served)
    else:
        book.served[:] = 0
    _collect_scores(district, book)


def scored_items(needs: Shares, share: Shares) -> NDArray[np.bool_]:
    """(communities, items) which residents score: so large a share (communities,), the most needed first."""
    rank = np.argsort(np.argsort(-needs, axis=1, kind="stable"), axis=1, kind="stable")
    scored: NDArray[np.bool_] = rank < np.rint(np.asarray(share) * ITEMS)[:, np.newaxis]
    return scored


def _collect_scores(district: World, book: ServiceCentres) -> None:
    rule, rated = district.institutions.services, _rated(district, book)
    book.raters[:] = 0
    if np.count_nonzero(rated):
        scored = scored_items(book.needs, lever_of(district, "scored_items")) & rated[:, np.newaxis]
        start, people = district.geography.community_start, district.people
        interview(start, district.month, district.seed, people, _interviewed_part(district) * rated)
        scores, book.raters[:] = rate(
            start, district.month, district.seed, people, book.quality, scored, rule.rating_noise, rule.halo
        )
        _hear_scores(district, book, scores)
    if month_of_year(district.month) == DECEMBER:
        renew_contracts(district)


def _interviewed_part(district: World) -> Shares:
    """(communities,) chance that an adult is interviewed: interviews that paid hours allow, per adult."""
    interviews = _paid_hours(district) * district.institutions.services.interviews
    return np.asarray(np.minimum(1.0, interviews / np.maximum(1, district.adults)))


def _hear_scores(district: World, book: ServiceCentres, scores: Shares) -> None:
    """Keep the new scores; a provider leans toward items scored below its mean."""
    rated = ~np.isnan(scores)
    book.score[:] = np.where(rated, scores, book.score)
    rule = district.institutions.services
    pull = rule.follows + stake(district, book)
    below = np.where(rated, mean_of_known(scores)[:, np.newaxis] - scores, 0.0)
    leaning = np.clip(book.weights * (1.0 + pull[:, np.newaxis] * below), 1.0 / rule.leaning, rule.leaning)
    heard = book.raters > 0
    book.weights[heard] = leaning[heard]
