"""A6, residents' committee 居委会 with building heads 楼栋长: its hours, its members, its projects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import mesa

from sim.agents.actor import Account, Actor, residents_of


class ElectionForm(IntEnum):
    """Who elects the committee."""

    DIRECT = 0
    HOUSEHOLDS = 1
    DELEGATES = 2


@dataclass
class Hours:
    """How a month's hours were spent (D01 reports the first, the sum of the middle, the last)."""

    administrative: float = 0.0
    campaign: float = 0.0
    voice: float = 0.0
    meetings: float = 0.0
    activities: float = 0.0
    visits: float = 0.0
    projects: float = 0.0
    service: float = 0.0
    company: float = 0.0  # on the collective economy, by members who are the share company's people

    @property
    def self_governance(self) -> float:
        """Hours spent on organising residents."""
        return self.campaign + self.voice + self.meetings + self.activities + self.visits + self.projects


class Idea(NamedTuple):
    """An answered proposal that needs money: the proposer's row, and years lived here when answered."""

    proposer: int
    proposer_since: float


@dataclass
class Project:
    """A micro-project that the fund pays: proposed by a resident, finished after enough months of work."""

    proposer: int
    proposer_since: float
    months_left: int
    cost: int


class ResidentsCommittee(Actor):
    """Elected every 36 months; does what government asks first and organises with the hours that are left."""

    kind = "committee"

    def __init__(
        self, model: mesa.Model, community: int, *, hours: float, seats: int, heads: int, form: ElectionForm
    ):
        """Set up a committee with so many staff hours a month, seats and wanted building heads."""
        super().__init__(model, community, community)
        self.staff_hours = hours
        self.seats = seats
        self.heads_wanted = heads
        self.form = form
        self.capability = 0.5
        self.heads = 0
        self.spent = Hours()
        self.meetings = 0
        self.answers = 0
        self.candidates: list[int] = []
        self.ideas: list[Idea] = []
        self.projects: list[Project] = []
        self.projects_finished = 0

    @property
    def fund(self) -> Account:
        """Account of the community's self-governance fund, which the committee keeps."""
        return ("fund", self.community)

    @property
    def fund_balance(self) -> int:
        """Money in the self-governance fund, in fen."""
        return int(self.model.ledger.balance.get(self.fund, 0))

    def pay_wages(self, wage: float) -> None:
        """Pay the month's wages out of the district's budget."""
        self.model.government.spend(
            residents_of(self.community), self.staff_hours * wage, "committee wages", self.community
        )
