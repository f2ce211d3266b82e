"""Scenarios: names, files, parts, includes and overrides, and the line that says what is wrong with them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.engine.settings import BadInput
from sim.policies.lever import declared_settings
from sim.scenario import Scenario, baseline, load_scenario, name_parts, shipped_names
from tests.scenario_files import TINY, Write

PLACES, POLICIES = shipped_names("places"), shipped_names("policies")


@pytest.mark.parametrize("place", PLACES)
def test_every_place_that_ships_loads(place: str) -> None:
    scenario = load_scenario(place)
    assert scenario.name == place
    assert scenario.place.label_en
    assert scenario.place.label_zh
    assert sum(group.count for group in scenario.place.communities) > 0


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_that_ships_loads_and_says_what_it_is(policy: str) -> None:
    scenario = load_scenario(f"tiny+{policy}")
    assert scenario.about.label_en
    assert scenario.about.label_zh
    assert scenario.about.sentence
    assert (scenario.policies == load_scenario("tiny").policies) == (policy == "status_quo")


def test_the_places_of_the_design_ship() -> None:
    one_per_type = {"commodity", "village", "factory", "mixed"}
    assert set(PLACES) >= {"urban_china_2010", "baoan_sample", "baoan", "tiny"} | one_per_type


def test_baoan_has_its_size() -> None:
    groups = load_scenario("baoan").place.communities
    assert sum(group.count * group.residents for group in groups) == pytest.approx(2_640_000, rel=0.02)


def test_what_every_scenario_is_laid_over_is_called_by_its_name_in_messages() -> None:
    assert {one.origin for one in baseline().values()} == {"baseline.toml"}


def test_later_parts_override_earlier_ones(write: Write) -> None:
    one = write("one.toml", "seed = 1\n[calendar]\nburn_in = 7")
    other = write("other.toml", "[calendar]\nburn_in = 8")
    assert load_scenario(f"tiny+{one}+{other}").calendar.burn_in == 8
    assert load_scenario(f"tiny+{other}+{one}").calendar.burn_in == 7
    assert load_scenario(f"tiny+{one}+{other}").seed == 1


def test_a_file_that_has_changed_is_read_anew_and_what_has_not_is_the_same_object(write: Write) -> None:
    before, after = (
        load_scenario("tiny+" + write("mine.toml", f"[calendar]\nburn_in = {months}")) for months in (7, 8)
    )
    assert (before.calendar.burn_in, after.calendar.burn_in) == (7, 8)
    assert before.place is after.place


def test_a_file_overrides_what_it_includes(write: Write) -> None:
    write("base.toml", f'include = ["{TINY}"]\n[calendar]\nburn_in = 7\nhorizon = 9')
    above = write("above.toml", 'include = ["base.toml"]\n[calendar]\nburn_in = 8')
    calendar = load_scenario(above).calendar
    assert (calendar.burn_in, calendar.horizon) == (8, 9)


def test_includes_are_found_beside_the_file_that_names_them(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("base.toml", f'include = ["{TINY}"]')
    above = write("above.toml", 'include = ["base.toml"]')
    monkeypatch.chdir("/")
    assert load_scenario(above).place == load_scenario("tiny").place
    assert Path(above).parent == tmp_path


def test_overrides_are_laid_over_files_in_their_order() -> None:
    overrides = ["calendar.burn_in=5", "calendar.burn_in = 6", "policies.committee.fund_decided_by=council"]
    scenario = load_scenario("tiny", overrides=overrides)
    assert scenario.calendar.burn_in == 6
    assert scenario.policies.committee.fund_decided_by == "council"


def test_a_given_seed_is_laid_over_all(write: Write) -> None:
    file = write("seed.toml", "seed = 4")
    assert load_scenario(f"tiny+{file}").seed == 4
    assert load_scenario(f"tiny+{file}", overrides=["seed=5"]).seed == 5
    assert load_scenario(f"tiny+{file}", overrides=["seed=5"], seed=6).seed == 6
    assert load_scenario("tiny").seed == 0


def same_content(write: Write) -> dict[str, Scenario]:
    """One content, given in four ways."""
    text = "[policies.tasks]\ncatalogue = 0.8\n[about]\nlabel_en = 'Another name'"
    return {
        "name": load_scenario("tiny+task_catalogue"),
        "file": load_scenario("tiny+" + write("mine.toml", text)),
        "override": load_scenario("tiny", overrides=["policies.tasks.catalogue=0.8"]),
        "status quo written out": load_scenario(
            "tiny+task_catalogue", overrides=["policies.committee.fund=0"]
        ),
    }


def test_the_digest_is_that_of_every_setting_but_name_and_labels() -> None:
    scenario = load_scenario("tiny+report_package", seed=7)
    told = json.dumps(scenario.resolved() | {"name": "", "about": {}}, sort_keys=True)
    assert scenario.digest() == hashlib.sha256(told.encode()).hexdigest()


def test_the_same_content_has_the_same_digest_however_it_is_given(write: Write) -> None:
    assert len({scenario.digest() for scenario in same_content(write).values()}) == 1


CHANGES: dict[str, Any] = {
    "seed": {"seed": 1},
    "calendar": {"overrides": ["calendar.burn_in=5"]},
    "lever": {"overrides": ["policies.tasks.catalogue=0.81"]},
    "assumption": {"overrides": ["assumptions.participation.concern=0.151"]},
    "place": {"overrides": ["place.people.male=0.541"]},
}


@pytest.mark.parametrize("change", CHANGES)
def test_other_content_has_another_digest(change: str) -> None:
    assert load_scenario("tiny", **CHANGES[change]).digest() != load_scenario("tiny").digest()


def test_scenarios_share_a_burn_in_if_only_policies_and_names_differ() -> None:
    tiny = load_scenario("tiny")
    assert tiny.same_burn_in(load_scenario("tiny+report_package"))
    assert not tiny.same_burn_in(tiny.with_seed(1))
    assert not tiny.same_burn_in(replace(tiny, calendar=replace(tiny.calendar, horizon=5)))


def test_an_own_file_includes_a_place_that_ships_by_its_name_and_its_parts_by_theirs(write: Write) -> None:
    by_name = load_scenario(write("mine.toml", 'include = ["tiny"]'))
    copied = load_scenario(write("copy.toml", TINY.read_text(encoding="utf-8")))
    assert by_name.place == copied.place == load_scenario("tiny").place


def test_the_folder_of_a_file_with_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('include = ["tiny"]\nseed = 4', encoding="utf-8-sig")
    assert load_scenario(str(file)).seed == 4


def test_a_path_may_have_a_plus_in_it_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a+b").mkdir()
    place, policy = tmp_path / "a+b" / "x+y.toml", tmp_path / "a+b" / "p.toml"
    place.write_bytes(TINY.read_bytes())
    policy.write_text("[policies.tasks]\ncatalogue = 0.5\n", encoding="utf-8")
    for name in (f"{place}+{policy}", f"{place}+task_catalogue+{policy}", f"tiny+{policy}"):
        assert load_scenario(name).policies.tasks.catalogue == 0.5
    assert name_parts(f"{place}+task_catalogue+{policy}") == [str(place), "task_catalogue", str(policy)]
    monkeypatch.chdir(place.parent)
    assert load_scenario("x+y.toml+p.toml").policies.tasks.catalogue == 0.5
    (place.parent / "tiny+task_catalogue").touch()
    assert name_parts("tiny+task_catalogue") == ["tiny", "task_catalogue"]


def test_nobody_else_takes_a_name_apart_at_its_pluses() -> None:
    root = Path(__file__).parents[1]
    files = [file for package in ("sim", "experiments") for file in sorted((root / package).rglob("*.py"))]
    apart = re.compile(r"""(split|partition)\(["']\+""")
    found = [file.name for file in files if apart.search(file.read_text(encoding="utf-8"))]
    assert found == ["scenario.py"]


def test_numpys_numbers_are_the_same_settings_as_pythons() -> None:
    plain = load_scenario("tiny", seed=3)
    for seed in (np.int64(3), np.uint8(3)):
        for made in (load_scenario("tiny", seed=seed), plain.with_seed(seed), replace(plain, seed=seed)):  # type: ignore[arg-type]
            assert type(made.seed) is int
            assert made.digest() == plain.digest()
    with pytest.raises(BadInput, match="seed: must be a whole number"):
        replace(plain, seed=np.float64(3.0))  # type: ignore[arg-type]


def test_every_setting_of_a_scenario_says_what_it_is() -> None:
    """A share of a place that has a default and no sentence was once a mutant that no test saw."""
    silent = [path for path, declared, _ in declared_settings(Scenario) if not declared.sentence]
    assert silent == []


def test_policies_laid_over_one_another_are_all_named() -> None:
    both = load_scenario("tiny+open_channels+task_catalogue").about
    assert both.label_en == "Four open channels + Task catalogue"
    assert both.label_zh == "畅通四个参与渠道 + 政府进社区事项目录"
    assert load_scenario("tiny+open_channels").about.label_en == "Four open channels"
