"""A10, property-management company 物业管理公司, and A9, homeowners' committee 业委会, of an estate.

Both books have a row for each managed estate, in the same order.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.actor import OUTSIDE, residents_of_each
from sim.bodies import BodyBook, BodyView, Flags, Numbers
from sim.engine.columns import Column
from sim.engine.random import purpose
from sim.institutions.world import World
from sim.population.life_course import tickets

ESTATE_DRAWS: Final = purpose("housing.estate")
COMPANY_DRAWS: Final = purpose("housing.company")
MANY: Final = 1e12
NOBODY: Final = -1


class PropertyCompany(BodyView):
    """Collects fees, keeps a margin, spends the rest on the estate; gives it up after losses."""

    kind = "property"
    book: PropertyCompanies


class PropertyCompanies(BodyBook["PropertyCompany"]):
    """The companies of all managed estates."""

    view = PropertyCompany

    estate = Column(np.int64, "1", 0, 2**31, 0, "number of the estate in the district")
    residents = Column(np.int64, "persons", 0, 2**31, 0, "who live there")
    least = Column(np.float64, "share of full fees", 0, 10, 0, "least monthly cost")
    work = Column(np.float64, "1", 0, 10, 1, "what it makes of a yuan, 1 for the ordinary company")
    willing = Column(np.bool_, "1", 0, 1, 0, "opens its boards to the residents' committee unasked")
    manages = Column(np.bool_, "1", 0, 1, 0, "a company is there; else the estate is given up")
    quality = Column(np.float64, "1", 0, 10, 0.5, "of the estate's care")
    losses = Column(np.int64, "months", 0, 2**31, 0, "in a row with a loss")
    given_up = Column(np.int64, "times", 0, 2**31, 0, "so far that a company gave the estate up")
    dismissed = Column(np.int64, "times", 0, 2**31, 0, "so far that owners dismissed a company")

    @classmethod
    def founded(cls, world: World) -> PropertyCompanies:
        """Say by lot which estates have a property company."""
        rule, ground = world.institutions.estates, world.geography
        managed = np.array([kind.bodies.managed_estates for kind in ground.settings])[ground.community_type]
        start = ground.estate_start
        where = np.searchsorted(ground.community_start, start[:-1], side="right") - 1
        u = tickets(np.arange(where.size), world.seed, 0, ESTATE_DRAWS)
        estate = np.flatnonzero(u[:, 0] < managed[where])
        book = cls(world, where[estate])
        book.estate[:], book.residents[:] = estate, np.diff(start)[estate]
        book.least[:] = rule.floor * (1.0 + rule.floor_spread * (2.0 * u[estate, 1] - 1.0))
        book.take_over(world, np.ones(len(book), dtype=np.bool_))
        return book

    def take_over(self, world: World, where: Flags) -> None:
        """Another company comes: what it makes of a yuan and whether it cooperates is its own draw.

        Args:
            world: the district.
            where: (estates,) to which estates.
        """
        if not np.count_nonzero(where):
            return
        rule = world.institutions.estates
        u = tickets(self.estate[where], world.seed, world.month, COMPANY_DRAWS)
        self.work[where] = 1.0 + rule.work_spread * (2.0 * u[:, 0] - 1.0)
        self.willing[where] = u[:, 1] < rule.cooperates
        self.manages[where], self.losses[where] = True, 0

    def leave(self, world: World, where: Flags) -> None:
        """Settle accounts with the owners of these companies, who bear a loss, and go."""
        if not np.count_nonzero(where):
            return
        self.settle(world, where)
        self.manages[where], self.losses[where] = False, 0

    def settle(self, world: World, where: Flags) -> None:
        """Pay profits out; a loss is made good by the company's owner."""
        money = self.balance(world.ledger) * where
        profit, loss = np.maximum(0, money), np.maximum(0, -money)
        world.pay_each(self.accounts, OUTSIDE, profit, "property profit", self.community)
        world.pay_each(OUTSIDE, self.accounts, loss, "property loss", self.community)


class HomeownersCommittee(BodyView):
    """Body of the owners of an estate: prepared, elected, overseeing, dissolved."""

    kind = "homeowners"
    book: HomeownersCommittees

    @property
    def members(self) -> list[int]:
        """Rows of its members."""
        rows = self.book.members[self.row]
        return [int(row) for row in rows if row != NOBODY]


class HomeownersCommittees(BodyBook["HomeownersCommittee"]):
    """The owners' bodies of all managed estates; none is in office at the start."""

    view = HomeownersCommittee

    stands = Column(np.bool_, "1", 0, 1, 0, "is elected and in office")
    preparing = Column(np.bool_, "1", 0, 1, 0, "owners have proposed one")
    guided = Column(np.float64, "hours", 0, MANY, 0, "of guidance since")
    members = Column(np.int64, "row", -1, 2**31, NOBODY, "its members")
    elected = Column(np.int64, "month", 0, 2**31, 0, "of its election")
    rest_until = Column(np.int64, "month", 0, 2**31, 0, "before which nobody proposes again")
    turnout = Column(np.float64, "share", 0, 1, 0, "voters per owner at the last assembly")
    formed = Column(np.int64, "times", 0, 2**31, 0, "so far that one was formed")
    dissolved = Column(np.int64, "times", 0, 2**31, 0, "so far that one was dissolved")

    @classmethod
    def founded(cls, world: World) -> HomeownersCommittees:
        """Nobody has proposed one yet."""
        return cls(world, world[PropertyCompanies].community, members=world.institutions.estates.seats)

    @property
    def number_of_members(self) -> Numbers:
        """(estates,) members of each."""
        number: Numbers = (self.members != NOBODY).sum(axis=1)
        return number

    def take_office(self, world: World, where: Flags, members: NDArray[np.int64]) -> None:
        """Begin terms, ``where`` (estates,), with ``members`` (estates, seats), ``NOBODY`` for none."""
        self.formed += where & ~self.stands
        self.stands[where], self.preparing[where], self.guided[where] = True, False, 0.0
        self.members[where], self.elected[where] = members[where], world.month

    def rest(self, world: World, where: Flags) -> None:
        """Give up for now: dissolve, or stop preparing; what is in the till goes back to the residents."""
        if not np.count_nonzero(where):
            return
        self.dissolved += where & self.stands
        money = self.balance(world.ledger) * where
        world.pay_each(self.accounts, residents_of_each(self.community), money, "closing", self.community)
        self.stands[where], self.preparing[where], self.guided[where] = False, False, 0.0
        self.members[where] = NOBODY
        self.rest_until[where] = world.month + world.institutions.estates.again
