"""What handing out runs costs in time and in the parent's memory: ``python -m benchmarks.dispatch``."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from experiments.experiment import Experiment, Job
from experiments.progress import Console
from experiments.running.options import RunOptions
from experiments.running.runner import Runner
from experiments.storing.shards import Shards
from sim.scenario import Scenario, load_scenario
from sim.simulate import Run

REPEATS = 15


def nothing(scenarios: Sequence[Scenario], *, on_month: object = None) -> list[Run]:
    """Runs of one number."""
    return [
        Run(one, (("breadth", "all"),), np.zeros((1, 1)), (), np.zeros((1, 1, 1)), np.zeros(1, dtype=bool))
        for one in scenarios
    ]


def seconds(runner: Runner, jobs: Sequence[Job]) -> float:
    start = time.perf_counter()
    runner.run(jobs)
    return time.perf_counter() - start


def runner_in(folder: str, workers: int) -> Runner:
    options = RunOptions(workers=workers)
    return Runner(Shards(Path(folder)), console=Console(bars=False), options=options, simulate=nothing)


def jobs(first_seed: int, number: int) -> Sequence[Job]:
    seeds = tuple(range(first_seed, first_seed + number))
    return Experiment("nothing", (load_scenario("tiny"),), seeds).jobs()


def overhead(workers: int = 2) -> tuple[list[float], list[float]]:
    """Seconds for one run and for 64, each time with runs that are not there yet, in warm workers."""
    ones, many = [], []
    with tempfile.TemporaryDirectory() as scratch, runner_in(scratch, workers) as runner:
        runner.run(jobs(0, 2 * workers))
        for repeat in range(1, REPEATS + 1):
            ones.append(seconds(runner, jobs(1000 * repeat, 1)))
            many.append(seconds(runner, jobs(1000 * repeat + 1, 64)))
    return ones, many


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
    ones, many = overhead()
    added = sorted(1e3 * (more - one) for one, more in zip(ones, many, strict=True))
    median, low, high = statistics.median(added), added[0], added[-1]
    print(f"64 runs of nothing cost {median:.0f} ms ({low:.0f} to {high:.0f}) more than one")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"the parent grew by {growth(runs) / 1e6:.1f} MB over {runs} runs")
