"""P12: nothing that the program did not write is deleted or replaced; of reading: test_spoilt_files.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from experiments.asking.answer_question import ask
from experiments.running.options import SERIAL, ArrayPart, RunOptions
from experiments.storing import replacing
from experiments.storing.manifest import manifest_of, write_manifest
from sim.engine.settings import BadInput
from tests.experiments import fakes
from tests.experiments.designs.questions import asked
from tests.experiments.fakes import content
from tests.experiments.small_questions import (
    QUESTION,
    REPLACING,
    answered,
    interrupted,
    small_comparison,
)
from tests.experiments.truth import true_forked


def with_notes(folder: Path) -> Path:
    """The same, into which its reader has put things of his own."""
    (answered(folder) / "notes.txt").write_text("mine")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "one.md").write_text("mine too")
    return folder


# --- another question in the same folder


def test_P12_an_answer_to_another_question_is_refused_by_name_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = with_notes(tmp_path / "keep")
    before = content(tmp_path)
    with pytest.raises(BadInput) as refused:
        answered(folder, seeds=3)
    told = str(refused.value)
    assert told.startswith(
        f"{folder}: holds the answer to another question; give another --out, or --replace"
    )
    assert "shequ compare tiny" in told
    assert content(tmp_path) == before


def test_P12_an_experiment_and_a_comparison_do_not_replace_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    question = asked(tmp_path, QUESTION)
    ask(question, folder, options=SERIAL, simulate=true_forked)
    before = content(folder)
    with pytest.raises(BadInput, match="holds the answer to another question"):
        answered(folder)
    assert content(folder) == before
    answered(folder, options=REPLACING)
    with pytest.raises(BadInput, match="holds the answer to another question"):
        ask(question, folder, options=SERIAL, simulate=true_forked)


def test_P12_replacing_replaces_what_the_manifest_lists_and_nothing_else(tmp_path: Path) -> None:
    folder = with_notes(tmp_path / "keep")
    answered(folder, seeds=3, options=REPLACING)
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "drafts" / "one.md").read_text() == "mine too"
    own = {
        name: text for name, text in content(folder).items() if "notes" not in name and "drafts" not in name
    }
    assert own == content(answered(tmp_path / "fresh", seeds=3))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fresh", "keep"]


def test_P12_a_file_in_the_way_of_a_new_one_is_named_and_the_runs_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = answered(tmp_path / "x")
    told = manifest_of(folder)
    del told["tables"]["values.parquet"]
    write_manifest(folder, told)
    before = content(folder)
    with pytest.raises(BadInput, match=r"values\.parquet: is not of shequ and stands in the way"):
        answered(folder, seeds=3, options=REPLACING)
    assert content(folder) == before
    assert "finished runs are kept in" in capsys.readouterr().err
    (folder / "values.parquet").rename(folder / "mine.parquet")
    small_comparison(folder, options=REPLACING, simulate=fakes.interrupted_at_bad_seed)
    assert (folder / "mine.parquet").read_bytes() == before["values.parquet"]


@pytest.mark.parametrize("moment", ["before the old one has gone", "before the new one is there", "after"])
def test_P12_killed_while_one_folder_takes_the_place_of_another_nothing_is_lost(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_notes(tmp_path / "x")
    kept, renames = (
        Path.rename,
        {"before the old one has gone": 0, "before the new one is there": 1, "after": 2},
    )

    def killed(self: Path, to: Path) -> Path:
        if renames[moment] == 0:
            raise KeyboardInterrupt
        renames[moment] -= 1
        return kept(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            answered(folder, seeds=3, options=REPLACING)
    small_comparison(folder, options=REPLACING, simulate=fakes.interrupted_at_bad_seed)
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "drafts" / "one.md").read_text() == "mine too"
    assert len(manifest_of(folder)["seeds"]) == 3
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_P12_a_foreign_folder_where_earlier_results_wait_is_not_touched(tmp_path: Path) -> None:
    answered(tmp_path / "x")
    (tmp_path / ".x.old").mkdir()
    (tmp_path / ".x.old" / "letter.txt").write_text("dear")
    with pytest.raises(BadInput, match=r"\.x\.old: is not of shequ and stands in the way"):
        answered(tmp_path / "x", seeds=3, options=REPLACING)
    assert (tmp_path / ".x.old" / "letter.txt").read_text() == "dear"


# --- the folder beside it


def test_P12_what_others_put_beside_a_result_in_the_making_stays(tmp_path: Path) -> None:
    runs = tmp_path / "x.partial" / "runs"
    runs.mkdir(parents=True)
    mine = [runs / "thesis.zip", runs / "0123456789abcdef0123.zip.bak", runs.parent / "letter.txt"]
    for file in mine:
        file.write_text("dear")
    answered(tmp_path / "x")
    assert [file.read_text() for file in mine] == ["dear"] * 3
    assert content(tmp_path / "x") == content(answered(tmp_path / "fresh"))


def test_P12_a_foreign_folder_of_a_name_that_we_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.partial" / "result").mkdir(parents=True)
    (tmp_path / "x.partial" / "result" / "letter.txt").write_text("dear")
    with pytest.raises(BadInput, match=r"x\.partial: is there already and is not of shequ"):
        answered(tmp_path / "x")
    assert list(content(tmp_path)) == ["x.partial/result/letter.txt"]


def test_P12_finished_runs_of_another_question_are_not_dropped(tmp_path: Path) -> None:
    interrupted(tmp_path / "x")
    before = content(tmp_path)
    with pytest.raises(BadInput, match=r"x\.partial: holds finished runs of another question"):
        answered(tmp_path / "x", seeds=4)
    assert content(tmp_path) == before
    answered(tmp_path / "x", seeds=4, options=REPLACING)
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_a_refusal_before_the_first_run_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BadInput("executor dask: needs dask.distributed")

    monkeypatch.setattr("experiments.running.runner.Runner._make_executor", refuse)
    for options in (RunOptions("dask"), RunOptions("dask", share=ArrayPart(1, 2))):
        with pytest.raises(BadInput, match=r"dask\.distributed"):
            answered(tmp_path / "x", options=options)
        assert list(tmp_path.iterdir()) == []


def test_an_earlier_folder_is_not_followed_through_a_link(tmp_path: Path) -> None:
    answered(tmp_path / "real")
    (tmp_path / "x").symlink_to(tmp_path / "real")
    before = content(tmp_path / "real")
    with pytest.raises(BadInput, match="is there already and is not a result folder"):
        answered(tmp_path / "x", seeds=3, options=REPLACING)
    assert content(tmp_path / "real") == before


def test_removing_what_a_manifest_lists_stays_inside_the_folder(tmp_path: Path) -> None:
    folder = answered(tmp_path / "x")
    (tmp_path / "letter.txt").write_text("dear")
    told = manifest_of(folder)
    write_manifest(folder, told | {"files": {"../letter.txt": "0"}})
    with pytest.raises(BadInput, match=r"manifest\.json: is not a manifest of this version"):
        answered(folder, seeds=3, options=REPLACING)
    assert (tmp_path / "letter.txt").read_text() == "dear"
    assert replacing.clashes(folder, tmp_path / "nowhere") == []
    shutil.rmtree(folder)
