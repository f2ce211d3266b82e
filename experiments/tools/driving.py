"""The laboratory as a plain function: settings by dotted path in, means of outcomes out.

This is all that a tool from elsewhere needs. Runs are made here, in this process, one after another; the
tool brings its own parallel workers if it has any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.asking.axes import (
    AssumptionAxis,
    LeverAxis,
    LeverRange,
    Uncertain,
    lever_range,
    uncertain,
    value_at,
)
from experiments.asking.chosen_outcomes import chosen_outcomes
from sim.engine.settings import BadInput
from sim.priors import with_values
from sim.scenario import MAXIMUM_SEED, Scenario, load_scenario
from sim.simulation import simulate_forked

if TYPE_CHECKING:
    from experiments.asking.axes import Value
    from sim.simulation import Run

Simulate = Callable[[Sequence[Scenario]], "Sequence[Run]"]


@dataclass(frozen=True)
class Laboratory:
    """A scenario whose settings a tool may change.

    Attributes:
        scenario: name or path.
        levers: paths that may be set, ``policies.*``.
        assumptions: paths or patterns that may be set, ``assumptions.*``.
        outcomes: names of what is given back, for everybody.
        seeds: keys of the random draws, the same at every call; the means are over them.
        settings: ``PATH=VALUE`` laid over the scenario.
        within: how far assumptions vary, as a share of their value; 0: over the plausible range.
        effect: give the difference to the scenario without the levers set, under the same assumptions and
            random draws.
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
        """The scenario as it is."""
        chosen_outcomes(self.outcomes)
        return load_scenario(self.scenario, seed=0, overrides=self.settings)

    def __call__(self, values: Mapping[str, Value], seeds: Sequence[int] = ()) -> dict[str, float]:
        """Run with some settings.

        Args:
            values: by dotted path; whole numbers may come as floats.
            seeds: keys of the random draws, instead of the usual.

        Returns:
            Mean of each outcome over the months from the policy date on and the seeds.
        """
        assumed = {path: value for path, value in values.items() if path.startswith("assumptions.")}
        chosen = {path: value for path, value in values.items() if path not in assumed}
        before = with_values(self.base(), self._typed(assumed))
        after = with_values(before, self._typed(chosen))
        rows = [self._one(before, after, seed) for seed in seeds or self.seeds]
        return dict(zip(self.outcomes, map(float, np.mean(rows, axis=0)), strict=True))

    def _one(self, before: Scenario, after: Scenario, seed: int) -> list[float]:
        arms = [before, after] if self.effect else [after]
        runs = self.simulate([one.with_seed(seed) for one in arms])
        means = [[run.headline().get((name, "all"), np.nan) for name in self.outcomes] for run in runs]
        return list(np.subtract(means[-1], means[0])) if self.effect else means[0]

    def _typed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values in the types of their settings: tools give floats and NumPy's numbers."""
        base = self.base()
        kinds = {path: type(value_at(base, path)) for path in values}
        return {
            path: kinds[path](round(float(one)) if kinds[path] is int and not isinstance(one, tuple) else one)
            for path, one in values.items()
        }


def seed_of(values: Mapping[str, Value]) -> int:
    """A seed that belongs to some settings, for tools that want fresh random draws at every call."""
    text = json.dumps({path: repr(value) for path, value in values.items()}, sort_keys=True)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % MAXIMUM_SEED
