"""A10, property-management company 物业管理公司, and A9, homeowners' committee 业委会, of an estate."""

from __future__ import annotations

import mesa

from sim.actor import OUTSIDE, Actor, residents_of
from sim.engine.ledger import to_fen


class PropertyCompany(Actor):
    """Collects fees, keeps a margin, spends the rest on the estate; gives it up after losses.

    Attributes:
        estate: number of the estate in the district.
        residents: how many live there.
        least: least monthly cost, as a share of full fees.
        work: what it makes of a yuan, 1 for the ordinary company.
        willing: whether it opens its boards to the residents' committee unasked.
        manages: whether a company is there; False while the estate is given up.
        quality: of the estate's care, 0 to 1.
        losses: months in a row with a loss; ``given_up`` and ``dismissed`` count ends so far.
    """

    kind = "property"

    def __init__(
        self, model: mesa.Model, number: int, community: int, estate: int, residents: int, least: float
    ) -> None:
        """Set up the management of an estate."""
        super().__init__(model, number, community)
        self.estate, self.residents, self.least = estate, residents, least
        self.quality = 0.5
        self.given_up = self.dismissed = 0
        self.take_over(1.0, False)

    def take_over(self, work: float, willing: bool) -> None:
        """Another company begins."""
        self.work, self.willing = work, willing
        self.manages, self.losses = True, 0

    def leave(self) -> None:
        """Settle accounts with the owner of the company, who bears a loss, and go."""
        self.settle()
        self.manages, self.losses = False, 0

    def settle(self) -> None:
        """Pay the profit out; a loss is made good by the company's owner."""
        if self.balance > 0:
            self.pay(OUTSIDE, self.balance, "property profit")
        elif self.balance < 0:
            month = self.model.month
            self.model.ledger.pay(
                OUTSIDE, self.account, -self.balance, "property loss", self.community, month
            )

    def collect(self, fees: float, common: float) -> None:
        """Take fees from residents and the income from common parts, in yuan."""
        ledger, month, c = self.model.ledger, self.model.month, self.community
        ledger.pay(residents_of(c), self.account, to_fen(fees), "property fees", c, month)
        ledger.pay(OUTSIDE, self.account, to_fen(common), "income from common parts", c, month)

    def spend(self, yuan: float, wages: float) -> None:
        """Spend on the estate, a share of it as wages of people of the community."""
        self.pay(residents_of(self.community), to_fen(yuan * wages), "property wages")
        self.pay(OUTSIDE, to_fen(yuan * (1.0 - wages)), "property upkeep")


class HomeownersCommittee(Actor):
    """Body of the owners of an estate: prepared, elected, overseeing, dissolved.

    Attributes:
        stands: whether it is elected and in office.
        preparing: whether owners have proposed one; ``guided`` the hours of guidance since.
        members: rows of its members; ``elected`` the month of its election.
        rest_until: month before which nobody proposes again.
        turnout: voters per owner at the last assembly; ``formed`` and ``dissolved`` count so far.
    """

    kind = "homeowners"

    def __init__(self, model: mesa.Model, number: int, community: int) -> None:
        """Nobody has proposed one yet."""
        super().__init__(model, number, community)
        self.stands = self.preparing = False
        self.guided = self.turnout = 0.0
        self.members: list[int] = []
        self.elected = self.rest_until = 0
        self.formed = self.dissolved = 0

    def take_office(self, members: list[int]) -> None:
        """Begin a term."""
        self.formed += not self.stands
        self.stands, self.preparing, self.guided = True, False, 0.0
        self.members, self.elected = members, int(self.model.month)

    def rest(self, months: int) -> None:
        """Give up for now: dissolve, or stop preparing; what is in the till goes back to the residents."""
        self.dissolved += self.stands
        self.pay(residents_of(self.community), self.balance, "closing")
        self.stands, self.preparing, self.guided, self.members = False, False, 0.0, []
        self.rest_until = int(self.model.month) + months
