"""What ``shequ list`` says, a line an entry in both languages; lists that are kept are those of now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.commands.instant import kept_lists
from experiments.commands.list import KINDS
from sim.wording.labels import LANGUAGES

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("kind", ["scenarios", "policies", "levers", "outcomes", "assumptions"])
def test_lists_have_a_line_an_entry_in_both_languages(kind: str, capsys: Captured) -> None:
    assert main(["list", kind, "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert len(entries) > 4
    assert main(["list", kind, "--lang", "zh"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(entries)


def test_assumptions_are_listed_with_range_grade_and_source_in_both_languages(capsys: Captured) -> None:
    told = {}
    for language in ("en", "zh"):
        assert main(["list", "assumptions", "--json", "--lang", language]) == 0
        told[language] = {entry["path"]: entry for entry in json.loads(capsys.readouterr().out)}
    talk, contacts = (f"assumptions.{one}" for one in ("participation.hearing.talk", "network.contacts"))
    audience = "assumptions.structures.audience"
    assert (told["en"][talk]["low"], told["en"][talk]["high"]) == (0.1, 0.4)
    assert (told["en"][talk]["plausible"], told["zh"][talk]["plausible"]) == ("0.1 to 0.4", "0.1 至 0.4")
    assert (told["en"][talk]["grade"], told["zh"][talk]["grade"]) == ("D none", "D 无依据")
    assert (told["en"][talk]["source"], told["zh"][talk]["source"]) == ("none", "无")
    assert told["en"][contacts]["source"] == "B34"
    assert told["en"][contacts]["ends"] == "tilts"
    assert told["en"][audience]["plausible"] == "each reading alike"
    assert main(["list", "assumptions"]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if one.startswith(talk))
    assert "0.1 to 0.4  " in line
    assert "D none" in line


def test_outcomes_and_policies_are_listed_in_whole_chinese_sentences(capsys: Captured) -> None:
    for kind in ("outcomes", "policies"):
        assert main(["list", kind, "--json"]) == 0
        english = {entry["name"]: entry["sentence"] for entry in json.loads(capsys.readouterr().out)}
        assert main(["list", kind, "--json", "--lang", "zh"]) == 0
        chinese = {entry["name"]: entry["sentence"] for entry in json.loads(capsys.readouterr().out)}
        assert chinese.keys() == english.keys()
        assert [name for name, told in chinese.items() if not told.endswith("。")] == []


def test_list_names_the_questions_that_ship(capsys: Captured) -> None:
    assert main(["list", "experiments", "--json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["which_reform_does_most"]["design"] == "list"
    assert listed["which_reform_does_most"]["runs"] > 50


@pytest.mark.parametrize("kind", kept_lists.TELLS_OF)
def test_a_kept_list_is_the_one_that_would_be_made_now(kind: str) -> None:
    for language in LANGUAGES:
        made = json.loads(json.dumps(list(KINDS[kind](language))))
        assert kept_lists.kept(kind, language) == made, "run: python -m experiments.publishing.model_tables"


def test_a_list_is_made_anew_once_a_file_that_it_tells_of_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "experiments" / "commands" / "instant" / "kept_lists.json"
    question = tmp_path / "experiments" / "questions" / "one.toml"
    for file in (kept, question):
        file.parent.mkdir(parents=True)
    question.write_text("before", encoding="utf-8")
    monkeypatch.setattr(kept_lists, "FILE", kept)
    assert kept_lists.kept("experiments", "en") is None
    kept.write_text(
        kept_lists.made_anew({kind: lambda _: iter([{"name": "one"}]) for kind in kept_lists.TELLS_OF})
    )
    assert kept_lists.kept("experiments", "en") == [{"name": "one"}]
    question.write_text("after", encoding="utf-8")
    assert kept_lists.kept("experiments", "en") is None
    assert kept_lists.kept("trials", "en") == [{"name": "one"}]
