"""A12, share-cooperative company 社区股份合作公司 of a former village."""

from __future__ import annotations

import mesa

from sim.agents.actor import OUTSIDE, Actor, residents_of
from sim.engine.ledger import to_fen


class ShareCompany(Actor):
    """Owned by native villagers; earns rents, carries public services of the community, pays dividends."""

    kind = "company"

    def __init__(self, model: mesa.Model, community: int, assets: float, services: float) -> None:
        """Set up a company with assets (yuan) and a yearly burden of public services (yuan)."""
        super().__init__(model, community, community)
        self.assets = assets
        self.services = services
        self.profit = 0.0
        self.contribution = 0.0
        self.failed = False
        self.people: list[int] = []  # rows of its directors and managers
        self.slate: list[int] = []  # those of them whom it puts up for the committee

    def close_year(self, rate: float, dividend: float, joint_fund: float) -> None:
        """Earn, carry public services, contribute to the joint fund, pay dividends.

        Args:
            rate: profit before public services per yuan of assets and year.
            dividend: share of the remaining profit that shareholders get.
            joint_fund: share of profit that goes to the community's self-governance fund (lever S2.4).
        """
        gross = self.assets * rate
        self.model.ledger.pay(OUTSIDE, self.account, to_fen(gross), "rents", self.community, self.model.month)
        carried = min(self.services, gross)
        self.pay(OUTSIDE, to_fen(carried), "public services")
        self.profit = gross - carried
        self.contribution = joint_fund * self.profit
        self.pay(("fund", self.community), to_fen(self.contribution), "company contribution")
        self.pay(
            residents_of(self.community), to_fen(dividend * (self.profit - self.contribution)), "dividends"
        )
