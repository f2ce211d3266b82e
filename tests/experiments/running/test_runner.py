"""Runs in any number of workers, failures as data, interrupts, dead workers."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from experiments.comparing.compare_scenarios import compare
from experiments.running.options import SERIAL, RunOptions
from experiments.running.progress import Console
from experiments.running.runner import run_experiment
from experiments.storing.run_store import RunStore
from tests.experiments import fakes
from tests.experiments.fakes import content
from tests.experiments.small_questions import (
    interrupted,
    run_small,
    small_comparison,
    small_experiment,
    small_question,
)

ROOT = Path(__file__).parents[3]
QUIET = Console(bars=False)


def test_P1_same_bytes_for_any_number_of_workers(tmp_path: Path) -> None:
    experiment = small_question(4)
    one = compare(experiment, tmp_path / "serial" / "x", options=SERIAL)
    for workers in (1, 2, 4):
        other = compare(experiment, tmp_path / str(workers) / "x", options=RunOptions(workers=workers))
        assert content(other.folder) == content(one.folder)


def test_P1_order_in_which_jobs_end_is_not_seen(tmp_path: Path) -> None:
    experiment = small_question(4)
    one = small_comparison(tmp_path / "a", experiment)
    turned = partial(fakes.later_seeds_end_first, kept=tmp_path / "b.partial" / "runs", seeds=4)
    other = compare(experiment, tmp_path / "b", options=RunOptions(workers=4), simulate=turned)
    assert content(other.folder) == content(one.folder)


def test_P3_more_seeds_and_scenarios_leave_the_other_rows_unchanged(tmp_path: Path) -> None:
    few, more = small_experiment(2), small_experiment(3, "access_rule", "task_catalogue", "open_channels")
    records = []
    for experiment in (few, more):
        folder = tmp_path / str(len(experiment.seeds))
        folder.mkdir()
        records.append(set(run_experiment(experiment, RunStore(folder), console=QUIET, options=SERIAL)))
    assert records[0] < records[1]


@pytest.fixture
def run_store(tmp_path: Path) -> RunStore:
    folder = tmp_path / "runs"
    folder.mkdir()
    return RunStore(folder)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_run_is_recorded_and_the_others_finish(run_store: RunStore, workers: int) -> None:
    records = run_small(run_store, 3, options=RunOptions(workers=workers), simulate=fakes.one_reform_fails)
    failed = [record for record in records if record.status == "failed"]
    assert [(one.scenario, one.seed, one.stage) for one in failed] == [("tiny+task_catalogue", 2, "simulate")]
    assert "ZeroDivisionError: the catalogue is empty" in failed[0].traceback
    assert len(records) == 9
    assert all(record.digest for record in records if record.status == "finished")


def test_a_worker_that_dies_loses_only_its_job(run_store: RunStore) -> None:
    records = run_small(run_store, 4, options=RunOptions(workers=2), simulate=fakes.worker_dies)
    lost = [(record.seed, record.stage) for record in records if record.status == "failed"]
    assert lost == [(fakes.BAD_SEED, "worker")] * 3
    assert len(records) == 12


def test_a_run_that_cannot_be_written_ends_the_batch(tmp_path: Path) -> None:
    nowhere = RunStore(tmp_path / "missing")
    with pytest.raises(OSError, match="No such file"):
        run_small(nowhere)


def test_an_interrupt_keeps_finished_runs_and_the_same_command_goes_on(tmp_path: Path) -> None:
    experiment = small_question(4)
    whole = small_comparison(tmp_path / "whole", experiment)
    folder = tmp_path / "stopped"
    interrupted(folder, experiment)
    assert not folder.exists()
    kept = list((tmp_path / "stopped.partial" / "runs").glob("*.zip"))
    assert len(kept) == 3
    before = {file: file.stat().st_mtime_ns for file in kept}
    interrupted(folder, experiment)
    assert {file: file.stat().st_mtime_ns for file in kept} == before
    small_comparison(folder, experiment)
    assert content(folder) == content(whole.folder)


def test_runs_of_another_model_are_not_taken_for_this_one(
    run_store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = small_experiment(2)
    run_small(run_store, options=RunOptions(workers=1))
    assert run_store.record(experiment.jobs()[0].ids[0]) is not None
    monkeypatch.setattr("experiments.running.experiment_plan.model_version", lambda: "another")
    assert run_store.record(experiment.jobs()[0].ids[0]) is None


@pytest.mark.slow
@pytest.mark.parametrize("executor", ["process", "dask"])
def test_workers_import_what_the_parent_does_in_a_folder_with_packages_of_the_same_names(
    tmp_path: Path, executor: str
) -> None:
    script, folder = tmp_path / "bin" / "shequ.py", tmp_path / "here"
    for package in ("bin", "here/sim", "here/experiments", "here/random"):
        (tmp_path / package).mkdir(parents=True)
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('the user's own')\n")
    script.write_text(
        "from experiments.cli import main\nif __name__ == '__main__':\n    raise SystemExit(main())\n"
    )
    words = ["compare", "tiny", "tiny+open_channels", "--seeds", "2", "--workers", "2", "--out", "out"]
    words += [word for setting in fakes.SHORT for word in ("--set", setting)]
    done = subprocess.run(
        [sys.executable, str(script), *words, "--executor", executor],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "report.html").exists()
