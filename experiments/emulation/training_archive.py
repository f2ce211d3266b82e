"""The archive on which an emulator learns: policies in plausible worlds, each beside its world's status quo.

Every world lives through its burn-in once and is forked into its policies, so that a difference is one of the
same world under the same draws. A few worlds are lived through again with other draws, which tells what draws
alone do. Runs are kept as they end: what is interrupted goes on from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import PLACE, LeverSpace, lever_space
from experiments.emulation.lived_worlds import LivedWorld, live_through
from experiments.emulation.sampled_policies import sampled
from experiments.worlds.ensemble import Worlds
from experiments.worlds.points import space_filling
from sim.engine.settings import BadInput
from sim.outcomes.resident_groups import GROUP_NAMES, PLACE_NAMES
from sim.priors import priors
from sim.scenario import Scenario, load_scenario, shipped_names

if TYPE_CHECKING:
    from experiments.running.progress import Console
    from sim.outcomes.register import Key

Floats = NDArray[np.float64]

PACKAGE: Final = "report_package"
EVERY: Final = 3  # a policy that ships is run in every third world, the package in all
PRIOR_WORLDS: Final = 256  # of which the first are taken where no ensemble is given


@dataclass(frozen=True)
class TrainingPlan:
    """How much is run.

    Attributes:
        worlds: plausible worlds.
        policies: in each of them, those that ship included.
        repeated: worlds that are lived through again with other draws, with a third of their policies.
        residents: of a community; 0 for as many as the place has.
        burn_in: months before the policy date.
        horizon: months after it, over which outcomes are means.
    """

    worlds: int = 26
    policies: int = 36
    repeated: int = 3
    residents: int = 0
    burn_in: int = 60
    horizon: int = 60


@dataclass(frozen=True)
class TrainingArchive:
    """What was run.

    Attributes:
        space: of the levers.
        keys: what was measured, (outcome, group).
        positions: (runs, coordinates) of the policies, without levers that have nothing to act on.
        names: of the policies that ship; empty for points of the design.
        world: (runs,) number of the world.
        repeated: (runs,) whether it is one with other draws.
        values: (runs, keys).
        before: (runs, keys) of the status quo in the same world under the same draws.
    """

    space: LeverSpace
    keys: tuple[Key, ...]
    positions: Floats
    names: tuple[str, ...]
    world: NDArray[np.int64]
    repeated: NDArray[np.bool_]
    values: Floats
    before: Floats

    def some(self, rows: NDArray[np.bool_]) -> TrainingArchive:
        """Some of the runs, their worlds numbered from 0 again."""
        names = tuple(name for name, kept in zip(self.names, rows, strict=True) if kept)
        world = np.unique(self.world[rows], return_inverse=True)[1]
        seen = self.repeated[rows], self.values[rows], self.before[rows]
        return TrainingArchive(self.space, self.keys, self.positions[rows], names, world, *seen)

    def status_quo(self) -> Floats:
        """Values of the status quo, (worlds, keys)."""
        first = np.unique(self.world, return_index=True)[1]
        return self.before[first]


def emulated_keys() -> tuple[Key, ...]:
    """Civic breadth of everybody and of each group of people, its gap, and what the district pays."""
    groups = [group for group in GROUP_NAMES if group not in PLACE_NAMES]
    return (*(("civic", group) for group in groups), ("gap.hukou", "all"), ("cost.district", "all"))


def shipped_policies(space_of: Scenario) -> dict[str, Scenario]:
    """Policies that ship, at a place, but the status quo and those in force in parts of it only."""
    found = {name: load_scenario(f"{PLACE}+{name}") for name in shipped_names("policies")}
    pilots = space_of.policies.pilots
    return {
        name: one
        for name, one in found.items()
        if one.policies.pilots == pilots and one.policies != space_of.policies
    }


def prior_worlds() -> Worlds:
    """Worlds of the priors, where there is no ensemble yet."""
    paths = tuple(priors())
    points = space_filling(paths, PRIOR_WORLDS)
    return Worlds("prior", paths, np.array([[one.parts[path] for path in paths] for one in points]), {})


def base_scenario(plan: TrainingPlan | None = None) -> Scenario:
    """The place under the status quo."""
    plan = plan or TrainingPlan()
    calendar = (f"calendar.burn_in={plan.burn_in}", f"calendar.horizon={plan.horizon}")
    scenario = load_scenario(PLACE, overrides=calendar)
    groups = tuple(
        replace(one, residents=plan.residents or one.residents) for one in scenario.place.communities
    )
    return replace(scenario, place=replace(scenario.place, communities=groups))


@dataclass(frozen=True)
class _Arm:
    name: str
    position: Floats


def _arms(space: LeverSpace, shipped: dict[str, Scenario], plan: TrainingPlan) -> list[list[_Arm]]:
    """Policies of each world: a third of those that ship, in turn, and points of one design."""
    names = list(shipped)
    place = {name: space.position(one.policies) for name, one in shipped.items()}
    turns = [
        [name for k, name in enumerate(names) if (k + world) % EVERY == 0 or name == PACKAGE]
        for world in range(plan.worlds)
    ]
    free = [plan.policies - len(turn) for turn in turns]
    if min(free) < 1:
        raise BadInput(f"policies: give more than {max(map(len, turns))}, those that ship are run too")
    points = iter(sampled(space, sum(free)))
    return [
        [*(_Arm(name, place[name]) for name in turn), *(_Arm("", next(points)) for _ in range(count))]
        for turn, count in zip(turns, free, strict=True)
    ]


def run_archive(
    plan: TrainingPlan, worlds: Worlds, folder: Path, workers: int, console: Console
) -> TrainingArchive:
    """Run what has not been run, and give all of it.

    Args:
        plan: how much.
        worlds: plausible worlds, as many as the plan has at least.
        folder: where what is finished is kept; it is made.
        workers: processes at once.
        console: where progress is shown.

    Raises:
        BadInput: there are fewer worlds, or a policy cannot be run.
    """
    if len(worlds) < plan.worlds:
        raise BadInput(f"worlds: {worlds.name} has {len(worlds)}, fewer than {plan.worlds}")
    base = base_scenario(plan)
    shipped = shipped_policies(base)
    space, keys = lever_space(shipped), emulated_keys()
    arms = _arms(space, shipped, plan)
    rounds = [(world, False, arms[world]) for world in range(plan.worlds)]
    rounds += [(world, True, arms[world][::EVERY]) for world in range(plan.repeated)]
    lived = [
        LivedWorld(
            worlds.under(base, 1 + world + len(worlds) * int(again)),  # seeds so far apart: the same world
            tuple(space.policies(one.position) for one in mine),
            keys,
        )
        for world, again, mine in rounds
    ]
    return _gathered(space, keys, rounds, live_through(lived, folder, workers, console))


def _gathered(
    space: LeverSpace,
    keys: tuple[Key, ...],
    rounds: Sequence[tuple[int, bool, list[_Arm]]],
    found: list[Floats],
) -> TrainingArchive:
    arms = [one for _, _, mine in rounds for one in mine]
    sizes = [len(mine) for _, _, mine in rounds]
    return TrainingArchive(
        space,
        keys,
        space.acting(np.array([one.position for one in arms])),
        tuple(one.name for one in arms),
        np.repeat([world for world, _, _ in rounds], sizes),
        np.repeat([again for _, again, _ in rounds], sizes),
        np.concatenate([values[1:] for values in found]),
        np.concatenate([np.repeat(values[:1], len(values) - 1, axis=0) for values in found]),
    )
