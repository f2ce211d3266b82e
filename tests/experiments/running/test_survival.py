"""P2: whatever ends a batch, it goes on and ends with the same bytes; nothing half-made has a final name."""

from __future__ import annotations

import multiprocessing
import sys
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.comparing.compare_scenarios import compare
from experiments.running.options import SERIAL, RunOptions
from experiments.running.progress import Console
from experiments.storing.run_store import NUMBERS, RunStore
from experiments.tables.run_tables import RUN_TABLES
from sim.engine.settings import BadInput
from sim.scenario import Scenario
from sim.simulation import Run
from tests.experiments import fakes, victims
from tests.experiments.fakes import content
from tests.experiments.small_questions import run_small, small_comparison, small_question
from tests.experiments.warm_process import WarmProcess
from tests.waiting import HANG

KILLS = 50
RUNS = victims.SEEDS * 2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, forks and limits of Unix")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed batch leaves."""
    folder = tmp_path_factory.mktemp("whole") / "x"
    victims.fill(folder)
    return content(folder)


def kept_runs(folder: Path) -> int:
    """Count the runs of an unfinished batch, of which each must be whole."""
    files = [file for file in folder.glob("runs/*") if not file.name.startswith(".")]
    run_store = RunStore(folder / "runs")
    for file in files:
        assert run_store.record(file.stem) is not None
        for table in RUN_TABLES:
            assert run_store.table(file.stem, table).num_rows > 0
    return len(files)


@pytest.mark.slow
def test_P2_killed_at_50_counted_moments_a_batch_resumes_to_the_same_bytes(
    tmp_path: Path, victim: WarmProcess, whole: dict[str, bytes]
) -> None:
    victim("kill", tmp_path, KILLS)
    kept = []
    for number in range(KILLS):
        folder = tmp_path / str(number)
        if folder.exists():
            assert content(folder) == whole
        else:
            kept.append(kept_runs(tmp_path / f"{number}.partial"))
        victims.fill(folder)
        assert content(folder) == whole
    assert content(tmp_path / "alone") == whole
    assert int((tmp_path / "touches").read_text(encoding="utf-8")) >= KILLS, "every kill is at another moment"
    assert {0, RUNS} <= set(kept), "killed before the first run and after the last"
    assert len(set(kept)) > RUNS / 2, "and between runs"


@pytest.mark.parametrize("runs", [1, 5])
def test_P2_killed_with_workers_a_batch_resumes_to_the_same_bytes(
    tmp_path: Path, victim: WarmProcess, whole: dict[str, bytes], runs: int
) -> None:
    folder = tmp_path / "x"
    victim("kill-workers", folder, runs)
    assert not folder.exists()
    assert kept_runs(tmp_path / "x.partial") >= runs
    victims.fill(folder)
    assert content(folder) == whole


@pytest.mark.parametrize("where", ["runs", "tables"])
def test_P2_a_full_disk_loses_no_finished_run_and_the_batch_goes_on(
    tmp_path: Path, victim: WarmProcess, whole: dict[str, bytes], where: str
) -> None:
    largest = {"runs": 1000, "tables": len(whole["monthly.parquet"]) - 1}[where]
    folder = tmp_path / "x"
    done = victim("little-room", folder, largest)
    assert done.code != 0
    assert ("finished runs are kept in" in done.stderr) == (where == "tables"), "only if there are any"
    assert not folder.exists()
    assert kept_runs(tmp_path / "x.partial") == {"runs": 0, "tables": RUNS}[where]
    victims.fill(folder)
    assert content(folder) == whole


def test_P2_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    experiment = small_question(4)
    calm = small_comparison(tmp_path / "calm", experiment)
    killed = partial(fakes.dies_once, marker=tmp_path / "marker")
    shaken = compare(experiment, tmp_path / "shaken", options=RunOptions(workers=2), simulate=killed)
    assert (tmp_path / "marker").exists()
    assert content(shaken.folder) == content(calm.folder)


def test_a_folder_that_may_not_be_written_is_one_line_and_code_2(tmp_path: Path, victim: WarmProcess) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    done = victim("without-rights", closed / "x")
    assert done.code == 2, done.stderr
    assert done.stderr == f"shequ: {closed / 'x'}: cannot be written (Permission denied)\n"
    assert list(closed.iterdir()) == []


def hold(folder: Path, ready: object, leave: object) -> None:
    """In another process: fill a folder until told to leave."""
    from experiments.running.batch import Batch
    from experiments.storing.folder import ResultFolder

    with Batch(ResultFolder(folder, "?"), console=Console(bars=False), options=SERIAL):
        ready.set()  # type: ignore[attr-defined]
        leave.wait()  # type: ignore[attr-defined]


def test_the_second_of_two_on_one_folder_says_so_and_leaves(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    ready, leave = context.Event(), context.Event()
    first = context.Process(target=hold, args=(tmp_path / "x", ready, leave))
    first.start()
    assert ready.wait(HANG)
    before = content(tmp_path)
    with pytest.raises(BadInput, match="another shequ is filling it"):
        victims.fill(tmp_path / "x")
    assert content(tmp_path) == before
    leave.set()
    first.join()
    victims.fill(tmp_path / "x")
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_resume_runs_only_what_failed_and_counts_are_honest(tmp_path: Path) -> None:
    experiment = small_question(4)
    whole = small_comparison(tmp_path / "whole", experiment)
    folder = tmp_path / "x"
    assert small_comparison(folder, experiment, simulate=fakes.one_reform_fails).failed == 1
    runs = pq.read_table(folder / "runs.parquet").to_pandas()
    assert runs.status.value_counts().to_dict() == {"finished": 11, "failed": 1}
    again = small_comparison(folder, experiment, simulate=fakes.interrupted_at_bad_seed)
    assert again.failed == 1, "without --resume the answer is taken as it is"
    calls: list[tuple[str, int]] = []

    def counted(scenarios: Sequence[Scenario], *, on_month: fakes.OnMonth = None) -> list[Run]:
        calls.extend((one.name, one.seed) for one in scenarios)
        return fakes.fake_forked(scenarios, on_month=on_month)

    resumed = compare(experiment, folder, options=RunOptions("serial", resume=True), simulate=counted)
    assert resumed.failed == 0
    assert calls[1:] == [("tiny+task_catalogue", fakes.BAD_SEED)], "the first call compiles"
    assert content(folder) == content(whole.folder)


def test_P2_killed_while_it_removes_its_runs_a_batch_resumes(tmp_path: Path, whole: dict[str, bytes]) -> None:
    folder = tmp_path / "x"
    half = RunStore(tmp_path / "x.partial" / "runs")
    half.folder.mkdir(parents=True)
    records = run_small(half, victims.SEEDS, "open_channels")
    half.run_file(records[0].id).unlink()
    assert half.finished(records[0].id) is None
    victims.fill(folder)
    assert content(folder) == whole


@pytest.mark.parametrize("left", [0, 0.5, 0.99])
def test_a_run_that_a_loss_of_power_cut_off_is_run_again(tmp_path: Path, left: float) -> None:
    run_store = RunStore(tmp_path)
    before = run_small(run_store)
    file = run_store.run_file(before[0].id)
    file.write_bytes(file.read_bytes()[: int(left * file.stat().st_size)])
    assert run_store.finished(before[0].id) is None
    assert run_small(run_store) == before


@pytest.mark.parametrize("table", RUN_TABLES)
def test_a_run_that_a_loss_of_power_left_holes_in_is_told_in_one_line(tmp_path: Path, table: str) -> None:
    """Its last part may be whole, and the checksums of the others tell it when they are read."""
    run_store = RunStore(tmp_path)
    first, *_ = run_small(run_store)
    file = run_store.run_file(first.id)
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        start = archive.getinfo(NUMBERS).header_offset
    content[start + 60 : start + 90] = bytes(30)
    file.write_bytes(content)
    assert run_store.finished(first.id) == first
    with pytest.raises(OSError, match="is spoilt; delete it and give the same command again"):
        run_store.table(first.id, table)
