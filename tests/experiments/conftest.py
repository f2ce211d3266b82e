"""Pictures take seconds, so only the tests that look at them draw them; nor does any wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.experiments.warm_process import WarmProcess

DRAWING = ("draw_figures", "write_answer_report")


def draw_nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave out the figures of an answer and its report."""
    for name in DRAWING:
        patch.setattr(f"experiments.report.asked.{name}", lambda *_: {})


@pytest.fixture(scope="session", autouse=True)
def without_pictures() -> Iterator[dict[str, Any]]:
    """What draws, in whose place nothing is done: for fixtures that tests share too."""
    from experiments.report import asked

    drawing = {name: getattr(asked, name) for name in DRAWING}
    with pytest.MonkeyPatch.context() as patch:
        draw_nothing(patch)
        yield drawing


@pytest.fixture(scope="session", autouse=True)
def nobody_waits_for_the_disk() -> Iterator[None]:
    """No test cuts the power: what the system was told to write is there for all to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def victim() -> Iterator[WarmProcess]:
    """Carries out orders in processes of their own."""
    with WarmProcess("tests.experiments.victims") as process:
        yield process


@contextmanager
def drawn_with(drawing: dict[str, Any]) -> Iterator[None]:
    """Draw, for a fixture that tests share; ``drawing`` is what :func:`without_pictures` gives."""
    with pytest.MonkeyPatch.context() as patch:
        for name, draw in drawing.items():
            patch.setattr(f"experiments.report.asked.{name}", draw)
        yield


@pytest.fixture
def with_pictures(without_pictures: dict[str, Any]) -> Iterator[None]:
    """Ask for figures and report."""
    with drawn_with(without_pictures):
        yield


@pytest.fixture
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def little_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let mixes be sought for a moment only, where what is found does not matter."""
    monkeypatch.setattr("experiments.seeking.goal_search.BEGUN", 1)
    monkeypatch.setattr("experiments.seeking.goal_search.ROUNDS", 2)
