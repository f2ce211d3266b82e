"""An emulator that is exactly a line in a few levers: what is cheapest can be said with pencil and paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.emulation.lever_coordinates import Coordinate, LeverSpace
from experiments.emulation.policy_emulator import Kernels, Key, PolicyEmulator, Process
from experiments.seeking.goal import Goal
from experiments.seeking.goal_search import GoalSearch, Mix

LEVERS = (
    "policies.tasks.catalogue",
    "policies.residents.channel_online",
    "policies.residents.channel_body",
    "policies.government.programme",
)
SPACE = LeverSpace(tuple(Coordinate(path, reach=1.5) for path in LEVERS))
WORLDS = 10
CIVIC, MIGRANTS = ("civic", "all"), ("civic", "migrant")
GAP, COST = ("gap.hukou", "all"), ("cost.district", "all")
ERROR = 1e-6
OWN_LINE = np.array(
    [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]
)  # amplitudes: each world has its line, and nothing is shared


def linear(slopes: Mapping[Key, Any]) -> PolicyEmulator:
    """An emulator whose changes are slopes times positions.

    Args:
        slopes: of each (outcome, group), (levers,) or (worlds, levers).
    """
    runs = np.concatenate([np.eye(len(LEVERS))] * WORLDS)
    lines = np.repeat([1.0, 0.0], len(LEVERS))  # of the curves, and nothing of the roots
    kernels = Kernels(lines, OWN_LINE, np.ones(WORLDS), np.ones(WORLDS))
    processes = tuple(
        Process(
            False,
            kernels,
            np.broadcast_to(one, (WORLDS, len(LEVERS))).ravel(),
            np.array([ERROR, 0.0]),
            np.full(WORLDS, 0.2),
        )
        for one in slopes.values()
    )
    return PolicyEmulator(
        SPACE, tuple(slopes), processes, runs, np.repeat(np.arange(WORLDS), len(LEVERS)), {}
    )


def cheapest(
    slopes: Mapping[Key, Any], goal: Goal, certainty: float, without: tuple[str, ...] = (), workers: int = 1
) -> Mix:
    """The mix that is found for a goal."""
    start = np.zeros((0, len(LEVERS)))
    return GoalSearch(linear(slopes), goal, without, start, 32, 60, workers).cheapest(certainty)
