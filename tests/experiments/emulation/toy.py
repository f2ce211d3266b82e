"""A world whose answers are known: a few levers, what they do in log-odds, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import sklearn.linear_model  # noqa: F401 - when it is loaded it draws from the global state: before any test
from numpy.typing import NDArray

from experiments.emulation.fit_emulator import fit_emulator
from experiments.emulation.held_out import judged
from experiments.emulation.lever_coordinates import Coordinate, LeverSpace
from experiments.emulation.policy_emulator import PolicyEmulator, from_scale
from experiments.emulation.training_archive import TrainingArchive, as_kept

Floats = NDArray[np.float64]
SPACE = LeverSpace(
    (
        Coordinate("policies.government.programme", reach=1.5),
        Coordinate("policies.government.facilities", reach=1.5),
        Coordinate("policies.tasks.catalogue", reach=1.25),
        Coordinate("policies.committee.fund", reach=1.5),
        Coordinate("policies.committee.fund_decided_by", "council"),
        Coordinate("policies.residents.channel_online", reach=1.25),
    )
)
EFFECTS = np.array([0.02, 0.0, 0.05, 0.1, 0.3, 0.5])  # log-odds at what is recommended
COSTS = np.array([5.0, 20.0, 10.0, 60.0, 0.0, 8.0])  # yuan
TOGETHER = 0.3  # log-odds of a fund that the council decides on
WORLDS, POLICIES, TESTED, DRAWS = 6, 24, 5, 4
LIFE = 6  # runs under the same draws
NOISE = 0.01
CIVIC, COST = ("civic", "all"), ("cost.district", "all")


def truth(positions: Floats, strength: Floats, before: Floats) -> tuple[Floats, Floats]:
    """What policies do to civic breadth in worlds, and what they cost, (policies, worlds)."""
    positions = SPACE.acting(positions)
    alone = positions @ EFFECTS + TOGETHER * positions[:, 3] * positions[:, 4]
    effect = from_scale(alone[:, np.newaxis] * strength, before, True)
    return effect, np.repeat((positions @ COSTS)[:, np.newaxis], len(before), axis=1)


def strengths() -> tuple[Floats, Floats]:
    """How strongly levers act in each world, and its status quo."""
    draws = np.random.Generator(np.random.Philox(key=[1, 1]))
    return draws.uniform(0.6, 1.4, WORLDS), draws.uniform(0.1, 0.2, WORLDS)


def archive(stream: int, policies: int, times: int = 1) -> TrainingArchive:
    """Runs of the toy: so many policies in each world, each under several draws."""
    draws = np.random.Generator(np.random.Philox(key=[1, stream]))
    on = draws.random((WORLDS * policies, len(SPACE.axes))) < 0.5
    reach = np.array([one.reach for one in SPACE.axes])
    level = np.where(
        [bool(one.choice) for one in SPACE.axes], 1.0, 0.25 + (reach - 0.25) * draws.random(on.shape)
    )
    positions = as_kept(np.tile(np.where(on, level, 0.0), (times, 1)))
    world = np.tile(np.repeat(np.arange(WORLDS), policies), times)
    strength, before = strengths()
    effect, cost = (one[np.arange(len(world)), world] for one in truth(positions, strength, before))
    noise = draws.normal(size=(2, len(world)))
    start = np.stack([before[world], np.full(len(world), 100.0)], axis=1)
    change = np.stack([effect + 0.1 * NOISE * noise[0], cost + NOISE * noise[1]], axis=1)
    runs = np.arange(len(world))
    life = np.unique(world + WORLDS * (runs // LIFE), return_inverse=True)[1]
    return TrainingArchive(
        SPACE, (CIVIC, COST), positions, ("",) * len(world), world, life, start + change, start
    )


@cache
def learned() -> tuple[PolicyEmulator, dict[str, Any]]:
    """The emulator of the toy, and how well it does on what it had not seen."""
    runs = archive(2, POLICIES)
    emulator, told = judged(runs, fit_emulator(runs), archive(6, TESTED, DRAWS))
    outcomes = {"civic": {"better": "+"}, "cost.district": {"better": "-"}}
    return replace(emulator, made={"outcomes": outcomes}), told
