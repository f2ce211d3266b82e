"""Types of communities: their names mean nothing, what rules ask about them are settings."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sim.district import District
from sim.scenario import Scenario, load_scenario, scenario_folder
from sim.simulation import simulate
from sim.survey.instrument import interview
from tests.institutions.worlds import lived

SHARED = scenario_folder() / "places" / "shared"
MONTHS = ("calendar.burn_in=6", "calendar.horizon=10")
CENTRES = ('policies.centre.provider="by_urbanisation"', 'policies.pilots.where="by_type"')
RENAMED = {"commodity": "flats", "village": "commodity"}  # the old name of one is the new name of another


def renamed(folder: Path) -> Path:
    """The tiny place with its types under other names, and nothing else changed."""
    names = re.compile("|".join(RENAMED))
    for part in ("types_bao_an", "bodies_bao_an"):
        text = (SHARED / f"{part}.toml").read_text(encoding="utf-8")
        swapped = re.sub(r"(?<=place\.types\.)\w+", lambda m: RENAMED.get(m[0], m[0]), text)
        (folder / f"{part}.toml").write_text(swapped, encoding="utf-8")
    tiny = (scenario_folder() / "places" / "tiny.toml").read_text(encoding="utf-8")
    text = tiny.replace("shared/types", "types").replace("shared/bodies", "bodies")
    file = folder / "renamed.toml"
    file.write_text(
        re.sub(rf'(?<=type = ")({names.pattern})', lambda m: RENAMED[m[0]], text), encoding="utf-8"
    )
    return file


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, Scenario]:
    """The tiny place, and the same with its types under other names."""
    own = renamed(tmp_path_factory.mktemp("renamed"))
    tiny, other = (load_scenario(name, overrides=(*MONTHS, *CENTRES)) for name in ("tiny", str(own)))
    assert list(other.place.types)[:3] == ["commodity", "factory", "flats"]
    return tiny, other


def test_types_under_other_names_give_the_same_numbers_in_every_group(
    pair: tuple[Scenario, Scenario],
) -> None:
    one, other = (simulate(scenario) for scenario in pair)
    assert one.digest() == other.digest()
    groups = set(one.monthly().group)
    assert {"village", "commodity"} <= groups
    assert not {"factory", "mixed", "other"} & groups


def test_types_under_other_names_give_the_same_survey(pair: tuple[Scenario, Scenario]) -> None:
    one, other = (interview(lived(District(scenario), 12), 200, 1) for scenario in pair)
    assert set(one.homeowners_committee) >= {"not_applicable", "none"}
    names = one.neighbourhood_type.map(lambda name: RENAMED.get(name, name))
    assert one.assign(neighbourhood_type=names).equals(other)


def test_a_kind_of_communities_that_is_none_of_the_four_has_a_group_of_its_own() -> None:
    overrides = (*MONTHS, "place.types.village.group=other")
    run = simulate(load_scenario("tiny", overrides=overrides))
    groups = set(run.monthly().group)
    assert "other" in groups
    assert "village" not in groups


@pytest.mark.parametrize(("setting", "column"), [("homeowners", "homeowners_committee")])
def test_what_a_type_is_is_said_by_its_settings(setting: str, column: str) -> None:
    told = {}
    for value in ("true", "false"):
        scenario = load_scenario("tiny", overrides=[f"place.types.commodity.{setting}={value}"])
        answers = interview(District(scenario), 240, 1)
        told[value] = set(answers[column][answers.neighbourhood_type == "commodity"])
    assert "not_applicable" in told["false"]
    assert "not_applicable" not in told["true"]


def test_a_community_is_called_by_the_label_of_its_type() -> None:
    geography = District(load_scenario("tiny")).geography
    labels = [geography.type_of(community).label_en for community in range(2)]
    assert labels == ["Former village", "Commodity housing"]
    assert np.array(geography.groups).tolist() == ["village", "commodity"]
