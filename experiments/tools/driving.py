"""The laboratory as a plain function: settings by dotted path in, means of outcomes out.

This is all that a tool from elsewhere needs. Runs are made here, in this process, one after another; the
tool brings its own parallel workers if it has any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.asking.assumption_axes import AssumptionAxis, Uncertain, uncertain
from experiments.asking.chosen_outcomes import chosen_outcomes
from experiments.asking.lever_axes import LeverAxis, LeverRange, lever_range
from experiments.asking.scenario_in_worlds import all_apart
from sim.engine.settings import BadInput
from sim.priors import Value, value_in, with_values
from sim.scenario import Scenario, load_scenario
from sim.simulation import Run, simulate_forked

if TYPE_CHECKING:
    from experiments.statistics import FloatArray
    from experiments.worlds.ensemble import Worlds

Simulate = Callable[[Sequence[Scenario]], "Sequence[Run]"]
MEMBER: Final = "member"  # of an ensemble, as a setting: its number, from 0
MOST_SEEDS: Final = 2**40  # of their own: times the members of any ensemble still a seed


@dataclass(frozen=True)
class Laboratory:
    """A scenario whose settings a tool may change.

    Attributes:
        scenario: name or path; one with an ensemble in it says what ``worlds`` says.
        levers: paths that may be set, ``policies.*``.
        assumptions: paths or patterns that may be set, ``assumptions.*``.
        outcomes: names of what is given back, for everybody.
        seeds: keys of the random draws, the same at every call; the means are over them.
        settings: ``PATH=VALUE`` laid over the scenario.
        within: how far assumptions vary, as a share of their value; 0: over the plausible range.
        effect: give the difference to the scenario without the levers set, under the same assumptions and
            random draws.
        worlds: name or path of an ensemble: each seed lives in its world, or all live in the ``member`` that
            is set among the values; empty: the world of the settings.
    """

    scenario: str
    outcomes: tuple[str, ...] = ("civic", "gap.hukou", "cost.district")
    levers: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    seeds: tuple[int, ...] = (1, 2, 3)
    settings: tuple[str, ...] = ()
    within: float = 0.0
    effect: bool = False
    simulate: Simulate = simulate_forked
    worlds: str = ""

    def lever_ranges(self) -> tuple[LeverRange, ...]:
        """The levers with the ranges in which they may be set."""
        return tuple(lever_range(LeverAxis(path=path), "levers") for path in self.levers)

    def uncertainties(self) -> tuple[Uncertain, ...]:
        """The assumptions with their ranges.

        Raises:
            BadInput: one of them is a list or a structure.
        """
        axes = [AssumptionAxis(path=path, within=self.within) for path in self.assumptions]
        found = uncertain(axes, self.base(), "assumptions")
        for one in found:
            if not one.is_number:
                raise BadInput(f"assumptions: {one.path}: is not one number, which is all that tools can set")
        return found

    def base(self) -> Scenario:
        """The scenario as it is, in no world."""
        chosen_outcomes(self.outcomes)
        (name,), _ = all_apart([self.scenario], self.worlds or None)
        return _loaded(name, self.settings)

    @property
    def lives_in_worlds(self) -> bool:
        """Whether there is an ensemble."""
        return bool(all_apart([self.scenario], self.worlds or None)[1])

    def ensemble(self) -> Worlds:
        """The plausible worlds.

        Raises:
            BadInput: there are none, or they cannot be used.
        """
        from experiments.worlds.ensemble import find_worlds

        _, worlds = all_apart([self.scenario], self.worlds or None)
        if not worlds:
            raise BadInput("worlds: the laboratory lives in none; give it an ensemble, such as 'plausible'")
        return find_worlds(worlds)

    def members(self, number: int = 0) -> range:
        """Numbers of the first members, which span the whole however few they are; 0 for all.

        Raises:
            BadInput: there are fewer, or none.
        """
        known = len(self.ensemble())
        if not 0 <= number <= known:
            raise BadInput(f"members: {number} is outside 0 to {known}, as many as the ensemble has")
        return range(number or known)

    def over_members(self, values: Mapping[str, Value], members: Sequence[int]) -> FloatArray:
        """Outcomes (members, outcomes) at some settings, in each of some members."""
        return np.array([list(self({**values, MEMBER: one}).values()) for one in members], dtype=np.float64)

    def __call__(self, values: Mapping[str, Value], seeds: Sequence[int] = ()) -> dict[str, float]:
        """Run with some settings.

        Args:
            values: by dotted path, or ``member``; whole numbers may come as floats. An assumption that is
                set is as set in every world.
            seeds: keys of the random draws, instead of the usual.

        Returns:
            Mean of each outcome over the months from the policy date on and the seeds.
        """
        assumed = {path: value for path, value in values.items() if path.startswith("assumptions.")}
        chosen = {path: value for path, value in values.items() if path not in (*assumed, MEMBER)}
        before = with_values(self.base(), self._typed(assumed))
        after = with_values(before, self._typed(chosen))
        lived = self._lived(values.get(MEMBER), tuple(assumed))
        rows = [self._one([lived(one, seed) for one in (before, after)]) for seed in seeds or self.seeds]
        return dict(zip(self.outcomes, map(float, np.mean(rows, axis=0)), strict=True))

    def _lived(self, member: Value | None, fixed: tuple[str, ...]) -> Callable[[Scenario, int], Scenario]:
        """What puts a scenario under a seed, in its world if there are worlds.

        Run k of a member has the seed that the k-th round through the ensemble has there, so that its first
        is the run that ``shequ compare --worlds`` makes of it.
        """
        if member is None and not self.lives_in_worlds:
            return Scenario.with_seed
        worlds = self.ensemble().without(fixed)
        if member is None:
            return worlds.under
        number = self._member(member)
        return lambda scenario, seed: worlds.under(scenario, 1 + number + len(worlds) * (seed - 1))

    def _member(self, member: Value) -> int:
        number, known = float(member), len(self.ensemble())  # type: ignore[arg-type]
        if number != int(number) or not 0 <= number < known:
            raise BadInput(f"member: {member} is none of 0 to {known - 1}")
        return int(number)

    def _one(self, lived: Sequence[Scenario]) -> list[float]:
        runs = self.simulate(lived if self.effect else lived[-1:])
        means = [[run.headline().get((name, "all"), np.nan) for name in self.outcomes] for run in runs]
        return list(np.subtract(means[-1], means[0])) if self.effect else means[0]

    def _typed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values in the types of their settings: tools give floats and NumPy's numbers."""
        base = self.base()
        kinds = {path: type(value_in(base, path)) for path in values}
        return {
            path: kinds[path](round(float(one)) if kinds[path] is int and not isinstance(one, tuple) else one)
            for path, one in values.items()
        }


@lru_cache(maxsize=16)
def _loaded(name: str, settings: tuple[str, ...]) -> Scenario:
    """Load once: a search of hours does not change when somebody edits a file meanwhile."""
    return load_scenario(name, seed=0, overrides=settings)


def seed_of(values: Mapping[str, Value]) -> int:
    """A seed that belongs to some settings, for tools that want fresh random draws at every call."""
    text = json.dumps({path: repr(value) for path, value in values.items()}, sort_keys=True)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % MOST_SEEDS
