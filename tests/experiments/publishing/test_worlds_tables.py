"""What the document says of plausible worlds is what their file says: coverage, and what facts rule out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.emulation.emulator_file import read_emulator
from experiments.publishing.worlds_tables import (
    held_out_table,
    narrowed_text,
    targets_table,
    truths_table,
)
from experiments.worlds.ensemble import PLAUSIBLE, Worlds, find_worlds
from experiments.worlds.reference_runs import MEASURED


def made(*held: float) -> dict[str, Any]:
    """What a small file says of itself."""
    rows = [
        {
            "policy": "open_channels", "outcome": outcome, "truths": 200, "held": share, "width": 0.1234,
            "width_before": 0.2345, "explained": explained,
        }
        for share, outcome, explained in zip(held, MEASURED, (0.5, -0.02, 0.9), strict=False)
    ]  # fmt: skip
    targets = {
        "weak": {"explained": 0.2, "draws": 0.3, "rules_out": 0.004},
        "strong": {"explained": 0.8, "draws": 0.1, "rules_out": 0.42},
    }
    return {
        "truths": rows,
        "by_target": targets,
        "targets": {"weak": [0.1234, 0.01, 0.02], "strong": [0.3, 0.02, 0.03]},
        "prior_left": 0.25,
        "emulators_explain": [0.7],
        "left_out": {"facts": 2, "inside": 0.5, "strict": 0.5},
    }


def worlds(*held: float) -> Worlds:
    parts = np.stack([np.linspace(0.0, 1.0, 50), np.full(50, 0.5)], axis=1)
    return Worlds("small", ("assumptions.wide", "assumptions.narrow"), parts, made(*held))


def test_a_range_that_holds_too_few_or_too_many_truths_is_not_called_right() -> None:
    assert "inside the 85 to 95 %" in truths_table(worlds(0.9, 0.86))
    for wrong in (0.8, 0.97):
        assert "**not all inside**" in truths_table(worlds(0.9, wrong))


def test_each_row_says_truths_widths_in_the_outcomes_unit_and_what_the_emulator_explains() -> None:
    civic, gap, cost = [
        line for line in truths_table(worlds(0.9, 0.9, 0.86)).splitlines() if "channels" in line
    ]
    assert "180 of 200 | 12 percentage points | 23 | 50% |" in civic
    assert gap.endswith("| nothing |")
    assert "172 of 200 | 0.12 yuan/resident/year" in cost


def test_targets_come_by_what_they_rule_out_and_what_is_narrowed_most_comes_first() -> None:
    lines = targets_table(worlds(0.9)).splitlines()
    assert lines[2] == "| strong | 0.30 | 0.020 | 0.030 | 80% | 10% | 42% |"
    assert lines[3].startswith("| weak | 0.12 |")
    told = narrowed_text(worlds(0.9))
    assert "2 targets, all together, rule out 75% of the prior" in told
    assert "strongest rules out 42%" in told
    assert "1 rule out less than one world in a hundred" in told
    assert "smallest of `narrow` 0.00; `wide` 1.0" in told


def test_runs_of_worlds_held_out_are_told_of_every_outcome_and_group() -> None:
    table = held_out_table()
    assert table.count("\n| ") == len(read_emulator().keys)


@pytest.mark.parametrize("outcome", MEASURED)
def test_ranges_of_the_worlds_that_ship_hold_the_truth_85_to_95_times_in_a_hundred(outcome: str) -> None:
    rows = [one for one in find_worlds(PLAUSIBLE).made["truths"] if one["outcome"] == outcome]
    assert {one["policy"] for one in rows} == {"report_package", "open_channels"}
    for one in rows:
        assert one["truths"] >= 100
        assert 0.85 <= one["held"] <= 0.95
