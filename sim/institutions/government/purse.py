"""Rival of the purse: a bound district saves on staff what a reform costs above its ordinary budget."""

from __future__ import annotations

from dataclasses import dataclass

from sim.calendar import MONTHS
from sim.engine.ledger import FEN_PER_YUAN
from sim.institutions.committee.state import Committees
from sim.institutions.government.state import DistrictGovernment
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World


@dataclass
class Purse:
    """What the district may spend.

    Attributes:
        ordinary: fen that it spent in the last year before the reform, 0 before there is one.
        frozen: share of the posts of committees and workstations that it leaves empty.
    """

    ordinary: int = 0
    frozen: float = 0.0

    @classmethod
    def founded(cls, world: World) -> Purse:
        """Begin without a budget, and without a freeze."""
        return cls()


def close_budget(district: World) -> None:
    """December: note what was spent; where the purse binds, next year's posts pay for what was too much."""
    purse, spent = district[Purse], -int(district[DistrictGovernment].balance)
    if not district.in_force.any():
        purse.ordinary = spent
        return
    if not district.structures.purse_binds or purse.ordinary <= 0:
        return
    rule = district.institutions.government
    too_much = spent - (1.0 + rule.budget_room) * purse.ordinary
    purse.frozen = min(max(0.0, purse.frozen + too_much / _wages(district)), rule.freeze_most)


def _wages(district: World) -> float:
    """Fen that all posts of committees and workstations cost in a year."""
    hours = float(district[Committees].posts.sum() + district[Workstations].ordinary_hours.sum())
    return max(1.0, hours * district.institutions.staff.wage * MONTHS * FEN_PER_YUAN)
