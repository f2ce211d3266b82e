"""What an emulator is made from: how much is run, and which policies in which worlds under which draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.lever_coordinates import PLACE, LeverSpace
from experiments.emulation.sampled_policies import sampled
from experiments.worlds.ensemble import Worlds
from experiments.worlds.points import space_filling
from sim.engine.settings import BadInput
from sim.outcomes.resident_groups import GROUP_NAMES, PLACE_NAMES
from sim.priors import priors
from sim.scenario import Scenario, load_scenario, shipped_names

if TYPE_CHECKING:
    from sim.outcomes.register import Key

Floats = NDArray[np.float64]

PACKAGE: Final = "report_package"
EVERY: Final = 3  # a policy that ships is run in every third world in the first round
A_FEW: Final = 4  # every so many policies of a later round is one that ships
TEST_DRAWS: Final = 1000  # rounds of draws that are kept for what is tested
PRIOR_WORLDS: Final = 256  # of which the first are taken where no ensemble is given


@dataclass(frozen=True)
class TrainingPlan:
    """How much is run.

    Attributes:
        worlds: plausible worlds.
        policies: in each of them, those that ship included; a number for each round, in which worlds have
            policies and draws of their own. One draw of a world with many policies would be learned as the
            world; several with a few policies each tell what the draws do.
        tested: policies in each world from which nothing is learned.
        draws: times that each of these policies is run.
        residents: of a community; 0 for as many as the place has.
        burn_in: months before the policy date.
        horizon: months after it, over which outcomes are means.
    """

    worlds: int = 26
    policies: tuple[int, ...] = (36, *(8,) * 55)
    tested: int = 8
    draws: int = 12
    residents: int = 0
    burn_in: int = 60
    horizon: int = 60


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
class Tried:
    """A policy of the archive: its name, if it ships, and where it stands."""

    name: str
    position: Floats


@dataclass(frozen=True)
class LifeOfWorld:
    """A world lived through once: under which of its draws, and the policies into which it is forked."""

    world: int
    draws: int
    arms: list[Tried]


def lives_of(
    space: LeverSpace, shipped: dict[str, Scenario], plan: TrainingPlan
) -> tuple[list[LifeOfWorld], list[LifeOfWorld]]:
    """What is learned from, and what is tested: points of one design that the later rounds leave out."""
    place = {name: space.position(one.policies) for name, one in shipped.items()}
    points = iter(sampled(space, plan.worlds * (sum(plan.policies) + plan.tested)))

    def life(world: int, at: int) -> LifeOfWorld:
        named = [Tried(name, place[name]) for name in _turn(list(shipped), world, at, plan.policies[at])]
        free = plan.policies[at] - len(named)
        if free < 1:
            raise BadInput(f"policies: give more than {len(named)}, those that ship are run too")
        return LifeOfWorld(world, at, named + [Tried("", next(points)) for _ in range(free)])

    learned = [life(world, 0) for world in range(plan.worlds)]
    kept = [[Tried("", next(points)) for _ in range(plan.tested)] for _ in range(plan.worlds)]
    learned += [life(world, at) for at in range(1, len(plan.policies)) for world in range(plan.worlds)]
    return learned, [
        LifeOfWorld(world, TEST_DRAWS + draw, tried)
        for world, tried in enumerate(kept)
        for draw in range(plan.draws)
    ]


def _turn(names: Sequence[str], world: int, at: int, policies: int) -> list[str]:
    """Policies that ship and are run in a world: at first a third and the package, later a few in turn."""
    if at == 0:
        return [name for k, name in enumerate(names) if (k + world) % EVERY == 0 or name == PACKAGE]
    few = policies // A_FEW
    return [names[(few * (at + world) + k) % len(names)] for k in range(few)]
