"""What is taken away leads back to the same numbers."""

from __future__ import annotations

import csv
import io
import json
import math
import shlex
from pathlib import Path

import numpy as np
import pytest

from experiments.cli import main
from sim.engine.version import shequ_version
from sim.policies import levers
from sim.scenario import load_scenario
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.answer.takeaway import BOM, commands, pack
from sim.views.page.link import LONGEST
from sim.views.page.panels import curves, maps, top
from sim.views.page.session import Session
from sim.views.page.twin import KEYS
from sim.views.page.words import say
from sim.views.setting_paths import lever_settings
from sim.wording.labels import Language, label
from tests.views.page.worlds import do, opened, play


@pytest.fixture(scope="module")
def session() -> Session:
    session = opened()
    do(session, "world", seed=2)
    do(session, "lever", path="policies.tasks.catalogue", value=0.37)
    play(session, 16)
    return session


def text_of(session: Session, what: str) -> str:
    return pack(session, what).content.decode("utf-8")


def rows_of(text: str) -> list[list[str]]:
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text[1:])))


def test_the_policy_file_loads_to_the_same_levers(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text_of(session, "toml"), encoding="utf-8")
    assert load_scenario(f"tiny+{path}").policies == session.twin.reform.policies


def test_the_policy_file_can_be_opened_on_the_page(session: Session) -> None:
    other = opened()
    do(other, "policy_file", name="mine.toml", text=text_of(session, "toml"))
    assert other.message is None
    assert other.twin.reform.policies == session.twin.reform.policies


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_of_months_has_every_number_and_a_mark_for_excel(session: Session, lang: Language) -> None:
    do(session, "choose", name="lang", value=lang)
    head, *rows = rows_of(text_of(session, "csv"))
    assert head[0] == ("month" if lang == "en" else "月")
    worlds = [np.array(session.twin.world(which).values) for which in (0, 1)]
    known = sum(not (math.isnan(a) and math.isnan(b)) for a, b in zip(*(w.flat for w in worlds), strict=True))
    assert len(rows) == known
    for row in rows[:: len(rows) // 50]:
        column = KEYS.index((row[1], row[2]))
        for text, world in zip(row[6:8], worlds, strict=True):
            value = world[int(row[0]) - 1, column]
            assert (text == "") if math.isnan(value) else (float(text) == value)


def test_the_headline_table_is_in_full_precision(session: Session) -> None:
    _, *rows = rows_of(text_of(session, "table"))
    for row, shown in zip(rows, headline_rows(session), strict=True):
        assert row[0] == shown.outcome
        for cell, value in zip(row[5:], (shown.status_quo, shown.reform, shown.difference), strict=False):
            assert (cell == "") if math.isnan(value) else (float(cell) == value)


def run_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> object:
    assert words[0] == "shequ"
    assert main(words[1:] if "--json" in words else [*words[1:], "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_commands_that_are_shown_give_the_numbers_that_are_shown(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    *single, view = (shlex.split(command) for command in commands(session))
    assert len(single) == 2
    rows = headline_rows(session)
    for words, world in zip(single, ("status_quo", "reform"), strict=True):
        told = run_json(words, capsys)
        assert isinstance(told, dict)
        found = {(one["outcome"], one["group"]): one["value"] for one in told["headline"]}
        for row in rows:
            value = getattr(row, world)
            assert math.isnan(value) or found[row.outcome, row.group] == value
    shown = run_json(view, capsys)
    assert isinstance(shown, dict)
    assert [one["difference"] for one in shown["rows"]] == [known(row.difference) for row in rows]


def known(value: float) -> float | None:
    return None if math.isnan(value) else value


def test_a_view_with_levers_moved_on_the_way_is_given_by_its_own_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = opened()
    play(session, 9)
    do(session, "lever", path="policies.tasks.catalogue", value=0.1)
    play(session, 16)
    (command,) = commands(session)
    shown = run_json(shlex.split(command), capsys)
    assert isinstance(shown, dict)
    assert [one["reform"] for one in shown["rows"]] == [known(row.reform) for row in headline_rows(session)]


def test_what_neither_link_nor_command_can_hold_is_said() -> None:
    session = opened()
    play(session, 7)
    assert top.take(session)["note"] == ""
    for month in range(8, 16):
        for k, (path, one) in enumerate(levers().items()):
            value = lever_settings(session.policies)[path]
            if one.high is not None and isinstance(value, float):
                do(session, "lever", path=path, value=one.high / (month + k + 0.123456))
        play(session, month)
    told = top.take(session)
    assert len(told["link"]) > LONGEST
    assert told["note"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", ["csv", "table"])
def test_every_table_names_its_columns_once_and_says_of_what_and_by_what_it_is(
    session: Session, lang: Language, what: str
) -> None:
    do(session, "choose", name="lang", value=lang)
    head, *rows = rows_of(text_of(session, what))
    assert len({name.casefold() for name in head}) == len(head)
    at = {
        name: head.index(say(lang, f"column.{name}")) for name in ("title", "status_quo", "reform", "seeds")
    }
    for row in rows:
        assert label(session.twin.status_quo.place, lang) in row[at["title"]]
        assert row[at["status_quo"]] == "tiny"
        assert row[at["reform"]] == "tiny+report_package" + say(lang, "about.moved", count=1)
        assert row[at["seeds"]] == say(lang, "about.seed", seed=2)
        assert row[head.index(say(lang, "column.source"))].startswith(
            "Source: shequ " if lang == "en" else "来源：shequ "
        )


def test_units_and_names_are_in_the_language_of_the_page(session: Session) -> None:
    do(session, "choose", name="lang", value="zh")
    head, *rows = rows_of(text_of(session, "csv"))
    words = {cell for row in rows for cell in (*row[3:6], *row[9:])}
    unit = head.index("单位")
    assert {row[unit] for row in rows if row[1] == "breadth"} == {"比例（占成年人）"}
    letters = {word for word in words if not any("\u4e00" <= letter <= "\u9fff" for letter in word)}
    assert letters <= {"tiny", "0-1"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pictures_say_what_they_are_of(session: Session, lang: Language) -> None:
    do(session, "choose", name="lang", value=lang)
    for told in (curves.curves(session)["about"], maps.maps(session)["about"]):
        place = label(session.twin.status_quo.place, lang)
        assert told["title"].endswith(place)
        first, seed, origin = told["lines"]
        assert "tiny+report_package" in first
        assert seed == say(lang, "about.seed", seed=2)
        assert shequ_version() in origin
