"""Scenarios: names, files, parts, includes and overrides, and the line that says what is wrong with them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.engine.settings import BadInput
from sim.policies.lever import declared_settings
from sim.population.place import CommunityType, Housing
from sim.scenario import MAXIMUM_SEED, Scenario, load_scenario, name_parts, scenario_folder, shipped_names

PLACES, POLICIES = shipped_names("places"), shipped_names("policies")
TINY = scenario_folder() / "places" / "tiny.toml"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and give its path."""

    def write_file(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write_file


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


GROUPS = '[[place.communities]]\ntype = "village"\ncount = 1\nresidents = 120\n'
MANY = '[[place.communities]]\ntype = "village"\ncount = 300\nresidents = 99999\n'

# What a file beside the tiny place says, and a part of the message.
REFUSED = {
    "an unknown key": ("[calendar]\nburnin = 5", "calendar.burnin: unknown key; did you mean 'burn_in'?"),
    "an unknown lever": (
        "[policies.tasks]\ncatalog = 0.5",
        "policies.tasks.catalog: unknown key; did you mean 'catalogue'?",
    ),
    "an unknown table": ("polices.tasks.catalogue = 0.5", "polices: unknown key; did you mean 'policies'?"),
    "an empty unknown table": ("[polices]", "polices: unknown key; did you mean 'policies'?"),
    "a lever out of range": (
        "[policies.tasks]\ncatalogue = 1.5",
        "policies.tasks.catalogue: 1.5 is outside 0 to 1 (share of task items)",
    ),
    "a word that is no choice": (
        '[policies.committee]\nfund_decided_by = "counsel"',
        "'counsel' is not one of committee, council; did you mean 'council'?",
    ),
    "a seed below 0": ("seed = -1", "seed: -1 is outside 0 to"),
    "a seed of more than 63 bits": (f"seed = {2**63}", "is outside 0 to"),
    "no months": ("[calendar]\nhorizon = 0", "calendar.horizon: 0 is outside 1 to 1200 (months)"),
    "no communities": ("place.communities = []", "at least one group of communities is needed"),
    "a community of an unknown type": (
        GROUPS.replace("village", "vilage"),
        "place.communities[0].type: unknown type 'vilage'; did you mean 'village'?",
    ),
    "a part of a list": (
        "place.communities.residents = 50",
        "place.communities: must be a list of tables ([[place.communities]])",
    ),
    "too many communities": (GROUPS.replace("count = 1", "count = 5000"), "5000 are more than 4095"),
    "too many residents": (MANY, "place.communities: more than 20000000 residents in all"),
    "a list too short": (
        "place.people.owner_by_age = [0.1]",
        "place.people.owner_by_age: needs 6 numbers, not 1",
    ),
    "shares that do not add up": (
        "place.people.years_locals = [0.5, 0.1, 0.1, 0.1, 0.1, 0.3]",
        "place.people.years_locals: numbers must add up to 1, not 1.2",
    ),
    "an include that is no name": ("include = 3", "include: must be a name or a list of names of files"),
    "an include of nothing": ('include = ["nowhere.toml"]', "include: 'nowhere.toml' is no file in "),
    "an include of a misspelt name": ('include = ["tinny"]', "did you mean 'tiny'?"),
    "no TOML": ("[calendar", "not valid TOML"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_one_line_by_name(kind: str, write: Write) -> None:
    text, message = REFUSED[kind]
    file = write("bad.toml", text)
    with pytest.raises(BadInput) as refusal:
        load_scenario(f"tiny+{file}")
    assert message in str(refusal.value)
    assert "bad.toml" in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


NAMES = {
    "tinny": "scenario 'tinny': no such name; did you mean 'tiny'?",
    "tiny+": "scenario '': no such name; known: ",
    "open_channels": "scenario 'open_channels': has no place; write PLACE+open_channels, PLACE one of: ",
    "nowhere/x.toml": "nowhere/x.toml: no such file",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_none_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        load_scenario(name)
    assert str(refusal.value).startswith(NAMES[name])


OVERRIDES: dict[str, str | None] = {
    "calendar.burn_in": "--set 'calendar.burn_in': must be PATH=VALUE",
    "=5": "--set '=5': must be PATH=VALUE",
    "calendar.burnin=5": "--set: calendar.burnin: unknown key; did you mean 'burn_in'?",
    "calendar.burn_in=five": "--set: calendar.burn_in: must be a whole number, not 'five'",
    "calendar.burn_in=5\nseed=3": "--set 'calendar.burn_in=5\\nseed=3': must be one PATH=VALUE",
    "place.communities.residents=50": "--set: place.communities: must be a list of tables",
    "policies.tasks={}": None,
}


@pytest.mark.parametrize("text", OVERRIDES)
def test_an_override_that_cannot_be_used_is_refused(text: str) -> None:
    if OVERRIDES[text] is None:
        assert load_scenario("tiny", overrides=[text]).digest() == load_scenario("tiny").digest()
        return
    with pytest.raises(BadInput) as refusal:
        load_scenario("tiny", overrides=[text])
    assert str(refusal.value).startswith(str(OVERRIDES[text]))


def test_files_that_include_each_other_are_refused(write: Write) -> None:
    write("hen.toml", 'include = ["egg.toml"]')
    egg = write("egg.toml", 'include = ["hen.toml"]')
    with pytest.raises(BadInput, match=r"egg\.toml: include: goes round in a circle"):
        load_scenario(f"tiny+{egg}")


@pytest.mark.parametrize("seed", [-1, MAXIMUM_SEED + 1])
def test_a_scenario_takes_no_seed_out_of_range(seed: int) -> None:
    with pytest.raises(BadInput, match=f"seed: {seed} is outside 0 to {MAXIMUM_SEED}"):
        load_scenario("tiny").with_seed(seed)


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


def numbers_lists(settings: Any, prefix: str = "") -> dict[str, Any]:
    """Every list of numbers under a dataclass, by dotted path, with its declaration."""
    found: dict[str, Any] = {}
    for item in fields(settings):
        value, path = getattr(settings, item.name), prefix + item.name
        if is_dataclass(value):
            found |= numbers_lists(value, f"{path}.")
        elif isinstance(value, dict):
            for name, one in value.items():
                found |= numbers_lists(one, f"{path}.{name}.")
        elif isinstance(value, tuple) and not any(map(is_dataclass, value)):
            found[path] = item.metadata["setting"]
    return found


LISTS = numbers_lists(load_scenario("tiny"))


def test_every_list_declares_its_length_and_range() -> None:
    assert len(LISTS) > 20
    for path, declared in LISTS.items():
        assert declared.shape is not None, path
        assert declared.low == 0.0, path
        assert 1 <= declared.shape.least <= declared.shape.most <= 36, path


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("numbers", [[], [0.5] * 100, [0.4, 0.0], [float("nan")] * 6, [0.9, -0.1, 0.2]])
def test_a_list_of_another_shape_is_refused_by_name(path: str, numbers: list[float]) -> None:
    with pytest.raises(BadInput) as refusal:
        load_scenario("tiny", overrides=[f"{path}={numbers}"])
    assert str(refusal.value).startswith(f"--set: {path}")


IMPOSSIBLE = {
    "employed_men": "place.people.employed_men=[0.5, 0.5, 0.5]",
    "hometowns of nobody": "place.people.hometowns=[]",
    "hometowns of more than all": "place.people.hometowns=[0.7, 0.7]",
    "100 hometowns": f"place.people.hometowns={[0.01] * 100}",
    "falling quantiles": "place.types.village.housing.migrant_quantiles=[0.9,0.8,0.7,0.6,0.5,0.4,0.3,0.2]",
    "no contacts": "assumptions.network.contacts=[0, 0, 0, 0, 0, 0]",
    "seven bins of contacts": "assumptions.network.contacts=[0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]",
    "a level of education for nobody": f"place.people.education_by_age={[0.0] * 6 + [0.2] * 30}",
}


@pytest.mark.parametrize("kind", IMPOSSIBLE)
def test_lists_that_ran_to_wrong_numbers_or_without_end_are_refused(kind: str) -> None:
    with pytest.raises(BadInput, match=IMPOSSIBLE[kind].partition("=")[0]):
        load_scenario("tiny", overrides=[IMPOSSIBLE[kind]])


def test_no_scenario_can_be_made_that_cannot_be_run() -> None:
    tiny = load_scenario("tiny")
    people = replace(tiny.place.people, employed_men=(0.5, 0.5, 0.5))
    with pytest.raises(BadInput, match=r"^tiny: place\.people\.employed_men: needs 6 numbers, not 3"):
        replace(tiny, place=replace(tiny.place, people=people))
    with pytest.raises(BadInput, match="unknown type 'village'"):
        replace(tiny, place=replace(tiny.place, types={}))


def test_an_own_file_includes_a_place_that_ships_by_its_name_and_its_parts_by_theirs(write: Write) -> None:
    by_name = load_scenario(write("mine.toml", 'include = ["tiny"]'))
    copied = load_scenario(write("copy.toml", TINY.read_text(encoding="utf-8")))
    assert by_name.place == copied.place == load_scenario("tiny").place


def test_all_that_a_new_type_of_community_lacks_is_named_at_once(write: Write) -> None:
    file = write("new.toml", 'place.types.flats.label_en = "Flats"\nplace.types.flats.housing.children = 0.2')
    with pytest.raises(BadInput) as refusal:
        load_scenario(f"tiny+{file}")
    required = [
        item.name
        for schema in (CommunityType, Housing)
        for item in fields(schema)
        if item.default is item.default_factory is MISSING and item.name not in ("label_en", "children")
    ]
    assert [name for name in required if name not in str(refusal.value)] == []


def test_a_missing_text_says_that_it_is_one_and_names_the_file_that_lacks_it(write: Write) -> None:
    own = TINY.read_text(encoding="utf-8").replace('label_zh = "微型"', "")
    with pytest.raises(
        BadInput, match=r"mine\.toml: place\.label_zh: missing; give a text \(name in Chinese\)$"
    ):
        load_scenario(write("mine.toml", own))


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
