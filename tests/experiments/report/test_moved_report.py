"""The part of a comparison's report about the residents whom the reform moved."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from experiments.answering.answer import Answer, words
from experiments.asking.question_file import Asked
from experiments.cli import main
from experiments.comparing.compare_scenarios import compare, comparison
from experiments.figures.drawing import Rendered
from experiments.report.moved_residents import find, moved_block
from experiments.residents.who_text import longest_chains
from experiments.running.options import SERIAL
from sim.explain.moved import KINDS, Movement
from sim.wording.labels import LANGUAGES, Language
from tests.experiments import fakes
from tests.experiments.small_questions import small_question

SHORT = ("calendar.burn_in=12", "calendar.horizon=24")
ASKED = comparison("moved", ["tiny", "tiny+report_package"], seeds=2, overrides=SHORT)


def told(asked: Asked) -> Answer:
    """An answer that has nothing but the two worlds, if they are two."""
    return Answer(words("", ""), (), (), (), asked.arms if len(asked.arms) == 2 else ())


@pytest.fixture(scope="module")
def movement() -> Movement:
    """Whom the whole package moved in the tiny place."""
    found = find(told(ASKED), ASKED)
    assert found is not None
    assert found.residents
    return found


def cells(row: str) -> list[str]:
    """Text of the cells of a row of a table."""
    return re.findall(r"<td[^>]*>(.*?)</td>", row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_and_ways_are_those_of_the_movement(movement: Movement, language: Language) -> None:
    page = moved_block(movement, ASKED, language).content
    groups, acts, ways = re.findall("<table>.*?</table>", page, re.S)
    everybody = next(cells(row) for row in groups.split("<tr>") if cells(row))
    counted = [f"{movement.adults['all']:,}", *(f"{movement.count('all')[kind]:,}" for kind in KINDS)]
    assert everybody[1:] == counted
    gained = sum(int(cells(row)[1].replace(",", "")) for row in acts.split("<tr>") if cells(row))
    steps = [step for one in movement.residents for step in one.steps]
    assert gained == sum(step.change == "gained" for step in steps)
    told = sum(int(cells(row)[4].replace(",", "")) for row in ways.split("<tr>") if cells(row))
    assert 0 < told <= len(steps)


def test_residents_are_listed_by_number_with_slots_and_answers(movement: Movement) -> None:
    page = moved_block(movement, ASKED, "en").content
    listed = re.findall("<li>(.*?)</li>", page, re.S)
    shown = longest_chains(movement, 30)
    assert [int(re.findall(r"resident (\d+)", one)[0]) for one in listed] == [one.resident for one in shown]
    assert any("places, otherwise" in one for one in listed)
    assert all("in the other world: " in one for one in listed)


def test_the_longest_chains_come_first(movement: Movement) -> None:
    shown = longest_chains(movement, len(movement.residents))
    lengths = [max(len(movement.chain(one, step)) for step in one.steps) for one in shown]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1, "somebody was told by a resident whom the reform had moved"


def test_the_command_of_the_section_finds_the_same_residents(
    movement: Movement, capsys: pytest.CaptureFixture[str]
) -> None:
    page = moved_block(movement, ASKED, "en").content
    [typed] = re.findall("<pre>(.*?)</pre>", page)
    program, *words = shlex.split(typed)
    assert program == "shequ"
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["resident"] for one in told["residents"]] == [one.resident for one in movement.residents]


def test_a_report_of_two_worlds_says_whom_the_reform_moved(
    tmp_path: Path, with_pictures: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.report.asked.draw", lambda *_: Rendered())
    two = compare(
        small_question(2, "open_channels"), tmp_path / "two", options=SERIAL, simulate=fakes.fake_forked
    )
    page = (two.folder / "report.html").read_text(encoding="utf-8")
    assert "Whom the reform moved" in page
    assert "改革改变了谁" in page


def test_three_worlds_or_a_very_large_place_have_no_such_part(monkeypatch: pytest.MonkeyPatch) -> None:
    three = small_question(2)
    assert find(told(three), three) is None
    monkeypatch.setattr("experiments.report.moved_residents.LARGEST", 10)
    assert find(told(ASKED), ASKED) is None
