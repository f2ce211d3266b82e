"""Links and files name a user's own files without telling where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.views.page.link import read_link, write_link
from sim.views.page.offer import PageStart
from sim.views.page.public_names import known_name, own_files, public_name
from sim.views.page.session import Session
from sim.views.page.twin import Twin
from tests.views.page.worlds import SHORT

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
