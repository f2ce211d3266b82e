"""Adults of several kinds by community, counted once a month for the outcomes of several institutions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institutions.row_selection import count_true
from sim.institutions.world import Numbers, World
from sim.residents.experience import ON_THE_LADDER
from sim.vocabulary import ADULT_AGE, Act, Hukou, Rung


class Adults(NamedTuple):
    """(communities,) adults of each kind.

    Attributes:
        every: all of them.
        volunteers: registered as volunteers.
        climbed: heads who had stood on a lower rung.
        heads: on the rung of heads, or higher.
        members: of the party.
        active: of these, who did one of the ladder's acts in the last twelve months.
        deliberating: of these, who deliberated in the last twelve months.
        newcomers: with hukou outside the district.
        risen: of these, activists and higher.
        on_roll: of these, who are on the voters' roll.
        able: activists and higher with a backbone's skill.
    """

    every: Numbers
    volunteers: Numbers
    climbed: Numbers
    heads: Numbers
    members: Numbers
    active: Numbers
    deliberating: Numbers
    newcomers: Numbers
    risen: Numbers
    on_roll: Numbers
    able: Numbers


def adults_of(district: World) -> Adults:
    """Count them; a district has no other order of residents than its communities."""
    people, needed = district.residents, district.rules.scalars.ladder.backbone_skill
    adult = people.age >= ADULT_AGE
    member, newcomer = adult & people.party, adult & (people.hukou == int(Hukou.OUTSIDE_DISTRICT))
    risen = adult & (people.rung >= int(Rung.ACTIVIST))
    flags: tuple[NDArray[np.bool_], ...] = (
        adult,
        adult & people.registered_volunteer,
        adult & people.climbed,
        adult & (people.rung >= int(Rung.HEAD)),
        member,
        member & (people.active & ON_THE_LADDER != 0),
        member & (people.active & 1 << int(Act.DELIBERATE) != 0),
        newcomer,
        newcomer & risen,
        newcomer & people.registered,
        risen & (people.skill >= needed),
    )
    return Adults(*(count_true(district.geography.community_start, flag) for flag in flags))
