"""The archive on which an emulator learns: policies in plausible worlds, each beside its world's status quo.

Every world lives through its burn-in once and is forked into its policies, so that a difference is one of
the same world under the same draws. Each round does so with other policies and other draws. Some policies are
kept apart and run under several draws, so that an emulator can be held against what they do in the mean. Runs
are kept as they end: what is interrupted goes on from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import LeverSpace, lever_space
from experiments.emulation.lived_worlds import LivedWorld, live_through
from experiments.emulation.training_plan import (
    LifeOfWorld,
    TrainingPlan,
    base_scenario,
    emulated_keys,
    lives_of,
    shipped_policies,
)
from experiments.worlds.ensemble import Worlds
from sim.engine.settings import BadInput

if TYPE_CHECKING:
    from experiments.running.progress import Console
    from sim.outcomes.register import Key

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TrainingArchive:
    """What was run.

    Attributes:
        space: of the levers.
        keys: what was measured, (outcome, group).
        positions: (runs, coordinates) of the policies, without levers that have nothing to act on; as
            they are kept.
        names: of the policies that ship; empty for points of the design.
        world: (runs,) number of the world.
        life: (runs,) number of the life of that world, each of which has draws of its own.
        values: (runs, keys).
        before: (runs, keys) of the status quo in the same world under the same draws.
    """

    space: LeverSpace
    keys: tuple[Key, ...]
    positions: Floats
    names: tuple[str, ...]
    world: NDArray[np.int64]
    life: NDArray[np.int64]
    values: Floats
    before: Floats

    def some(self, rows: NDArray[np.bool_]) -> TrainingArchive:
        """Some of the runs, their worlds numbered from 0 again."""
        names = tuple(name for name, kept in zip(self.names, rows, strict=True) if kept)
        world, life = (np.unique(one[rows], return_inverse=True)[1] for one in (self.world, self.life))
        seen = self.values[rows], self.before[rows]
        return TrainingArchive(self.space, self.keys, self.positions[rows], names, world, life, *seen)

    def status_quo(self) -> Floats:
        """Values of the status quo, (worlds, keys), the mean over draws."""
        weights = np.eye(int(self.world.max()) + 1)[self.world]
        found: Floats = weights.T @ self.before / weights.sum(axis=0)[:, np.newaxis]
        return found


def as_kept(positions: Floats) -> Floats:
    """Positions to three digits, which is what the file of an emulator has room for."""
    return positions.astype(np.float16).astype(np.float64)


def run_archive(
    plan: TrainingPlan, worlds: Worlds, folder: Path, workers: int, console: Console
) -> tuple[TrainingArchive, TrainingArchive]:
    """Run what has not been run, and give all of it.

    Args:
        plan: how much.
        worlds: plausible worlds, as many as the plan has at least.
        folder: where what is finished is kept; it is made.
        workers: processes at once.
        console: where progress is shown.

    Returns:
        What is learned from, and what is tested: each world's policies under one draw after the other.

    Raises:
        BadInput: there are fewer worlds, or a policy cannot be run.
    """
    if len(worlds) < plan.worlds:
        raise BadInput(f"worlds: {worlds.name} has {len(worlds)}, fewer than {plan.worlds}")
    base = base_scenario(plan)
    shipped = shipped_policies(base)
    space, keys = lever_space(shipped), emulated_keys()
    learned, tested = lives_of(space, shipped, plan)
    lived = [
        LivedWorld(
            worlds.under(base, 1 + one.world + len(worlds) * one.draws),  # seeds so far apart: the same world
            tuple(space.policies(arm.position) for arm in one.arms),
            keys,
        )
        for one in (*tested, *learned)
    ]
    found = live_through(lived, folder, workers, console)
    at = len(tested)
    return _gathered(space, keys, learned, found[at:]), _gathered(space, keys, tested, found[:at])


def _gathered(
    space: LeverSpace, keys: tuple[Key, ...], lives: Sequence[LifeOfWorld], found: list[Floats]
) -> TrainingArchive:
    arms = [arm for one in lives for arm in one.arms]
    sizes = [len(one.arms) for one in lives]
    return TrainingArchive(
        space,
        keys,
        as_kept(space.acting(np.array([arm.position for arm in arms]))),
        tuple(arm.name for arm in arms),
        np.repeat([one.world for one in lives], sizes),
        np.repeat(np.arange(len(lives)), sizes),
        np.concatenate([values[1:] for values in found]),
        np.concatenate([np.repeat(values[:1], len(values) - 1, axis=0) for values in found]),
    )
