"""Progress: a bar in a terminal, a line a minute in a log, nothing with --json or under CI."""

from __future__ import annotations

import io

import pytest

from experiments.running import progress
from experiments.running.progress import Console, duration

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
