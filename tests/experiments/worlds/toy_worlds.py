"""A toy whose truth is known: four uncertain numbers and a structure make eight targets and one effect."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.running.progress import Console
from experiments.worlds.matched import Matched, MatchingPlan, Space
from experiments.worlds.points import Point
from experiments.worlds.reference_runs import Size
from experiments.worlds.targets import Target
from experiments.worlds.waves import match
from sim.priors import priors

PATHS = (
    "assumptions.participation.concern",
    "assumptions.participation.hearing.talk",
    "assumptions.participation.hearing.recall",
    "assumptions.participation.motives.vote.intercept",
    "assumptions.structures.disposition",
)
TRUTH = (0.7, 0.3, 0.5, 0.2, 0.75)
SLOPES = np.random.Generator(np.random.Philox(key=7)).normal(size=(8, 5))
NOISE = 0.05
QUIET = Console(bars=False)


def shown(parts: Sequence[float], seed: int) -> dict[str, float]:
    """What a world shows: sums of what is assumed, a curve, and draws of its own."""
    x = 2.0 * np.array(parts) - 1.0
    x[4] = 1.0 if parts[4] >= 0.5 else -1.0
    draws = np.random.Generator(np.random.Philox(key=seed)).normal(size=9) * NOISE
    values = SLOPES @ x + 0.5 * x[0] ** 2 + draws[:8]
    effect = 0.1 + 0.05 * x[0] - 0.03 * x[1] + 0.02 * x[0] * x[1] + 0.05 * draws[8]
    return {f"t{k}": float(value) for k, value in enumerate(values)} | {"effect policy": float(effect)}


def run(points: Sequence[Point]) -> list[dict[str, float]]:
    """In place of the model."""
    return [shown([point.parts[path] for path in PATHS], point.seed) for point in points]


@dataclass(frozen=True)
class ToyPlaces:
    """The toy in place of small places.

    Attributes:
        deadly: seed at which whoever lives through it dies.
    """

    deadly: int = 0
    policies: tuple[str, ...] = ("policy",)
    measured: tuple[str, ...] = ("civic",)

    def plain(self) -> dict[str, Any]:
        """The toy is always the same, wherever it is lived through."""
        return {"toy": True}

    def live(self, parts: Mapping[str, float], seed: int) -> dict[str, float]:
        """What a world shows."""
        if seed == self.deadly:
            os._exit(1)
        return shown([parts[path] for path in PATHS], seed)


def targets() -> tuple[Target, ...]:
    """What the truth shows, under draws of its own."""
    there = shown(TRUTH, 5)
    return tuple(Target(f"t{k}", f"T{k}", "plain", there[f"t{k}"], 0.1, 0.1) for k in range(8))


def space() -> Space:
    """The uncertain numbers."""
    known = priors()
    return Space({path: known[path] for path in PATHS})


def plan(points: int = 48, truths: int = 20) -> MatchingPlan:
    """Two small waves."""
    return MatchingPlan(
        waves=2, points=points, members=60, truths=truths, size=Size(policies=("policy",), trials=())
    )


def matched(points: int = 48) -> Matched:
    """The toy calibrated."""
    return match(plan(points), run, QUIET, space(), targets())
