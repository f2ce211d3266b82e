"""A link restores what is seen, and tells names that others may see: no path of the server's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.answer.takeaway import commands
from sim.views.page.link import LONGEST, read_link, write_link
from sim.views.page.offer import PageStart
from sim.views.page.public_names import known_name, own_files, public_name
from sim.views.page.session import Session
from sim.views.page.twin import Twin
from tests.views.page.worlds import SHORT, do, english_in, opened, play


def reopened(session: Session) -> Session:
    return Session(session.offer, read_link(write_link(session)))


def test_a_link_restores_levers_changes_month_choices_and_numbers() -> None:
    session = opened()
    do(session, "world", seed=5)
    do(session, "lever", path="policies.tasks.catalogue", value=0.4)
    do(session, "lever", path="policies.committee.fund_decided_by", value="committee")
    play(session, 9)
    do(session, "lever", path="policies.residents.channel_online", value=0.15)
    play(session, 12)
    do(session, "lever", path="policies.committee.fund", value=250.0)
    play(session, 15)
    for name, value in (
        ("lang", "zh"),
        ("colour", "gate"),
        ("act", "vote"),
        ("resident", 7),
        ("group", "women"),
    ):
        do(session, "choose", name=name, value=value)
    again = reopened(session)
    play(again, again.goal)
    assert again.message is None
    assert (again.shown, again.choices) == (15, session.choices)
    assert again.twin.reform == session.twin.reform
    for which in (0, 1):
        mine, theirs = (np.array(one.twin.world(which).values) for one in (session, again))
        assert np.array_equal(mine, theirs, equal_nan=True)
    assert repr(headline_rows(again)) == repr(headline_rows(session))
    assert write_link(again) == write_link(session)


@pytest.mark.parametrize("month", [3, 9])
def test_a_link_is_as_short_whatever_way_led_to_the_same_levers(month: int) -> None:
    straight, roundabout = opened(), opened()
    for session in (straight, roundabout):
        play(session, month)
    do(roundabout, "preset", name="open_channels")
    do(roundabout, "levers_reset")
    do(roundabout, "lever", path="policies.committee.fund", value=80.0)
    do(straight, "levers_reset")
    do(straight, "lever", path="policies.committee.fund", value=80.0)
    assert write_link(roundabout) == write_link(straight)
    assert len(write_link(roundabout)) < 160
    do(roundabout, "preset", name="report_package")
    assert len(write_link(roundabout)) < 160
    again = reopened(roundabout)
    play(again, again.goal)
    assert again.policies == roundabout.policies
    assert again.twin.settings == roundabout.twin.settings


def test_the_commands_of_levers_all_back_move_no_lever() -> None:
    session = opened()
    do(session, "levers_reset")
    first, second, _ = commands(session)
    assert first == second


def test_a_link_to_another_place_needs_no_words_of_the_command_line() -> None:
    session = opened("base=village&reform=village%2Bopen_channels&seed=4")
    assert (session.twin.status_quo.name, session.twin.reform.name) == ("village", "village+open_channels")
    assert session.twin.status_quo.seed == 4


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("change=8:no_such_policy", "'no_such_policy' is not known"),
        ("change=8:", "must be policies.PATH=VALUE"),
        ("colur=gate", "did you mean 'colour'"),
        ("colour=blue", "'blue' is not known"),
        ("seed=abc", "seed: must be a whole number"),
        ("seed=" + "9" * 60, "seed: must be a whole number"),
        ("seeds=999", "start the page by `shequ view`"),
        ("seeds=two", "seeds: must be a whole number"),
        ("month=-3", "month: must be a whole number"),
        ("month=999", "month: 999 is outside"),
        ("lever=policies.tasks.catalogue", "must be policies.PATH=VALUE"),
        ("lever=policies.tasks.catalogue=2.5", "outside 0 to 1"),
        ("lever=policies.tasks.catalog=0.5", "no such lever"),
        ("lever=seed=3", "must be policies.PATH=VALUE"),
        ("change=3:policies.tasks.catalogue=0.5", "month 3 is outside"),
        ("change=x", "must be a whole number"),
        ("base=tinny", "did you mean 'tiny'"),
        ("base=/etc/passwd", "no such name"),
        ("base=../tiny.toml", "no such name"),
        ("base=baoan_sample&reform=tiny", "must share place"),
        ("lang=%3Cscript%3E", "is not known"),
        ("x" * 30_000, "too long"),
        ("=&&=%00", "not known"),
    ],
)
def test_a_bad_link_is_told_on_the_page_which_works_all_the_same(query: str, said: str) -> None:
    session = opened(query)
    assert session.message is not None
    assert said in session.message.text
    chinese = opened(f"lang=zh&{query}")
    assert chinese.message is not None
    assert len(query) > LONGEST or english_in(chinese.message.text) == []
    play(session, 7)
    assert session.shown == 7


def test_a_file_that_the_page_was_started_with_may_be_named_in_its_links(tmp_path: object) -> None:
    path = f"{tmp_path}/mine.toml"
    with open(path, "w", encoding="utf-8") as file:
        file.write("[policies.tasks]\ncatalogue = 0.25\n")
    offer = PageStart(scenario="tiny", compare=f"tiny+{path}", overrides=SHORT)
    session = Session(offer, read_link(""))
    again = Session(offer, read_link(write_link(session)))
    assert again.message is None
    assert again.twin.reform == session.twin.reform


POLICY = "[policies.tasks]\ncatalogue = 0.5\n"


@pytest.fixture
def policies(tmp_path: Path) -> list[Path]:
    """Two policy files of one name in two folders."""
    found = [tmp_path / folder / "mine+yours.toml" for folder in ("first", "second")]
    for file in found:
        file.parent.mkdir()
        file.write_text(POLICY, encoding="utf-8")
    return found


def settings(twin: Twin) -> object:
    return twin.status_quo, twin.reform


def test_a_link_to_an_own_policy_file_has_no_path_and_opens_the_same_view(
    policies: list[Path], tmp_path: Path
) -> None:
    offer = PageStart(scenario="tiny", compare=f"tiny+{policies[0]}", overrides=SHORT)
    session = Session(offer, read_link(""))
    link = write_link(session)
    assert "reform=tiny%2Bmine%2Byours.toml" in link
    assert tmp_path.name not in link
    again = Session(offer, read_link(link))
    assert again.message is None
    assert settings(again.twin) == settings(session.twin)


def test_files_of_one_name_are_told_apart_by_their_folders(policies: list[Path], tmp_path: Path) -> None:
    offer = PageStart(scenario=f"tiny+{policies[0]}", compare=f"tiny+{policies[1]}", overrides=SHORT)
    link = write_link(Session(offer, read_link("")))
    assert "base=tiny%2Bfirst%2Fmine%2Byours.toml&reform=tiny%2Bsecond%2Fmine%2Byours.toml" in link
    assert tmp_path.name not in link
    again = Session(offer, read_link(link))
    assert (again.twin.status_quo.name, again.twin.reform.name) == (offer.scenario, offer.compare)


def test_a_link_opens_no_file_that_the_page_was_not_started_with(policies: list[Path]) -> None:
    session = Session(PageStart(scenario="tiny", overrides=SHORT), read_link(f"reform=tiny%2B{policies[0]}"))
    assert session.message is not None
    assert "no such name" in session.message.text


@pytest.mark.parametrize("name", ["tiny", "tiny+report_package", "", "tiny+nowhere"])
def test_names_that_stand_for_no_file_stay(name: str) -> None:
    files = own_files(["tiny+/home/analyst/mine.toml"])
    assert files == ["/home/analyst/mine.toml"]
    assert public_name(name, files) == known_name(name, files) == name
