"""What tests of the page's runs share: the question, and what commands of the page print."""

from __future__ import annotations

import json
import math
import shlex
from collections.abc import Iterable
from typing import Any

import pytest

from experiments.asking.question_file import Asked
from experiments.cli import main
from experiments.comparing.compare_scenarios import comparison
from experiments.page.background_runs import PageBatch
from sim.views.evidence import ComparedRuns
from tests.waiting import until

COLUMNS = ("baseline", "reform", "difference", "low", "high")
SHORT = ("calendar.burn_in=2", "calendar.horizon=13")


def question() -> Asked:
    names = ["tiny", "tiny+task_catalogue", "tiny+open_channels"]
    return comparison("background", names, seeds=3, first_seed=0, overrides=SHORT)


def finished(batch: PageBatch) -> ComparedRuns:
    until(lambda: batch.finished)
    assert batch.failed == ""
    found = batch.evidence()
    assert found is not None
    return found


def told_by(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What a command of the page prints as JSON."""
    assert main(shlex.split(command)[1:]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def none_for_nan(values: Iterable[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]
