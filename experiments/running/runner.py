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
from experiments.progress import Console
from experiments.running.pool import LOST, Lost, Pool, Tick, cores, serial
from experiments.storing.shards import RunRecord, Shards
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
        return tuple(map(self._keep, runs, job.ids))

    def _warm_up(self, job: WarmUp) -> tuple[RunRecord, ...]:
        """Compile; a failure is not worth a word, because the real runs will fail too and say so."""
        try:
            self.simulate([job.scenario], on_month=None)
        except Exception:
            return ()
        return ()

    def _one_by_one(self, job: Job, tick: Tick) -> tuple[RunRecord, ...]:
        """After a failure: find out which of the scenarios it was, so that the others are kept."""
        if len(job.ids) == 1:
            return (_failure(job.ids[0], job.scenarios[0], "simulate", traceback.format_exc()),)
        return tuple(record for one in job.ids for record in self(job.only(one.__eq__), tick))

    def _keep(self, run: Run, run_id: str) -> RunRecord:
        try:
            return self.shards.write(run, run_id)
        except Exception:
            return _failure(run_id, run.scenario, "write", traceback.format_exc())


def _failure(run_id: str, scenario: Scenario, stage: str, how: str) -> RunRecord:
    return RunRecord(run_id, scenario.name, scenario.seed, "failed", stage, how)


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
    planned = experiment.jobs()
    ids = [run_id for job in planned for run_id in job.ids]
    found = {run_id: record for run_id in ids if (record := shards.record(run_id)) is not None}
    missing = [rest for job in planned if (rest := job.only(lambda run_id: run_id not in found)).ids]
    if missing:
        at_once = 1 if executor == "serial" else min(workers or cores(), len(missing))
        found |= _do(missing, Bench(shards, simulate), at_once, console)
    order = {name: position for position, name in enumerate(experiment.scenario_names())}
    return tuple(sorted(found.values(), key=lambda record: (order[record.scenario], record.seed)))


def _do(jobs: Sequence[Job], bench: Bench, workers: int, console: Console) -> dict[str, RunRecord]:
    found: dict[str, RunRecord] = {}
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
            found |= {record.id: record for record in _records(jobs[number], answer)}
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
        pairs = zip(job.ids, job.scenarios, strict=True)
        return tuple(_failure(run_id, scenario, "worker", why) for run_id, scenario in pairs)
    return answer
