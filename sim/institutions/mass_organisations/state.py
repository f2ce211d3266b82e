"""A5, mass organisations 群团组织: union, youth league, women's federation."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import mesa

from sim.actor import Actor, residents_of
from sim.engine.ledger import to_fen
from sim.vocabulary import Audience


class Mass(IntEnum):
    """Which mass organisation."""

    UNION = 0
    YOUTH_LEAGUE = 1
    WOMENS_FEDERATION = 2


SPEAKS_TO: Final = {
    Mass.UNION: Audience.WORKERS,
    Mass.YOUTH_LEAGUE: Audience.YOUTH,
    Mass.WOMENS_FEDERATION: Audience.WOMEN,
}


class MassOrganisation(Actor):
    """Tells its own audience of opportunities, as far as the district pays for hours; no money, no work."""

    kind = "mass"

    def __init__(self, model: mesa.Model, which: Mass) -> None:
        """Set up one of the three for the whole district."""
        super().__init__(model, int(which))
        self.audience = SPEAKS_TO[which]

    def work(self, community: int, hours: float, wage: float) -> float:
        """Pay staff out of what the district gave; return the hours that the money bought."""
        affordable = min(to_fen(hours * wage), self.balance)
        ledger, month = self.model.ledger, self.model.month
        ledger.pay(self.account, residents_of(community), affordable, "mass work", community, month)
        return affordable / to_fen(wage)
