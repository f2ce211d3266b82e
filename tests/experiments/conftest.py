"""Pictures take seconds, so only the tests that look at them draw them; nor does any wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.experiments.warm_process import WarmProcess


def draw_nothing(*_: object) -> None:
    """In place of the report."""


@pytest.fixture(autouse=True)
def without_pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr("experiments.report.asked.write_answer_report", draw_nothing)


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


@pytest.fixture
def with_pictures() -> None:
    """Ask for figures and report."""
