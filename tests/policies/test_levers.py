"""Levers: each is declared whole, chooses rules, money or hours, and stands at the status quo unless set."""

from __future__ import annotations

import math
import re
from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from sim.outcomes.register import OUTCOMES
from sim.policies import Lever, Policies, levers
from sim.scenario import load_scenario

LEVERS = levers()
DEFAULTS = Policies()
CHINESE = re.compile("[\u4e00-\u9fff]")

# Clauses of the mission with a lever of their own.
SECTIONS = {"S1": 3, "S2": 5, "S3": 4, "S4": 4, "S5": 5}
CLAUSES = {f"{section}.{number + 1}" for section, count in SECTIONS.items() for number in range(count)} | {
    "D4"
}
# What a district can choose has a unit of rules, money, hours, contacts or information; none of behaviour.
FORBIDDEN = [
    "probability",
    "chance",
    "propensity",
    "trust",
    "turnout",
    "participation",
    "efficacy",
    "outcome",
    "log-odds",
]


def every_lever(check: str) -> pytest.MarkDecorator:
    """Run a check for each lever."""
    return pytest.mark.parametrize(check, LEVERS)


def default_of(path: str) -> Any:
    """What the dataclasses say when no file says anything."""
    value: Any = DEFAULTS
    for part in path.split(".")[1:]:
        value = getattr(value, part)
    return value


def admits(lever: Lever, value: Any) -> bool:
    """Whether a lever can be set to this value."""
    if lever.choices:
        return value in lever.choices
    assert lever.low is not None
    assert lever.high is not None
    return isinstance(value, int | float) and math.isfinite(value) and lever.low <= value <= lever.high


def test_there_are_levers_for_the_first_clauses() -> None:
    assert {lever.clause for lever in LEVERS.values()} >= {"S1.1", "S1.2", "S2.4", "S3.3", "S5.2"}


def test_every_setting_of_a_policy_is_a_lever() -> None:
    declared = {
        f"policies.{section.name}.{item.name}"
        for section in fields(Policies)
        for item in fields(get_type_hints(Policies)[section.name])
    }
    assert set(LEVERS) == declared


@every_lever("path")
def test_a_lever_says_what_it_is_in_both_languages(path: str) -> None:
    lever = LEVERS[path]
    assert lever.label_en
    assert not CHINESE.search(lever.label_en)
    assert CHINESE.search(lever.label_zh)
    assert lever.sentence.endswith(".")
    assert lever.unit
    assert lever.source
    assert lever.source != "assumed"


@every_lever("path")
def test_a_lever_names_its_clause_of_the_mission(path: str) -> None:
    assert LEVERS[path].clause in CLAUSES
    assert LEVERS[path].source.startswith(LEVERS[path].clause)


@every_lever("path")
def test_a_lever_can_stand_at_the_status_quo_and_at_the_recommendation(path: str) -> None:
    lever = LEVERS[path]
    assert admits(lever, lever.status_quo)
    assert admits(lever, lever.recommended)


PILOTS = "policies.pilots."  # how a reform comes, not what it is


@every_lever("path")
def test_a_lever_stands_at_the_status_quo_unless_set(path: str) -> None:
    assert default_of(path) == LEVERS[path].status_quo


@every_lever("path")
def test_a_lever_has_room_to_move(path: str) -> None:
    lever = LEVERS[path]
    if lever.choices:
        assert len(lever.choices) > 1
    else:
        assert lever.low is not None
        assert lever.high is not None
        assert lever.low < lever.high


@every_lever("path")
def test_a_lever_should_move_an_outcome_that_is_measured(path: str) -> None:
    assert LEVERS[path].proximal_outcome in OUTCOMES
    assert LEVERS[path].expected in ("+", "-")


@every_lever("path")
def test_no_lever_is_a_probability_or_an_outcome(path: str) -> None:
    lever = LEVERS[path]
    assert path.removeprefix("policies.") not in OUTCOMES
    told = f"{path} {lever.label_en} {lever.unit}".lower()
    assert [word for word in FORBIDDEN if word in told] == []


@every_lever("path")
def test_a_lever_has_one_path_in_scenarios_and_overrides(path: str) -> None:
    lever = LEVERS[path]
    value = f'"{lever.recommended}"' if lever.choices else lever.recommended
    found: Any = load_scenario("tiny", overrides=[f"{path}={value}"])
    for part in path.split("."):
        found = getattr(found, part)
    assert found == lever.recommended


def test_the_package_sets_every_lever_to_its_recommendation_everywhere_at_once() -> None:
    package = load_scenario("tiny+report_package").policies
    found: dict[str, Any] = {}
    for path in LEVERS:
        _, section, name = path.split(".")
        found[path] = getattr(getattr(package, section), name)
    at_once = {path: lever.status_quo for path, lever in LEVERS.items() if path.startswith(PILOTS)}
    assert found == {path: lever.recommended for path, lever in LEVERS.items()} | at_once
