"""Levers one at a time against the status quo, on the same seeds: what moves, with which interval."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import stats

from sim.policies import levers
from sim.scenario import load_scenario
from sim.simulate import simulate_forked

LEVERS = levers()
ERROR_RATE = 0.01
Settings = tuple[str, ...]


def setting(path: str) -> str:
    """A lever at its recommended setting, as an override."""
    value = LEVERS[path].recommended
    return f'{path}="{value}"' if isinstance(value, str) else f"{path}={value}"


@cache
def pair(path: str, place: Settings, seed: int) -> tuple[dict[str, float], dict[str, float]]:
    """Outcomes without and with a lever; levers that it needs stand at their recommendation in both."""
    given = (*place, *(setting(other) for other in LEVERS[path].within))
    scenarios = [
        load_scenario("baoan_sample", seed=seed, overrides=overrides)
        for overrides in (given, (*given, setting(path)))
    ]
    quo, reform = (run.headline() for run in simulate_forked(scenarios))
    return _of_all(quo), _of_all(reform)


def _of_all(headline: dict[tuple[str, str], float]) -> dict[str, float]:
    return {outcome: value for (outcome, group), value in headline.items() if group == "all"}


def differences(path: str, outcome: str, place: Settings, seeds: range) -> list[float]:
    """Paired differences of an outcome, a seed each."""
    pairs = (pair(path, place, seed) for seed in seeds)
    return [reform[outcome] - quo[outcome] for quo, reform in pairs]


def interval(values: list[float]) -> tuple[float, float]:
    """t interval of the mean; a point where every seed says the same."""
    mean, error = float(np.mean(values)), float(stats.sem(values))
    if error <= 1e-12 * abs(mean):
        return mean, mean
    low, high = stats.t.interval(1.0 - ERROR_RATE, len(values) - 1, loc=mean, scale=error)
    return float(low), float(high)


def moves_as_declared(path: str, place: Settings, seeds: range) -> bool:
    """Whether the interval of a lever's proximal outcome excludes zero in the declared direction."""
    sign = 1.0 if LEVERS[path].expected == "+" else -1.0
    low, _ = interval([sign * one for one in differences(path, LEVERS[path].proximal_outcome, place, seeds)])
    return low > 0.0
