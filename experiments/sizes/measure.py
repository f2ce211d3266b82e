"""The same place with communities of another size: what differs per head by more than random draws.

Streets, types, forms of election and the share of newcomers of each community stay as they are, and so does
the random draws of institutions, which are keyed by their number: a community under one seed is compared
with itself.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.scenario import Scenario, load_scenario
from sim.simulation import Run, simulate_forked

STATUS_QUO: Final = "status_quo"
SECTIONS: Final = ("section_1", "section_2", "section_3", "section_4", "section_5")
ERROR: Final = 0.01  # of a table with any false alarm
INTEREST: Final = 0.1  # differences under this share of the larger level are no news
LEAST_EFFECT: Final = 0.02  # effects under this share of the status quo are no news either
Table = NDArray[np.float64]
Flags = NDArray[np.bool_]


def resized(scenario: Scenario, residents: int) -> Scenario:
    """Give the same scenario in a place whose communities all have so many residents."""
    groups = tuple(replace(group, residents=residents, spread=0.0) for group in scenario.place.communities)
    return replace(scenario, place=replace(scenario.place, communities=groups))


@dataclass(frozen=True)
class Sizes:
    """Outcomes of the same communities at several sizes under the same seeds.

    Attributes:
        sizes: residents of a community.
        arms: the status quo first, then reforms.
        outcomes: names.
        values: (sizes, arms, pairs, outcomes) means over the months under the policy; a pair is a community
            under a seed; NaN for none.
    """

    sizes: tuple[int, ...]
    arms: tuple[str, ...]
    outcomes: tuple[str, ...]
    values: Table

    def compared(self) -> Table:
        """(sizes, arms, pairs, outcomes) the status quo's level, and each reform's effect."""
        return np.concatenate([self.values[:, :1], self.values[:, 1:] - self.values[:, :1]], axis=1)

    def means(self) -> Table:
        """(sizes, arms, outcomes) of what is compared, over the pairs."""
        return _mean(self.compared(), 2)

    def differs(self, one: int, other: int) -> Flags:
        """(arms, outcomes) where two sizes differ by more than random draws explain and anybody would mind.

        The interval of the mean difference of pairs (t, Bonferroni over arms and outcomes, so that a table in
        which nothing differs raises a false alarm with chance :data:`ERROR`) must lie outside the share
        :data:`INTEREST` of the larger level.

        Args:
            one: place of a size.
            other: place of another.
        """
        from scipy import stats

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # outcomes without any value
            difference = self.compared()[one] - self.compared()[other]
            number = (~np.isnan(difference)).sum(axis=1)
            error = np.nanstd(difference, axis=1, ddof=1) / np.sqrt(number)
            level = np.abs(self.means()[[one, other]]).max(axis=0)
            usual = np.abs(self.means()[[one, other], 0]).max(axis=0)
            t = stats.t.ppf(1.0 - ERROR / 2.0 / difference[:, 0].size, np.maximum(1, number - 1))
            least = np.abs(_mean(difference, 1)) - t * error
        alarm: Flags = np.nan_to_num(least - INTEREST * level) > 0.0
        alarm[1:] &= level[1:] > LEAST_EFFECT * usual
        return alarm


def measure(
    place: str,
    sizes: Sequence[int],
    seeds: Sequence[int],
    *,
    arms: Sequence[str] = SECTIONS,
    overrides: Sequence[str] = (),
    say: Callable[[str], None] = lambda line: None,
) -> Sizes:
    """Simulate a place at these sizes under the status quo and some reforms.

    Args:
        place: name of a place or of a scenario.
        sizes: residents of a community.
        seeds: each is lived through at every size.
        arms: policies that ship.
        overrides: settings laid over the files, ``"PATH=VALUE"``.
        say: told of every run.
    """
    every = (STATUS_QUO, *arms)
    scenarios = [load_scenario(f"{place}+{arm}", overrides=overrides) for arm in every]
    table = []
    for size in sizes:
        of_seeds = []
        for seed in seeds:
            say(f"{size} residents a community, seed {seed}")
            runs = simulate_forked([resized(one, size).with_seed(seed) for one in scenarios])
            of_seeds.append(np.array([_under_policy(run) for run in runs]))
        table.append(np.concatenate(of_seeds, axis=1))
    return Sizes(tuple(sizes), every, COMMUNITY_OUTCOMES, np.array(table))


def _under_policy(run: Run) -> Table:
    """(communities, outcomes) means over the months from the policy date on."""
    return _mean(run.communities[run.scenario.calendar.burn_in :], 0)


def _mean(values: Table, axis: int) -> Table:
    """Mean of what there is, NaN where there is nothing."""
    known = ~np.isnan(values)
    number = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.where(number > 0, total / np.maximum(1, number), np.nan)
