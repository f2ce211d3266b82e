"""S5.1 organised and compound culture, S5.5 community education: paid hours and places beside others'.

All communities at once: arrays below are (communities,).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import residents_of_each
from sim.institutions.doors import add_contacts, add_places
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import Act

JOINED_ACTS: Final = (Act.DELIBERATE, Act.VOLUNTEER)  # what a compound activity's programme holds
Amounts = NDArray[np.float64]


ORGANISED: Final = ("residents.culture_organisers", "residents.education")


def _lever(district: World, name: str) -> Amounts:
    """One of the levers on residents in each community."""
    return district.levers(f"residents.{name}")


def _hours(district: World) -> Amounts:
    """Organisers' hours of the month."""
    return np.asarray(_lever(district, "culture_organisers") * district.geography.size / 1000.0)


def _classes(district: World) -> Amounts:
    """Places in classes."""
    return np.asarray(_lever(district, "education") * district.geography.size / 1000.0)


def pay_for_culture(district: World) -> None:
    """Pay organisers (compound activities take more preparation) and the classes' teachers and rooms."""
    if district.idle(*ORGANISED):
        return
    rule, where = district.institutions.culture, np.arange(district.geography.communities)
    preparing = 1.0 + _lever(district, "culture_compound") * rule.compound_hours
    wages = _hours(district) * preparing * district.institutions.staff.wage
    district.spend_each(residents_of_each(where), wages, "organised culture", where)
    teaching = _classes(district) * rule.class_cost
    district.spend_each(residents_of_each(where), teaching, "community education", where)


def culture_offers(district: World, offers: Offers) -> None:
    """Places and announcements of organisers and classes; what share of all places each of them is."""
    if district.idle(*ORGANISED):
        return
    rule, hours, classes = district.institutions.culture, _hours(district), _classes(district)
    organised = hours * district.institutions.staff.culture_places
    add_places(offers, Act.CULTURE, organised + classes)
    told = (hours * rule.told + classes * rule.told_of_classes) / np.maximum(1, district.adults)
    add_contacts(offers.organisation, Act.CULTURE, told)
    offered = np.maximum(1.0, offers.places[:, Act.CULTURE])
    offers.classes[:] = classes / offered
    for act in JOINED_ACTS:
        offers.at_culture[:, act] = _lever(district, "culture_compound") * organised / offered
