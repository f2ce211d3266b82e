"""The table of what the reform does: both worlds, difference, interval, price of one more participant."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.outcomes.headlines import ADULTS, COST, EVERYBODY, GAIN, HEADLINES
from sim.outcomes.price import Price, price_of_gain
from sim.outcomes.register import OUTCOMES
from sim.views.evidence import Band, OverWorlds, Values
from sim.views.page.state import State
from sim.views.page.twin import KEYS, REFORM, STATUS_QUO, key_of


@dataclass(frozen=True)
class Row:
    """A line of the table; NaN where there is no value.

    Attributes:
        good_in: over plausible worlds, in how many the reform does good; NaN in one world.
        smallest: effect of interest there.
    """

    outcome: str
    group: str
    status_quo: float
    reform: float
    difference: float
    low: float
    high: float
    good_in: float = math.nan
    smallest: float = 0.0


def headline_rows(session: State) -> list[Row]:
    """Lines for the group that is chosen, or for everybody where an outcome has no groups."""
    names = list(OUTCOMES) if session.choices.everything else list(HEADLINES)
    found = _numbers(session)
    keys = [key_of(name, session.choices.group) for name in names]
    return [found[key] for key in keys if key in found]


def _numbers(session: State) -> dict[tuple[str, str], Row]:
    evidence = session.evidence
    if evidence is not None:
        return _rows(evidence.keys, evidence.headline, evidence.over_worlds)
    return _rows(KEYS, one_seed(session))


def one_seed(session: State) -> Band:
    """Means of the page's own worlds over the months from the policy date to the one that is shown."""
    first, shown = session.twin.policy_month, session.shown
    before, after = (
        mean_of_known(session.twin.world(which).values[first - 1 : shown]) for which in (STATUS_QUO, REFORM)
    )
    nothing = np.full(len(KEYS), np.nan)
    return Band(before, after, after - before, nothing, nothing)


def mean_of_known(months: list[Values]) -> Values:
    """Mean of each column over the months that have a value, as a batch run takes it."""
    if not months:
        return np.full(len(KEYS), np.nan)
    table = np.array(months)
    known = ~np.isnan(table)
    total, count = np.where(known, table, 0.0).sum(axis=0), known.sum(axis=0)
    mean = np.full(len(KEYS), np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    return mean


def _rows(
    keys: tuple[tuple[str, str], ...], band: Band, over_worlds: OverWorlds | None = None
) -> dict[tuple[str, str], Row]:
    of_worlds = () if over_worlds is None else (over_worlds.good_in, over_worlds.smallest)
    columns = (band.status_quo, band.reform, band.difference, band.low, band.high, *of_worlds)
    numbers = zip(*(column.tolist() for column in columns), strict=True)
    return {
        key: Row(*key, *line)
        for key, line in zip(keys, numbers, strict=True)
        if not (math.isnan(line[0]) and math.isnan(line[1]))
    }


def price(session: State) -> Price | None:
    """What one more participant costs; with several seeds the gain must be certain.

    Over plausible worlds it was divided in each of them.
    """
    if session.evidence is not None and session.evidence.over_worlds is not None:
        return session.evidence.over_worlds.price
    found = _numbers(session)
    gain, cost, adults = (found.get((name, EVERYBODY)) for name in (GAIN, COST, ADULTS))
    if gain is None or cost is None or adults is None:
        return None
    ends = (gain.low, gain.high) if session.evidence is not None else None
    return price_of_gain(gain.difference, ends, cost.difference, adults.reform)
