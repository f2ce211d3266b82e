"""Adults of several kinds by community, of whom the outcomes of several institutions tell."""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.outcome import Cells


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

    every: Cells
    volunteers: Cells
    climbed: Cells
    heads: Cells
    members: Cells
    active: Cells
    deliberating: Cells
    newcomers: Cells
    risen: Cells
    on_roll: Cells
    able: Cells
