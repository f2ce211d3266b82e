"""Published pages say what results say: levers, what moved, patterns; files are as their manifest says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.asking.answer_question import ask
from experiments.asking.question_file import load_question
from experiments.calibration.facts import facts as published
from experiments.publishing import lever_page, moved_page
from experiments.publishing.pattern_table import CALIBRATION, USES, lines_by_fact, pattern_table, patterns
from experiments.publishing.reproduce import changed_files
from experiments.running.options import SERIAL
from experiments.storing.manifest import read_manifest
from sim.outcomes.register import OUTCOMES
from sim.policies import levers
from sim.policies.lever import declared_settings
from sim.scenario import Assumptions
from sim.wording.labels import LANGUAGES, scale
from tests.experiments.refusals import refusal_of

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


def test_a_folder_that_is_no_result_is_refused(tmp_path: Path) -> None:
    assert "result folder" in refusal_of([str(tmp_path)], lever_page.main)


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


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "give the folder" in refusal_of([str(tmp_path / "none")], moved_page.main)


def test_every_published_fact_belongs_to_one_pattern() -> None:
    told = [fact for one in patterns() for fact in one.facts]
    assert sorted(told) == sorted({fact.fact for fact in published()})
    assert {one.use for one in patterns()} <= set(USES)


def test_every_line_of_the_calibration_is_counted() -> None:
    page = CALIBRATION.read_text(encoding="utf-8")
    counted = sum(map(len, lines_by_fact(page).values()))
    told = re.search(r"^Inside, of (\d+)", page, re.MULTILINE)
    assert told is not None
    assert counted == int(told[1])
    inside = re.findall(r": (\d+) of (\d+) lines inside", pattern_table())
    assert sum(int(whole) for _, whole in inside) == counted


def test_a_fact_from_which_a_number_was_taken_is_not_called_a_comparison() -> None:
    sources = " ".join(one.source for _, one, _ in declared_settings(Assumptions))
    compared = {fact for one in patterns() if one.use == "compared" for fact in one.facts}
    assert compared & set(re.findall(r"\b[A-F]\d\d\b", sources)) == set()


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [(("yes", "yes"), "passed: 2 of 2"), (("yes", "**no**"), "**not passed**: 1 of 2")],
)
def test_a_pattern_passes_if_all_its_lines_lie_inside(
    verdicts: tuple[str, ...], result: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = "\n".join(f"| A10 | place | what | 0.4 | 0-1 | 0.4 | 0-1 | {one}, 1 of 2 |" for one in verdicts)
    assert lines_by_fact(page) == {"A10": [one == "yes" for one in verdicts]}
    file = tmp_path / "calibration.md"
    file.write_text(page)
    monkeypatch.setattr("experiments.publishing.pattern_table.CALIBRATION", file)
    row = next(line for line in pattern_table().splitlines() if "| A10 |" in line)
    assert result in row


PUBLISHED = Path(__file__).parents[3] / "results" / "published"
FOLDERS = sorted(manifest.parent for manifest in PUBLISHED.rglob("manifest.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_published_result_is_whole(folder: Path) -> None:
    told = read_manifest(folder)
    assert told is not None
    assert changed_files(folder, told) == []
