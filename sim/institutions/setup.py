"""How a place begins: its institutions are founded and its books opened, before the first month."""

from __future__ import annotations

import numpy as np

from sim.engine.ledger import Ledger
from sim.institutions.government.state import DistrictGovernment
from sim.institutions.world import World
from sim.residents.offers import no_offers


def found_institutions(district: World) -> None:
    """Found the institution that has no state of its own but its account."""
    district.government = DistrictGovernment(district, 0)


def open_books(district: World) -> None:
    """Open the ledger, the task book and the counts that processes share."""
    communities = district.geography.communities
    district.ledger = Ledger()
    district.offers = no_offers(communities)
    district.waiting = np.zeros(communities, dtype=np.int64)
    district.answered = np.zeros(communities, dtype=np.int64)
    district.waited = np.zeros(communities)
    district.deliberated = np.zeros(communities, dtype=np.int64)
    district.extra_meetings = np.zeros(communities, dtype=np.int64)
    district.passed_upward, district.subcommittees, district.representatives, district.hukou_gained = (
        np.zeros(communities, dtype=np.int64) for _ in range(4)
    )
    district.adults = district.count_adults()
    district.audience_size = district.count_audiences()
    district.programme_hours = np.zeros(communities)
    district.yielded_hours = np.zeros(communities)
