"""What cannot be a scenario: files, names, overrides and lists are refused in a line that says why."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

import pytest

from sim.engine.settings import BadInput
from sim.population.place import CommunityType, Housing
from sim.scenario import MAXIMUM_SEED, load_scenario
from tests.scenario_files import TINY, Write

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
