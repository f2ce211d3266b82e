"""The report of an answer: both languages, every figure, nothing from outside, and how it is asked again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from experiments.answering.answer import Figure
from experiments.asking.answer_question import command, digest
from experiments.asking.question_file import load_question
from experiments.report.asked import draw_figures, write_answer_report
from experiments.storing.manifest import MAKER, write_manifest
from tests.experiments.answers import FIGURES, made_up_answer

QUESTION = "how_large_a_fund"


class Reader(HTMLParser):
    """What a page says, its references and the command in it."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.tags: list[str] = []
        self.said: list[str] = []
        self.commands: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [value or "" for name, value in attrs if name in ("src", "href", "data", "srcset")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.tags[-1:] == ["pre"] and data.strip():
            self.commands.append(data)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    said: list[str] = []
    file = written(tmp_path_factory.mktemp("answer"), said.append)
    assert said == []
    return file


def written(folder: Path, say: Callable[[str], None], figures: Sequence[Figure] = FIGURES) -> Path:
    """The report of the made-up answer, with these of its figures."""
    asked = load_question(QUESTION, ["calendar.horizon=12"])
    told: dict[str, Any] = {
        "made_by": MAKER,
        "experiment": "asked",
        "question": "0123456789",
        "command": command(asked),
        "versions": {"shequ": "0", "model": "0"},
        "overrides": [],
        "tables": {},
        "scenarios": {"tiny": {}},
        "asked": {},
        "commit": None,
        "runs": {"planned": 4, "finished": 3, "failed": 1},
        "sources": {"a.b": "survey", "a.c": "survey"},
    }
    write_manifest(folder, told)
    answer = replace(made_up_answer(), figures=tuple(figures))
    write_answer_report(asked, answer, draw_figures(answer, folder), folder, say)
    return folder / "report.html"


def test_the_report_has_both_languages_all_figures_and_nothing_from_outside(report: Path) -> None:
    content = report.read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(content)
    said = "".join(reader.said)
    asked = load_question(QUESTION)
    for words in (asked.question.question.en, asked.question.question.zh, "It rises.", "上升。"):
        assert words in said
    assert "How sure: <quite>." in said
    assert reader.tags.count("img") == 2 * len(FIGURES)
    assert all(reference.startswith("data:image/svg+xml;base64,") for reference in reader.references)
    assert not {"script", "link", "iframe", "object"} & set(reader.tags)
    assert not re.search(r"@import|url\(", content)


def test_the_command_of_the_report_asks_the_same_question(report: Path) -> None:
    reader = Reader()
    reader.feed(report.read_text(encoding="utf-8"))
    assert len(set(reader.commands)) == 1
    program, name, question, *options = shlex.split(reader.commands[0])
    assert (program, name, options[::2]) == ("shequ", "experiment", ["--set"])
    again = load_question(question, options[1::2])
    assert digest(again) == digest(load_question(QUESTION, ["calendar.horizon=12"]))


def test_a_figure_that_fails_is_named_with_its_reason_and_the_report_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no LaTeX\n here")

    monkeypatch.setattr("experiments.figures.ranking.draw", fails)
    said: list[str] = []
    some = [one for one in FIGURES if one.kind in ("ranking", "power", "levels")]
    content = written(tmp_path, said.append, some).read_text(encoding="utf-8")
    assert said == [
        f"shequ: the figure ranking_{language} is lacking (RuntimeError: no LaTeX here)"
        for language in ("en", "zh")
    ]
    assert "the figure ranking_en is lacking (RuntimeError: no LaTeX here)" in content
    assert "缺少图 ranking_zh（RuntimeError: no LaTeX here）" in content
    assert content.count("<img") == 2 * (len(some) - 1)
