"""One district with what is remembered of its months, any of which can be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.outcomes.register import OutcomeTaker
from sim.scenario import Scenario
from sim.simulation import Change, adopt
from sim.views.page.people.snapshots import MapBodies, Rows, Snapshot, bodies_of, snapshot_of

MONTHS_BETWEEN_COPIES: Final = 12

Values = NDArray[np.float64]


@dataclass
class ViewedWorld:
    """One district with what is remembered of its months.

    Attributes:
        district: as it stands at the end of the last month.
        values: a row an ended month, in the order of ``KEYS``.
        snapshots: of the residents at the end of each month, from month 0 on.
        bodies: of the institutions, likewise.
        copies: of the district at the end of some months, from which any other can be lived through again.
        schedule: policies from a month on, later ones last.
        before: the district a month ago, kept while a resident is looked at during play.
        visited: the district in the past month that was asked for last, from which the next is near.
    """

    district: District
    values: list[Values]
    snapshots: list[Snapshot]
    bodies: list[MapBodies]
    copies: dict[int, District]
    schedule: list[Change] = field(default_factory=list)
    before: District | None = None
    visited: District | None = None

    def __post_init__(self) -> None:
        self.taker = OutcomeTaker(self.district)

    def live(self, rows: Rows, *, follow: bool = False) -> None:
        """Live through a month and remember it."""
        adopt(self.district, self.schedule)
        if self.before is not None:
            self.before.close()
        self.before = self.district.fork(self.district.scenario) if follow else None
        self.district.step()
        self.values.append(self.taker.row(self.district))
        self.snapshots.append(snapshot_of(self.district.residents, rows))
        self.bodies.append(bodies_of(self.district))
        if self.district.month % MONTHS_BETWEEN_COPIES == 0:
            self.copies[self.district.month] = self.district.fork(self.district.scenario)

    def at(self, month: int) -> District:
        """The district at the end of a month; not to be changed."""
        if month == self.district.month:
            return self.district
        if self.before is not None and self.before.month == month:
            return self.before
        kept = [*self.copies.values(), *([self.visited] if self.visited else [])]
        nearest = max((one for one in kept if one.month <= month), key=lambda one: one.month)
        district = nearest.fork(nearest.scenario)
        while district.month < month:
            adopt(district, self.schedule)
            district.step()
        self.visited = district
        return district

    def forget_after(self, month: int) -> None:
        """Go back to the end of a month; what came later has not been lived through."""
        if month == self.district.month:
            return
        past = self.at(month)
        self.district, self.before, self.visited = past.fork(past.scenario), None, None
        del self.values[month:], self.snapshots[month + 1 :], self.bodies[month + 1 :]
        self.copies = {copied: copy for copied, copy in self.copies.items() if copied <= month}

    def branch(self, scenario: Scenario) -> ViewedWorld:
        """A world that goes on from here under another scenario and shares the past."""
        copies = {month: copy for month, copy in self.copies.items() if month < self.district.month}
        twin = ViewedWorld(
            self.district.fork(scenario), list(self.values), list(self.snapshots), list(self.bodies), copies
        )
        twin.copies[self.district.month] = self.district.fork(scenario)
        return twin
