"""The page in this process: it renders, steps, recolours, resets. Broken Vue files show only in a browser."""

from __future__ import annotations

import gc
import importlib
import json
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import solara
from mesa.visualization import solara_viz

from sim.policies import levers
from sim.scenario import load_scenario
from sim.views.standard import page
from sim.views.standard.mesa_world import PageDistrict
from sim.vocabulary import Rung

Rendered = Any

vuetify: Any = importlib.import_module("ipyvuetify")  # its types leave most out


@solara.component
def Whole() -> None:
    """The page in the frame that solara's server gives it, without which the side bar is not drawn."""
    with solara.AppLayout():
        page.Page()


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rendered]:
    monkeypatch.setenv(page.SCENARIO_VARIABLE, "tiny+report_package")
    _, context = solara.render(Whole(), handle_error=False)
    yield context
    context.close()


def click(rendered: Rendered, label: str) -> None:
    buttons = rendered.find(vuetify.Btn).widgets
    next(one for one in buttons if list(one.children) == [label]).click()


def widget(rendered: Rendered, trait: str) -> Any:
    """The widget of our own that has a trait of this name."""
    ours = rendered.find(vuetify.Html, class_="shequ-page").find(vuetify.VuetifyTemplate)
    return next(one for one in ours.widgets if one.has_trait(trait))


def stepped_worlds(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[PageDistrict]]:
    """A list that grows by the world of each step from now on."""
    worlds: list[weakref.ref[PageDistrict]] = []
    step = PageDistrict.step

    def watched(self: PageDistrict) -> None:
        worlds.append(weakref.ref(self))
        step(self)

    monkeypatch.setattr(PageDistrict, "step", watched)
    return worlds


def painting(rendered: Rendered) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(widget(rendered, "painting").painting)
    return told


def months(rendered: Rendered) -> int:
    return len(json.loads(widget(rendered, "values").values)[0])


def test_the_page_steps_recolours_and_resets(rendered: Rendered) -> None:
    assert len(painting(rendered)["codes"]) == 240
    assert months(rendered) == 0
    before = painting(rendered)["legend"]
    click(rendered, "Step")
    click(rendered, "Step")
    assert months(rendered) == 2
    assert painting(rendered)["legend"] != before
    rendered.find(vuetify.BtnToggle).widget.v_model = 2
    assert len(painting(rendered)["legend"]) == len(Rung) + 1
    click(rendered, "Reset")
    assert months(rendered) == 0


def test_every_lever_has_its_control(rendered: Rendered) -> None:
    sliders = rendered.find(vuetify.Slider).widgets + rendered.find(vuetify.Select).widgets
    labels = " ".join(str(one.label) for one in sliders)
    assert [path for path, lever in levers().items() if lever.label_zh not in labels] == []


def test_a_slider_changes_the_world_at_reset(rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = stepped_worlds(monkeypatch)
    label = levers()["policies.committee.fund"].label_en
    slider = next(one for one in rendered.find(vuetify.Slider).widgets if label in str(one.label))
    slider.v_model = 250.0
    for button in ("Step", "Reset", "Step"):
        click(rendered, button)
    world = worlds[-1]()
    assert world is not None
    package = load_scenario("tiny+report_package").policies
    assert world.scenario.policies == replace(package, committee=replace(package.committee, fund=250.0))


def test_worlds_that_were_reset_leave_the_memory(rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = stepped_worlds(monkeypatch)
    for button in ("Step", "Reset") * 6:
        click(rendered, button)
    gc.collect()
    assert sum(world() is not None for world in worlds) <= 2


def test_two_visitors_have_two_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(page.SCENARIO_VARIABLE, "tiny")
    visitors = [solara.render(Whole(), handle_error=False)[1] for _ in range(2)]
    click(visitors[0], "Step")
    assert [months(one) for one in visitors] == [1, 0]
    for one in visitors:
        one.close()


def test_the_command_console_is_not_on_the_page(rendered: Rendered) -> None:
    cards = str([one.children for one in rendered.find(vuetify.CardTitle).widgets])
    assert "Controls" in cards
    assert "Console" not in cards
    assert hasattr(solara_viz, "CommandConsole")
