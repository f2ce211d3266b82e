"""Runs all runs of an experiment, here or in worker processes, and keeps each as soon as it is finished.

What ends up on disk does not depend on how many workers there were or in which order they ended. A run that
fails is recorded with where and how, and the others finish. After an interrupt the finished ones are there,
and the same experiment goes on from them.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from experiments.experiment import Experiment, Job
from experiments.pool import LOST, Lost, Pool, Tick, cores, serial
from experiments.progress import Console
from experiments.shards import RunRecord, Shards
from sim.scenario import Scenario, load_scenario
from sim.simulate import Run, simulate_forked

if TYPE_CHECKING:
    Answer = tuple[RunRecord, ...] | Lost
    Simulate = Callable[..., Sequence[Run]]

Executor = Literal["serial", "process"]
_TICK_SECONDS: Final = 0.2
_WARM_UP_CALENDAR: Final = ("calendar.burn_in=0", "calendar.horizon=14")


@dataclass(frozen=True)
class WarmUp:
    """A job that leaves only compiled code on disk, so that workers do not all compile at once."""

    scenario: Scenario


@dataclass
class _Ticker:
    """Counts months and passes them on a few times a second."""

    tick: Tick
    months: int = 0
    last: float = field(default_factory=time.monotonic)

    def __call__(self, _month: int) -> None:
        self.months += 1
        if time.monotonic() - self.last > _TICK_SECONDS:
            self.flush()

    def flush(self) -> None:
        self.tick(self.months)
        self.months, self.last = 0, time.monotonic()


@dataclass(frozen=True)
class Bench:
    """What a worker does with a job: simulate its scenarios and keep each run.

    Attributes:
        shards: where finished runs are kept.
        simulate: runs scenarios that share their burn-in.
    """

    shards: Shards
    simulate: Simulate = simulate_forked

    def __call__(self, job: Job | WarmUp, tick: Tick) -> tuple[RunRecord, ...]:
        """Do a job; whatever goes wrong is in the records."""
        if isinstance(job, WarmUp):
            return self._warm_up(job)
        ticker = _Ticker(tick)
        try:
            runs = self.simulate(job.scenarios, on_month=ticker)
        except Exception:
            return self._one_by_one(job, tick)
        ticker.flush()
        return tuple(self._keep(run) for run in runs)

    def _warm_up(self, job: WarmUp) -> tuple[RunRecord, ...]:
        """Compile; a failure is not worth a word, because the real runs will fail too and say so."""
        try:
            self.simulate([job.scenario], on_month=None)
        except Exception:
            return ()
        return ()

    def _one_by_one(self, job: Job, tick: Tick) -> tuple[RunRecord, ...]:
        """After a failure: find out which of the scenarios it was, so that the others are kept."""
        if len(job.scenarios) == 1:
            return (_failure(job.scenarios[0], "simulate"),)
        return tuple(record for one in job.scenarios for record in self(Job(job.seed, (one,)), tick))

    def _keep(self, run: Run) -> RunRecord:
        try:
            return self.shards.write(run)
        except Exception:
            return _failure(run.scenario, "write")


def _failure(scenario: Scenario, stage: str) -> RunRecord:
    return RunRecord(scenario.name, scenario.seed, "failed", stage, traceback.format_exc())


def run_experiment(
    experiment: Experiment,
    shards: Shards,
    *,
    console: Console,
    workers: int | None = None,
    executor: Executor = "process",
    simulate: Simulate = simulate_forked,
) -> tuple[RunRecord, ...]:
    """Run what is not yet among the shards.

    Args:
        experiment: what to run.
        shards: where runs are kept, and found if they are there already.
        console: where progress is shown.
        workers: processes at once; default: one a core.
        executor: ``process``, or ``serial`` for all in this process. One worker is the same as ``serial``.
        simulate: runs scenarios that share their burn-in; a function of a module.

    Returns:
        A record of every run, by scenario and then by seed.
    """
    found = _finished(experiment, shards)
    jobs = _missing(experiment, found)
    if jobs:
        at_once = 1 if executor == "serial" else min(workers or cores(), len(jobs))
        found |= _do(jobs, Bench(shards, simulate), at_once, console)
    return tuple(found[name, seed] for name in experiment.scenario_names() for seed in experiment.seeds)


Found = dict[tuple[str, int], RunRecord]


def _finished(experiment: Experiment, shards: Shards) -> Found:
    wanted = [scenario for job in experiment.jobs() for scenario in job.scenarios]
    return {(one.name, one.seed): record for one in wanted if (record := shards.record(one)) is not None}


def _missing(experiment: Experiment, found: Found) -> list[Job]:
    jobs = []
    for job in experiment.jobs():
        absent = tuple(one for one in job.scenarios if (one.name, one.seed) not in found)
        if absent:
            jobs.append(replace(job, scenarios=absent))
    return jobs


def _do(jobs: Sequence[Job], bench: Bench, workers: int, console: Console) -> Found:
    found: Found = {}
    with ExitStack() as stack:
        if workers == 1:
            answers = _serial_answers(bench)
        else:
            pool = stack.enter_context(Pool(bench, workers))
            answers = pool.answers
        with console.if_slow("compiling the model, once: about a minute"):
            list(answers([_warm_up(jobs)], lambda _: None))
        on_tick = stack.enter_context(console.bar(f"{len(jobs)} seeds", sum(job.months() for job in jobs)))
        for number, answer in answers(jobs, on_tick):
            for record in _records(jobs[number], answer):
                found[record.scenario, record.seed] = record
    return found


Answers = Callable[[Sequence[Job | WarmUp], Tick], "Iterator[tuple[int, Answer]]"]


def _serial_answers(bench: Bench) -> Answers:
    return lambda jobs, on_tick: serial(bench, jobs, on_tick)


def _warm_up(jobs: Sequence[Job]) -> WarmUp:
    tiny = load_scenario("tiny", overrides=_WARM_UP_CALENDAR)
    return WarmUp(replace(tiny, policies=jobs[0].scenarios[-1].policies))


def _records(job: Job, answer: Answer) -> tuple[RunRecord, ...]:
    if answer is LOST or isinstance(answer, Lost):
        why = "the worker process died before it answered"
        return tuple(RunRecord(one.name, one.seed, "failed", "worker", why) for one in job.scenarios)
    return answer
