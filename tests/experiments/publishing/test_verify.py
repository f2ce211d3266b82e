"""Published results come out again to the last digit, or verify says what differs."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments import read_results
from experiments.asking.answer_question import ask
from experiments.cli import main
from experiments.comparing.compare_scenarios import comparison
from experiments.publishing import publish as publishing
from experiments.publishing.publish import PublishedResult, publish
from experiments.publishing.published_results import find_results
from experiments.publishing.reproduce import verify
from experiments.running.options import SERIAL
from experiments.running.progress import Console
from experiments.storing.files import sha256
from experiments.storing.manifest import write_manifest
from experiments.tables.parquet import read_table
from tests.experiments.designs.questions import asked_and_written
from tests.experiments.fakes import SHORT, fake_forked
from tests.experiments.truth import true_forked

RECIPE = PublishedResult(("tiny", "tiny+open_channels"), 2, SHORT)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "RECIPES", {"small": RECIPE})
    for user in ("publish", "published_results", "reproduce"):
        monkeypatch.setattr(f"experiments.publishing.{user}.published_folder", lambda: tmp_path)
    monkeypatch.setattr("experiments.publishing.published_results.shipped_worlds", lambda: tmp_path)
    return publish("small", console=Console(bars=False), workers=1)


def edit(folder: Path, change: dict[str, object]) -> None:
    """As somebody would who also writes the hash of it anew."""
    write_manifest(folder, json.loads((folder / "manifest.json").read_text()) | change)


def test_a_published_result_is_small_and_comes_out_the_same(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {file.name for file in published.iterdir()}
    assert {"manifest.json", "answer.json", "differences.parquet", "runs.parquet"} < names
    assert not {"monthly.parquet", "communities.parquet", "report.html"} & names
    assert main(["verify", "--workers", "1"]) == 0
    assert capsys.readouterr().out == "same       small: 4 runs\n"


def test_a_changed_digest_is_found(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = published / "runs.parquet"
    runs = read_table(file)
    digests = pa.array(["0" * 64, *runs["digest"].to_pylist()[1:]])
    pq.write_table(runs.set_column(runs.column_names.index("digest"), "digest", digests), file)
    told = json.loads((published / "manifest.json").read_text())
    edit(published, {"tables": told["tables"] | {file.name: sha256(file)}})
    assert main(["verify", "small", "--workers", "1"]) == 1
    assert capsys.readouterr().out.startswith(
        "DIFFERENT  small: run tiny, seed 1: digest was 000000000000, is"
    )


def test_a_manifest_that_was_edited_is_one_line_and_code_1(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published / "manifest.json"
    file.write_text(file.read_text().replace('"first": 1', '"first": 3'))
    assert main(["verify", "small", "--workers", "1"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("DIFFERENT  small: ")
    assert "manifest.json: is spoilt or edited" in said.out
    assert (said.out.count("\n"), said.err) == (1, "")


def test_an_edited_crate_is_found(published: Path) -> None:
    file = published / "ro-crate-metadata.json"
    file.write_text(file.read_text().replace("first", "second", 1).replace("Dataset", "Data", 1))
    assert verify(published, workers=1).differences == ("ro-crate-metadata.json was edited",)


def test_an_edited_table_is_found(published: Path) -> None:
    (published / "differences.parquet").write_text("edited")
    assert verify(published, workers=1).differences == (
        "differences.parquet is missing or was edited",
        "differences.parquet comes out differently",
    )


def test_a_changed_scenario_is_named_by_its_path(published: Path) -> None:
    scenarios = json.loads((published / "manifest.json").read_text())["scenarios"]
    scenarios["tiny"]["policies"]["committee"]["fund"] = 7.0
    edit(published, {"scenarios": scenarios})
    assert verify(published, workers=1).differences == (
        "scenario tiny: policies.committee.fund has changed",
        "scenario tiny+open_channels: policies.committee.fund has changed",
    )


def test_a_scenario_whose_file_is_gone_is_taken_from_the_manifest(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("[policies.committee]\nfund = 50.0\n", encoding="utf-8")
    asked = comparison("x", ["tiny", f"tiny+{mine}"], seeds=2, overrides=SHORT)
    folder = ask(asked, tmp_path / "x", options=SERIAL).folder
    mine.unlink()
    found = verify(folder, workers=1)
    assert (found.runs, found.differences) == (4, ())


def test_all_published_results_are_found_by_name(published: Path) -> None:
    assert find_results([]) == find_results(["small"]) == find_results([str(published)]) == [published]


QUESTION = """
[design]
kind = "one_at_a_time"
package = "open_channels"
"""


@pytest.fixture
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The result of a question of one's own, whose file is gone; asked again of the same small model."""
    monkeypatch.setattr("experiments.publishing.reproduce_question.ask", partial(ask, simulate=true_forked))
    folder = asked_and_written(tmp_path, QUESTION).folder
    (tmp_path / "small.toml").unlink()
    return folder


def test_a_question_is_asked_again_from_its_manifest(question: Path) -> None:
    found = verify(question, workers=1)
    assert found.differences == ()
    assert found.runs == len(read_results(question).runs)


def test_a_change_of_the_source_that_moves_no_number_is_no_difference(
    question: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.running.experiment_plan.model_version", lambda: "another comment")
    assert verify(question, workers=1).differences == ()


def test_an_answer_that_comes_out_differently_is_found(question: Path) -> None:
    answer = json.loads((question / "answer.json").read_text())
    answer["sentence"]["en"] = "Everything works."
    (question / "answer.json").write_text(json.dumps(answer))
    assert verify(question, workers=1).differences == (
        "answer.json is missing or was edited",
        "answer.json comes out differently",
    )


@pytest.mark.parametrize("left", [0.0, 0.5])
def test_files_that_were_cut_off_are_differences_and_no_traceback(question: Path, left: float) -> None:
    names = ["runs.parquet", "answer.json"]
    for name in names:
        whole = (question / name).read_bytes()
        (question / name).write_bytes(whole[: int(left * len(whole))])
    found = verify(question, workers=1).differences
    assert {f"{name} is missing or was edited" for name in names} <= set(found)
    assert {f"{name} comes out differently" for name in names} <= set(found)


def test_a_run_that_comes_out_differently_changes_the_tables_of_a_question(
    question: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.publishing.reproduce_question.ask", partial(ask, simulate=fake_forked))
    assert "runs.parquet comes out differently" in verify(question, workers=1).differences


def test_a_comparison_is_verified_without_its_large_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["compare", "tiny", "tiny+open_channels", "--seeds", "2", "--workers", "1", "--out", "mine"]
    assert main([*words, *(word for one in SHORT for word in ("--set", one))]) == 0
    for large in ("monthly.parquet", "communities.parquet"):
        (tmp_path / "mine" / large).unlink()
    capsys.readouterr()
    assert main(["verify", "mine", "--workers", "1"]) == 0
    assert capsys.readouterr().out == "same       mine: 4 runs\n"
