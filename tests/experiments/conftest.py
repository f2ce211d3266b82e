"""Pictures take seconds, so only the tests that look at them draw them; nor does any wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.experiments.warm_process import WarmProcess


def draw_nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave out the figures of an answer and its report."""
    for name in ("draw_figures", "write_answer_report"):
        patch.setattr(f"experiments.report.asked.{name}", lambda *_: {})


@pytest.fixture(autouse=True)
def without_pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "with_pictures" not in request.fixturenames:
        draw_nothing(monkeypatch)


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
