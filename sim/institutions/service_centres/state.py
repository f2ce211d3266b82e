"""A7, community service centre 社区服务中心: its staff, who runs it, its items and what residents score."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import mesa
import numpy as np

from sim.actor import Actor, residents_of
from sim.engine.ledger import Account


class Item(IntEnum):
    """Services split into items; who may need each stands in ``institutions/service_centres/users.py``."""

    ELDERLY = 0
    YOUTH = 1
    FAMILY = 2
    NEWCOMERS = 3
    HEALTH = 4
    CULTURE = 5


class Provider(IntEnum):
    """Who runs a centre."""

    GOVERNMENT = 0
    LOCAL = 1
    IMPORTED = 2


ITEMS: Final = len(Item)
NO_ORGANISATION: Final = -1


class ServiceCentre(Actor):
    """The committee's professional arm; closed while nobody pays staff for it.

    Attributes:
        standing: paid staff per 1,000 residents that it has without any reform; 0 where there is none.
        provider: who runs it; ``organisation`` the number of the local organisation that does.
        work: how well its provider's staff works, 1 for the ordinary.
        paid: hours of staff paid this month.
        drawn: hours of it that went to government's tasks.
        hours: hours that reached residents this month, by item.
        quality: part of the month's needs that were met, by item.
        weights: how the provider leans toward items after scores, 1 for not at all.
        score: mean of the residents' last ratings by item, NaN where nobody rated.
        raters: residents who rated it this month.
        served: residents whose need was met this month.
        low: Decembers in a row with low scores.
        since: month in which the provider began.
        replaced: providers replaced for low scores so far.
    """

    kind = "centre"

    def __init__(self, model: mesa.Model, community: int, standing: float) -> None:
        """Set up a centre with so much staff per 1,000 residents, 0 for none yet."""
        super().__init__(model, community, community)
        self.standing = standing
        self.paid = self.drawn = 0.0
        self.professional = 0.0
        self.hours = np.zeros(ITEMS)
        self.quality = np.zeros(ITEMS)
        self.raters = self.served = self.replaced = 0
        self.score = np.full(ITEMS, np.nan)
        self.appoint(Provider.GOVERNMENT, NO_ORGANISATION, 1.0)

    @property
    def open(self) -> bool:
        """Whether there is paid staff this month."""
        return self.paid > 0.0

    @property
    def mean_score(self) -> float:
        """Mean of the last scores of the items, NaN without any."""
        rated = self.score[~np.isnan(self.score)]
        return float(rated.mean()) if rated.size else np.nan

    def appoint(self, provider: Provider, organisation: int, work: float) -> None:
        """Begin with a provider: it knows no scores yet, and those of its predecessor do not count."""
        self.provider, self.organisation, self.work = provider, organisation, work
        self.weights = np.ones(ITEMS)
        self.score = np.full(ITEMS, np.nan)
        self.low, self.since = 0, int(self.model.month)

    def pay_staff(self, fee_to: Account, fee: float) -> None:
        """Pay out the month's money: the provider's fee, the rest as wages."""
        whole = self.balance
        kept = round(fee * whole)
        self.pay(fee_to, kept, "centre provider's fee")
        self.pay(residents_of(self.community), whole - kept, "centre wages")
