"""What service centres deliver (A7, S3.4): hours of all who work there, by item, and the needs they meet.

All centres at once: arrays below are (centres,), which is (communities,), where nothing else is said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.records import record
from sim.institutions.committee.state import Committees
from sim.institutions.service_centres.contracts import lever_of, stake
from sim.institutions.service_centres.state import ITEMS, ServiceCentres
from sim.institutions.world import World
from sim.vocabulary import Act

Shares = NDArray[np.float64]


class Delivery(NamedTuple):
    """What delivery reads of :class:`sim.institutions.service_centres.numbers.ServiceWork`."""

    slack: float
    half_stake: float
    committee_part: float
    social_worker: float
    other_staff: float
    volunteer: float
    half_met: float
    knows_government: float
    knows_local: float
    knows_imported: float


def shifts(district: World, book: ServiceCentres) -> Shares:
    """(centres,) shifts for volunteers; parts of a shift add up over the months."""
    return np.asarray(lever_of(district, "volunteer_shifts") * district.geography.size / 1000.0 * book.open)


def deliver(district: World) -> None:
    """Spread the hours of all who work at a centre over its items; quality is the part of needs met."""
    book = district[ServiceCentres]
    _deliver(
        book.provider,
        book.paid,
        book.drawn,
        book.work,
        book.needs,
        book.weights,
        stake(district, book),
        lever_of(district, "social_workers"),
        district[Committees].spent_service,
        _volunteer_hours(district, book),
        record(Delivery, district.institutions.services),
        book.professional,
        book.hours,
        book.quality,
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _deliver(
    provider: NDArray[np.int64],
    paid: Shares,
    drawn: Shares,
    work: Shares,
    needs: Shares,
    weights: Shares,
    at_stake: Shares,
    social: Shares,
    service: Shares,
    helpers: Shares,
    rule: Delivery,
    professional: Shares,
    hours: Shares,
    quality: Shares,
) -> None:
    """The same from plain columns, of which the last three are written."""
    knowledge = rule.knows_government, rule.knows_local, rule.knows_imported
    for c in range(provider.size):
        slack = rule.slack * rule.half_stake / (rule.half_stake + at_stake[c])
        staff = (paid[c] - drawn[c]) * (1.0 - slack)
        committee = rule.committee_part * service[c] * (paid[c] > 0.0)
        skill = social[c] * rule.social_worker + (1.0 - social[c]) * rule.other_staff
        whole = staff + committee + helpers[c]
        met = staff * skill * work[c] + committee * rule.other_staff + helpers[c] * rule.volunteer
        each = whole if whole > 0.0 else 1.0
        professional[c] = min(1.0, met / each)
        knows = knowledge[provider[c]]
        share = share_by_item(needs[c], weights[c], knows + (1.0 - knows) * (helpers[c] / each))
        for item in range(ITEMS):
            hours[c, item] = whole * share[item]
            needed = max(needs[c, item], 1.0) / 1000.0 * rule.half_met
            quality[c, item] = professional[c] * hours[c, item] / (hours[c, item] + needed)


def _volunteer_hours(district: World, book: ServiceCentres) -> Shares:
    """The month's volunteers who chose the centre: as many as its shifts are among all places."""
    if district.idle("centre.volunteer_shifts"):
        return np.zeros(len(book))
    own, places = shifts(district, book), district.offers.places[:, Act.VOLUNTEER]
    among_all = np.maximum(1, np.maximum(places, own))
    return district.count_act(Act.VOLUNTEER) * own / among_all * float(district.rules.hours[Act.VOLUNTEER])


@njit(cache=True)
def share_by_item(need: Shares, weight: Shares, knows: float) -> Shares:
    """(items,) shares of hours: by need as far as the provider knows it, else by the standard list.

    Those who help at the centre are its users and their neighbours: what they tell counts as knowing.
    """
    whole, shares = max(1.0, need.sum()), np.empty(ITEMS)
    for item in range(ITEMS):
        shares[item] = weight[item] * (knows * need[item] / whole + (1.0 - knows) / ITEMS)
    whole_shares: Shares = shares / shares.sum()
    return whole_shares
