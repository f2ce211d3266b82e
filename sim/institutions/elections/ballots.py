"""The count: whom each voter picks, and candidates by their votes."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.institutions.companies.slate import backing
from sim.institutions.elections.candidates import secretaries
from sim.institutions.row_selection import among, with_act
from sim.institutions.world import World
from sim.threads import in_parts
from sim.vocabulary import Act

Rows = NDArray[np.int64]

BALLOT_DRAWS: Final = purpose("elections.ballot")


def by_votes(district: World, candidates: Rows) -> Rows:
    """Candidates by the votes cast for them this month, most first, those of one community after another's.

    Args:
        district: where they stand.
        candidates: their rows, community after community.
    """
    residents, everywhere = district.residents, np.arange(district.geography.communities + 1)
    community, voters = residents.community[candidates], with_act(residents.acts, int(Act.VOTE))
    known = (
        district.month,
        district.seed,
        candidates,
        np.searchsorted(community, everywhere),
        esteem_of(district, candidates),
        residents.community,
        residents.building,
        residents.identity,
        residents.shareholder,
        backing(district, candidates),
        district.institutions.elections.ballot_building,
    )
    counts = in_parts(voters.size, lambda first, last: count_votes(voters[first:last], *known))
    votes = np.sum(counts, axis=0)
    leads = among(candidates, secretaries(district))
    return candidates[np.lexsort((-votes, ~leads, community))]


def esteem_of(district: World, candidates: Rows) -> NDArray[np.float64]:
    """(candidates,) weight of each on the ballot of a voter of another building."""
    base, residents = district.institutions.elections.ballot_base, district.residents
    known = base + residents.acquaintance[candidates].astype(np.float64)
    return known + residents.skill[candidates].astype(np.float64)


@njit(cache=True, nogil=True)
def count_votes(
    voters: Rows,
    month: int,
    seed: int,
    candidates: Rows,
    edges: Rows,
    esteem: NDArray[np.float64],
    community: NDArray[np.int32],
    building: NDArray[np.int32],
    identity: NDArray[np.uint32],
    shareholder: NDArray[np.bool_],
    backing: NDArray[np.float64],
    same_building: float,
) -> Rows:
    """Every voter picks one candidate of the own community, more likely a known, skilled or near one.

    Shareholders give the share company's candidates ``backing`` (candidates,) as well.

    Args:
        voters: rows of those who vote.
        month: month of the run.
        seed: seed of the run.
        candidates: rows of the candidates, community after community.
        edges: (communities + 1,) where each community's candidates begin among them.
        esteem: (candidates,) see :func:`esteem_of`.
        community: (residents,) column, as the next three.
        building: see there.
        identity: see there.
        shareholder: see there.
        backing: (candidates,) added by shareholders.
        same_building: added for a candidate of the own building.
    """
    votes = np.zeros(candidates.size, dtype=np.int64)
    weight = np.zeros(candidates.size)
    for i in voters:
        first, last, total = edges[community[i]], edges[community[i] + 1], 0.0
        if first == last:
            continue
        for k in range(first, last):
            weight[k] = esteem[k] + same_building * (building[candidates[k]] == building[i])
            weight[k] += backing[k] * shareholder[i]
            total += weight[k]
        rest = draws(seed, identity[i], month, BALLOT_DRAWS, 0)[0] * total
        k = first
        while k < last - 1 and rest >= weight[k]:
            rest -= weight[k]
            k += 1
        votes[k] += 1
    return votes
