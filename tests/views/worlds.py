"""Small helpers of the tests of the page."""

from __future__ import annotations

from typing import Any

from sim.district import District
from sim.residents.table import Resident

AgentSet = Any  # mesa comes without types


def residents_of(district: District) -> AgentSet:
    """The views of all residents, as Mesa keeps them."""
    return district.agents_by_type[Resident]
