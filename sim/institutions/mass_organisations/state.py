"""A5, mass organisations 群团组织: union, youth league, women's federation."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import EVERYWHERE
from sim.bodies import BodyBook, BodyView
from sim.institutions.world import World
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


class MassOrganisation(BodyView):
    """Tells its own audience of opportunities, as far as the district pays for hours; no money, no work."""

    kind = "mass"
    book: MassOrganisations

    @property
    def audience(self) -> Audience:
        """To whom it speaks."""
        return SPEAKS_TO[Mass(self.number)]


class MassOrganisations(BodyBook["MassOrganisation"]):
    """The three of the district, in the order of Mass, and their outreach.

    Attributes:
        outreach_hours: (communities, audiences) of going round to them this month (S5.4).
    """

    view = MassOrganisation
    outreach_hours: NDArray[np.float64]

    @classmethod
    def founded(cls, world: World) -> MassOrganisations:
        """Set up the three for the whole district."""
        book = cls(world, np.full(len(Mass), EVERYWHERE))
        book.outreach_hours = np.zeros((world.geography.communities, len(Audience)))
        return book
