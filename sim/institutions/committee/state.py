"""A6, residents' committee 居委会 with building heads 楼栋长: its hours, its members."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import BodyTable, BodyView
from sim.engine.columns import Column
from sim.engine.compiling.column_view import view_type
from sim.engine.ledger import Account
from sim.engine.random import each_uniform, purpose
from sim.institutions.world import World
from sim.population.place import Bodies

FORM_DRAWS: Final = purpose("district.election_form")
MANY: Final = 1e12
Hours = NDArray[np.float64]
Counts = NDArray[np.int64]


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


# How a month's hours are spent, each a column; D01 reports the first, the middle ones together, and the next.
ORGANISING: Final = ("campaign", "voice", "meetings", "activities", "visits", "projects", "supervision")
SPENT: Final = ("administrative", *ORGANISING, "service", "company")


class Spent:
    """The hours that one committee spent this month, by use: ``spent.visits``."""

    book: Committees
    row: int

    def __init__(self, book: Committees, row: int) -> None:
        """Look at a row."""
        self.__dict__.update(book=book, row=row)

    def __getattr__(self, use: str) -> float:
        """Hours of one use."""
        if use not in SPENT:
            raise AttributeError(f"a committee spends no hours on {use!r}")
        return float(getattr(self.book, f"spent_{use}")[self.row])

    def __setattr__(self, use: str, hours: float) -> None:
        """Write hours of one use."""
        getattr(self.book, f"spent_{use}")[self.row] = hours

    @property
    def self_governance(self) -> float:
        """Hours spent on organising residents and on looking into their organisations."""
        return float(self.book.self_governance()[self.row])


class ResidentsCommittee(BodyView):
    """Elected every 36 months; does what government asks first and organises with the hours that are left."""

    kind = "committee"
    book: Committees

    @property
    def spent(self) -> Spent:
        """How the month's hours were spent."""
        return Spent(self.book, self.row)

    @property
    def candidates(self) -> list[int]:
        """Rows of the residents who are nominated for the next poll."""
        rows, (first, last) = self.book.candidates, self.model.rows_of(self.community)
        mine: list[int] = rows[(rows >= first) & (rows < last)].tolist()
        return mine

    @property
    def fund(self) -> Account:
        """Account of the community's self-governance fund, which the committee keeps."""
        return ("fund", self.community)

    @property
    def fund_balance(self) -> int:
        """Money in the self-governance fund, in fen."""
        return int(self.model.ledger.balance_of(*self.fund))


class Committees(BodyTable["ResidentsCommittee"]):
    """All residents' committees: the row is the community.

    Attributes:
        candidates: rows of who is nominated for the next poll, committee after committee.
        background: (residents,) where candidates and members come from, see Background.
    """

    view = ResidentsCommittee

    ordinary_hours = Column(np.float64, "hours/month", 0, MANY, 0, "of its staff under the status quo")
    staff_hours = Column(np.float64, "hours/month", 0, MANY, 0, "of its staff at work now")
    posts = Column(np.float64, "hours/month", 0, MANY, 0, "of its posts, filled or vacant")
    joined_hours = Column(np.float64, "hours/month", 0, MANY, 0, "of staff from the workstation (S3.1)")
    experience = Column(np.float64, "1", 0, 1, 0, "mean experience of its staff, 0 new to 1")
    seats = Column(np.int64, "persons", 0, 100, 0, "seats")
    heads_wanted = Column(np.int64, "persons", 0, MANY, 0, "building heads wanted")
    heads = Column(np.int64, "persons", 0, MANY, 0, "building heads")
    form = Column(np.int64, "code", 0, 2, 0, "who elects it, see ElectionForm")
    members_skill = Column(np.float64, "1", 0, 1, 0.5, "mean skill of its members; 0.5 before a poll")
    capability = Column(
        np.float64, "1", 0, 10, 0.5, "what its organising hours yield, by skill and experience"
    )
    spent_administrative = Column(np.float64, "hours/month", 0, MANY, 0, "on government's tasks")
    spent_campaign = Column(np.float64, "hours/month", 0, MANY, 0, "on the voters' roll")
    spent_voice = Column(np.float64, "hours/month", 0, MANY, 0, "on answering proposals")
    spent_meetings = Column(np.float64, "hours/month", 0, MANY, 0, "on meetings")
    spent_activities = Column(np.float64, "hours/month", 0, MANY, 0, "on volunteering and culture")
    spent_visits = Column(np.float64, "hours/month", 0, MANY, 0, "on visits")
    spent_projects = Column(np.float64, "hours/month", 0, MANY, 0, "on micro-projects")
    spent_supervision = Column(np.float64, "hours/month", 0, MANY, 0, "on looking into organisations")
    spent_service = Column(np.float64, "hours/month", 0, MANY, 0, "on public and professional service")
    spent_company = Column(
        np.float64, "hours/month", 0, MANY, 0, "on the collective economy, by members from the company"
    )
    meetings = Column(np.int64, "meetings/month", 0, MANY, 0, "that it prepares with its own hours")
    answers = Column(np.int64, "answers/month", 0, MANY, 0, "that it has hours for")
    seated = Column(np.int64, "persons", 0, 100, 0, "members whom the last poll left in office")
    by_election = Column(np.int64, "month", 0, MANY, 0, "of the next or last by-election, 0 for none yet")
    own_candidates = Column(
        np.int64, "persons", 0, MANY, 0, "candidates of this month's poll whom the street did not put up"
    )
    seats_from = Column(np.int64, "persons", 0, 100, 0, "members by Background", width=len(Background))

    @classmethod
    def founded(cls, world: World) -> Committees:
        """Found a committee in every community, with the staff, seats and form of its type."""
        ground, staff = world.geography, world.institutions.staff
        bodies = [world.place.types[ground.types[kind]].bodies for kind in ground.community_type]
        book = cls(world, np.arange(ground.communities))
        thousands = ground.size / 1000.0
        book.ordinary_hours[:] = _each(bodies, "committee_staff") * thousands * staff.month
        book.staff_hours[:] = book.posts[:] = book.ordinary_hours
        book.experience[:] = staff.ordinary_experience
        book.seats[:] = _each(bodies, "committee_seats")
        book.heads_wanted[:] = np.rint(_each(bodies, "building_heads") * thousands)
        book.form[:] = _election_forms(world, bodies)
        book.candidates = np.empty(0, dtype=np.int64)
        book.background = np.full(len(world.residents), Background.RESIDENT, dtype=np.int8)
        return book

    candidates: Counts
    background: NDArray[np.int8]

    def spent(self, *uses: str) -> Hours:
        """(committees,) hours of this month on these uses together."""
        total: Hours = sum((getattr(self, f"spent_{use}") for use in uses), np.zeros(len(self)))
        return total

    def self_governance(self) -> Hours:
        """(committees,) hours on organising residents and on looking into their organisations."""
        return self.spent(*ORGANISING)


# Every column of :class:`Committees`: compiled rules take them as one argument.
CommitteeColumns: Any = view_type(Committees.columns, "CommitteeColumns", __name__)


def _each(bodies: list[Bodies], name: str) -> Hours:
    return np.array([getattr(one, name) for one in bodies], dtype=np.float64)


def _election_forms(world: World, bodies: list[Bodies]) -> Counts:
    """Who elects, by lot with the shares of the type."""
    u = each_uniform(world.seed, np.arange(len(bodies)), 0, FORM_DRAWS)
    direct, households = _each(bodies, "direct_elections"), _each(bodies, "household_elections")
    by_households = np.where(u < direct + households, ElectionForm.HOUSEHOLDS, ElectionForm.DELEGATES)
    forms: Counts = np.where(u < direct, ElectionForm.DIRECT, by_households)
    return forms
