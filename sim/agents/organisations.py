"""A8, community social organisations 社区社会组织."""

from __future__ import annotations

import mesa

from sim.agents.actor import Actor, residents_of
from sim.engine.ledger import to_fen


class SocialOrganisation(Actor):
    """Offers volunteer slots and activities; lives on purchases and donations, closes without money."""

    kind = "organisation"

    def __init__(self, model: mesa.Model, number: int, community: int, head: int) -> None:
        """Found an organisation in a community; ``head`` is the founder's row, -1 if from outside."""
        super().__init__(model, number, community)
        self.head = head
        self.founded = model.month
        self.months_without_money = 0
        self.income: dict[str, int] = {}

    def receive(self, source: str, fen: int) -> None:
        """Note an income by source, for the diversity of sources."""
        self.income[source] = self.income.get(source, 0) + fen

    def work(self, yuan: float) -> bool:
        """Pay the month's staff; return whether there was money for it."""
        fen = to_fen(yuan)
        if self.balance < fen:
            self.months_without_money += 1
            return False
        self.pay(residents_of(self.community), fen, "organisation wages")
        self.months_without_money = 0
        return True
