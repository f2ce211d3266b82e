"""Pictures take seconds, so only the tests that look at them draw them."""

from __future__ import annotations

import pytest


def draw_nothing(*_: object) -> None:
    """In place of the report."""


@pytest.fixture(autouse=True)
def without_pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "with_pictures" not in request.fixturenames:
        monkeypatch.setattr("experiments.report.asked.write_answer_report", draw_nothing)


@pytest.fixture
def with_pictures() -> None:
    """Ask for figures and report."""
