"""Chinese reports are Chinese: each design, asked of a model whose answers are known; each kind of figure."""

from __future__ import annotations

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from matplotlib.text import Text

from experiments.answering.answer import Figure, FigureKind
from experiments.asking.answer_question import ask
from experiments.asking.assumption_axes import assumptions
from experiments.asking.question import Words
from experiments.asking.question_file import load_question, shipped_questions
from experiments.designs import DESIGNS
from experiments.figures import caption
from experiments.figures.drawing import Rendered
from experiments.figures.picture import Picture
from experiments.figures.style import style
from experiments.report.asked import WORDS
from experiments.running.options import SERIAL
from experiments.trials.trial_design import TrialDesign
from sim.wording.assumption_words import FILE, sentence_zh
from sim.wording.labels import LANGUAGES
from tests.documents import ROOT
from tests.experiments.answers import FIGURES, TABLES
from tests.experiments.asking.test_question_file import SMALL, SMALLER
from tests.experiments.truth import true_forked

# Names of people and of methods and programs named after them or themselves; symbols of statistics.
NAMES: Final = {"Holm", "Wilson", "Morris", "Sobol", "Saltelli", "SALib", "NSGA", "II", "p", "t"}
CLAUSE: Final = r"\b[A-Z]\d+(\.\d+)?\b"


def english_in(text: str) -> set[str]:
    """Latin words of a Chinese text that are neither a proper name nor a clause of the source."""
    return set(re.findall("[A-Za-z]+", re.sub(CLAUSE, "", text))) - NAMES


class Chinese(HTMLParser):
    """Text of the Chinese section, outside code and what is cited in English."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("img", "meta", "input", "br"):
            self._open.append((tag, dict(attrs).get("lang") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "tags are closed in order"

    def handle_data(self, data: str) -> None:
        languages = [language for _, language in self._open if language]
        is_code = any(tag in ("code", "pre", "style", "title") for tag, _ in self._open)
        if languages[-1:] == ["zh-Hans"] and not is_code:
            self.said.append(data)


@cache
def one_question_of_each_design() -> dict[str, str]:
    """A question that ships, by the kind of its design."""
    return {load_question(name).design.kind: name for name in shipped_questions()}


@pytest.fixture
def without_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.report.asked.draw", lambda *_: Rendered())


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("kind", sorted(one_question_of_each_design()))
def test_no_english_word_is_left_in_a_chinese_report(
    kind: str, tmp_path: Path, with_pictures: None, without_drawing: None
) -> None:
    name = one_question_of_each_design()[kind]
    draws = [] if kind in ("lever_audit", "portrait") else ["doubt.draws=2"]
    uncertainties = draws if load_question(name).question.doubt.assumptions else []
    small = load_question(name, [*SMALL, *SMALLER.get(kind, []), *uncertainties])
    answered = ask(small, tmp_path / "out", options=SERIAL, simulate=true_forked)
    reader = Chinese()
    reader.feed((answered.folder / "report.html").read_text(encoding="utf-8"))
    said = "\n".join(reader.said)
    assert small.question.question.zh in said
    assert (WORDS["zh"]["figures"] in reader.said) == bool(answered.answer["figures"])
    assert english_in(said) == set()
    assert "nan" not in said


@pytest.mark.parametrize("one", FIGURES, ids=lambda one: f"{one.kind}-{one.table}")
def test_no_english_word_is_left_in_a_chinese_figure(one: Figure) -> None:
    module: Any = __import__(f"experiments.figures.{one.kind}", fromlist=["draw"])
    with style():
        figure = module.draw(Picture(one.table, one.outcome, TABLES), "zh")
    said = "\n".join(text.get_text() for text in figure.findobj(Text))
    assert said
    assert english_in(said) == set()


def test_every_assumption_has_a_chinese_sentence_of_its_own() -> None:
    said = {path: sentence_zh(path) for path in assumptions()}
    assert all(re.search("[一-鿿]", sentence) for sentence in said.values())
    assert len(set(said.values())) == len(said)


def test_no_chinese_sentence_is_left_from_an_assumption_that_is_gone() -> None:
    used = {path.rpartition(".")[2] for path in assumptions()}
    lines = re.findall(r"^(\w+) = ", FILE.read_text(encoding="utf-8").partition("[participation")[2], re.M)
    assert set(lines) <= used


def test_all_designs_and_figures_have_names() -> None:
    designs: tuple[Any, ...] = (*DESIGNS.values(), TrialDesign)
    for design in designs:
        assert isinstance(design.title, Words)
    assert all(caption(kind, one) for kind in get_args(FigureKind) for one in LANGUAGES)


def test_every_table_of_an_answer_has_a_title() -> None:
    calls = [
        (file.name, node)
        for file in sorted(ROOT.glob("experiments/**/*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table"
    ]
    untitled = [
        name
        for name, call in calls
        if len(call.args) < 5 and "title" not in {one.arg for one in call.keywords}
    ]
    assert len(calls) > 20
    assert untitled == ["answer_tables.py"], "cut from a table of an answer, and its title with it"
