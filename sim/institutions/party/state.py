"""A4, party organisation of a community 社区党组织: members, secretary, hours."""

from __future__ import annotations

import mesa

from sim.actor import OUTSIDE, Actor, residents_of


class PartyOrganisation(Actor):
    """Lives on members' dues; with paid hours it goes to its members, holds open meetings, links upward.

    Attributes:
        members: adult party members who live here.
        secretary: row of the secretary, -1 for none.
        mobilising: hours this month spent on going to members.
        preparing: hours this month spent on open meetings of members, and ``meetings`` their number.
        meetings: see ``preparing``.
        linking: hours this month spent on taking proposals upward.
    """

    kind = "party"

    def __init__(self, model: mesa.Model, community: int) -> None:
        """Found the organisation; its members are residents."""
        super().__init__(model, community, community)
        self.members = 0
        self.secretary = -1
        self.mobilising = 0.0
        self.preparing = 0.0
        self.meetings = 0
        self.linking = 0.0

    def collect_dues(self, fen: int) -> None:
        """Members pay their dues, which the organisation spends on its own life."""
        payer = residents_of(self.community)
        self.model.ledger.pay(payer, self.account, fen, "party dues", self.community, self.model.month)
        self.pay(OUTSIDE, self.balance, "party life")
