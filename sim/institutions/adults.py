"""Adults of several kinds by community, counted once a month for the outcomes of several institutions."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institutions.row_selection import count_true
from sim.institutions.world import Numbers, World
from sim.residents.experience import ON_THE_LADDER
from sim.residents.table import Residents
from sim.threads import in_whole_groups
from sim.vocabulary import ADULT_AGE, Act, Hukou, Rung

OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)


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
    start, needed = district.geography.community_start, district.rules.scalars.ladder.backbone_skill
    parts = in_whole_groups(start, lambda a, b: _counted(start[a : b + 1], district.residents, needed))
    return Adults(*np.concatenate(parts, axis=1))


def _counted(start: Numbers, residents: Residents, needed: float) -> Numbers:
    """(kinds, communities) the numbers of some communities that follow each other."""
    here = slice(start[0], start[-1])
    adult, rung, active = residents.age[here] >= ADULT_AGE, residents.rung[here], residents.active[here]
    member, newcomer = adult & residents.party[here], adult & (residents.hukou[here] == OUTSIDE)
    risen = adult & (rung >= int(Rung.ACTIVIST))
    flags: tuple[NDArray[np.bool_], ...] = (
        adult,
        adult & residents.registered_volunteer[here],
        adult & residents.climbed[here],
        adult & (rung >= int(Rung.HEAD)),
        member,
        member & (active & ON_THE_LADDER != 0),
        member & (active & 1 << int(Act.DELIBERATE) != 0),
        newcomer,
        newcomer & risen,
        newcomer & residents.registered[here],
        risen & (residents.skill[here] >= needed),
    )
    return np.array([count_true(start - start[0], flag) for flag in flags])
