"""Starting the page: what cannot work is refused in one line before the server starts."""

from __future__ import annotations

import re
import socket
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from sim.engine.settings import BadInput
from sim.views import launch as launching
from sim.views.launch import NEEDED, check_packages, launch, open_port
from sim.views.page import app
from sim.views.page.offer import PageStart
from sim.views.standard import page

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def without_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may come as far as serving."""
    monkeypatch.setattr(launching, "serve", lambda how, where: pytest.fail(f"{how} served at {where}"))


def test_a_port_in_use_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=f"--port {port}: cannot listen there: Address already in use"):
            launch(PageStart(scenario="tiny"), port=port)


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_a_host_that_is_not_this_computer_is_refused(host: str) -> None:
    with pytest.raises(BadInput, match=f"--host {host}"):
        open_port(host, 0)


def test_a_scenario_that_does_not_load_is_refused() -> None:
    with pytest.raises(BadInput, match="did you mean 'tiny'"):
        launch(PageStart(scenario="tinny"), port=0)


def test_a_missing_extra_is_refused_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEEDED, "no-such-package-of-shequ", "")
    with pytest.raises(BadInput, match=r"in a clone of shequ: pip install '\.\[viz"):
        launch(PageStart(scenario="tiny"), port=0)


def test_a_version_that_shows_a_blank_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEEDED, "ipyvuetify", "3.")
    with pytest.raises(BadInput, match=f"the page needs ipyvuetify 3, not {version('ipyvuetify')}"):
        launch(PageStart(scenario="tiny"), port=0)


def test_what_is_installed_can_show_the_page() -> None:
    check_packages()


def test_the_extra_asks_for_the_versions_that_the_page_checks() -> None:
    asked = PROJECT["project"]["optional-dependencies"]["viz"]
    bounds = {re.split("[<>=]", pin)[0]: re.split("[,>]", pin)[-1] for pin in asked}
    assert bounds["solara"] == f"solara=={NEEDED['solara']}"
    assert bounds["solara-assets"] == f"solara-assets=={NEEDED['solara-assets']}"
    for name, below in (("ipyvuetify", "<2"), ("ipyvue", "<2"), ("starlette", "<1")):
        assert bounds[name] == below, name
    assert set(NEEDED) <= set(bounds)


def test_the_pages_are_where_the_launcher_looks_for_them() -> None:
    assert launching.SCENARIO_VARIABLE == page.SCENARIO_VARIABLE
    assert {False: app.__name__, True: page.__name__} == launching.APPS
    assert (Path(launching.__file__).with_name("fonts") / "ShequSansSC-Regular.woff2").is_file()


def test_the_own_page_is_served_unless_mesas_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    for name in ("put", "compile_rules", "serve"):
        monkeypatch.setattr(launching, name, lambda *_: None)
    monkeypatch.setattr(launching, "tell_solara", lambda given, _root: told.append(given["SOLARA_APP"]))
    launch(PageStart(scenario="tiny"), port=0)
    launch(PageStart(scenario="tiny"), port=0, standard=True)
    assert told == [app.__name__, page.__name__]
