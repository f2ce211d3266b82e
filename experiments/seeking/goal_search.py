"""The cheapest mix of levers that reaches a goal in so many of the plausible worlds, found on the emulator.

Differential evolution (SciPy) over how far each lever is moved, from policies that ship and mixes that fill
the space; then levers are taken out and moved one by one while that makes the mix cheaper. One search ends in
one of many hollows, so several are begun with other draws and the best of them is taken. Cheap is what costs
little at the upper end of the range, not in the middle: a search finds where an emulator errs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy.optimize import Bounds, differential_evolution
from scipy.special import ndtr

from experiments.emulation.policy_emulator import RANGE, Floats, Key, PolicyEmulator, on_scale
from experiments.emulation.sampled_policies import LEAST, sampled
from experiments.running.pool import in_order
from experiments.seeking.goal import COST, Goal

A_LEVER: Final = 0.2  # yuan that a lever must save, else it is left out: simple mixes, errors not chased
SHORT: Final = 1e4  # yuan that a goal out of reach is worth, so that no mix is preferred to reaching it
FAR: Final = 0.01  # share of worlds that all of what is missing weighs, while the goal is out of reach
OFF: Final = 1.5  # levers are off in so much of the searched range, in units of the part where they are on
STEPS: Final = (0.0, 0.6, 0.8, 0.9, 0.95, 1.05, 1.2)  # tried of each lever, in what it is
ROUNDS: Final = 120
LESS: Final = 1e-6  # yuan that one more step must save
STREAM: Final = 23  # key of the search's draws
BEGUN: Final = 4  # searches, of which the best is taken
MUTATION: Final = (0.3, 0.9)
RECOMBINATION: Final = 0.8


@dataclass(frozen=True)
class Mix:
    """A mix of levers.

    Attributes:
        position: (coordinates,).
        cost: yuan a resident and year beyond the status quo, the median over worlds and errors.
        cost_high: the upper end of its range.
        reached: share of worlds, and of what may be wrong in them, where the goal is reached.
    """

    position: Floats
    cost: float
    cost_high: float
    reached: float


@dataclass(frozen=True)
class GoalSearch:
    """A search for mixes.

    Attributes:
        emulator: on which it is done.
        goal: that shall be reached.
        without: paths of levers that are not to be moved.
        start: (policies, coordinates) from which it begins, beside mixes that fill the space.
        size: mixes in a generation.
        generations: of the search for one mix.
        workers: processes at once; never changes what is found.
    """

    emulator: PolicyEmulator
    goal: Goal
    without: tuple[str, ...]
    start: Floats
    size: int
    generations: int
    workers: int = 1

    def reached(self, positions: Floats) -> Floats:
        """In what share of worlds, and of what may be wrong, policies reach the goal, (policies,)."""
        sure = self._beyond(positions, self.goal.raised, self.goal.by)
        for key, most in self.goal.at_most:
            sure = sure * (1.0 - self._beyond(positions, key, most))
        found: Floats = sure.mean(axis=1)
        return found

    def _beyond(self, positions: Floats, key: Key, change: float) -> Floats:
        """Probability that a change is larger in each world, (policies, worlds)."""
        past, error = self._past(positions, key, change)
        found: Floats = ndtr(past / np.maximum(error, np.finfo(np.float64).tiny))
        return found

    def _past(self, positions: Floats, key: Key, change: float) -> tuple[Floats, Floats]:
        """How far what is said of each world lies past a change, on the scale of emulation; and its error."""
        process = self.emulator.process(key)
        said, error = self.emulator.changes(positions, key)
        after = process.before + change
        return said - on_scale(after, process.before, process.is_share), error

    def far(self, positions: Floats) -> Floats:
        """How much of what shall rise is missing, (policies,): it leads to a goal that no mix reaches yet."""
        past, _ = self._past(positions, self.goal.raised, self.goal.by)
        none, _ = self._past(np.zeros_like(positions[:1]), self.goal.raised, self.goal.by)
        found: Floats = np.maximum(past / none, 0.0).mean(axis=1)
        return found

    def costs(self, positions: Floats) -> tuple[Floats, Floats]:
        """Yuan a resident and year beyond the status quo: the middle and the upper end, (policies,) each."""
        effects = self.emulator.effects(positions, COST).reshape(len(positions), -1)
        middle, high = np.percentile(effects, (50.0, RANGE[1]), axis=1)
        return middle, high

    def worth(self, positions: Floats, certainty: float) -> Floats:
        """What is minimised: the upper cost, a lever's bit for each, and what the goal is short of."""
        short = np.maximum(certainty - self.reached(positions), 0.0)
        moved = (positions > 0.0).sum(axis=1)
        missing = SHORT * (short + (short > 0.0) * FAR * self.far(positions))
        found: Floats = self.costs(positions)[1] + A_LEVER * moved + missing
        return found

    def possible(self, positions: Floats) -> Floats:
        """Policies that mean something: none a little, none without what it acts on, one reading a choice."""
        axes = self.emulator.space.axes
        choice = np.array([bool(one.choice) for one in axes])
        free = np.array([one.path not in self.without for one in axes])
        found = np.where((positions >= LEAST) & free, np.where(choice, 1.0, positions), 0.0)
        for k, others in self._later_readings:
            found[:, k] *= ~(found[:, others] > 0.0).any(axis=1)
        return self.emulator.space.acting(found)

    @cached_property
    def _later_readings(self) -> tuple[tuple[int, list[int]], ...]:
        """Coordinates, each with the later readings of the same choice, one of which may be on instead."""
        axes = tuple(enumerate(self.emulator.space.axes))
        later = ((k, [j for j, other in axes if j > k and other.path == one.path]) for k, one in axes)
        return tuple((k, readings) for k, readings in later if readings)

    def cheapest(self, certainty: float, after: Mix | None = None) -> Mix:
        """The cheapest mix that reaches the goal so surely; if none is found, the one that comes nearest.

        Args:
            certainty: share of worlds.
            after: the mix of a smaller certainty, from which the search begins too.
        """
        searches = [(self, certainty, after, search) for search in range(BEGUN)]
        found = np.array(in_order(_searched, searches, self.workers))
        position = found[np.argmin(self.worth(found, certainty))][np.newaxis]
        cost, high = (float(one[0]) for one in self.costs(position))
        return Mix(position[0], cost, high, float(self.reached(position)[0]))

    def searched(self, certainty: float, after: Mix | None, search: int) -> Floats:
        """What one search ends with, (coordinates,)."""
        low = LEAST - OFF * (self._reach - LEAST)

        def worth(columns: Any) -> Any:  # SciPy's types know no vectorised functions
            return self.worth(self.possible(columns.T), certainty)

        found = differential_evolution(
            worth,
            Bounds(low, self._reach),
            init=self._population(low, after, search),
            maxiter=self.generations,
            mutation=MUTATION,
            recombination=RECOMBINATION,
            tol=0.0,
            polish=False,
            updating="deferred",
            vectorized=True,
            rng=_draws(2 * search),
        )
        return self._simpler(self.possible(found.x[np.newaxis])[0], certainty)

    @property
    def _reach(self) -> Floats:
        return np.array([one.reach for one in self.emulator.space.axes])

    def _population(self, low: Floats, after: Mix | None, search: int) -> Floats:
        """Where the search begins."""
        start = self.start if after is None else np.concatenate([self.start, after.position[np.newaxis]])
        wanted = max(self.size - len(start), 1)
        filling = sampled(self.emulator.space, (search + 1) * wanted)[-wanted:]
        begun = np.concatenate([start, filling])
        off = low + (LEAST - low) * _draws(2 * search + 1).random(begun.shape)
        found: Floats = np.where(begun > 0.0, begun, off)
        return found

    def _simpler(self, position: Floats, certainty: float) -> Floats:
        """Take levers out and move them one by one, whichever gains most, while that gains anything."""
        best = float(self.worth(position[np.newaxis], certainty)[0])
        for _ in range(ROUNDS):
            tried = self.possible(np.minimum(_neighbours(position, self._reach), self._reach))
            worth = self.worth(tried, certainty)
            k = int(np.argmin(worth))
            if worth[k] >= best - LESS:
                break
            position, best = tried[k], float(worth[k])
        return position


def _searched(job: tuple[GoalSearch, float, Mix | None, int], _tick: object) -> Floats:
    search, certainty, after, number = job
    return search.searched(certainty, after, number)


def _draws(number: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=[STREAM, number]))


def _neighbours(position: Floats, reach: Floats) -> Floats:
    """Each lever that is on moved, each that is off put on at a little and at what is recommended."""
    found = []
    for k, at in enumerate(position):
        for value in [at * step for step in STEPS] if at > 0.0 else (LEAST, min(1.0, float(reach[k]))):
            moved = position.copy()
            moved[k] = value
            found.append(moved)
    return np.array(found)
