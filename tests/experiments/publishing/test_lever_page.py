"""The published page of the lever audit says for each lever what the result's table says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.asking.answer_question import ask
from experiments.asking.question_file import load_question
from experiments.publishing import lever_page
from experiments.running.options import SERIAL
from sim.outcomes.register import OUTCOMES
from sim.policies import levers
from sim.wording.labels import scale

SMALL = (
    'scenario="tiny"',
    'design.paths=["policies.tasks.catalogue", "policies.government.space"]',
    "precision.most_seeds=6",
    "calendar.burn_in=3",
    "calendar.horizon=6",
)


def test_each_lever_has_a_row_with_its_effect_and_the_page_how_to_make_it_again(tmp_path: Path) -> None:
    answered = ask(load_question("what_does_each_lever_do", SMALL), tmp_path / "audit", options=SERIAL)
    text = lever_page.page(answered)
    rows = [line for line in text.splitlines() if line.startswith(("| S", "| D"))]
    assert len(rows) == 2
    found: list[Any] = list(answered.table("levers").itertuples())
    for row in found:
        line = next(one for one in rows if levers()[str(row.path)].label_zh in one)
        shown = scale(OUTCOMES[str(row.proximal_outcome)].unit, "en")
        assert f" {shown.difference(row.effect)}" in line
        assert f"`{row.proximal_outcome}`" in line
    assert "shequ levers --set" in text
    assert "precision.most_seeds=6" in text


def test_a_folder_that_is_no_result_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lever_page.main([str(tmp_path)]) == 2
    assert "result folder" in capsys.readouterr().err
