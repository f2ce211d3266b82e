"""The book of government tasks: how many of each kind were issued, wait, and met which fate."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sim.institutions.world import World

Counts = NDArray[np.int64]
Hours = NDArray[np.float64]


class Kind(IntEnum):
    """Kinds of task; an ad hoc task that was admitted with money is a kind of its own."""

    OWN = 0
    JOINT = 1
    AD_HOC = 2
    ADMITTED = 3


class Fate(IntEnum):
    """What became of a task; each has exactly one."""

    DEPARTMENT = 0
    RETURNED = 1
    WORKSTATION = 2
    COMMITTEE = 3
    DROPPED = 4


class TaskBook:
    """Counts of tasks by community and kind.

    Attributes:
        issued: (communities, kinds) tasks ever issued.
        fate: (communities, kinds, fates) tasks that have met it.
        pending: (communities, kinds, months waited) tasks still open.
        funded_hours: (communities,) hours worked this month that their sender paid.
        unfunded_ad_hoc: (communities,) ad hoc tasks this month that came without money; one that is paid in
            part counts in part.
        dropped: (communities,) tasks dropped this month.
    """

    def __init__(self, communities: int, patience: int) -> None:
        """Open an empty book."""
        self.issued: Counts = np.zeros((communities, len(Kind)), dtype=np.int64)
        self.fate: Counts = np.zeros((communities, len(Kind), len(Fate)), dtype=np.int64)
        self.pending: Counts = np.zeros((communities, len(Kind), patience), dtype=np.int64)
        self.funded_hours: Hours = np.zeros(communities)
        self.unfunded_ad_hoc: Hours = np.zeros(communities)
        self.dropped: Counts = np.zeros(communities, dtype=np.int64)

    @classmethod
    def founded(cls, world: World) -> TaskBook:
        """Open the book of a district."""
        return cls(world.geography.communities, world.institutions.workload.patience)

    def balanced(self) -> bool:
        """Whether every issued task is pending or has one fate."""
        known = self.fate.sum(axis=2) + self.pending.sum(axis=2)
        return bool(np.array_equal(known, self.issued))

    def settle(self, kind: Kind, fate: Fate, count: Counts) -> None:
        """Give this many newly issued tasks of each community their fate at once."""
        self.issued[:, kind] += count
        self.fate[:, kind, fate] += count

    def admit(self, kind: Kind, count: Counts) -> None:
        """Put this many newly issued tasks of each community on its desk."""
        self.issued[:, kind] += count
        self.pending[:, kind, 0] += count

    def age(self) -> None:
        """Let a month pass: what has waited longest is dropped."""
        self.dropped = self.pending[:, :, -1].sum(axis=1)
        self.fate[:, :, Fate.DROPPED] += self.pending[:, :, -1]
        self.pending[:, :, 1:] = self.pending[:, :, :-1]
        self.pending[:, :, 0] = 0
