"""A1 district government 区委区政府, A2 street office 街道办."""

from __future__ import annotations

import mesa

from sim.actor import DISTRICT, EVERYWHERE, OUTSIDE, Actor
from sim.engine.arithmetic import exp
from sim.engine.ledger import Account, to_fen
from sim.engine.random import purpose, uniform

STREET_LUCK = purpose("government.street_practice")


class DistrictGovernment(Actor):
    """Pays wages, funds, purchases and channels; is appropriated each December what it spent in the year."""

    kind = "district"

    def spend(self, payee: Account, yuan: float, why: str, community: int = EVERYWHERE) -> None:
        """Pay out of the district's budget for a community."""
        self.model.ledger.pay(DISTRICT, payee, to_fen(yuan), why, community, self.model.month)

    def close_year(self) -> None:
        """Receive the appropriation that covers the year's spending."""
        spent = -self.balance
        if spent > 0:
            self.model.ledger.pay(OUTSIDE, DISTRICT, spent, "appropriation", EVERYWHERE, self.model.month)


class StreetOffice(Actor):
    """Passes the district's tasks on to its communities, more of them or fewer by its own practice."""

    kind = "street"

    def __init__(self, model: mesa.Model, number: int, spread: float) -> None:
        """Draw the street's practice once: a factor between e^-spread and e^+spread."""
        super().__init__(model, number)
        u = uniform(model.seed, number, 0, STREET_LUCK)
        self.passes_on = float(exp(spread * (2.0 * u - 1.0)))
