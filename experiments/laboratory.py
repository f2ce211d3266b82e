"""Where a design has its runs done: it asks for scenarios under seeds and gets numbers back.

Runs are kept on disk by their content as they end, so a question that was interrupted, asked again, finds
them and goes on; a design that decides on its next runs by what it has seen decides the same again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.experiment import Experiment
from experiments.progress import Console
from experiments.running.runner import Executor, run_experiment
from experiments.storing.store import Headlines
from sim.measures.outcomes import Key
from sim.simulate import simulate_forked

if TYPE_CHECKING:
    from experiments.running.runner import Simulate
    from experiments.statistics import FloatArray
    from experiments.storing.shards import RunRecord, Shards
    from sim.scenario import Scenario


class Laboratory:
    """Runs scenarios and remembers what came of them.

    Attributes:
        records: of all runs so far, by run id.
    """

    def __init__(
        self,
        name: str,
        keys: Sequence[Key],
        shards: Shards,
        *,
        console: Console | None = None,
        workers: int | None = None,
        executor: Executor = "process",
        simulate: Simulate = simulate_forked,
    ) -> None:
        """Open a laboratory.

        Args:
            name: of the question.
            keys: what is measured, (outcome, group).
            shards: where runs are kept.
            console: where progress goes.
            workers: processes at once; default: one a core.
            executor: see :func:`experiments.running.runner.run_experiment`.
            simulate: runs scenarios that share their burn-in; a function of a module.
        """
        self.keys = tuple(keys)
        self.shards = shards
        self.records: dict[str, RunRecord] = {}
        self._name = name
        self._numbers: dict[str, FloatArray] = {}
        self._console = console or Console(bars=False)
        self._workers, self._executor, self._simulate = workers, executor, simulate

    def measure(
        self,
        scenarios: Sequence[Scenario],
        seeds: Sequence[int],
        only: Mapping[int, Sequence[str]] | None = None,
    ) -> Headlines:
        """Means over the months from the policy date on, of each scenario under each seed.

        Args:
            scenarios: with names of their own; those that share a burn-in live through it once a seed.
            seeds: luck.
            only: names of the scenarios that a seed runs, where not all do.

        Returns:
            NaN where a run failed, was not asked for, or an outcome has no value.
        """
        experiment = Experiment(self._name, tuple(scenarios), tuple(seeds), only=only)
        records = run_experiment(
            experiment,
            self.shards,
            console=self._console,
            workers=self._workers,
            executor=self._executor,
            simulate=self._simulate,
        )
        names = experiment.scenario_names()
        values = np.full((len(names), len(seeds), len(self.keys)), np.nan)
        row_of = {name: row for row, name in enumerate(names)}
        column_of = {seed: column for column, seed in enumerate(seeds)}
        for record in records:
            self.records[record.id] = record
            values[row_of[record.scenario], column_of[record.seed]] = self._numbers_of(record)
        return Headlines(names, tuple(seeds), self.keys, values)

    def _numbers_of(self, record: RunRecord) -> FloatArray:
        if record.status == "failed":
            return np.full(len(self.keys), np.nan)
        if record.id not in self._numbers:
            found = {(outcome, group): value for outcome, group, value in self.shards.headline(record.id)}
            self._numbers[record.id] = np.array([found.get(key, np.nan) for key in self.keys])
        return self._numbers[record.id]

    @property
    def failed(self) -> int:
        """Number of runs that failed."""
        return sum(record.status == "failed" for record in self.records.values())
