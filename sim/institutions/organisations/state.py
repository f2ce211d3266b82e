"""A8, community social organisations 社区社会组织: field of work, standing, money, people, name."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import BodyView, Flags, GrowingBook, Numbers
from sim.calendar import MONTHS
from sim.engine.arithmetic import read_only
from sim.engine.columns import Column
from sim.engine.compiling.column_view import view_type
from sim.engine.random import each_rounded, each_uniform, purpose
from sim.institutions.world import World
from sim.vocabulary import Audience

Amounts = NDArray[np.float64]

FIELD_DRAWS: Final = purpose("district.initial_fields")
INITIAL_DRAWS: Final = purpose("district.initial_organisations")
KNOWN_AFTER: Final = 24  # months of registration, where organisations of two years are admitted
MEMORY: Final = 11.0 / 12.0  # what stays of a sum after a month, so that sums are worth about a year
MANY: Final = 1e15
NOBODY: Final = -1


class Field(IntEnum):
    """Field of work; an association lives on its members, a service unit on its staff."""

    CULTURE = 0
    MUTUAL_AID = 1
    ENVIRONMENT = 2
    ELDERLY = 3
    RIGHTS = 4
    YOUTH = 5


FIELDS: Final = len(Field)
ASSOCIATIONS: Final = (Field.CULTURE, Field.MUTUAL_AID, Field.ENVIRONMENT)
IS_ASSOCIATION: Final = read_only(np.array([field in ASSOCIATIONS for field in Field]))  # (fields,)
# In the order in which kinds come under filing: the simplest first.


SPEAKS_TO: Final = {
    Field.ELDERLY: Audience.OLD,
    Field.YOUTH: Audience.YOUTH,
}  # others: to all


class FundingSource(IntEnum):
    """The four sources of S4.3 四个一点: superior, community, companies, public."""

    SUPERIOR = 0
    COMMUNITY = 1
    COMPANIES = 2
    PUBLIC = 3


class SocialOrganisation(BodyView):
    """Offers volunteer slots and activities; founded by a resident or from outside; lives on four sources."""

    kind = "organisation"
    book: Organisations

    @property
    def at_work(self) -> bool:
        """Whether it may work and could pay its last rent."""
        return bool(self.book.at_work(self.model.month)[self.row])

    @property
    def sources(self) -> float:
        """Effective number of sources; 0 without income."""
        return float(self.book.sources()[self.row])


class Organisations(GrowingBook["SocialOrganisation"]):
    """All social organisations that stand, the oldest first.

    Attributes:
        wishes: (communities, fields) what residents asked for, fading.
        before: (13, communities) organisations that stood at the end of each month, by month modulo 13.
        founded_ever: organisations founded so far; ``closed_ever`` those closed.
    """

    view = SocialOrganisation

    head = Column(np.int64, "row", -1, 2**31, NOBODY, "the head among the residents, -1 if from outside")
    field = Column(np.int64, "code", 0, FIELDS - 1, 0, "field of work, see Field")
    registered = Column(np.bool_, "1", 0, 1, 1, "is registered 登记 rather than filed 备案")
    founded_in = Column(np.int64, "month", -(2**31), 2**31, 0, "of founding")
    opens = Column(np.int64, "month", -(2**31), 2**31, 0, "from which it may work")
    members = Column(np.float64, "persons", 0, MANY, 0, "who work unpaid and pay dues")
    capability = Column(np.float64, "1", 0, 1, 0.5, "skill of the head")
    reputation = Column(np.float64, "1", 0, 1, 0.5, "public credibility 公信度")
    has_rules = Column(np.bool_, "1", 0, 1, 0, "has internal rules of governance")
    rent_free = Column(np.bool_, "1", 0, 1, 0, "sits in an incubation place")
    staff_hours = Column(np.float64, "hours/month", 0, MANY, 0, "of paid staff this month")
    lent_hours = Column(np.float64, "hours/month", 0, MANY, 0, "of social workers whom government pays")
    contracts = Column(np.float64, "purchases", 0, MANY, 0, "held this year")
    held_before = Column(np.float64, "purchases", 0, MANY, 0, "held last year")
    slots = Column(np.int64, "places", 0, 2**31, 0, "for volunteers, offered this month")
    seats = Column(np.int64, "places", 0, 2**31, 0, "in culture, offered this month")
    months_without_money = Column(np.int64, "months", 0, 2**31, 0, "in a row")
    income = Column(
        np.float64,
        "fen",
        0,
        MANY,
        0,
        "by FundingSource, fading so that it is worth about a year",
        len(FundingSource),
    )
    spent = Column(np.int64, "fen", 0, 2**62, 0, "on work or misused this month")
    misused = Column(np.int64, "fen", 0, 2**62, 0, "of what was spent")
    misused_year = Column(np.float64, "fen", 0, MANY, 0, "misused and not found, fading")
    findings = Column(np.int64, "cases", 0, 1, 0, "found this month")
    inspected = Column(
        np.float64, "hours", 0, MANY, 0, "of inspection, fading so that they are worth about a year"
    )

    @classmethod
    def founded(cls, world: World) -> Organisations:
        """Found those of the start from outside, known for long, each in a field by lot."""
        rule, ground = world.institutions.organisations, world.geography
        number = each_rounded(world.seed, 0, INITIAL_DRAWS, rule.initial / 10000.0 * ground.size)
        book = cls(world, np.repeat(np.arange(ground.communities), number))
        book.field[:] = each_uniform(world.seed, book.number, 0, FIELD_DRAWS) * FIELDS
        book.capability[:] = rule.outside_capability
        book.founded_in[:] = book.opens[:] = -KNOWN_AFTER
        book.founded_ever, book.closed_ever = len(book), 0
        book.wishes = np.zeros((ground.communities, FIELDS))
        book.before = np.zeros((MONTHS + 1, ground.communities), dtype=np.int64)
        return book

    wishes: Amounts
    before: Numbers
    founded_ever: int
    closed_ever: int

    def begin(
        self, world: World, community: Numbers, head: Numbers, field: Numbers, capability: Amounts
    ) -> slice:
        """Found registered organisations without members that may work at once; (founded,) each.

        Args:
            world: the district.
            community: where each stands.
            head: row of the founder, -1 if from outside.
            field: field of work.
            capability: skill of the head.

        Returns:
            Their rows.
        """
        new = self.add(world, community, self.founded_ever + np.arange(community.size))
        self.head[new], self.field[new], self.capability[new] = head, field, capability
        self.founded_in[new] = self.opens[new] = world.month
        self.founded_ever += community.size
        return new

    def close(self, gone: Flags) -> None:
        """Take closed organisations, (organisations,), out of the book."""
        self.closed_ever += int(gone.sum())
        self.remove(gone)

    def receive(self, rows: Numbers, source: FundingSource, fen: Numbers) -> None:
        """Note incomes, (payments,), of organisations by row; one that stands twice receives twice."""
        np.add.at(self.income[:, source], rows, fen)

    def opened(self, month: int) -> Flags:
        """(organisations,) whether each may work by now."""
        may_work: Flags = self.opens <= month
        return may_work

    def at_work(self, month: int) -> Flags:
        """(organisations,) whether each may work and could pay its last rent."""
        able: Flags = self.opened(month) & (self.months_without_money == 0)
        return able

    def sources(self) -> Amounts:
        """(organisations,) one over the summed squares of the shares of the sources; 0 without income."""
        total = self.income.sum(axis=1)
        squares: Amounts = (self.income**2).sum(axis=1)
        effective: Amounts = np.divide(total**2, squares, out=np.zeros(len(self)), where=total > 0.0)
        return effective

    def hours(self, member_hours: float) -> Amounts:
        """(organisations,) hours of work of staff, of social workers lent to it and of members."""
        worked: Amounts = self.staff_hours + self.lent_hours + self.members * member_hours
        return worked

    def lever(self, world: World, name: str) -> NDArray[Any]:
        """(organisations,) one of the levers on organisations where each stands."""
        return world.levers(f"organisations.{name}")[self.community]

    def open_month(self) -> None:
        """Let sums fade, forget last month's staff."""
        for column in (self.income, self.misused_year, self.inspected):
            column *= MEMORY
        for past in (self.staff_hours, self.lent_hours, self.spent, self.misused, self.findings):
            past[:] = 0


# Every column of :class:`Organisations`: compiled rules take them as one argument.
OrganisationColumns: Any = view_type(Organisations.columns, "OrganisationColumns", __name__)
