"""Every stored question opens on the page: its answer, its arms, and numbers only where they are proved."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.asking.answer_question import ask
from experiments.asking.question_file import load_question
from experiments.designs import DESIGNS
from experiments.page.background_runs import PageLaboratory
from experiments.page.stored_results import read_stored
from experiments.running.options import SERIAL
from experiments.storing.manifest import manifest_of, write_manifest
from experiments.storing.versions import model_version
from sim.engine.settings import BadInput
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.link import read_link, write_link
from sim.views.page.offer import PageStart
from sim.views.page.panels import curves, outcome_table, stored_answer, top
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted
from tests.views.page.worlds import do, play

PUBLISHED = Path(__file__).parents[3] / "results" / "published"
FOLDERS = sorted(
    {path.parent for path in PUBLISHED.rglob("manifest.json")} - {*PUBLISHED.glob("first_light*")}
)
NUMBERS = ["baseline", "reform", "difference", "low", "high"]
SMALL = """
scenario = "tiny"
outcomes = ["breadth", "cost.district"]
[question]
en = "What works?"
zh = "什么有效？"
[seeds]
number = 2
[design]
kind = "one_at_a_time"
package = "first_levers"
"""


def visited(folder: Path, query: str = "") -> Session:
    offer = PageStart(laboratory=PageLaboratory(), result=folder)
    session = Session(offer, read_link(query) if query else Wanted())
    assert session.message is None, session.message
    return session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("question")
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    short = ("calendar.burn_in=2", "calendar.horizon=13")
    return ask(load_question(str(home / "small.toml"), short), home / "out", options=SERIAL).folder


@pytest.mark.parametrize("published", FOLDERS, ids=lambda path: path.name)
def test_every_published_answer_opens_with_its_sentence_and_worlds_to_play(published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    if "asked" not in manifest and manifest["versions"]["model"] != model_version():
        with pytest.raises(BadInput, match="another version of the model"):
            read_stored(published)
        return
    stored = read_stored(published)
    assert stored.reforms
    assert len(stored.reforms) == len(stored.evidence)
    assert all(stored.status_quo.same_burn_in(reform) for reform in stored.reforms)
    assert (stored.answer is not None) == ("asked" in manifest)
    if stored.answer is not None:
        answer = json.loads((published / "answer.json").read_text(encoding="utf-8"))
        assert stored.answer.sentence == (answer["sentence"]["en"], answer["sentence"]["zh"])
        assert stored.answer.tables


def test_designs_of_all_kinds_are_among_the_published_answers() -> None:
    manifests = (json.loads((path / "manifest.json").read_text()) for path in FOLDERS)
    kinds = {one.get("asked", {}).get("design", {}).get("kind") for one in manifests}
    unpublished = {"lever_audit", "latin_hypercube", "null_models", "seek", "sobol", "value_of_information"}
    assert set(DESIGNS) - kinds <= unpublished


def test_the_arms_of_a_question_have_the_numbers_of_its_table(folder: Path) -> None:
    session = visited(folder)
    effects = pd.read_parquet(folder / "effects.parquet")
    assert session.certainty.stored is not None
    for number, arm in enumerate(session.certainty.stored.reforms):
        do(session, "stored_reform", number=number)
        shown = headline_rows(session)
        mine = effects[effects.scenario == arm.name].set_index(["outcome", "group"])
        assert {row.outcome for row in shown} == {"breadth", "cost.district"}
        for row in shown:
            told = [row.status_quo, row.reform, row.difference, row.low, row.high]
            expected = mine.loc[(row.outcome, row.group), NUMBERS].to_numpy(dtype=float)
            assert np.array_equal(told, expected, equal_nan=True)
        assert "2 seeds" in outcome_table.table(session)["basis"]
    do(session, "lever", path="policies.committee.fund", value=77.0)
    assert session.evidence is None


def test_months_that_a_folder_does_not_hold_are_those_of_the_pages_own_seed(folder: Path) -> None:
    session = visited(folder)
    play(session, 15)
    lines = curves.curves(session)["panels"][0]["lines"]
    assert [len(line) for line in lines.values()] == [15] * 3
    assert curves.curves(session)["seeds"] == ""


@pytest.mark.parametrize(("lang", "asked"), [("en", "What works?"), ("zh", "什么有效？")])
def test_the_page_says_what_was_asked_and_answered_in_both_languages(
    folder: Path, lang: str, asked: str
) -> None:
    session = visited(folder)
    do(session, "choose", name="lang", value=lang)
    told: dict[str, Any] = stored_answer.stored_answer(session) or {}
    answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    assert (told["question"], told["sentence"]) == (asked, answer["sentence"][lang])
    table = told["tables"][0]
    assert len(table["rows"]) == len(pd.read_parquet(folder / f"{table['name']}.parquet"))
    assert all(len(row) == len(table["columns"]) for row in table["rows"])
    assert told["note"] == ""


def test_numbers_that_are_not_proved_to_be_of_these_settings_are_not_shown(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    manifest = manifest_of(folder)
    manifest["asked"]["settings"].append("policies.tasks.catalogue=0.05")
    write_manifest(tmp_path, manifest)
    session = visited(tmp_path)
    assert session.certainty.stored is not None
    assert set(session.certainty.stored.evidence) == {None}
    told = stored_answer.stored_answer(session)
    assert told is not None
    assert told["note"]
    assert not outcome_table.table(session)["with_interval"]


def test_the_answer_of_a_question_that_this_version_would_refuse_is_told_without_numbers(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    manifest = manifest_of(folder)
    manifest["asked"]["design"]["part_of_old"] = 1
    write_manifest(tmp_path, manifest)
    stored = read_stored(tmp_path)
    assert stored.answer == read_stored(folder).answer
    assert stored.evidence == (None,)
    assert [stored.status_quo.name, stored.reforms[0].name] == ["tiny", "tiny+report_package"]
    manifest["asked"]["settings"].append("assumptions.of_old=1")
    write_manifest(tmp_path, manifest)
    with pytest.raises(BadInput, match=r"another version of the model: .*part_of_old: unknown key"):
        read_stored(tmp_path)


def test_a_link_leads_back_to_the_arm_that_was_looked_at(folder: Path) -> None:
    session = visited(folder)
    do(session, "stored_reform", number=1)
    again = visited(folder, write_link(session))
    assert again.twin.reform.policies == session.twin.reform.policies
    assert repr(headline_rows(again)) == repr(headline_rows(session))
    assert top.take(again)["commands"] == top.take(session)["commands"]
