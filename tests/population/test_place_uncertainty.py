"""Uncertainty about a place: each moves its own settings in all types, and the outcome can be simulated."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from sim import District, load_scenario
from sim.engine.settings import check_all, flatten
from sim.population.place import Place
from sim.population.place_uncertainty import PlaceUncertainty, as_believed, as_tilt, in_odds
from sim.priors import drawn, priors, with_assumptions

MOVED = {item.name: item for item in fields(PlaceUncertainty)}
ASSUMED = "assumptions.population.place."


def place(name: str = "tiny") -> Place:
    """A place that ships."""
    return load_scenario(name).place


def changed(before: Place, after: Place) -> set[str]:
    """Last words of the settings that differ."""
    one, other = (flatten(asdict(each), "place") for each in (before, after))
    return {path.split(".")[-1] for path in one if one[path].value != other[path].value}


def test_as_believed_by_default_the_place_is_what_its_file_says() -> None:
    here = place()
    assert as_believed(here, PlaceUncertainty()) is here


@pytest.mark.parametrize("name", MOVED)
def test_each_uncertainty_moves_its_own_settings_and_no_other(name: str) -> None:
    here, item = place("baoan_sample"), MOVED[name]
    target, known = item.metadata["target"], item.metadata["setting"].evidence
    for end in (known.low, known.high):
        believed: dict[str, Any] = {name: end}
        moved = as_believed(here, PlaceUncertainty(**believed))
        check_all(moved, "place")
        assert changed(here, moved) <= set(target.names)
        assert changed(here, moved)


@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("name", ["baoan_sample", "urban_china_2010"])
def test_a_place_under_all_uncertainties_at_once_can_be_built(name: str, part: float) -> None:
    scenario = load_scenario(name)
    mine = [path for path in priors(scenario) if path.startswith(ASSUMED)]
    world = with_assumptions(scenario, drawn(dict.fromkeys(mine, part), scenario))
    believed = as_believed(world.place, world.assumptions.population.place)
    check_all(believed, "place")
    replace(world, place=believed)


def test_a_district_is_founded_in_the_place_as_believed() -> None:
    usual, more = (
        District(load_scenario("tiny", overrides=[f"{ASSUMED}staff={factor}"]), views=False)
        for factor in (1.0, 1.5)
    )
    staff = [one.place.types["village"].bodies.committee_staff for one in (usual, more)]
    assert staff[1] == pytest.approx(1.5 * staff[0])
    assert more.scenario.place == usual.scenario.place


def test_log_odds_leave_none_and_all_alone_and_tilts_keep_the_sum() -> None:
    assert in_odds((0.0, 0.5, 1.0), 1.0) == pytest.approx((0.0, 0.731058578, 1.0))
    leaning = as_tilt((0.25, 0.25, 0.5), 1.0)
    assert sum(leaning) == pytest.approx(1.0)
    assert leaning[2] / leaning[0] == pytest.approx(2.0 * 2.718281828)
