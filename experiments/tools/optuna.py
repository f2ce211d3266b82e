"""Optuna: a study under several objectives, whose candidates come a generation at a time."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.asking.lever_axes import LeverRange
from experiments.tools.needed import needed
from sim.engine.settings import BadInput
from sim.priors import Value

if TYPE_CHECKING:
    from experiments.tools.driving import Laboratory

EXTRA = "lab"
OVERSPENT = "overspent"


def suggest(lever: LeverRange, trial: Any) -> Value:
    """A value for a lever from a trial of Optuna; an objective of one's own needs this line a lever."""
    value: Value
    if lever.choices:
        value = trial.suggest_categorical(lever.path, lever.choices)
    elif lever.whole:
        value = trial.suggest_int(lever.path, int(lever.low), int(lever.high))
    else:
        value = trial.suggest_float(lever.path, lever.low, lever.high)
    return value


class Search:
    """NSGA-II over levers: gives generations, is told objectives and how far the budget was overspent."""

    def __init__(self, levers: Sequence[LeverRange], directions: Sequence[str], size: int, seed: int) -> None:
        """Open a study.

        Args:
            levers: levers.
            directions: ``maximize`` or ``minimize``, one an objective.
            size: of a generation.
            seed: of the search.
        """
        optuna = needed("optuna", EXTRA)
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that constraints are an experimental feature
            sampler = optuna.samplers.NSGAIISampler(
                population_size=size, seed=seed, constraints_func=lambda trial: (trial.user_attrs[OVERSPENT],)
            )
            self.study = optuna.create_study(directions=list(directions), sampler=sampler)
        self._fail = optuna.trial.TrialState.FAIL
        self._levers, self._size = tuple(levers), size

    def start_from(self, point: Mapping[str, Value]) -> None:
        """Have a point in the first generation."""
        self.study.enqueue_trial(dict(point))

    def generation(self) -> list[tuple[Any, dict[str, Value]]]:
        """The next candidates: trial and settings."""
        trials = [self.study.ask() for _ in range(self._size)]
        return [(trial, {one.path: suggest(one, trial) for one in self._levers}) for trial in trials]

    def tell(self, trial: Any, objectives: Sequence[float] | None, overspent: float) -> None:
        """Tell what became of a candidate; without objectives, that it failed."""
        trial.set_user_attr(OVERSPENT, overspent)
        if objectives is None:
            self.study.tell(trial, state=self._fail)
        else:
            self.study.tell(trial, list(objectives))


@dataclass(frozen=True)
class Objective:
    """What Optuna calls, here or in processes of its own.

    Attributes:
        laboratory: what runs.
    """

    laboratory: Laboratory

    def __call__(self, trial: Any) -> tuple[float, ...]:
        """Outcomes at what a trial suggests."""
        values = {one.path: suggest(one, trial) for one in self.laboratory.lever_ranges()}
        return tuple(self.laboratory(values).values())


@dataclass(frozen=True)
class RobustObjective:
    """What Optuna calls where a candidate must do well in many plausible worlds.

    Attributes:
        laboratory: what runs; it lives in worlds.
        quantiles: over members, one an outcome: 0.1 of what is to be large, 0.9 of what is to be small.
        members: numbers of the members.
    """

    laboratory: Laboratory
    quantiles: tuple[float, ...]
    members: range

    def __call__(self, trial: Any) -> tuple[float, ...]:
        """Quantiles over members of the outcomes at what a trial suggests."""
        values = {one.path: suggest(one, trial) for one in self.laboratory.lever_ranges()}
        found = self.laboratory.over_members(values, self.members)
        pairs = zip(found.T, self.quantiles, strict=True)
        return tuple(float(np.quantile(column, part)) for column, part in pairs)


def robust_objective(laboratory: Laboratory, quantiles: Sequence[float], members: int = 0) -> RobustObjective:
    """An objective of Optuna over the laboratory's levers, robust over plausible worlds.

    Args:
        laboratory: one that lives in worlds.
        quantiles: over members, one an outcome, 0 to 1.
        members: the first so many, which span the whole; 0 for all.

    Raises:
        BadInput: it lives in none or has fewer, or the quantiles are not one an outcome.
    """
    if len(quantiles) != len(laboratory.outcomes) or not all(0.0 <= one <= 1.0 for one in quantiles):
        raise BadInput(f"quantiles: give one from 0 to 1 for each of {', '.join(laboratory.outcomes)}")
    return RobustObjective(laboratory, tuple(quantiles), laboratory.members(members))


def objective(laboratory: Laboratory) -> Objective:
    """An objective of Optuna over the laboratory's levers: its outcomes, in their order."""
    return Objective(laboratory)
