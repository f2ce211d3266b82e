"""Who needs which service, whose needs are met, and what residents say of it when they rate."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import draws, each_uniform, purpose
from sim.institutions.row_selection import community_of, rows_where
from sim.institutions.service_centres.state import ITEMS, Item
from sim.residents.experience import toward
from sim.residents.person import FROM_OUTSIDE
from sim.residents.table_columns import People
from sim.threads import in_whole_groups
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
BLOCK: Final = 256  # residents whose draws are made together
MIDDLING_TRUST: Final = 0.6  # at which trust adds nothing to a rating


@njit(cache=True, error_model="numpy", inline="always")
def may_need(i: int, item: int, age: Array, evening_lost: Array, hukou: Array) -> bool:
    """Whether an adult is one for whom the item is meant."""
    if item == ELDERLY:
        return bool(age[i] >= OLD_FROM)
    if item == YOUTH:
        return bool(age[i] < YOUTH_UNTIL)
    if item == FAMILY:
        return bool(evening_lost[i] > 0.0)
    if item == NEWCOMERS:
        return bool(hukou[i] == FROM_OUTSIDE)
    return True


def meant_for(people: People, rows: Array) -> NDArray[np.bool_]:
    """(rows, items) whether each of these adults is one for whom the item is meant; see :func:`may_need`."""
    meant = np.ones((rows.size, ITEMS), dtype=np.bool_)
    meant[:, ELDERLY] = people.age[rows] >= OLD_FROM
    meant[:, YOUTH] = people.age[rows] < YOUTH_UNTIL
    meant[:, FAMILY] = people.evening_lost[rows] > 0.0
    meant[:, NEWCOMERS] = people.hukou[rows] == FROM_OUTSIDE
    return meant


def _sum_by(community: Array, values: Array, communities: int) -> NDArray[np.float64]:
    """(communities, items) sums of (rows, items) values, row after row."""
    sums = [np.bincount(community, weights=column, minlength=communities) for column in values.T]
    return np.stack(sums, axis=1)


def count_needs(community_start: Array, people: People, weight: Array) -> NDArray[np.float64]:
    """Needs of each community by item, (communities, items): adults times its weight (items,)."""
    columns = people.age, people.evening_lost, people.hukou, weight
    parts = in_whole_groups(
        community_start, lambda first, last: _count_needs(community_start[first : last + 1], *columns)
    )
    return np.concatenate(parts)


@njit(cache=True, nogil=True)
def _count_needs(
    community_start: Array, age: Array, evening_lost: Array, hukou: Array, weight: Array
) -> NDArray[np.float64]:
    """The same from plain columns, resident after resident."""
    needs = np.zeros((community_start.size - 1, ITEMS))
    for c in range(community_start.size - 1):
        for i in range(community_start[c], community_start[c + 1]):
            if age[i] >= ADULT_AGE:
                for item in range(ITEMS):
                    if may_need(i, item, age, evening_lost, hukou):
                        needs[c, item] += weight[item]
    return needs


@njit(cache=True, nogil=True, error_model="numpy")
def serve(
    community_start: Array,
    month: int,
    seed: int,
    identity: Array,
    age: Array,
    evening_lost: Array,
    hukou: Array,
    trust: Array,
    efficacy: Array,
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
        identity: (residents,) column, as the next ones.
        age: see there.
        evening_lost: see there.
        hukou: see there.
        trust: written.
        efficacy: external efficacy; written.
        quality: (communities, items) part of needs that are met; 0 where there is no centre.
        weight: (items,) hours that a person who may need the item takes, relative to the others.
        use: chance to turn to the month's service, times the item's weight.
        gain: share of the remaining distance by which a met need raises trust and external efficacy.

    Returns:
        (communities,) residents whose need was met.
    """
    served = np.zeros(community_start.size - 1, dtype=np.int64)
    u_item, u_use = np.empty(BLOCK), np.empty(BLOCK)
    for c in range(community_start.size - 1):
        best = 0.0
        for item in range(ITEMS):
            best = max(best, quality[c, item])
        if best <= 0.0:
            continue
        for first in range(community_start[c], community_start[c + 1], BLOCK):
            who = identity[first : min(first + BLOCK, community_start[c + 1])]
            for k in range(who.size):  # without a branch: several at a time
                u_item[k], u_use[k], _, _ = draws(seed, who[k], month, SERVICE_DRAWS, 0)
            for k in range(who.size):
                i, item = first + k, int(u_item[k] * ITEMS)  # one service comes up in a month
                if age[i] < ADULT_AGE or u_use[k] >= use * weight[item] * quality[c, item]:
                    continue
                if may_need(i, item, age, evening_lost, hukou):
                    trust[i] = toward(trust[i], 1.0, gain)
                    efficacy[i] = toward(efficacy[i], 1.0, gain)
                    served[c] += 1
    return served


def interview(community_start: Array, month: int, seed: int, people: People, chance: Array) -> None:
    """Ask adults at their doors what they think of the services; who answers has not acted, only answered.

    Args:
        community_start: (communities + 1,) first row of each community.
        month: month of the run.
        seed: seed of the run.
        people: columns; ``interviewed`` is written.
        chance: (communities,) that an adult is interviewed this month.
    """
    rows = rows_where(people.age >= ADULT_AGE)
    chance_there = chance[community_of(community_start, rows)]
    rows, chance_there = rows[chance_there > 0.0], chance_there[chance_there > 0.0]
    drawn = each_uniform(seed, people.identity[rows], month, INTERVIEW_DRAWS)
    people.interviewed[rows[drawn < chance_there]] = month


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
    communities = community_start.size - 1
    asked = (people.acts >> SUPERVISE & 1 == 1) | (people.interviewed == month)
    rows = rows_where(asked)
    up_for_rating = np.flatnonzero(scored.any(axis=1))
    rows = rows[np.isin(people.community[rows], up_for_rating)]
    c = people.community[rows]
    rates = meant_for(people, rows) & scored[c]
    identity, trust = people.identity[rows], people.trust[rows].astype(np.float64)
    u = np.stack([each_uniform(seed, identity, month, RATING_DRAWS, item) for item in range(ITEMS)], axis=1)
    felt = quality[c] + noise * (2.0 * u - 1.0)
    felt += (halo * (trust - MIDDLING_TRUST))[:, np.newaxis]
    total = _sum_by(c, np.where(rates, np.clip(felt, 0.0, 1.0), 0.0), communities)
    count = _sum_by(c, rates.astype(np.float64), communities)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count > 0.0)
    return mean, np.bincount(c, minlength=communities)
