"""A12, share-cooperative company 社区股份合作公司 of a former village."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.bodies import BodyTable, BodyView, Numbers
from sim.engine.arithmetic import each_exp
from sim.engine.columns import Column
from sim.engine.random import each_uniform, purpose
from sim.institutions.world import World

ITEM_DRAWS: Final = purpose("company.items")

# Public services that village companies carry: 治安, 环卫, 道路水利, 福利养老, 绿化照明.
SERVICES: Final = ("security", "sanitation", "roads and water", "welfare", "greening and lighting")
NOBODY: Final = -1
NONE_YET: Final = -1.0
YUAN: Final = 1e15
Amounts = NDArray[np.float64]


class ShareCompany(BodyView):
    """Owned by native villagers; earns rents, carries public services, pays dividends; can fail."""

    kind = "company"
    book: Companies

    @property
    def services(self) -> float:
        """Cost of all public services, in yuan a year, whoever pays."""
        return float(self.book.services[self.row])


class Companies(BodyTable["ShareCompany"]):
    """All share companies, in the order of their communities."""

    view = ShareCompany

    assets = Column(np.float64, "yuan", 0, YUAN, 0, "assets")
    costs = Column(
        np.float64,
        "yuan/year",
        0,
        YUAN,
        0,
        "cost of each item of SERVICES, known to nobody until it is accounted for",
        width=len(SERVICES),
    )
    audited = Column(np.float64, "hours", 0, YUAN, 0, "accounting done so far (S2.1)")
    taken_over = Column(np.float64, "share", 0, 1, 0, "of the accounted cost that government pays (S2.2)")
    gross = Column(np.float64, "yuan", -YUAN, YUAN, 0, "last year's income from assets")
    profit = Column(np.float64, "yuan", -YUAN, YUAN, 0, "what was left of it after all costs")
    opening = Column(np.int64, "fen", -(2**62), 2**62, 0, "money with which the year opened")
    contribution = Column(np.float64, "yuan", 0, YUAN, 0, "last year's payment into the joint fund (S2.4)")
    dividend = Column(np.float64, "yuan", -1, YUAN, NONE_YET, "last year's dividends of a shareholder")
    earmarked = Column(np.float64, "yuan", 0, YUAN, 0, "set aside for improvements")
    improved = Column(
        np.int64, "improvements", 0, 2**31, 0, "finished in each of the last months, by month modulo width"
    )
    employed = Column(
        np.int64, "persons", 0, 2**31, 0, "residents of its community whom it employs this month"
    )
    poor_years = Column(np.int64, "years", 0, 1000, 0, "in a row in which it could not pay for its services")
    failed = Column(np.bool_, "1", 0, 1, 0, "has gone under")
    people = Column(np.int64, "row", -1, 2**31, NOBODY, "directors and managers, of best standing first")
    slate = Column(np.int64, "row", -1, 2**31, NOBODY, "those of them put up for the committee")

    @classmethod
    def founded(cls, world: World) -> Companies:
        """Found a company wherever villagers own assets; items cost e^-spread to e^+spread times as usual."""
        ground, rule = world.geography, world.institutions.company
        bodies = [world.place.types[ground.types[kind]].bodies for kind in ground.community_type]
        assets, services = (
            np.array([getattr(one, name) for one in bodies], dtype=np.float64) * ground.size
            for name in ("company_assets", "company_services")
        )
        where = np.flatnonzero(assets > 0.0)
        posts = max((math.ceil(rule.posts * one.committee_seats) for one in bodies), default=0)
        book = cls(world, where, people=posts, slate=posts, improved=int(rule.environment_months))
        book.assets[:] = assets[where]
        for k, part in enumerate(rule.service_parts):
            drawn = each_uniform(world.seed, where, 0, ITEM_DRAWS, k)
            book.costs[:, k] = services[where] * part * each_exp(rule.item_spread * (2.0 * drawn - 1.0))
        return book

    @property
    def services(self) -> Amounts:
        """(companies,) cost of all public services, in yuan a year, whoever pays."""
        total: Amounts = self.costs.sum(axis=1)
        return total

    def accounted(self, hours_per_item: Amounts) -> Amounts:
        """(companies,) yuan a year of the items that are accounted for (S2.1), in their order.

        Args:
            hours_per_item: (companies,) hours that accounting for one item takes.
        """
        known = (
            np.arange(len(SERVICES))
            < np.where(
                hours_per_item > 0.0,
                np.floor(self.audited / np.where(hours_per_item > 0.0, hours_per_item, 1.0) + 1e-9),
                len(SERVICES),
            )[:, np.newaxis]
        )
        cost: Amounts = np.where(known, self.costs, 0.0).sum(axis=1)
        return cost

    def finished(self, month: int) -> Numbers:
        """(companies,) improvements that were finished in this month."""
        done: Numbers = self.improved[:, month % self.improved.shape[1]]
        return done
