"""Progress: a bar in a terminal, a line a minute in a log, nothing with --json or under CI."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from numba.core.event import trigger_event

from experiments.running import progress
from experiments.running.options import SERIAL, RunOptions
from experiments.running.progress import Console, Left, duration
from experiments.running.runner import Runner
from experiments.storing.run_store import RunStore
from sim.engine import compiling
from sim.engine.compiling import code_cache, compile_time
from sim.wording.language_files import dictionary
from tests.experiments import fakes
from tests.experiments.small_questions import small_experiment

Captured = pytest.CaptureFixture[str]


class Clock:
    """Time that stands still until told."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.delenv("CI", raising=False)
    found = Clock()
    monkeypatch.setattr(progress, "time", found)
    return found


def live(console: Console, clock: Clock, hours: int) -> None:
    """Ten months an hour of 40, in steps of six minutes."""
    with console.bar("3 runs", 40) as advance:
        for _ in range(10 * hours):
            clock.now += 360.0
            advance(1)


def test_a_log_file_gets_lines_with_the_time_that_is_left(
    clock: Clock, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY", 3600.0)
    live(Console(), clock, hours=4)
    assert capsys.readouterr().err.splitlines() == [
        "3 runs: 25%, 3 h 0 min left",
        "3 runs: 50%, 2 h 0 min left",
        "3 runs: 75%, 1 h 0 min left",
    ]


def test_a_terminal_gets_a_bar(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    live(Console(), clock, hours=4)
    assert "3 runs 100% |" in terminal.getvalue()
    assert "40/40 months" in terminal.getvalue()


def test_a_terminal_gets_a_bar_in_chinese(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    live(Console(language="zh"), clock, hours=4)
    assert "40/40 个月" in terminal.getvalue()
    assert "剩余" in terminal.getvalue()
    assert "left" not in terminal.getvalue()


def test_what_has_chinese_is_what_is_told() -> None:
    folder = Path(progress.__file__).parents[1]
    code = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    assert [one for one in dictionary("progress") if f'"{one}"' not in code] == []


@pytest.mark.parametrize("why", ["json", "ci"])
def test_nothing_is_shown_with_json_or_under_ci(
    why: str, clock: Clock, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "ci":
        monkeypatch.setenv("CI", "true")
    live(Console(bars=why != "json"), clock, hours=4)
    assert capsys.readouterr().err == ""


def test_time_is_told_as_people_tell_it() -> None:
    assert [duration(seconds) for seconds in (5, 125, 3600, 7500)] == [
        "1 min",
        "2 min",
        "1 h 0 min",
        "2 h 5 min",
    ]


def test_the_time_left_leaves_out_what_was_spent_compiling(clock: Clock) -> None:
    compiled = compiling.CompileTime(lambda: None)
    left = Left(100, compiled)
    clock.now += 60.0
    left.advance(1)
    assert left.words() == "", "what comes before the first month says nothing"
    clock.now += 60.0
    compiled.seconds += 50.0
    left.advance(1)
    assert left.words() == "16 min left", "98 months of 10 seconds"


def test_compiling_is_told_once_and_only_if_something_is_compiled(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compile_time, "LONG", 1e-9)
    console = Console(bars=False)
    with console.bar("3 runs", 40):
        pass
    assert capsys.readouterr().err == ""
    for _ in range(2):
        with console.bar("3 runs", 40), trigger_event("numba:compile"):
            pass
    assert capsys.readouterr().err == f"{progress.COMPILING}\n"


@pytest.mark.parametrize("workers", [1, 2])
def test_compiling_in_a_worker_is_told_by_who_leads(workers: int, tmp_path: Path, capsys: Captured) -> None:
    jobs, options = small_experiment(2).jobs(), RunOptions(workers=workers)
    for simulate, told in ((fakes.fake_forked, 0), (fakes.compiling_forked, 1)):
        with Runner(
            RunStore(tmp_path), console=Console(bars=False), options=options, simulate=simulate
        ) as runner:
            runner.run(jobs)
        assert capsys.readouterr().err.count(progress.COMPILING) == told
        for run in RunStore(tmp_path).files():
            run.unlink()


def test_why_compiled_code_is_not_kept_is_told_once(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_cache, "_trouble", ["compiled code is not kept (the disk is full)"])
    console = Console(bars=False)
    with Runner(RunStore(tmp_path), console=console, options=SERIAL, simulate=fakes.fake_forked) as runner:
        records = runner.run(small_experiment(2).jobs())
    assert {one.status for one in records} == {"finished"}
    assert capsys.readouterr().err == "compiled code is not kept (the disk is full)\n"
