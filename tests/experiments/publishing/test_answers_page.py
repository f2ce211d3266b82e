"""The page of answers says what published tables say, and what is published there can be asked again."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.asking.answer_question import Answered, ask
from experiments.asking.default_worlds import living_in
from experiments.asking.question_file import load_question
from experiments.designs import DESIGNS
from experiments.publishing import answers_page
from experiments.publishing.answers_page import LARGE, answers_folder, changed_keys, page
from experiments.publishing.publish import publish_result
from experiments.publishing.published_results import find_results
from experiments.publishing.reproduce import verify
from experiments.running.options import SERIAL
from sim.engine.settings import BadInput
from sim.wording.labels import scale
from tests.experiments.refusals import refusal_of
from tests.experiments.truth import SHORT, true_forked

SMALL = (
    *SHORT,
    'scenario="tiny"',
    'outcomes=["civic", "gap.hukou"]',
    'groups=["all", "migrant"]',
    'design.policies=["task_catalogue", "open_channels"]',
    "precision.most_seeds=6",
    "precision.half_width=0.005",
    "precision.batch=1",
    "seeds.number=2",
)


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answered:
    """A question that ships, asked of the small model of known answers, and published."""
    for user in ("answers_page", "published_results", "reproduce"):
        monkeypatch.setattr(f"experiments.publishing.{user}.published_folder", lambda: tmp_path / "published")
    monkeypatch.setattr("experiments.publishing.reproduce_question.ask", partial(ask, simulate=true_forked))
    asked = load_question("which_reform_does_most", SMALL)
    found = ask(asked, tmp_path / "found", options=SERIAL, simulate=true_forked)
    publish_result(found.folder, answers_folder(), LARGE)
    return found


def test_each_arm_has_a_row_with_its_difference_and_interval(answered: Answered) -> None:
    points = scale("share", "en").difference
    text = page("en")
    rows: list[dict[Hashable, Any]] = answered.table("effects").to_dict("records")
    for row in rows:
        line = next(one for one in text.splitlines() if one.strip("| ").startswith(row["label_en"]))
        value, low, high = (points(row[name]) for name in ("difference", "low", "high"))
        assert row["group"] != "all" or f"{value} ({low} to {high})" in line
    assert answered.answer["sentence"]["en"] in text
    assert answered.answer["sentence"]["zh"] in page("zh")


def test_what_was_asked_otherwise_than_ships_is_said(answered: Answered) -> None:
    changed = dict.fromkeys(one[0] for one in changed_keys(load_question("which_reform_does_most", SMALL)))
    assert {"scenario", "precision.most_seeds", "settings"} <= set(changed)
    assert not {"question", "design.kind"} & set(changed)
    assert changed_keys(living_in(load_question("which_reform_does_most"))) == []
    assert "`precision.batch` is 1 (ships: 4)" in page("en")


def test_what_stopping_saved_is_counted(answered: Answered) -> None:
    looked = int(answered.table("looks").looked.iloc[-1])
    assert f"{looked} of at most 6 seeds, {looked * 3} runs where the most would have been 18" in page("en")


def test_a_published_answer_is_asked_again_by_its_path_and_only_so(answered: Answered) -> None:
    folder = answers_page.answers_folder() / "which_reform_does_most"
    assert not (folder / "report.html").exists()
    found = verify(folder, workers=1)
    assert found.differences == ()
    assert found.runs == answered.runs == len(pd.read_parquet(folder / "runs.parquet"))
    with pytest.raises(BadInput, match="no such folder"):
        find_results(["which_reform_does_most"])


def test_every_design_but_the_audit_has_tables_for_the_page() -> None:
    tables: dict[str, Any] = {kind: one.page_tables for kind, one in DESIGNS.items()}
    assert [kind for kind, shown in tables.items() if not shown] == ["lever_audit"]  # has its own page


def test_a_folder_that_is_no_result_is_refused(tmp_path: Path) -> None:
    assert "result folder" in refusal_of([str(tmp_path)], answers_page.main)
