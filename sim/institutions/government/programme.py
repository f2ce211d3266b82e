"""D4: the programme that government runs in communities, the part that it hands over, and facilities.

The trade-off: what government runs itself reaches many, but takes the place of what residents would have
arranged (E08 bounds how much) and asks the committee for help; what is handed over reaches those whom the
committee knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.engine.arithmetic import each_exp
from sim.institutions.doors import add_contacts, add_places
from sim.institutions.world import World, while_set
from sim.residents.offers import Offers
from sim.vocabulary import Act


@dataclass
class Programme:
    """Hours of the programme this month; (communities,) each.

    Attributes:
        run: that government works itself (D4).
        yielded: that it hands over.
    """

    run: NDArray[np.float64]
    yielded: NDArray[np.float64]

    @classmethod
    def founded(cls, world: World) -> Programme:
        """Begin without any."""
        return cls(*np.zeros((2, world.geography.communities)))


def run_programme(district: World) -> None:
    """Pay the programme's hours and the facilities; say who works the hours."""
    if district.idle("government.programme", "government.facilities"):
        district[Programme].yielded[:] = district[Programme].run[:] = 0.0
        return
    size, where = district.geography.size, np.arange(district.geography.communities)
    hours = district.levers("government.programme") * size / 1000.0
    district[Programme].yielded[:] = hours * district.levers("government.space")
    district[Programme].run[:] = hours - district[Programme].yielded
    wages = hours * district.institutions.staff.wage
    district.spend_each(residents_of_each(where), wages, "government programme", where)
    facilities = district.levers("government.facilities") * size / 12.0
    district.spend_each(OUTSIDE, facilities, "facilities", where)


def _parts(district: World) -> dict[Act, float]:
    """Parts of the programme's hours by act."""
    culture = district.institutions.involvement.programme_culture
    return {Act.CULTURE: culture, Act.VOLUNTEER: 1.0 - culture}


def places_run(district: World) -> dict[Act, NDArray[np.float64]]:
    """(communities,) places by act in what government runs itself."""
    staff = district.institutions.staff
    per_hour = {Act.CULTURE: staff.culture_places, Act.VOLUNTEER: staff.volunteer_places}
    return {act: district[Programme].run * part * per_hour[act] for act, part in _parts(district).items()}


def places_left_to_residents(district: World) -> NDArray[np.float64]:
    """(communities,) places in culture that residents arrange themselves, less what government crowds out."""
    crowding = district.institutions.involvement.crowding
    return np.maximum(0.0, _places_alone(district) - crowding * places_run(district)[Act.CULTURE])


@while_set
def _places_alone(district: World) -> NDArray[np.float64]:
    """(communities,) places in culture that residents would arrange if government ran nothing."""
    free = district.institutions.involvement.free_culture
    return np.asarray(free * district.geography.size / 1000.0, dtype=np.float64)


def told_by_residents(district: World, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """(communities,) announcements per adult of what residents arrange, fewer where ``left`` is less."""
    most = district.institutions.involvement.free_culture_reach
    reach: NDArray[np.float64] = most * left / np.maximum(_places_alone(district), 1e-9)
    return reach


def programme_offers(district: World, offers: Offers) -> None:
    """What government runs itself stands on every notice board, and its staff tell of it."""
    if not np.count_nonzero(district[Programme].run):
        return
    told = district[Programme].run * district.institutions.involvement.told / np.maximum(1, district.adults)
    parts = _parts(district)
    for act, places in places_run(district).items():
        add_contacts(offers.organisation, act, told * parts[act])
        add_places(offers, act, places)
        offers.notice[places > 0.0, act] = 1.0


def venue_saving(district: World) -> NDArray[np.float64]:
    """(communities,) part of a meeting's preparation that facilities spare."""
    if district.idle("government.facilities"):
        return np.zeros(district.geography.communities)
    rule = district.institutions.involvement
    facilities = district.levers("government.facilities")
    saving: NDArray[np.float64] = rule.venue * (1.0 - each_exp(-facilities / rule.venue_cost))
    return saving
