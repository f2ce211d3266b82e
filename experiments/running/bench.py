"""What a worker does with a job: simulate its scenarios and keep each run; whatever goes wrong is data."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from experiments.running.experiment_plan import Job
from experiments.storing.run_store import RunRecord, RunStore, Stage
from experiments.storing.versions import model_version, package_root
from sim.ahead import compile_from_the_end
from sim.engine import compiling
from sim.scenario import Scenario
from sim.simulation import Run, simulate_forked

Simulate = Callable[..., Sequence[Run]]
Tick = Callable[[int], None]
_TICK_SECONDS: Final = 0.2


@dataclass(frozen=True)
class WarmUp:
    """A job that leaves only compiled code on disk, so that workers do not all compile at once.

    Attributes:
        scenario: of a small world.
        from_the_end: whether its month is compiled from the last step to the first, else it is lived through.
    """

    scenario: Scenario
    from_the_end: bool = False


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
    """What a worker does with a job.

    Attributes:
        run_store: where finished runs are kept, on a file system that all workers see.
        model: version of the model that the ids of the runs stand for.
        simulate: runs scenarios that share their burn-in; a function of a module.
    """

    run_store: RunStore
    model: str
    simulate: Simulate = simulate_forked

    def __call__(self, job: Job | WarmUp, tick: Tick) -> tuple[RunRecord, ...] | str:
        """Do a job; that of warming up answers why compiled code is not kept, or nothing."""
        if isinstance(job, WarmUp):
            return self._warm_up(job, tick)
        return self._do(job, tick)

    def _do(self, job: Job, tick: Tick) -> tuple[RunRecord, ...]:
        if model_version() != self.model:
            why = f"the worker has model {model_version()}, this batch is of {self.model}"
            return self.failures(job, "worker", why)
        ticker = _Ticker(tick)
        try:
            runs = self.simulate(job.scenarios, on_month=ticker)
        except Exception:
            return self._one_by_one(job, tick)
        ticker.flush()
        return tuple(map(self._keep, runs, job.ids))

    def failures(self, job: Job, stage: Stage, how: str) -> tuple[RunRecord, ...]:
        """Record that all runs of a job failed."""
        return tuple(
            self.run_store.write_failure(RunRecord(run_id, one.name, one.seed, "failed", stage, how))
            for run_id, one in zip(job.ids, job.scenarios, strict=True)
        )

    def _warm_up(self, job: WarmUp, tick: Tick) -> str:
        """Compile; a failure is not worth a word, because the real runs will fail too and say so.

        A tick of no months tells that it takes its time.
        """
        with compiling.timed(lambda: tick(0)), suppress(Exception):
            if job.from_the_end:
                compile_from_the_end(job.scenario)
            else:
                self.simulate([job.scenario], on_month=None)
        return compiling.trouble()

    def _one_by_one(self, job: Job, tick: Tick) -> tuple[RunRecord, ...]:
        """After a failure: find out which of the scenarios it was, so that the others are kept."""
        if len(job.ids) == 1:
            return self.failures(job, "simulate", _traceback())
        return tuple(record for one in job.singly() for record in self._do(one, tick))

    def _keep(self, run: Run, run_id: str) -> RunRecord:
        """Write a run; one that cannot be written ends the batch, so a word of the system's is enough."""
        try:
            return self.run_store.write(run, run_id)
        except OSError as error:
            how = error.strerror or str(error)
        except Exception:
            how = _traceback()
        return RunRecord(run_id, run.scenario.name, run.scenario.seed, "failed", "write", how)


def _traceback() -> str:
    """How the failure that is being handled came about; files of ours are named from their common root."""
    return traceback.format_exc().replace(f"{package_root()}/", "")
