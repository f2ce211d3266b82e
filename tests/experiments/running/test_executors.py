"""P1 and P3 across executors: here, worker processes, a dask cluster, shares of a job array."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.cli import main
from experiments.running.bench import Simulate
from experiments.running.cluster import Cluster
from experiments.running.experiment_plan import Experiment
from experiments.running.options import SERIAL, PartDone, RunOptions
from experiments.running.progress import Console
from experiments.running.runner import Runner
from experiments.storing.run_store import RunStore
from sim.engine.settings import BadInput
from tests.experiments import fakes, victims
from tests.experiments.fakes import content
from tests.experiments.small_questions import share, small_comparison, small_experiment, small_question
from tests.experiments.warm_process import WarmProcess
from tests.waiting import until

ROOT = Path(__file__).parents[3]
QUIET = Console(bars=False)
SCHEDULER = ["distributed.cli.dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0"]
SCHEDULER += ["--dashboard-address", "127.0.0.1:0"]
WORKER = ["distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny"]
WORKER += ["--dashboard-address", "127.0.0.1:0"]


def started(words: Sequence[str], scheduler_file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *words, "--scheduler-file", str(scheduler_file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunOptions]:
    """A scheduler and two worker processes on loopback."""
    import json

    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    local = ["--local-directory", str(folder)]
    processes = [started(SCHEDULER, file)]
    try:
        until(lambda: file.exists() or processes[0].poll() is not None)
        processes += [started([*WORKER, *local], file) for _ in range(2)]
        yield RunOptions("dask", address=json.loads(file.read_text())["address"])
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def running(folder: Path, options: RunOptions, simulate: Simulate = fakes.fake_forked) -> Runner:
    return Runner(RunStore(folder), console=QUIET, options=options, simulate=simulate)


def bytes_of(folder: Path, options: RunOptions, simulate: object = fakes.fake_forked) -> dict[str, bytes]:
    small_comparison(folder, 4, options=options, simulate=simulate)  # type: ignore[arg-type]
    return content(folder)


@pytest.mark.slow
@pytest.mark.foreign_draws
def test_P1_a_dask_cluster_gives_the_same_bytes(tmp_path: Path, dask: RunOptions) -> None:
    assert bytes_of(tmp_path / "dask", dask) == bytes_of(tmp_path / "here", SERIAL)


@pytest.mark.foreign_draws
def test_P1_failures_too_are_the_same_on_a_cluster(tmp_path: Path, dask: RunOptions) -> None:
    there = bytes_of(tmp_path / "dask", dask, fakes.one_reform_fails)
    assert there == bytes_of(tmp_path / "here", SERIAL, fakes.one_reform_fails)
    assert there == bytes_of(tmp_path / "pool", RunOptions(workers=2), fakes.one_reform_fails)
    failed = pq.read_table(tmp_path / "dask" / "runs.parquet").to_pandas().query("status == 'failed'")
    assert failed.stage.item() == "simulate"
    assert "ZeroDivisionError" in failed.traceback.item()
    assert str(ROOT) not in failed.traceback.item()


@pytest.mark.foreign_draws
def test_a_batch_goes_from_one_executor_to_another(tmp_path: Path, dask: RunOptions) -> None:
    folder = tmp_path / "x"
    with pytest.raises(KeyboardInterrupt):
        bytes_of(folder, SERIAL, fakes.interrupted_at_bad_seed)
    assert bytes_of(folder, dask) == bytes_of(tmp_path / "here", SERIAL)


@pytest.mark.foreign_draws
def test_P2_a_worker_of_a_cluster_that_is_killed_loses_nothing(tmp_path: Path, dask: RunOptions) -> None:
    killed = partial(fakes.dies_once, marker=tmp_path / "marker")
    there = bytes_of(tmp_path / "dask", dask, killed)
    assert (tmp_path / "marker").exists()
    assert there == bytes_of(tmp_path / "here", SERIAL)


@pytest.mark.slow
@pytest.mark.foreign_draws
def test_a_cluster_of_our_own_does_jobs(tmp_path: Path) -> None:
    options = RunOptions("dask", workers=1)
    with running(tmp_path, options) as runner:
        records = runner.run(small_experiment(2).jobs())
    assert [record.status for record in records] == ["finished"] * 6


@pytest.mark.foreign_draws
def test_nobody_at_the_address_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.running.cluster._PATIENCE", "1s")
    with pytest.raises(BadInput, match=r"no dask scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        Cluster(print, None, "tcp://127.0.0.1:9")


def test_a_worker_with_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, SERIAL) as runner:
        monkeypatch.setattr("experiments.running.bench.model_version", lambda: "0.0+older")
        records = runner.run(small_experiment(2).jobs())
    assert {record.stage for record in records} == {"worker"}
    assert records[0].traceback.startswith("the worker has model 0.0+older, this batch is of ")


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_P1_shares_in_any_order_make_the_same_result(tmp_path: Path, order: Sequence[int]) -> None:
    folder, experiment = tmp_path / "x", small_question(5)
    for part in order[:-1]:
        with pytest.raises(PartDone, match=f"share {part}/3: .* the last share writes the result"):
            small_comparison(folder, experiment, options=share(part))
        assert not folder.exists()
    small_comparison(folder, experiment, options=share(order[-1]))
    small_comparison(tmp_path / "whole", experiment)
    assert content(folder) == content(tmp_path / "whole")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["whole", "x"]


def test_shares_at_the_same_time_make_one_result(tmp_path: Path, victim: WarmProcess) -> None:
    both = victim.all_at_once(*(("share", tmp_path / "x", part, 2) for part in (1, 2)))
    assert [one.code for one in both] == [0, 0], both
    assert [file.name for file in tmp_path.iterdir()] == ["x"]
    victims.fill(tmp_path / "whole")
    assert content(tmp_path / "x") == content(tmp_path / "whole")


def test_a_share_whose_runs_failed_is_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.running.batch.Batch.run", part_done)
    words = ["compare", "tiny", "tiny+open_channels", "--seeds", "2"]
    assert main([*words, "--shard", "1/2"]) == 3
    assert "share 1/2: 4 runs are there, 1 of them failed; 4 runs of other shares" in capsys.readouterr().err


def part_done(*_: object) -> None:
    raise PartDone("1/2", 4, 1, 4)


def test_P3_more_seeds_and_scenarios_leave_the_other_rows_unchanged_in_workers(tmp_path: Path) -> None:
    few, more = small_question(2), small_question(3, "access_rule", "task_catalogue", "open_channels")
    small_comparison(tmp_path / "few", few)
    small_comparison(tmp_path / "more", more, options=RunOptions(workers=2))
    for table in ("monthly", "values", "runs"):
        rows = [
            set(map(str, pq.read_table(tmp_path / size / f"{table}.parquet").to_pylist()))
            for size in ("few", "more")
        ]
        assert rows[0] < rows[1]


def test_many_runs_do_not_grow_the_parent(tmp_path: Path) -> None:
    scenario = small_experiment(2).scenarios[0]
    runs = 1000
    with running(tmp_path, RunOptions(workers=2), fakes.nothing) as runner:
        runner.run(Experiment("first", (scenario,), (1, 2)).jobs())
        jobs = Experiment("many", (scenario,), tuple(range(10, 10 + runs))).jobs()
        tracemalloc.start()
        records = runner.run(jobs)
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(records) == runs
    assert kept < 800 * runs, "a record of each run is kept, and no more: 10,000 runs take 8 MB at most"
    assert peak < 1500 * runs


def test_workers_stay_up_from_round_to_round(tmp_path: Path) -> None:
    with running(tmp_path, RunOptions(workers=2), fakes.who_ran) as runner:
        first, second = (runner.run(small_experiment(seeds).jobs()) for seeds in (4, 8))
    rows = [RunStore(tmp_path).table(one.id, "monthly").to_pandas().value.iloc[0] for one in second]
    assert set(first) < set(second)
    assert 1 <= len(set(rows)) <= 2


def test_ctrl_c_is_the_parents_to_handle() -> None:
    with running(Path.cwd(), RunOptions(workers=2)) as runner:
        assert runner is not None
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
