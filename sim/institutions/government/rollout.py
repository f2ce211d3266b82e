"""S3.1: where and when the reform is in force: everywhere at once, or in pilots first."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.random import each_uniform, purpose
from sim.institutions.world import World
from sim.policies import PilotPolicy

Flags = NDArray[np.bool_]

PILOT_DRAWS: Final = purpose("rollout.pilots")
EVERYWHERE: Final = "everywhere"
BY_TYPE: Final = "by_type"


def roll_out(district: World, months_since_policy: int) -> None:
    """Say for each community whether it is a pilot, and whether the reform is in force this month.

    Args:
        district: written: ``pilots``, ``in_force`` and ``settings``.
        months_since_policy: 1 in the first month under the reform, 0 or less in the burn-in.
    """
    rule = district.reform.pilots
    district.pilots = pilot_communities(rule, district.geography.community_type, district.seed)
    started = months_since_policy > 0
    expanded = rule.where == EVERYWHERE or 0 < rule.expand_after < months_since_policy
    district.put_in_force(np.full(district.pilots.size, started) & (district.pilots | expanded))


def pilot_communities(rule: PilotPolicy, community_type: NDArray[np.int64], seed: int) -> Flags:
    """Draw the pilots: the same communities for every reform of a seed; none if it starts everywhere."""
    pilots = np.zeros(community_type.size, dtype=np.bool_)
    if rule.where == EVERYWHERE:
        return pilots
    lot = each_uniform(seed, np.arange(pilots.size), 0, PILOT_DRAWS)
    strata = community_type if rule.where == BY_TYPE else np.zeros_like(community_type)
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        pilots[members[np.argsort(lot[members], kind="stable")][: rule.number]] = True
    return pilots
