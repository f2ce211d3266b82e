"""A6, residents' committee 居委会 with building heads 楼栋长: its hours, its members, its projects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import mesa

from sim.actor import Actor, residents_of
from sim.engine.ledger import Account


class ElectionForm(IntEnum):
    """Who elects the committee."""

    DIRECT = 0
    HOUSEHOLDS = 1
    DELEGATES = 2


class Background(IntEnum):
    """Where candidates and members of a committee come from."""

    PUT_UP = 0  # by the street office
    RESIDENT = 1
    BACKBONE = 2
    WORKSTATION = 3
    COMPANY = 4  # directors and managers of the share company
    PARTY = 5  # whom members of the party named in the open


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
    supervision: float = 0.0  # looking into social organisations

    @property
    def self_governance(self) -> float:
        """Hours spent on organising residents and on looking into their organisations."""
        organising = self.campaign + self.voice + self.meetings + self.activities + self.visits
        return organising + self.projects + self.supervision


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
    """Elected every 36 months; does what government asks first and organises with the hours that are left.

    Attributes:
        ordinary_hours: hours a month of its staff under the status quo; ``staff_hours`` of those at work now.
        posts: hours a month of its posts, filled or vacant.
        joined_hours: hours a month of staff who have moved here from the workstation (S3.1).
        experience: mean experience of its staff, 0 new to 1.
        members_skill: mean skill of its elected members; 0.5 before anybody is elected.
        capability: what its organising hours yield, from members' skill and staff's experience.
        seated: members whom the last poll left in office.
        by_election: month of the next or last by-election, 0 for none yet.
        own_candidates: candidates of this month's poll whom the street office did not put up.
        background: by row, where candidates and members come from.
        seats_from: seats by :class:`Background`.
    """

    kind = "committee"

    def __init__(
        self, model: mesa.Model, community: int, *, hours: float, seats: int, heads: int, form: ElectionForm
    ):
        """Set up a committee with so many staff hours a month, seats and wanted building heads."""
        super().__init__(model, community, community)
        self.ordinary_hours = hours
        self.staff_hours = hours
        self.posts = hours
        self.joined_hours = 0.0
        self.experience = 0.0
        self.seats = seats
        self.heads_wanted = heads
        self.form = form
        self.members_skill = 0.5
        self.capability = 0.5
        self.heads = 0
        self.spent = Hours()
        self.meetings = 0
        self.answers = 0
        self.candidates: list[int] = []
        self.seated = 0
        self.by_election = 0
        self.own_candidates = 0
        self.background: dict[int, Background] = {}
        self.seats_from = [0] * len(Background)
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
        return int(self.model.ledger.balance_of(*self.fund))

    def pay_wages(self, wage: float) -> None:
        """Pay the month's wages out of the district's budget."""
        self.model.government.spend(
            residents_of(self.community), self.staff_hours * wage, "committee wages", self.community
        )
