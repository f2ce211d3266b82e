"""Tables to draw people from, and the arithmetic that makes weighted shares come out as asked.

All sums run in a fixed order (cumulative), and exp and log are the engine's, so every machine gets the same
bits.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import logistic
from sim.population.numbers import Assumed

Table = NDArray[np.float64]

LOCAL: Final = 0
MIGRANT: Final = 1
ROOMER: Final = 2  # a migrant in a dormitory, where ages differ from other migrants'
AGE_GROUPS: Final = 3
BANDS: Final = 6  # of age
LEVELS: Final = 6  # of education
OLDEST: Final = 120  # years of age, where tables by age end
QUANTILES: Final = np.array([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0])
_ROUNDS: Final = 200
_SMALLEST: Final = 1e-9
_CLOSE: Final = 1e-9
_ODDS: Final = (1e-12, 1e12)


class Margins(NamedTuple):
    """Tables to draw from, indexed by [type], [group: 0 local, 1 migrant], [age band], [education level].

    Cumulative tables have two dimensions, so that compiled rules can pick from one of their rows without a
    view of it.
    """

    male: float
    household_cdf: Table  # [type, persons - 1]
    age_cdf: Table  # [type * 3 + (LOCAL, MIGRANT or ROOMER), band]
    parent_slope: Table  # [type], density of age ranks outside the parents' ranks, before they are evened out
    child_of_parent: (
        Table  # [type], chance that a third or later person is a child when the head is of a parent's age
    )
    child_of_other: Table  # [type], the same for other heads
    education_cdf: Table  # [type * 6 + band, level]
    owner_dwelling: Table  # [type, group], share in owner-occupied homes among those in families
    title: Table  # [type, group, band], chance to hold the title of an owner-occupied home
    shareholder: Table  # [type], among owner-occupying households of the same street
    elsewhere: Table  # [type]
    agricultural: Table  # [group]
    party: Table  # [group, band, level]
    moved: float
    years_cdf: Table  # [group, band of years]
    contact_cdf: Table  # [group, level of contact]
    tools: Table  # [group, level of contact]
    trust: Table  # [group, band], log-odds of 0.6 and more
    internal: Table  # [group, level], log-odds of 0.6 and more
    external: Table  # [level], log-odds of 0.6 and more
    employed: Table  # [female, band]
    hometown_cdf: Table  # [0, region]
    works_here: Table  # [type]
    work_hours: Table  # [type]
    work_evening: Table  # [type]
    mortality: Table  # [age], chance to die in a month
    assumed: Assumed  # beliefs about any place


def total(x: Table, axis: int = 0) -> Table:
    """Sum along an axis in index order, the same on every machine."""
    return np.asarray(np.take(np.cumsum(x, axis=axis), -1, axis=axis), dtype=np.float64)


def cdf(shares: tuple[float, ...] | Table) -> Table:
    """Cumulative shares along the last axis, scaled to end at exactly 1."""
    running = np.cumsum(np.asarray(shares, dtype=np.float64), axis=-1)
    running = running / running[..., -1:]
    running[..., -1] = 1.0
    return running


def shares_of(running: Table) -> Table:
    """Shares from cumulative shares along the last axis."""
    return np.diff(running, axis=-1, prepend=0.0)


def tilted(running: Table, tilt: float) -> Table:
    """Cumulative shares after ranks u got the density 1 + tilt (1 - 2u): towards low ranks where tilt > 0."""
    return (1.0 + tilt) * running - tilt * running * running


def mean_migrants(quantiles: tuple[float, ...]) -> float:
    """Mean of the distribution that has these values at ``QUANTILES`` and is straight in between."""
    values = np.asarray(quantiles)
    return float(total(np.diff(QUANTILES) * (values[1:] + values[:-1]) / 2.0))


def inside(chance: Table) -> Table:
    """Keep chances off 0 and 1, so that their odds are finite."""
    return np.clip(chance, _SMALLEST, 1.0 - _SMALLEST)


def level_for(target: float, weights: Table, offsets: Table) -> float:
    """Log-odds level at which people with these log-odds offsets have the target share.

    Args:
        target: share to reach, 0 to 1.
        weights: people per offset.
        offsets: log-odds relative to the level, same length.
    """
    goal = float(inside(np.array(target)) * total(weights))
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2.0
        chances = np.array([logistic(middle + x) for x in offsets.tolist()])
        too_high = float(total(weights * chances)) > goal
        low, high = (low, middle) if too_high else (middle, high)
    return (low + high) / 2.0


def fit_odds(weights: Table, margins: tuple[Table, ...]) -> Table:
    """Chances whose odds are a product of one factor per axis and whose weighted margins are these.

    Args:
        weights: share of people in each cell, any number of axes.
        margins: target chance along each axis; where they contradict each other, the last axis is met.

    Returns:
        Chances, shaped like the weights.
    """
    everything = list(enumerate(margins))
    odds = _corrected(np.ones(weights.shape), weights, everything)
    odds = _corrected(odds, weights, everything[-1:])
    return odds / (1.0 + odds)


def _corrected(odds: Table, weights: Table, margins: list[tuple[int, Table]]) -> Table:
    for _ in range(_ROUNDS):
        before = odds
        for axis, target in margins:
            odds = np.clip(odds * _correction(odds, weights, axis, inside(target)), *_ODDS)
        if bool(np.all(np.abs(odds - before) <= _CLOSE * before)):
            break
    return odds


def _correction(odds: Table, weights: Table, axis: int, target: Table) -> Table:
    reached, people = weights * odds / (1.0 + odds), weights
    for other in reversed([a for a in range(weights.ndim) if a != axis]):
        reached, people = total(reached, other), total(people, other)
    share = inside(reached / np.maximum(people, _SMALLEST))
    factor = (target / (1.0 - target)) / (share / (1.0 - share))
    shape = [1] * weights.ndim
    shape[axis] = -1
    return np.where(people > _SMALLEST, factor, 1.0).reshape(shape)
