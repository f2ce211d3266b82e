"""Where a design has its runs done: it asks for scenarios under seeds and gets numbers back.

Runs are kept on disk by their content as they end, so a question that was interrupted, asked again, finds
them and goes on; a design that decides on its next runs by what it has seen decides the same again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.running.experiment_plan import Experiment, Job, WorldsOfSeeds
from experiments.running.runner import in_order
from experiments.storing.run_store import RunRecord, RunStore
from experiments.storing.store import Headlines
from sim.outcomes.register import Key
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.statistics import FloatArray


class Rounds(Protocol):
    """Does jobs, round after round, and keeps their runs: :class:`experiments.running.batch.Batch`."""

    @property
    def run_store(self) -> RunStore:
        """The runs."""

    def run(self, jobs: Sequence[Job]) -> tuple[RunRecord, ...]:
        """Run jobs and give a record of every run."""


@dataclass(frozen=True)
class Communities:
    """Outcomes of each community alone.

    Attributes:
        values: (scenarios, seeds, months, communities, outcomes).
        pilots: (scenarios, seeds, communities), which are pilots.
    """

    values: NDArray[np.float64]
    pilots: NDArray[np.bool_]

    def fill(self, place: tuple[int, int], frame: pd.DataFrame, outcomes: list[str]) -> None:
        """Take in the table of one run."""
        frame = frame[frame.outcome.isin(outcomes)]
        column = [outcomes.index(name) for name in frame.outcome]
        month = frame.month.to_numpy() - 1
        self.values[(*place, month, frame.community.to_numpy(), column)] = frame.value.to_numpy()
        self.pilots[place][frame.community.to_numpy()] = frame.pilot.to_numpy()


@dataclass(frozen=True)
class AskedRun:
    """A run that a design asked for.

    Attributes:
        id: of the run.
        scenario: what was run, without its seed.
        seed: of its random draws.
        arm: name of the scenario as assumed.
        draw: number of the draw of assumptions, or of the point; None as assumed.
    """

    id: str
    scenario: Scenario
    seed: int
    arm: str
    draw: int | None


Draws = Mapping[str, tuple[str, int]]


class RunLaboratory:
    """Runs scenarios and remembers what came of them.

    Attributes:
        keys: what is measured, (outcome, group).
        worlds: in one of which each seed lives; None for one world.
        records: of all runs so far, by run id.
    """

    def __init__(
        self, name: str, keys: Sequence[Key], batch: Rounds, worlds: WorldsOfSeeds | None = None
    ) -> None:
        """Open a laboratory.

        Args:
            name: of the question.
            keys: what is measured, (outcome, group).
            batch: does the jobs.
            worlds: in one of which each seed lives; None for one world.
        """
        self.worlds = worlds
        self.keys = tuple(keys)
        self.records: dict[str, RunRecord] = {}
        self._asked: dict[str, AskedRun] = {}
        self._keys: dict[Key, None] = dict.fromkeys(self.keys)
        self._name = name
        self._batch = batch
        self._numbers: dict[str, FloatArray] = {}

    def measuring(self, keys: Sequence[Key]) -> RunLaboratory:
        """The same laboratory and records, measuring something else."""
        other = RunLaboratory(self._name, keys, self._batch, self.worlds)
        other.records, other._asked, other._keys = self.records, self._asked, self._keys
        return other

    def measure(
        self,
        scenarios: Sequence[Scenario],
        seeds: Sequence[int],
        only: Mapping[int, Sequence[str]] | None = None,
        draws: Draws | None = None,
    ) -> Headlines:
        """Means over the months from the policy date on, of each scenario under each seed.

        Args:
            scenarios: with names of their own; those that share a burn-in live through it once a seed.
            seeds: keys of the random draws.
            only: names of the scenarios that a seed runs, where not all do.
            draws: for the name of a scenario under drawn assumptions, whose it is and the number of the draw.

        Returns:
            NaN where a run failed, was not asked for, or an outcome has no value.
        """
        experiment = Experiment(self._name, tuple(scenarios), tuple(seeds), only, self.worlds)
        jobs = experiment.jobs()
        self._note(jobs, draws or {})
        done = in_order(experiment, self._batch.run(jobs))
        self.records.update({record.id: record for record in done})
        return self._headlines(scenarios, seeds, done)

    def _note(self, jobs: Sequence[Job], draws: Draws) -> None:
        """Remember which scenario stands behind each run."""
        self._keys.update(dict.fromkeys(self.keys))
        for job in jobs:
            for scenario, run_id in zip(job.family.scenarios, job.ids, strict=True):
                arm, draw = draws.get(scenario.name, (scenario.name, self._world(job.seed)))
                self._asked[run_id] = AskedRun(run_id, scenario, job.seed, arm, draw)

    def _world(self, seed: int) -> int | None:
        """Number of the world in which a seed lives; None where there is only one."""
        return None if self.worlds is None else self.worlds.number(seed)

    @property
    def measured_keys(self) -> tuple[Key, ...]:
        """Everything that runs were done for, (outcome, group)."""
        return tuple(self._keys)

    def finished(self) -> list[AskedRun]:
        """All runs that ended well, by arm, draw and seed."""
        ended = [self._asked[name] for name, one in self.records.items() if one.status == "finished"]
        return sorted(
            ended, key=lambda one: (one.arm, -1 if one.draw is None else one.draw, one.seed, one.id)
        )

    def values_of(self, run_id: str) -> dict[Key, float]:
        """Every value of a finished run: means over the months from the policy date on."""
        return {(outcome, group): value for outcome, group, value in self._batch.run_store.headline(run_id)}

    def done(self, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> Headlines:
        """The same of runs that :meth:`measure` has done, without running any."""
        return self._headlines(scenarios, seeds, self._finished(scenarios, seeds))

    def _headlines(
        self, scenarios: Sequence[Scenario], seeds: Sequence[int], records: Sequence[RunRecord]
    ) -> Headlines:
        place = _places(scenarios, seeds)
        values = np.full((len(scenarios), len(seeds), len(self.keys)), np.nan)
        for record in records:
            values[place[record.scenario, record.seed]] = self._numbers_of(record)
        return Headlines(tuple(one.name for one in scenarios), tuple(seeds), self.keys, values)

    def months(self, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> FloatArray:
        """Values month by month of runs that :meth:`measure` has done.

        Returns:
            (scenarios, seeds, months, keys); NaN where a run failed or an outcome has no value.
        """
        calendar, place = scenarios[0].calendar, _places(scenarios, seeds)
        shape = (len(scenarios), len(seeds), calendar.burn_in + calendar.horizon, len(self.keys))
        values = np.full(shape, np.nan)
        for record in self._finished(scenarios, seeds):
            run = self._batch.run_store.numbers(record.id)
            column_of = {key: column for column, key in enumerate(run.keys)}
            known = [k for k, key in enumerate(self.keys) if key in column_of]
            mine = values[place[record.scenario, record.seed]]
            mine[: len(run.values), known] = run.values[:, [column_of[self.keys[k]] for k in known]]
        return values

    def _finished(self, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> list[RunRecord]:
        """Records of those that are done and did not fail."""
        place = _places(scenarios, seeds)
        return [
            record
            for record in self.records.values()
            if record.status == "finished" and (record.scenario, record.seed) in place
        ]

    def communities(
        self, scenarios: Sequence[Scenario], seeds: Sequence[int], outcomes: Sequence[str]
    ) -> Communities:
        """Months of each community, of runs that :meth:`measure` has done; NaN where one failed."""
        calendar, place = scenarios[0].calendar, scenarios[0].place
        number = sum(group.count for group in place.communities)
        shape = (len(scenarios), len(seeds), calendar.burn_in + calendar.horizon, number, len(outcomes))
        found = Communities(np.full(shape, np.nan), np.zeros((*shape[:2], number), dtype=np.bool_))
        place_of = _places(scenarios, seeds)
        for record in self._finished(scenarios, seeds):
            rows = self._batch.run_store.table(record.id, "communities").to_pandas()
            found.fill(place_of[record.scenario, record.seed], rows, list(outcomes))
        return found

    def _numbers_of(self, record: RunRecord) -> FloatArray:
        if record.status == "failed":
            return np.full(len(self.keys), np.nan)
        if record.id not in self._numbers:
            found = self.values_of(record.id)
            self._numbers[record.id] = np.array([found.get(key, np.nan) for key in self.keys])
        return self._numbers[record.id]

    @property
    def failed(self) -> int:
        """Number of runs that failed."""
        return sum(record.status == "failed" for record in self.records.values())


def _places(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> dict[tuple[str, int], tuple[int, int]]:
    """Row and column of each run, by name of the scenario and seed."""
    return {
        (scenario.name, seed): (row, column)
        for row, scenario in enumerate(scenarios)
        for column, seed in enumerate(seeds)
    }
