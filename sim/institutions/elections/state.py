"""Polls: what was counted on the polling day of a regular election of residents' committees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.bodies import Flags, Numbers
from sim.institutions.world import World


@dataclass
class Polls:
    """Regular elections of this month, and when the last ones were; (communities,) each.

    Attributes:
        held: whether there was a poll this month.
        adults: on its polling day; 0 without a poll.
        registered: adults on the roll.
        voters: adults who voted.
        last: month of the last regular poll, 0 for none yet.
    """

    held: Flags
    adults: Numbers
    registered: Numbers
    voters: Numbers
    last: Numbers

    @classmethod
    def founded(cls, world: World) -> Polls:
        """Begin before any poll."""
        adults, registered, voters, last = np.zeros((4, world.geography.communities), dtype=np.int64)
        return cls(np.zeros(world.geography.communities, dtype=np.bool_), adults, registered, voters, last)

    def open_month(self) -> None:
        """Forget last month's polls."""
        for past in (self.held, self.adults, self.registered, self.voters):
            past[:] = 0
