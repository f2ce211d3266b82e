"""A1 district government 区委区政府, A2 street office 街道办."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import DISTRICT, EVERYWHERE, OUTSIDE, Actor
from sim.bodies import BodyBook, BodyView
from sim.engine.arithmetic import each_exp
from sim.engine.columns import Column
from sim.engine.ledger import Account, to_fen
from sim.engine.random import each_uniform, purpose
from sim.institutions.world import World

STREET_DRAWS: Final = purpose("government.street_practice")


class DistrictGovernment(Actor):
    """Pays wages, funds, purchases and channels; is appropriated each December what it spent in the year."""

    kind = "district"

    @classmethod
    def founded(cls, world: World) -> DistrictGovernment:
        """There is one; all of its state is its account in the ledger."""
        return cls(world, 0)

    def spend(self, payee: Account, yuan: float, why: str, community: int = EVERYWHERE) -> None:
        """Pay out of the district's budget for a community."""
        self.model.ledger.pay(DISTRICT, payee, to_fen(yuan), why, community, self.model.month)

    def close_year(self) -> None:
        """Receive the appropriation that covers the year's spending."""
        spent = -self.balance
        if spent > 0:
            self.model.ledger.pay(OUTSIDE, DISTRICT, spent, "appropriation", EVERYWHERE, self.model.month)


class StreetOffice(BodyView):
    """Passes the district's tasks on to its communities, more of them or fewer by its own practice."""

    kind = "street"
    book: StreetOffices


class StreetOffices(BodyBook["StreetOffice"]):
    """The street offices, in the order of the streets."""

    view = StreetOffice

    passes_on = Column(np.float64, "1", 0, 1e6, 1, "factor by which it passes on more tasks, or fewer")

    @classmethod
    def founded(cls, world: World) -> StreetOffices:
        """Draw each street's practice once: a factor between e^-spread and e^+spread."""
        book = cls(world, np.full(world.geography.streets, EVERYWHERE))
        u = each_uniform(world.seed, book.number, 0, STREET_DRAWS)
        book.passes_on[:] = each_exp(world.institutions.workload.street_spread * (2.0 * u - 1.0))
        return book

    def practice(self, world: World) -> NDArray[np.float64]:
        """(communities,) how much each community's street office passes on."""
        factor: NDArray[np.float64] = self.passes_on[world.geography.community_street]
        return factor
