"""Who needs which service, whose needs are met, and what residents say of it when they rate."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, purpose
from sim.institutions.service_centres.state import ITEMS, Item
from sim.residents.experience import toward
from sim.residents.person import FROM_OUTSIDE
from sim.residents.table_columns import People
from sim.vocabulary import ADULT_AGE, OLD_FROM, YOUTH_UNTIL, Act

Array = NDArray[Any]

INTERVIEW_DRAWS: Final = purpose("services.interview")
SERVICE_DRAWS: Final = purpose("services.use")
RATING_DRAWS: Final = purpose("services.rating")
SUPERVISE: Final = int(Act.SUPERVISE)
ELDERLY: Final = int(Item.ELDERLY)
YOUTH: Final = int(Item.YOUTH)
FAMILY: Final = int(Item.FAMILY)
NEWCOMERS: Final = int(Item.NEWCOMERS)
MIDDLING_TRUST: Final = 0.6  # at which trust adds nothing to a rating


@njit(cache=True, error_model="numpy")
def may_need(i: int, item: int, people: People) -> bool:
    """Whether an adult is one for whom the item is meant."""
    if item == ELDERLY:
        return bool(people.age[i] >= OLD_FROM)
    if item == YOUTH:
        return bool(people.age[i] < YOUTH_UNTIL)
    if item == FAMILY:
        return bool(people.evening_lost[i] > 0.0)
    if item == NEWCOMERS:
        return bool(people.hukou[i] == FROM_OUTSIDE)
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def count_needs(community_start: Array, people: People, weight: Array) -> Array:
    """Needs of each community by item, (communities, items): adults times its weight (items,)."""
    needs = np.zeros((community_start.size - 1, ITEMS))
    for c in range(community_start.size - 1):
        for i in range(community_start[c], community_start[c + 1]):
            if people.age[i] >= ADULT_AGE:
                for item in range(ITEMS):
                    if may_need(i, item, people):
                        needs[c, item] += weight[item]
    return needs


@njit(cache=True, nogil=True, error_model="numpy")
def serve(
    community_start: Array,
    month: int,
    seed: int,
    people: People,
    quality: Array,
    weight: Array,
    use: float,
    gain: float,
) -> Array:
    """Meet needs as far as the centres' quality goes; a met need is felt like an answer.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns; trust and external efficacy are written.
        quality: (communities, items) part of needs that are met; 0 where there is no centre.
        weight: (items,) hours that a person who may need the item takes, relative to the others.
        use: chance to turn to the month's service, times the item's weight.
        gain: share of the remaining distance by which a met need raises trust and external efficacy.

    Returns:
        (communities,) residents whose need was met.
    """
    served = np.zeros(community_start.size - 1, dtype=np.int64)
    for c in range(community_start.size - 1):
        if quality[c].max() <= 0.0:
            continue
        for i in range(community_start[c], community_start[c + 1]):
            if people.age[i] < ADULT_AGE:
                continue
            u_item, u_use, _, _ = draws(seed, people.identity[i], month, SERVICE_DRAWS, 0)
            item = int(u_item * ITEMS)  # one service comes up in a month
            if u_use < use * weight[item] * quality[c, item] and may_need(i, item, people):
                people.trust[i] = toward(people.trust[i], 1.0, gain)
                people.efficacy_external[i] = toward(people.efficacy_external[i], 1.0, gain)
                served[c] += 1
    return served


@njit(cache=True, nogil=True)
def interview(community_start: Array, month: int, seed: int, people: People, chance: Array) -> None:
    """Ask adults at their doors what they think of the services; who answers has not acted, only answered.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns; ``interviewed`` is written.
        chance: (communities,) that an adult is interviewed this month.
    """
    for c in range(community_start.size - 1):
        if chance[c] <= 0.0:
            continue
        for i in range(community_start[c], community_start[c + 1]):
            if people.age[i] >= ADULT_AGE:
                u = draws(seed, people.identity[i], month, INTERVIEW_DRAWS, 0)[0]
                if u < chance[c]:
                    people.interviewed[i] = month


@njit(cache=True, nogil=True, error_model="numpy")
def rate(
    community_start: Array,
    month: int,
    seed: int,
    people: People,
    quality: Array,
    scored: Array,
    noise: float,
    halo: float,
) -> tuple[Array, Array]:
    """Collect the ratings of those who supervise or are interviewed, on the items that they may need.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns.
        quality: (communities, items) part of needs that are met.
        scored: (communities, items) whether the item is up for rating this month.
        noise: a rating differs from the quality by at most this.
        halo: added per unit of trust above the middling.

    Returns:
        Mean rating, NaN without any, (communities, items), and raters, (communities,).
    """
    total, count = np.zeros(quality.shape), np.zeros(quality.shape)
    raters = np.zeros(community_start.size - 1, dtype=np.int64)
    for c in range(community_start.size - 1):
        if not scored[c].any():
            continue
        for i in range(community_start[c], community_start[c + 1]):
            if not (people.acts[i] >> SUPERVISE & 1 or people.interviewed[i] == month):
                continue
            raters[c] += 1
            for item in range(ITEMS):
                if scored[c, item] and may_need(i, item, people):
                    u = draws(seed, people.identity[i], month, RATING_DRAWS, item)[0]
                    felt = quality[c, item] + noise * (2.0 * u - 1.0)
                    felt += halo * (people.trust[i] - MIDDLING_TRUST)
                    total[c, item] += min(max(felt, 0.0), 1.0)
                    count[c, item] += 1.0
    return np.where(count > 0.0, total / np.maximum(count, 1.0), np.nan), raters
