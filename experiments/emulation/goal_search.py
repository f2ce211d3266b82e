"""The cheapest mix of levers that reaches a goal in so many of the plausible worlds, found on the emulator.

Differential evolution (SciPy) over how far each lever is moved, from policies that ship and mixes that fill
the space; then levers are taken out and moved one by one while that makes the mix cheaper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.optimize import differential_evolution
from scipy.special import ndtr

from experiments.emulation.policy_emulator import Floats, Key, PolicyEmulator, from_scale, log_odds
from experiments.emulation.sampled_policies import LEAST, sampled

COST: Final[Key] = ("cost.district", "all")
A_LEVER: Final = 0.2  # yuan that a lever must save, else it is left out: simple mixes, errors not chased
SHORT: Final = 1e4  # yuan that a goal out of reach is worth, so that no mix is preferred to reaching it
OFF: Final = 1.5  # levers are off in so much of the searched range, in units of the part where they are on
POPULATION: Final = 192
GENERATIONS: Final = 240
STEPS: Final = (0.0, 0.6, 0.8, 0.9, 0.95, 1.05, 1.2)  # tried of each lever, in what it is
ROUNDS: Final = 120
STREAM: Final = 23  # key of the search's draws
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Goal:
    """What is to be reached.

    Attributes:
        raised: (outcome, group) that shall rise.
        by: how much at least, in the outcome's own scale.
        at_most: changes of other outcomes that must not be larger.
        yuan: what may be spent beyond the status quo, a resident and year; infinity for no bound.
    """

    raised: Key
    by: float
    at_most: tuple[tuple[Key, float], ...] = ()
    yuan: float = np.inf


@dataclass(frozen=True)
class Mix:
    """A mix of levers.

    Attributes:
        position: (coordinates,).
        cost: yuan a resident and year beyond the status quo, the median over worlds.
        reached: share of worlds, and of what may be wrong in them, where the goal is reached.
    """

    position: Floats
    cost: float
    reached: float


@dataclass(frozen=True)
class GoalSearch:
    """A search for mixes.

    Attributes:
        emulator: on which it is done.
        goal: that shall be reached.
        without: paths of levers that are not to be moved.
        start: (policies, coordinates) from which it begins, beside mixes that fill the space.
    """

    emulator: PolicyEmulator
    goal: Goal
    without: tuple[str, ...] = ()
    start: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def reached(self, positions: Floats) -> Floats:
        """In what share of worlds, and of what may be wrong, policies reach the goal."""
        sure = self._beyond(positions, self.goal.raised, self.goal.by)
        for key, most in self.goal.at_most:
            sure = sure * (1.0 - self._beyond(positions, key, most))
        found: Floats = sure.mean(axis=1)
        return found

    def _beyond(self, positions: Floats, key: Key, change: float) -> Floats:
        """Probability that a change is larger in each world, (policies, worlds)."""
        process = self.emulator.process(key)
        said, error = self.emulator.changes(positions, key)
        needed = np.full_like(process.before, change)
        if process.is_share:
            needed = log_odds(process.before + change) - log_odds(process.before)
        found: Floats = ndtr((said - needed) / np.maximum(error, np.finfo(np.float64).tiny)[:, np.newaxis])
        return found

    def cost(self, positions: Floats) -> Floats:
        """Yuan a resident and year beyond the status quo, the median over worlds."""
        process = self.emulator.process(COST)
        said = from_scale(self.emulator.changes(positions, COST)[0], process.before, process.is_share)
        return np.asarray(np.median(said, axis=1))

    def worth(self, positions: Floats, certainty: float) -> Floats:
        """What is minimised: cost, and a lever's bit for each, if the goal is reached within the budget."""
        cost = self.cost(positions)
        short = np.maximum(certainty - self.reached(positions), 0.0)
        over = np.maximum(cost - self.goal.yuan, 0.0)
        return cost + A_LEVER * (positions > 0.0).sum(axis=1) + SHORT * short + SHORT * (over > 0.0) + over

    def possible(self, positions: Floats) -> Floats:
        """Policies that mean something: none a little, none without what it acts on, one reading a choice."""
        axes = self.emulator.space.axes
        choice = np.array([bool(one.choice) for one in axes])
        free = np.array([one.path not in self.without for one in axes])
        found = np.where((positions >= LEAST) & free, np.where(choice, 1.0, positions), 0.0)
        for k, one in enumerate(axes):
            others = [j for j, other in enumerate(axes) if j > k and other.path == one.path]
            found[:, k] *= ~(found[:, others] > 0.0).any(axis=1)
        for k, above in enumerate(self.emulator.space.parents):
            for path in dict.fromkeys(axes[j].path for j in above):
                readings = [j for j in above if axes[j].path == path]
                found[:, k] *= (found[:, readings] > 0.0).any(axis=1)
        return found

    def cheapest(self, certainty: float, tick: Tick = lambda _generations: None) -> Mix | None:
        """The cheapest mix that reaches the goal so surely; None if none was found.

        Args:
            certainty: share of worlds.
            tick: told that a generation is over.
        """
        reach = np.array([one.reach for one in self.emulator.space.axes])
        low = LEAST - OFF * (reach - LEAST)
        first = self._population(low)
        found = differential_evolution(
            lambda columns: self.worth(self.possible(columns.T), certainty),
            list(zip(low, reach, strict=True)),
            init=first,
            maxiter=GENERATIONS,
            mutation=(0.3, 0.9),
            recombination=0.8,
            tol=0.0,
            polish=False,
            updating="deferred",
            vectorized=True,
            rng=np.random.Generator(np.random.Philox(key=[STREAM, 0])),
            callback=lambda *_: tick(1),
        )
        position = self._simpler(self.possible(found.x[np.newaxis])[0], certainty)[np.newaxis]
        cost, reached = float(self.cost(position)[0]), float(self.reached(position)[0])
        if reached < certainty or cost > self.goal.yuan:
            return None
        return Mix(position[0], cost, reached)

    def _population(self, low: Floats) -> Floats:
        """Where the search begins."""
        filling = sampled(self.emulator.space, POPULATION - len(self.start))
        begun = np.concatenate([self.start, filling]) if len(self.start) else filling
        draws = np.random.Generator(np.random.Philox(key=[STREAM, 1]))
        off = low + (LEAST - low) * draws.random(begun.shape)
        found: Floats = np.where(begun > 0.0, begun, off)
        return found

    def _simpler(self, position: Floats, certainty: float) -> Floats:
        """Take levers out and move them one by one, whichever gains most, while that gains anything."""
        reach = np.array([one.reach for one in self.emulator.space.axes])
        best = float(self.worth(position[np.newaxis], certainty)[0])
        for _ in range(ROUNDS):
            tried = self.possible(np.minimum(_neighbours(position, reach), reach))
            worth = self.worth(tried, certainty)
            k = int(np.argmin(worth))
            if worth[k] >= best - 1e-6:
                break
            position, best = tried[k], float(worth[k])
        return position


def _neighbours(position: Floats, reach: Floats) -> Floats:
    """Each lever that is on moved, each that is off put on at a little and at what is recommended."""
    found = []
    for k, at in enumerate(position):
        for value in [at * step for step in STEPS] if at > 0.0 else (LEAST, min(1.0, float(reach[k]))):
            moved = position.copy()
            moved[k] = value
            found.append(moved)
    return np.array(found)
