"""Self-governance funds 社区自治基金 (S3.3): proposals that wait for money, projects under way, mandates."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.engine.columns import Column, ColumnTable
from sim.engine.ledger import Accounts, Fen
from sim.institutions.row_selection import among, place_of_each
from sim.institutions.world import World

WAITING: Final = -1
NOBODY: Final = -1  # proposes what the committee itself proposes
ROWS: Final = 2**31
FEN: Final = 2**62
DONE: Final = 1e-9
Numbers = NDArray[np.int64]
Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]


class RowList(ColumnTable):
    """Rows that come and go, in the order in which they came."""

    def append(self, **cells: ArrayLike) -> None:
        """Add rows: (rows,) cells of every column, by name."""
        for name, column in self.columns.items():
            new = np.asarray(cells[name], dtype=column.dtype)
            self.__dict__[name] = np.concatenate([self.__dict__[name], new])
        self.rows += new.size

    def keep(self, kept: Flags) -> None:
        """Drop all rows but these, (rows,)."""
        for name in self.columns:
            self.__dict__[name] = self.__dict__[name][kept]
        self.rows = int(kept.sum())


class Ideas(RowList):
    """Answered proposals that need money; the oldest first."""

    community = Column(np.int64, "1", 0, ROWS, 0, "community for whose fund it waits")
    proposer = Column(np.int64, "row", 0, ROWS, 0, "resident who proposed it")
    since = Column(np.float64, "years", 0, 120, 0, "that the proposer had lived here when it was answered")
    project = Column(np.int64, "1", WAITING, ROWS, WAITING, "number of the project that takes it up")

    def waiting(self) -> Flags:
        """(ideas,) those that no project has taken up."""
        return np.asarray(self.project == WAITING)


class Projects(RowList):
    """Micro-projects under way; the oldest first."""

    number = Column(np.int64, "1", 0, ROWS, 0, "among all that were ever begun")
    community = Column(np.int64, "1", 0, ROWS, 0, "community whose fund pays for it")
    first = Column(np.int64, "row", 0, ROWS, 0, "first resident whom it reaches")
    last = Column(np.int64, "row", 0, ROWS, 0, "first resident after those whom it reaches")
    started = Column(np.int64, "month", 0, ROWS, 0, "in which the money was given")
    months_left = Column(np.float64, "months", -1, 1000, 0, "of work that are left")
    cost = Column(np.int64, "fen", 0, FEN, 0, "that it cost")

    @property
    def reached(self) -> Numbers:
        """(projects,) residents whom each reaches."""
        return np.asarray(self.last - self.first)


class Funds(ColumnTable):
    """The funds of all communities: the row is the community.

    Attributes:
        ideas: answered proposals that need money.
        projects: micro-projects under way.
        begun: projects ever begun.
    """

    mandate = Column(
        np.float64, "residents", 0, np.inf, 0, "for whom those who deliberated may still decide on projects"
    )
    council_hours = Column(
        np.float64, "hours/month", 0, 1e12, 0, "of organisers whom the fund pays this year"
    )
    finished = Column(np.int64, "projects", 0, ROWS, 0, "finished this month")
    served = Column(np.int64, "residents", 0, FEN, 0, "reached by the projects finished this month")
    public = Column(np.int64, "fen", 0, FEN, 0, "of the money in it that came from the district")
    public_spent = Column(np.int64, "fen", 0, FEN, 0, "of the district's that was spent this month")
    ever_finished = Column(np.int64, "projects", 0, ROWS, 0, "finished so far")
    ideas: Ideas
    projects: Projects

    def __init__(self, communities: int) -> None:
        """Open the funds, with nothing in them."""
        super().__init__(communities)
        self.ideas, self.projects, self.begun = Ideas(0), Projects(0), 0

    @classmethod
    def founded(cls, world: World) -> Funds:
        """Found a fund in every community."""
        return cls(world.geography.communities)

    @property
    def accounts(self) -> Accounts:
        """Accounts of all funds in the ledger."""
        return "fund", np.arange(self.rows)

    def balance(self, world: World) -> Fen:
        """(communities,) money in each fund, in fen."""
        return world.ledger.balances("fund", np.arange(self.rows))

    def under_way(self) -> Numbers:
        """(communities,) projects under way."""
        return np.bincount(self.projects.community, minlength=self.rows)

    def reached(self) -> Amounts:
        """(communities,) residents whom running projects reach, those of two projects twice."""
        people = np.bincount(self.projects.community, weights=self.projects.reached, minlength=self.rows)
        return np.asarray(people, dtype=np.float64)

    def ideas_waiting(self) -> Numbers:
        """(communities,) proposals that wait for money."""
        return np.bincount(self.ideas.community[self.ideas.waiting()], minlength=self.rows)

    def note(self, rows: Numbers, residents: Any, most: Amounts) -> None:
        """Let proposals wait for the fund, each resident's own only once, as far as there is room.

        Args:
            rows: (proposals,) who proposed, in the order of the answers.
            residents: the table of residents.
            most: (communities,) proposals that may wait.
        """
        rows = rows[~among(rows, self.ideas.proposer[self.ideas.waiting()])]
        community = residents.community[rows].astype(np.int64)
        place = self.ideas_waiting()[community] + place_of_each(community)
        rows, community = rows[place < most[community]], community[place < most[community]]
        since = residents.years_here[rows]
        self.ideas.append(community=community, proposer=rows, since=since, project=np.full(rows.size, -1))
