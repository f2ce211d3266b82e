"""S5.1 organised and compound culture, S5.5 community education: paid hours and places beside others'."""

from __future__ import annotations

from typing import Final

from sim.actor import residents_of
from sim.institutions.world import World
from sim.residents.offers import Offers
from sim.vocabulary import Act

JOINED_ACTS: Final = (Act.DELIBERATE, Act.VOLUNTEER)  # what a compound activity's programme holds


def pay_for_culture(district: World) -> None:
    """Pay organisers (compound activities take more preparation) and the classes' teachers and rooms."""
    wage, rule = district.institutions.staff.wage, district.institutions.culture
    for c, size in enumerate(district.geography.size):
        lever, thousands = district.policy_of(c).residents, float(size) / 1000.0
        preparing = 1.0 + lever.culture_compound * rule.compound_hours
        hours = lever.culture_organisers * preparing * thousands
        district.government.spend(residents_of(c), hours * wage, "organised culture", c)
        classes = lever.education * thousands * rule.class_cost
        district.government.spend(residents_of(c), classes, "community education", c)


def culture_offers(district: World, offers: Offers) -> None:
    """Places and announcements of organisers and classes; what share of all places each of them is."""
    rule, staff = district.institutions.culture, district.institutions.staff
    for c, size in enumerate(district.geography.size):
        lever, thousands = district.policy_of(c).residents, float(size) / 1000.0
        organised = lever.culture_organisers * staff.culture_places * thousands
        classes = lever.education * thousands
        offers.add_places(c, Act.CULTURE, int(organised) + int(classes))
        told = lever.culture_organisers * thousands * rule.told + classes * rule.told_of_classes
        offers.organisation[c, Act.CULTURE] += told / max(1, int(district.adults[c]))
        offered = max(1, int(offers.places[c, Act.CULTURE]))
        offers.classes[c] = classes / offered if classes > 0.0 else 0.0
        for act in JOINED_ACTS:
            offers.at_culture[c, act] = lever.culture_compound * organised / offered
