"""A12, share-cooperative company 社区股份合作公司 of a former village."""

from __future__ import annotations

from typing import Final

import mesa
import numpy as np

from sim.actor import Actor
from sim.engine.arithmetic import exp
from sim.engine.random import purpose, uniform

ITEM_LUCK: Final = purpose("company.items")

# Public services that village companies carry, with their usual part of the cost: assumed, each +-0.1 (C15:
# spending on public services is unknown). Names: 治安, 环卫, 道路水利, 福利养老, 绿化照明.
SERVICES: Final = {
    "security": 0.35,
    "sanitation": 0.30,
    "roads and water": 0.15,
    "welfare": 0.10,
    "greening and lighting": 0.10,
}


class ShareCompany(Actor):
    """Owned by native villagers; earns rents, carries public services, pays dividends; can fail.

    Attributes:
        assets: yuan.
        costs: yuan a year of each item of :data:`SERVICES`, known to nobody until it is accounted for.
        audited: hours of accounting done so far (S2.1).
        taken_over: share of the accounted cost that government has taken over so far (S2.2).
        gross: last year's income from assets, in yuan; ``profit`` what was left of it after all costs.
        opening: money with which the year opened, in fen.
        contribution: last year's payment into the joint fund, in yuan (S2.4).
        earmarked: yuan set aside for improvements; ``improvements`` how many were finished in which month.
        poor_years: years in a row in which it could not pay for its services; then it has ``failed``.
        people: rows of its directors and managers; ``slate`` those of them put up for the committee.
    """

    kind = "company"

    def __init__(
        self, model: mesa.Model, community: int, assets: float, services: float, spread: float
    ) -> None:
        """Set up a company with assets (yuan) and an expected cost of public services (yuan a year).

        Items cost between e^-spread and e^+spread times their usual part, drawn once.
        """
        super().__init__(model, community, community)
        self.assets = assets
        self.costs = np.array(
            [
                services * part * exp(spread * (2.0 * uniform(model.seed, community, 0, ITEM_LUCK, k) - 1.0))
                for k, part in enumerate(SERVICES.values())
            ]
        )
        self.audited = self.taken_over = 0.0
        self.gross = self.profit = self.contribution = self.earmarked = 0.0
        self.improvements: dict[int, int] = {}
        self.opening = self.poor_years = 0
        self.failed = False
        self.people: list[int] = []
        self.slate: list[int] = []

    @property
    def services(self) -> float:
        """Cost of all public services, in yuan a year, whoever pays."""
        return float(self.costs.sum())

    def accounted(self, hours_per_item: float) -> float:
        """Yuan a year of the items that are accounted for (S2.1), item after item in their order."""
        items = len(self.costs) if hours_per_item <= 0.0 else int(self.audited / hours_per_item + 1e-9)
        return float(self.costs[:items].sum())
