"""Where: streets, communities, estates, buildings and households as boundaries over the residents' rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.population.margins import Margins
from sim.population.place import CommunityType

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Homes(NamedTuple):
    """What stays with the dwelling and the ground when people move; the compiled rules read it."""

    household_start: Numbers
    owner_occupied: Flags
    dormitory: Flags
    building_start: Numbers
    community_type: Numbers
    street_start: Numbers
    community_street: Numbers
    employer_start: Numbers
    migrant_if_owner: Shares
    migrant_if_tenant: Shares


@dataclass(frozen=True)
class Geography:
    """A district's ground plan; part k of a boundary array is rows ``start[k]`` to ``start[k + 1] - 1``.

    Attributes:
        types: names of the community types; a type's index is its place in this list.
        settings: settings of the community types, in the same order.
        community_type: type index of each community.
        community_street: street of each community; streets hold neighbouring communities.
        community_start: first row of each community, length communities + 1.
        street_start: first community of each street, length streets + 1.
        estate_start: first row of each estate or village, length estates + 1.
        building_start: first row of each building, length buildings + 1.
        household_start: first row of each household or dormitory room, length households + 1.
        owner_occupied: per household, whether the dwelling is lived in by its owners.
        dormitory: per household, whether it is a dormitory room.
        migrants: per community, the share of migrants among adults that the place asks for.
        employer_start: first workplace of each community, length communities + 1; the first is its school.
        homes: the same for the compiled rules.
        margins: the place's calibrated tables, for the compiled rules.
    """

    types: tuple[str, ...]
    settings: tuple[CommunityType, ...]
    community_type: Numbers
    community_street: Numbers
    community_start: Numbers
    street_start: Numbers
    estate_start: Numbers
    building_start: Numbers
    household_start: Numbers
    owner_occupied: Flags
    dormitory: Flags
    migrants: Shares
    employer_start: Numbers
    homes: Homes
    margins: Margins

    @cached_property
    def size(self) -> Numbers:
        """Residents of each community; read only."""
        return read_only(np.diff(self.community_start))

    @cached_property
    def thousands(self) -> NDArray[np.float64]:
        """Thousands of residents of each community; read only."""
        return read_only(self.size / 1000.0)

    @cached_property
    def street_key(self) -> bytes:
        """Street of each community as a plain value, by which what follows from it is remembered."""
        return self.community_street.tobytes()

    @property
    def communities(self) -> int:
        """Number of communities."""
        return len(self.community_type)

    @property
    def streets(self) -> int:
        """Number of streets."""
        return len(self.street_start) - 1

    @property
    def households(self) -> int:
        """Number of households and dormitory rooms."""
        return len(self.household_start) - 1

    def type_of(self, community: int) -> CommunityType:
        """Settings of a community's type."""
        return self.settings[int(self.community_type[community])]

    @property
    def groups(self) -> tuple[str, ...]:
        """Kind of each community, as tables count it."""
        return tuple(self.settings[kind].group for kind in self.community_type)

    def rows(self, community: int) -> slice:
        """Rows of one community's residents."""
        return slice(int(self.community_start[community]), int(self.community_start[community + 1]))

    def of_each_community(self, starts: NDArray[Any]) -> Numbers:
        """Boundaries of estates, buildings or households (``starts``, rows) counted by community.

        Returns:
            Array of length communities + 1: community c has parts ``[c]`` to ``[c + 1] - 1``.
        """
        return np.searchsorted(starts, self.community_start).astype(np.int64)
