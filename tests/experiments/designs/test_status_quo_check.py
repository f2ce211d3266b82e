"""A status-quo check: a finding shows, does not, or cannot be told, by where the whole interval lies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.answering.answer import Answer
from experiments.report.cells import cell
from tests.experiments.designs.questions import answer

STATUS_QUO_CHECK = """
[design]
kind = "portrait"
places = ["tiny"]
"""
FINDING = """
[[design.findings]]
clause = "Q4"
en = "Some take part"
zh = "有人参与"
place = "tiny"
outcome = "civic"
{bound}
"""
LEADS = "outcome == 'civic' and group == 'all'"


def status_quo_check(folder: Path, *bounds: str) -> Answer:
    return answer(folder, STATUS_QUO_CHECK + "".join(FINDING.format(bound=bound) for bound in bounds))


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> pd.Series:
    """What is known of breadth: its mean and interval."""
    return status_quo_check(tmp_path_factory.mktemp("level"), "above = -1.0").table("findings").iloc[0]


def test_the_verdict_follows_the_whole_interval(tmp_path: Path, level: pd.Series) -> None:
    assert level.low < level["mean"] < level.high
    bounds = [f"above = {level.low - 0.01}", f"above = {level['mean']}", f"above = {level.high + 0.01}"]
    bounds += [f"below = {level.high + 0.01}", f"below = {level.low - 0.01}"]
    found = status_quo_check(tmp_path, *bounds)
    verdicts = ["shows", "undecided", "absent", "shows", "absent"]
    assert list(found.table("findings").verdict) == verdicts
    assert found.sentence.en.startswith("2 of 5 findings of the source show in the status quo; 2 do not")
    assert [line.en[0] for line in found.more] == ["✓", "?", "×", "✓", "×"]


def test_a_difference_of_two_places_is_told_in_points_and_names_both(tmp_path: Path) -> None:
    places = STATUS_QUO_CHECK.replace('["tiny"]', '["tiny", "tiny+open_channels"]')
    found = answer(tmp_path, places + FINDING.format(bound='less_place = "tiny+open_channels"'))
    row = found.table("findings").iloc[0]
    assert (row.scenario, row.outcome) == ("tiny - tiny+open_channels", "civic - civic")
    assert row["mean"] == pytest.approx(np.subtract(*found.table("levels").query(LEADS)["mean"]))
    assert "percentage points" in found.more[0].en
    assert "百分点" in found.more[0].zh
    cells = {"scenario": row.scenario, "outcome": row.outcome, "mean": 0.05}
    assert cell(cells, "mean", "en") == "+5.00"
    assert cell(cells, "outcome", "en").endswith("percentage points")
    assert " − " in cell(cells, "scenario", "en")
