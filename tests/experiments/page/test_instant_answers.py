"""The page tells at once what the emulator says, of what it has learned alone, until runs say it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from experiments.emulation.emulator_file import read_emulator
from experiments.emulation.policy_emulator import PolicyEmulator
from experiments.emulation.quick_answer import SHOWN, quick
from experiments.page import instant_answers
from experiments.page.instant_answers import at_once
from experiments.storing.versions import model_version
from sim.scenario import load_scenario
from sim.views.instant_answer import InstantAnswer
from sim.views.page.offer import PageStart
from sim.views.page.panels.instant import instant
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted
from tests.views.page.worlds import do, play

PLACE = load_scenario("baoan_sample")


@pytest.fixture(autouse=True)
def _of_this_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator as it is when somebody has written down that the model still shows the same."""
    monkeypatch.setattr(instant_answers, "emulator", lambda: as_if(model_version()))


def as_if(model: str) -> PolicyEmulator:
    """The emulator, of a version of the model."""
    emulator = read_emulator()
    versions = {**emulator.made["versions"], "model": model}
    return replace(emulator, made={**emulator.made, "versions": versions, "same_under": []})


def test_nothing_is_said_of_another_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instant_answers, "emulator", lambda: as_if("0.0.0+another"))
    assert at_once(PLACE, load_scenario("baoan_sample+report_package")) is None


def test_it_says_what_shequ_quick_says() -> None:
    told = at_once(PLACE, load_scenario("baoan_sample+report_package"))
    assert told is not None
    expected = quick("report_package").estimates
    assert [(one.outcome, one.group) for one in told.estimates] == list(SHOWN)
    for one, other in zip(told.estimates, expected, strict=True):
        assert (one.difference, one.low, one.high) == (other.difference, other.low, other.high)


@pytest.mark.parametrize(
    "overrides",
    [["calendar.horizon=12"], ["assumptions.participation.concern=0.3"], ["policies.tasks.catalogue=0.5"]],
)
def test_nothing_is_said_of_another_status_quo(overrides: list[str]) -> None:
    status_quo = load_scenario("baoan_sample", overrides=overrides)
    assert at_once(status_quo, load_scenario("baoan_sample+report_package")) is None


def test_nothing_is_said_of_levers_out_of_reach() -> None:
    assert at_once(PLACE, load_scenario("baoan_sample+gradual_2014")) is None
    assert at_once(load_scenario("tiny"), load_scenario("tiny+report_package")) is None


def page(**more: Any) -> Session:
    short = ("calendar.burn_in=2", "calendar.horizon=13")
    offer = PageStart(scenario="tiny", compare="tiny+report_package", overrides=short, **more)
    return Session(offer, Wanted())


def told(*_: object) -> InstantAnswer | None:
    return at_once(PLACE, load_scenario("baoan_sample+report_package"))


def test_the_page_shows_it_in_both_languages_and_nothing_without_an_estimator() -> None:
    session = page(estimate=told)
    english = instant(session) or {}
    do(session, "choose", name="lang", value="zh")
    chinese = instant(session) or {}
    assert [row["difference"] for row in english["rows"]] == [row["difference"] for row in chinese["rows"]]
    assert "emulator" in english["basis"]
    assert "快速估计模型" in chinese["basis"]
    assert instant(page()) is None


def test_levers_that_move_on_the_way_are_not_told_of() -> None:
    asked = []
    session = page(estimate=lambda status_quo, reform: asked.append((status_quo, reform)))
    assert instant(session) is None
    assert [one[1].policies for one in asked] == [session.twin.begun.policies]
    play(session, session.twin.policy_month + 1)
    do(session, "lever", path="policies.committee.fund", value=77.0)
    assert session.twin.changes
    assert instant(session) is None
    assert len(asked) == 1
