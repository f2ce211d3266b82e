"""A4, party organisation of a community 社区党组织: members, secretary, hours."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import BodyTable, BodyView
from sim.engine.columns import Column
from sim.institutions.world import World
from sim.vocabulary import Office

MANY: Final = 1e12
NOBODY: Final = -1


class PartyOrganisation(BodyView):
    """Lives on members' dues; with paid hours it goes to its members, holds open meetings, links upward."""

    kind = "party"
    book: PartyOrganisations


class PartyOrganisations(BodyTable["PartyOrganisation"]):
    """All party organisations: the row is the community."""

    view = PartyOrganisation

    members = Column(np.int64, "persons", 0, 2**31, 0, "adult party members who live here")
    secretary = Column(np.int64, "row", -1, 2**31, NOBODY, "the secretary, -1 for none")
    mobilising = Column(np.float64, "hours/month", 0, MANY, 0, "on going to members")
    preparing = Column(np.float64, "hours/month", 0, MANY, 0, "on open meetings of members")
    meetings = Column(np.int64, "meetings/month", 0, 2**31, 0, "open meetings of members")
    linking = Column(np.float64, "hours/month", 0, MANY, 0, "on taking proposals upward")

    @classmethod
    def founded(cls, world: World) -> PartyOrganisations:
        """Found one in every community; its members are residents."""
        return cls(world, np.arange(world.geography.communities))


def secretary_in_office(world: World) -> NDArray[np.bool_]:
    """(communities,) where the secretary sits in the committee, if one person holds both posts."""
    row = world[PartyOrganisations].secretary
    sits = world.residents.office[row] == int(Office.COMMITTEE)
    return np.asarray((row >= 0) & sits & world.structures.one_person)
