"""Runs jobs, here, in worker processes or on a cluster, and keeps each run as soon as it is finished.

What ends up on disk does not depend on how many workers there were or in which order they ended. A run that
fails is recorded with where and how, and the others finish. A job whose worker died is tried once more, each
of its runs alone. After an interrupt the finished runs are there, and the same jobs go on from them.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Final, Protocol

from experiments.running.bench import Bench, Simulate, WarmUp
from experiments.running.experiment_plan import Experiment, Job
from experiments.running.options import RunOptions
from experiments.running.pool import JobT, Lost, Pool, Serial, cores
from experiments.running.progress import Console
from experiments.running.worker_process import Tick
from experiments.storing.run_store import RunRecord, RunStore
from experiments.storing.versions import model_version
from sim.scenario import Scenario, load_scenario
from sim.simulation import simulate_forked

_WARM_UP_CALENDAR: Final = ("calendar.burn_in=0", "calendar.horizon=14")
_DIED: Final = "the worker process died before it answered, twice"


class Executor(Protocol):
    """Who does jobs."""

    def answers(self, jobs: Iterable[JobT], on_tick: Tick) -> Iterator[tuple[JobT, Any]]:
        """Do the jobs and give each with its answer, or with ``LOST``, in any order."""


class Runner:
    """Workers that stay up from one list of jobs to the next; a context, at whose end they are gone.

    A question that is answered in rounds calls :meth:`run` again and again with the jobs of each round.
    """

    def __init__(
        self,
        run_store: RunStore,
        *,
        console: Console,
        options: RunOptions | None = None,
        simulate: Simulate = simulate_forked,
    ) -> None:
        """Prepare; workers start with the first jobs.

        Args:
            run_store: where runs are kept, and found if they are there already.
            console: where progress is shown.
            options: how to run; default: in one process a core.
            simulate: runs scenarios that share their burn-in; a function of a module.
        """
        self._run_store = RunStore(run_store.folder.resolve())
        self._bench = Bench(self._run_store, model_version(), simulate)
        self._console = console
        self._options = options or RunOptions()
        self._stack = ExitStack()
        self._executor: Executor | None = None

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def run(self, jobs: Sequence[Job]) -> tuple[RunRecord, ...]:
        """Run what is not yet in the store, or failed there.

        Args:
            jobs: they may be many (10,000 runs); ids must differ.

        Returns:
            A record of every run, in the order of the jobs.

        Raises:
            OSError: a run could not be written; those before it are kept.
        """
        found = {
            run_id: done for job in jobs for run_id in job.ids if (done := self._run_store.finished(run_id))
        }
        missing = [rest for job in jobs if (rest := job.only(lambda run_id: run_id not in found)).ids]
        if missing:
            found |= {record.id: record for record in self._do(missing)}
        return tuple(found[run_id] for job in jobs for run_id in job.ids)

    def _do(self, jobs: Sequence[Job]) -> Iterator[RunRecord]:
        executor = self._ready(jobs)
        months = sum(job.months() for job in jobs)
        runs = self._console.told("{} runs", sum(len(job.ids) for job in jobs))
        with self._console.bar(runs, months) as on_tick:
            for record in self._records(executor, jobs, on_tick):
                if record.stage == "write":
                    raise OSError(
                        errno.EIO, record.traceback.strip().splitlines()[-1], str(self._run_store.folder)
                    )
                yield replace(record, scenario=sys.intern(record.scenario))

    def _records(self, executor: Executor, jobs: Sequence[Job], on_tick: Tick) -> Iterator[RunRecord]:
        """Do the jobs; then once more, run by run, those whose worker died."""
        lost: list[Job] = []
        for job, answer in executor.answers(jobs, on_tick):
            if isinstance(answer, Lost):
                lost += job.singly()
            else:
                yield from answer
        for job, answer in executor.answers(lost, on_tick):
            yield from self._bench.failures(job, "worker", _DIED) if isinstance(answer, Lost) else answer

    def _ready(self, jobs: Sequence[Job]) -> Executor:
        """The executor; at the first time with the model compiled, so that workers need not all do it.

        One compiles a small world and beside it, where there is another, that one does from the other end.
        """
        if self._executor is None:
            self._executor = self._stack.enter_context(self._make_executor())
            beside = self._bench.simulate is simulate_forked and not isinstance(self._executor, Serial)
            small = _small_world(jobs)
            warm_ups = [WarmUp(small), *([WarmUp(small, from_the_end=True)] if beside else [])]
            for _, trouble in self._executor.answers(warm_ups, self._tell_of_compiling):
                self._console.say_once(trouble if isinstance(trouble, str) else "")
        return self._executor

    def _tell_of_compiling(self, _months: int) -> None:
        """Take a tick of who warms up: only compiling makes it tick."""
        self._console.say_compiling()

    def _make_executor(self) -> Any:
        how = self._options
        if how.executor == "dask":
            from experiments.running.cluster import Cluster

            return Cluster(self._bench, how.workers, how.address)
        workers = 1 if how.executor == "serial" else how.workers or cores()
        return Serial(self._bench) if workers == 1 else Pool(self._bench, workers)


def _small_world(jobs: Sequence[Job]) -> Scenario:
    tiny = load_scenario("tiny", overrides=_WARM_UP_CALENDAR)
    return replace(tiny, policies=jobs[0].scenarios[-1].policies)


def run_experiment(
    experiment: Experiment,
    run_store: RunStore,
    *,
    console: Console,
    options: RunOptions | None = None,
    simulate: Simulate = simulate_forked,
) -> tuple[RunRecord, ...]:
    """Run all of an experiment at once; see :class:`Runner` for the arguments.

    Returns:
        A record of every run, by scenario and then by seed.
    """
    with Runner(run_store, console=console, options=options, simulate=simulate) as runner:
        return in_order(experiment, runner.run(experiment.jobs()))


def in_order(experiment: Experiment, records: Iterable[RunRecord]) -> tuple[RunRecord, ...]:
    """Sort records by scenario, as the experiment has them, and then by seed."""
    order = {name: position for position, name in enumerate(experiment.scenario_names())}
    return tuple(sorted(records, key=lambda record: (order[record.scenario], record.seed)))
