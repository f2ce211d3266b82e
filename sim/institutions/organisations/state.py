"""A8, community social organisations 社区社会组织: field of work, standing, money, people, name."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final, NamedTuple

import mesa

from sim.actor import OUTSIDE, Actor, residents_of
from sim.engine.ledger import to_fen
from sim.vocabulary import Act, Audience

MEMORY: Final = 11.0 / 12.0  # what stays of a sum after a month, so that sums are worth about a year


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
# In the order in which kinds come under filing: the simplest first.


class Services(NamedTuple):
    """What an organisation offers, against the mean of all fields, and to whom it speaks (None: everybody).

    Attributes:
        volunteering: volunteer slots.
        culture: places in activities and classes.
        voice: announcements that one can make a proposal, against those of the own offers.
        audience: to whom it speaks.
    """

    volunteering: float
    culture: float
    voice: float
    audience: Audience | None


# Assumed; the means over the six fields are 1, so that fields change who is reached, not how much there is.
SERVICES: Final = {
    Field.CULTURE: Services(0.2, 2.0, 0.0, None),
    Field.MUTUAL_AID: Services(1.6, 0.6, 0.0, None),
    Field.ENVIRONMENT: Services(1.6, 0.4, 0.0, None),
    Field.ELDERLY: Services(1.4, 0.8, 0.0, Audience.OLD),
    Field.RIGHTS: Services(0.4, 0.4, 1.0, None),
    Field.YOUTH: Services(0.8, 1.8, 0.0, Audience.YOUTH),
}


class Source(Enum):
    """The four sources of S4.3 四个一点: superior, community, companies, public."""

    SUPERIOR = "superior"
    COMMUNITY = "community"
    COMPANIES = "companies"
    PUBLIC = "public"


class SocialOrganisation(Actor):
    """Offers volunteer slots and activities; founded by a resident or from outside; lives on four sources.

    Attributes:
        head: row of the head among the residents, -1 if from outside.
        field: field of work.
        registered: registered 登记 rather than filed 备案.
        opens: month from which it may work.
        members: members who work unpaid and pay dues.
        capability: skill of the head, 0-1.
        reputation: public credibility 公信度, 0-1.
        has_rules: has internal rules of governance.
        rent_free: sits in an incubation place.
        staff_hours: hours of paid staff this month; ``lent_hours`` of social workers whom government pays.
        contracts: purchases held this year, ``held_before`` last year's number.
        places: slots and seats offered this month.
        months_without_money: in a row.
        income: fen by source, fading so that it is worth about a year.
        spent: fen spent this month on work or misused; ``misused`` of these.
        misused_year: fen misused and not found, fading; ``findings`` cases found this month.
        inspected: hours of inspection, fading so that they are worth about a year.
    """

    kind = "organisation"

    def __init__(
        self, model: mesa.Model, number: int, community: int, head: int, field: Field, capability: float
    ) -> None:
        """Found a registered organisation without members that may work at once."""
        super().__init__(model, number, community)
        self.head, self.field, self.capability = head, field, capability
        self.registered = True
        self.founded = self.opens = model.month
        self.members = 0.0
        self.reputation = 0.5
        self.has_rules = self.rent_free = False
        self.staff_hours = self.lent_hours = 0.0
        self.contracts = self.held_before = 0.0
        self.places: dict[Act, int] = {}
        self.months_without_money = 0
        self.income: dict[Source, float] = {}
        self.spent = self.misused = 0
        self.misused_year = self.inspected = 0.0
        self.findings = 0

    @property
    def at_work(self) -> bool:
        """Whether it may work and could pay its last rent."""
        return self.model.month >= self.opens and self.months_without_money == 0

    @property
    def sources(self) -> float:
        """Effective number of sources: one over the summed squares of their shares; 0 without income."""
        total = sum(self.income.values())
        if total <= 0.0:
            return 0.0
        return 1.0 / sum((fen / total) ** 2 for fen in self.income.values())

    def hours(self, member_hours: float) -> float:
        """Hours of work of staff, of social workers lent to it and of members."""
        return self.staff_hours + self.lent_hours + self.members * member_hours

    def receive(self, source: Source, fen: int) -> None:
        """Note an income by source."""
        self.income[source] = self.income.get(source, 0.0) + fen

    def open_month(self) -> None:
        """Let sums fade, forget last month's staff."""
        self.income = {source: fen * MEMORY for source, fen in self.income.items()}
        self.misused_year *= MEMORY
        self.inspected *= MEMORY
        self.staff_hours = self.lent_hours = 0.0
        self.spent = self.misused = self.findings = 0

    def pay_rent(self, yuan: float) -> bool:
        """Pay for premises and accounts; return whether there was money for it."""
        fen = 0 if self.rent_free else to_fen(yuan)
        if self.balance < fen:
            self.months_without_money += 1
            return False
        self.pay(OUTSIDE, fen, "organisation rent")
        self.months_without_money = 0
        return True

    def work(self, fen: int, misused_share: float, wage: float) -> None:
        """Spend so many fen: a part is misused, the rest pays staff for as many hours as it goes."""
        self.spent, self.misused = fen, int(fen * misused_share)
        self.misused_year += self.misused
        self.pay(OUTSIDE, self.misused, "misuse")
        wages = fen - self.misused
        self.pay(residents_of(self.community), wages, "organisation wages")
        self.staff_hours = wages / to_fen(wage)
