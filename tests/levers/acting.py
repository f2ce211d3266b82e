"""A lever alone on a small place, paired by seed: what it moves, who pays, and what a closed channel does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from scipy import stats

from sim.scenario import load_scenario
from sim.simulate import Run, simulate_forked

SMALL: Final = (
    'place.communities=[{type="village",count=1,residents=500},{type="commodity",count=1,residents=500}]',
    "calendar.burn_in=14",
    "calendar.horizon=24",
)


@cache
def headline(settings: tuple[str, ...], seed: int) -> dict[tuple[str, str], float]:
    """Means after the policy date under these settings."""
    return _run(settings, seed).headline()


def _run(settings: tuple[str, ...], seed: int) -> Run:
    return simulate_forked([load_scenario("baoan_sample", seed=seed, overrides=(*SMALL, *settings))])[0]


def differences(
    reform: Sequence[str],
    outcome: str,
    group: str = "all",
    *,
    within: Sequence[str] = (),
    seeds: range = range(8),
) -> list[float]:
    """Reform minus baseline in an outcome, by seed; ``within`` holds in both arms."""
    both, one = tuple(within), (*within, *reform)
    return [headline(one, seed)[outcome, group] - headline(both, seed)[outcome, group] for seed in seeds]


def interval(values: list[float], confidence: float = 0.99) -> tuple[float, float]:
    """Student t interval of the mean; the whole file errs in about one choice of seeds in 100 per row."""
    if len(set(values)) == 1:
        return values[0], values[0]
    mean = sum(values) / len(values)
    low, high = stats.t.interval(confidence, len(values) - 1, loc=mean, scale=stats.sem(values))
    return float(low), float(high)
