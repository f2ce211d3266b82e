"""What handing out runs costs in time and in the parent's memory: ``python -m benchmarks.dispatch``."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from experiments.running.experiment_plan import Experiment, Job
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.running.runner import Runner
from experiments.storing.run_store import RunStore
from sim.scenario import Scenario, load_scenario
from sim.simulation import Run

REPEATS = 15


def nothing(scenarios: Sequence[Scenario], *, on_month: object = None) -> list[Run]:
    """Runs of one number."""
    return [
        Run(one, (("breadth", "all"),), np.zeros((1, 1)), (), np.zeros((1, 1, 1)), np.zeros(1, dtype=bool))
        for one in scenarios
    ]


@dataclass(frozen=True)
class Seconds:
    """By the clock, and of processors: this process and its workers."""

    clock: float
    parent: float
    workers: float

    @classmethod
    def now(cls) -> Seconds:
        """Since some beginning."""
        workers = sum(_processor_seconds(one.pid) for one in multiprocessing.active_children())
        return cls(time.perf_counter(), time.process_time(), workers)

    def __sub__(self, other: Seconds) -> Seconds:
        parts = zip(astuple(self), astuple(other), strict=True)
        return Seconds(*(mine - others for mine, others in parts))


def _processor_seconds(process: int | None) -> float:
    """Processor time of all threads of a process so far; Linux counts it in nanoseconds."""
    files = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(file.read_text().split()[0]) for file in files) / 1e9


def seconds(runner: Runner, jobs: Sequence[Job]) -> Seconds:
    """What some jobs take."""
    start = Seconds.now()
    runner.run(jobs)
    return Seconds.now() - start


def runner_in(folder: str, workers: int) -> Runner:
    options = RunOptions(workers=workers)
    return Runner(RunStore(Path(folder)), console=Console(bars=False), options=options, simulate=nothing)


def jobs(first_seed: int, number: int) -> Sequence[Job]:
    seeds = tuple(range(first_seed, first_seed + number))
    return Experiment("nothing", (load_scenario("tiny"),), seeds).jobs()


def overhead(workers: int = 2) -> list[Seconds]:
    """What 64 runs take more than one, each time with runs that are not there yet, in warm workers."""
    added = []
    with tempfile.TemporaryDirectory() as scratch, runner_in(scratch, workers) as runner:
        runner.run(jobs(0, 2 * workers))
        for repeat in range(1, REPEATS + 1):
            one = seconds(runner, jobs(1000 * repeat, 1))
            added.append(seconds(runner, jobs(1000 * repeat + 1, 64)) - one)
    return added


def spread(values: Iterable[float]) -> str:
    """Median and range in milliseconds."""
    ordered = sorted(1e3 * value for value in values)
    return f"{statistics.median(ordered):.0f} ms ({ordered[0]:.0f} to {ordered[-1]:.0f})"


def resident_bytes() -> int:
    """Memory of this process that is in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def growth(runs: int, workers: int = 2) -> int:
    """Bytes by which the parent grows while it has runs done."""
    with tempfile.TemporaryDirectory() as scratch, runner_in(scratch, workers) as runner:
        runner.run(jobs(0, 100))
        wanted = jobs(1000, runs)
        before = resident_bytes()
        records = runner.run(wanted)
        assert len(records) == runs
        return resident_bytes() - before


if __name__ == "__main__":
    added = overhead()
    print(f"64 runs of nothing cost {spread(one.clock for one in added)} more than one by the clock")
    print(f"of processors: {spread(one.workers for one in added)} in the workers,")
    print(f"               {spread(one.parent for one in added)} in the parent")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"the parent grew by {growth(runs) / 1e6:.1f} MB over {runs} runs")
