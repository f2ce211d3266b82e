"""S1.3: the district buys services; openly by capability, reputation and price, or from those it knows."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from typing import Final

import numpy as np

from sim.actor import OUTSIDE
from sim.calendar import JANUARY, month_of_year
from sim.engine.ledger import to_fen
from sim.engine.random import purpose, uniform
from sim.institutions.organisations.state import SocialOrganisation, Source
from sim.institutions.world import World

PRICE_LUCK: Final = purpose("organisations.price")
KNOWN_AFTER: Final = 24  # months of registration, where organisations of two years are admitted
SMALLEST: Final = 1.0  # yuan that are not worth a contract
LOAD: Final = 0.3  # of the score that an evaluator takes off for each contract already held; assumed


def buy_services(district: World) -> None:
    """January: the district's ordinary purchases, then those that the catalogue adds where it is in force."""
    if month_of_year(district.month) != JANUARY:
        return
    for one in district.organisations:
        one.held_before, one.contracts = one.contracts, 0.0
    rule, size = district.institutions.organisations, district.geography.size
    everywhere = rule.purchase_lines / 10000.0 * rule.purchase * float(size.sum())
    listed = district.levers(lambda policy: policy.tasks.purchase_catalogue)
    _buy(district, everywhere, range(size.size))
    _buy(district, float((listed * size).sum()), np.flatnonzero(listed).tolist())


def _buy(district: World, yuan: float, communities: Collection[int]) -> None:
    """Tender the open part of the budget, give the rest to those who are known."""
    size = district.geography.size
    served = np.fromiter(communities, dtype=np.int64)
    if yuan <= 0.0:
        return
    openness = district.levers(lambda policy: policy.tasks.purchase_openness)
    tendered = float((openness[served] * size[served]).sum() / size[served].sum()) * yuan
    bidders = [one for one in district.organisations if one.community in communities]
    bidders = [one for one in bidders if eligible(district, one)]
    _tender(district, tendered, bidders)
    _give_to_known(district, yuan - tendered, bidders)


def eligible(district: World, organisation: SocialOrganisation) -> bool:
    """Whether the rules of its community admit an organisation to purchases."""
    admission = district.policy_of(organisation.community).organisations.admission
    if district.month < organisation.opens:
        return False
    if admission == "two_years":
        return organisation.registered and district.month - organisation.opens >= KNOWN_AFTER
    return organisation.registered or admission == "filed"


def price_of(district: World, organisation: SocialOrganisation) -> float:
    """Bid against the ceiling: lower with members who do part of the work unpaid, and by luck."""
    rule = district.institutions.organisations
    unpaid = organisation.members * rule.member_hours
    u = uniform(district.seed, organisation.number, district.month, PRICE_LUCK)
    return 1.0 - rule.discount * (0.5 * u + 0.5 * unpaid / (unpaid + rule.staff_hours))


def score(district: World, organisation: SocialOrganisation) -> float:
    """Score of a bid: capability, reputation, price."""
    return organisation.capability + organisation.reputation - price_of(district, organisation)


def best_organisation(district: World, communities: Collection[int]) -> SocialOrganisation | None:
    """The registered organisation at work in these communities with the best bid; None if there is none."""
    able = [one for one in district.organisations if one.community in communities]
    able = [one for one in able if one.registered and one.at_work]
    return max(able, key=lambda one: (score(district, one), -one.number), default=None)


def _tender(district: World, yuan: float, bidders: list[SocialOrganisation]) -> None:
    """The best bid wins, again and again while the money lasts; who holds a contract has less to spare."""
    rule = district.institutions.organisations
    queue = [(LOAD * one.contracts - score(district, one), one.number, one) for one in bidders]
    heapq.heapify(queue)
    while queue and yuan > SMALLEST:
        rank, number, winner = heapq.heappop(queue)
        part = rule.purchases_each - winner.contracts
        price = price_of(district, winner) * rule.purchase
        part = min(1.0, part, yuan / price)
        _award(district, winner, part, price)
        yuan -= part * price
        if part == 1.0:
            heapq.heappush(queue, (rank + LOAD, number, winner))


def _give_to_known(district: World, yuan: float, bidders: list[SocialOrganisation]) -> None:
    """One each at the ceiling price, first to last year's partners, then to the oldest."""
    rule = district.institutions.organisations
    for one in sorted(bidders, key=lambda one: (one.held_before == 0.0, one.number)):
        part = min(1.0, rule.purchases_each - one.contracts, yuan / rule.purchase)
        _award(district, one, part, rule.purchase)
        yuan -= part * rule.purchase


def _award(district: World, organisation: SocialOrganisation, part: float, price: float) -> None:
    """Pay the year's contract, or the part of one for which there is money."""
    yuan = part * price
    district.government.spend(organisation.account, yuan, "service purchase", organisation.community)
    organisation.receive(Source.SUPERIOR, to_fen(yuan))
    organisation.contracts += part


def publish_purchases(district: World) -> None:
    """The published catalogue stands on local pages; the district pays for it month by month."""
    cost = district.institutions.organisation_support.publication_cost / 12.0
    for c in published(district):
        share = district.policy_of(c).tasks.purchase_publication
        yuan = share * cost * float(district.geography.size[c])
        district.government.spend(OUTSIDE, yuan, "catalogue published", c)


def published(district: World) -> list[int]:
    """Communities where something was bought and it is made public."""
    listed = district.levers(lambda policy: policy.tasks.purchase_publication)
    bought = {one.community for one in district.organisations if one.contracts}
    return [int(c) for c in np.flatnonzero(listed) if int(c) in bought]
