"""What moved since the answers before: the same arm and estimand side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.publishing import moved_page
from sim.wording.labels import LANGUAGES

NAME = "which_reform_does_most"


def effects(folder: Path, *rows: tuple[str, str, float]) -> None:
    """A table of effects, as far as the page reads it."""
    made: list[dict[str, Any]] = [
        {
            "scenario": scenario,
            "label_en": scenario,
            "label_zh": scenario,
            "outcome": outcome,
            "group": group,
            "difference": difference,
            "low": difference - 0.01,
            "high": difference + 0.01,
        }
        for scenario, outcome, difference in rows
        for group in ("all", "migrant")
    ]
    (folder / NAME).mkdir(parents=True)
    pd.DataFrame(made).to_parquet(folder / NAME / "effects.parquet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_arm_is_told_then_and_now_where_both_have_it(
    language: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What led then stands beside what leads now; an arm of one side alone is left out."""
    before, now = tmp_path / "before", tmp_path / "now"
    effects(before, ("a", "breadth", 0.25), ("a", "gap.hukou", 0.02), ("gone", "breadth", 0.5))
    effects(now, ("a", "civic", 0.125), ("a", "gap.hukou", 0.04), ("new", "civic", 0.5))
    monkeypatch.setattr(moved_page, "answers_folder", lambda: now)
    rows = [line for line in moved_page.page(before, language).splitlines() if line.startswith("| a ")]
    assert len(rows) == 2
    assert "25" in rows[0]
    assert "12" in rows[0]
    assert not any(arm in moved_page.page(before, language) for arm in ("| gone", "| new"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    assert moved_page.main([str(tmp_path / "none")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
