"""Levers one at a time, with and without, on the same seeds: what moves, by how much, and who pays.

All arms of a seed are forked from one burn-in. An interval is Student's t at 99 %: a lever that does nothing
would pass a one-sided comparison in one of 200 choices of seeds. The seeds are fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from scipy import stats

from sim.outcomes.register import Key
from sim.policies import levers
from sim.scenario import load_scenario
from sim.simulation import Run, simulate_forked

LEVERS: Final = levers()
CONFIDENCE: Final = 0.99
Settings = tuple[str, ...]
Pair = tuple[Run, Run]


def setting(path: str) -> str:
    """A lever at its recommended setting, as an override."""
    value = LEVERS[path].recommended
    return f'{path}="{value}"' if isinstance(value, str) else f"{path}={value}"


def at(*paths: str) -> Settings:
    """These levers at their recommended settings."""
    return tuple(map(setting, paths))


def arms(path: str) -> tuple[Settings, Settings]:
    """Without and with a lever; those within which it acts stand at their recommendation in both."""
    within = at(*LEVERS[path].within)
    return within, (*within, setting(path))


def simulated(
    place: Settings, settings: Sequence[Settings], seed: int = 1, base: str = "baoan_sample"
) -> list[Run]:
    """A run for each of these settings, forked from one burn-in."""
    return simulate_forked([load_scenario(base, seed=seed, overrides=[*place, *one]) for one in settings])


@dataclass(frozen=True, eq=False)
class Trials:
    """Some levers in one place, each tried alone; all that have a seed share its burn-in and its status quo.

    Attributes:
        seeds: for each lever, keys of the draws of its pairs: more where it does little against chance.
        place: overrides that make a small place and a short calendar.
        base: scenario that the overrides change.
    """

    seeds: Mapping[str, range]
    place: Settings
    base: str = "baoan_sample"

    def pair(self, path: str, seed: int) -> Pair:
        """Runs without and with a lever."""
        runs = _runs(self, seed)
        without, with_it = arms(path)
        return runs[without], runs[with_it]

    def differences(self, path: str, outcome: str, group: str = "all") -> list[float]:
        """With minus without a lever in the mean after the policy date, a seed each."""
        without, with_it = arms(path)
        means = [_headlines(self, seed) for seed in self.seeds[path]]
        return [one[with_it][outcome, group] - one[without][outcome, group] for one in means]

    def check_as_declared(self, path: str) -> None:
        """A lever moves its proximal outcome in the direction that it declares, by more than chance does."""
        lever = LEVERS[path]
        sign = 1.0 if lever.expected == "+" else -1.0
        moved = self.differences(path, lever.proximal_outcome, lever.proximal_group)
        low, high = interval([sign * one for one in moved])
        assert low > 0.0, f"{low:.4g} to {high:.4g}"


@cache
def _runs(trials: Trials, seed: int) -> dict[Settings, Run]:
    mine = [path for path, seeds in trials.seeds.items() if seed in seeds]
    distinct = list(dict.fromkeys(arm for path in mine for arm in arms(path)))
    return dict(zip(distinct, simulated(trials.place, distinct, seed, trials.base), strict=True))


def trials_of(trials: Sequence[Trials], path: str) -> Trials:
    """Those among some in which a lever is tried."""
    return next(one for one in trials if path in one.seeds)


def seeds_each(numbers: Mapping[Settings, int], first: int = 1) -> dict[str, range]:
    """For each of some levers keys of draws: so many, from the first."""
    return {path: range(first, first + number) for paths, number in numbers.items() for path in paths}


@cache
def _headlines(trials: Trials, seed: int) -> dict[Settings, dict[Key, float]]:
    return {settings: run.headline() for settings, run in _runs(trials, seed).items()}


def interval(values: list[float]) -> tuple[float, float]:
    """t interval of the mean; a point where every seed says the same."""
    mean, error = float(np.mean(values)), float(stats.sem(values))
    if error <= 1e-12 * abs(mean):
        return mean, mean
    low, high = stats.t.interval(CONFIDENCE, len(values) - 1, loc=mean, scale=error)
    return float(low), float(high)
