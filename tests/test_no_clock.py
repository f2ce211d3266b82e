"""No assertion of the suite hangs on the clock: a busy machine makes tests slow and never makes them fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MAY = {"waiting.py", Path(__file__).name}
CLOCKS = re.compile(
    r"\btime\.(time|monotonic|perf_counter|process_time|sleep)\(|\bwait_for_timeout\("
    r"|\btimeout(=|\()\s*\d|_timeout\(\s*\d|\b(wait|join|acquire)\(\d{2,}"
)
# The mutation run is no test: it ends what never would.
FILES = [
    file for file in sorted(HERE.rglob("*.py")) if file.name not in MAY and file.parent.name != "mutation"
]


def clocks_in(text: str) -> list[str]:
    """Lines that measure time, or give something no more than a fixed time."""
    return [line.strip() for line in text.splitlines() if CLOCKS.search(line)]


def test_no_test_measures_time_or_gives_a_fixed_time() -> None:
    found = {file.relative_to(HERE).as_posix(): clocks_in(file.read_text(encoding="utf-8")) for file in FILES}
    assert len(found) > 100
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "assert time.monotonic() - started < 0.5",
        "time.sleep(whole * moment)",
        "subprocess.run(command, timeout=120)",
        "page.set_default_timeout(30_000)",
        "assert ready.wait(60)",
    ],
)
def test_a_clock_would_be_seen(line: str) -> None:
    assert clocks_in(f"x = 1\n    {line}\n") == [line]
