"""A7, community service centre 社区服务中心: its staff, who runs it, its items and what residents score."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import BodyTable, BodyView, Flags
from sim.engine.columns import Column
from sim.engine.random import each_uniform, purpose
from sim.institutions.world import World

CENTRE_DRAWS: Final = purpose("district.service_centre")
MANY: Final = 1e12
Shares = NDArray[Any]


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


class ServiceCentre(BodyView):
    """The committee's professional arm; closed while nobody pays staff for it."""

    kind = "centre"
    book: ServiceCentres

    @property
    def provider(self) -> Provider:
        """Who runs it."""
        return Provider(self.book.provider[self.row])


class ServiceCentres(BodyTable["ServiceCentre"]):
    """All service centres: the row is the community.

    Attributes:
        needs: (communities, items) needs for services, counted each January.
    """

    view = ServiceCentre

    standing = Column(
        np.float64, "staff/1000", 0, 1000, 0, "paid staff without any reform; 0 where there is none"
    )
    provider = Column(np.int64, "code", 0, 2, 0, "who runs it, see Provider")
    organisation = Column(
        np.int64, "number", -1, 2**31, NO_ORGANISATION, "of the local organisation that runs it"
    )
    work = Column(np.float64, "1", 0, 10, 1, "how well its provider's staff works, 1 for the ordinary")
    paid = Column(np.float64, "hours/month", 0, MANY, 0, "of staff paid this month")
    drawn = Column(np.float64, "hours/month", 0, MANY, 0, "of it that went to government's tasks")
    professional = Column(np.float64, "1", 0, 1, 0, "quality of an hour of all who work at it")
    hours = Column(np.float64, "hours/month", 0, MANY, 0, "that reached residents this month, by item", ITEMS)
    quality = Column(np.float64, "share", 0, 1, 0, "of the month's needs that were met, by item", ITEMS)
    weights = Column(
        np.float64,
        "1",
        0.25,
        4,
        1,
        "how the provider leans toward items after scores, 1 for not at all",
        ITEMS,
    )
    score = Column(
        np.float64, "share", 0, 1, np.nan, "mean of the residents' last ratings by item, NaN for none", ITEMS
    )
    raters = Column(np.int64, "persons", 0, 2**31, 0, "residents who rated it this month")
    served = Column(np.int64, "persons", 0, 2**31, 0, "residents whose need was met this month")
    low = Column(np.int64, "years", 0, 2**31, 0, "Decembers in a row with low scores")
    since = Column(np.int64, "month", 0, 2**31, 0, "in which the provider began")
    replaced = Column(np.int64, "providers", 0, 2**31, 0, "replaced for low scores so far")

    needs: Shares

    @classmethod
    def founded(cls, world: World) -> ServiceCentres:
        """Found a centre in every community; by lot some have staff from the start."""
        ground = world.geography
        bodies = [world.place.types[ground.types[kind]].bodies for kind in ground.community_type]
        book = cls(world, np.arange(ground.communities))
        stands = each_uniform(world.seed, book.community, 0, CENTRE_DRAWS) < np.array(
            [one.service_centre for one in bodies]
        )
        book.standing[:] = world.institutions.services.staff * stands
        book.needs = np.zeros((ground.communities, ITEMS))
        return book

    @property
    def open(self) -> Flags:
        """(centres,) whether there is paid staff this month."""
        staffed: Flags = self.paid > 0.0
        return staffed

    def mean_score(self) -> Shares:
        """(centres,) mean of the last scores of the items, NaN without any."""
        return mean_of_known(self.score)

    def appoint(
        self, world: World, where: Flags, provider: Shares, organisation: Shares, work: Shares
    ) -> None:
        """Begin with providers: they know no scores yet, and those of their predecessors do not count.

        Args:
            world: the district.
            where: (centres,) which centres.
            provider: (centres,) see Provider.
            organisation: (centres,) number of the local organisation, or ``NO_ORGANISATION``.
            work: (centres,) how well the provider's staff works.
        """
        for column, value in (
            (self.provider, provider),
            (self.organisation, organisation),
            (self.work, work),
        ):
            column[where] = value[where]
        self.weights[where], self.score[where] = 1.0, np.nan
        self.low[where], self.since[where] = 0, world.month


def mean_of_known(values: Shares) -> Shares:
    """Mean over the last axis of what is not NaN; NaN where nothing is."""
    known = ~np.isnan(values)
    if not np.count_nonzero(known):
        return np.full(values.shape[:-1], np.nan)
    number = known.sum(axis=-1)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.asarray(np.where(number > 0, total / np.maximum(1, number), np.nan))
