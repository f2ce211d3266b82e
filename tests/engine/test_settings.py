"""Settings: what a file may say, and the line with file, key, allowed values and nearest spelling if not."""

from __future__ import annotations

import gc
import itertools
from dataclasses import replace

import pytest

from sim.engine.settings import BadInput, Setting, build, check_all, exactly, flatten, nearest
from sim.engine.settings.per_object import PerObject
from tests.engine.garden import Bed, Garden, Water, garden

# What a file says, and the whole message.
REFUSED = {
    "an unknown key": ("area = 5\narae = 6", "arae: unknown key; did you mean 'area'?"),
    "an unknown key like no other": (
        "area = 5\nxyz = 6",
        "xyz: unknown key; known: name, fenced, area, water, gates, sheds, beds",
    ),
    "an unknown key in a table": (
        "area = 5\nwater.barels = 1",
        "water.barels: unknown key; did you mean 'barrels'?",
    ),
    "an unknown key in a named table": (
        "area = 5\nsheds.old.barrel = 1",
        "sheds.old.barrel: unknown key; did you mean 'barrels'?",
    ),
    "an unknown key in a list": (
        "area = 5\nbeds = [{crop = 'beans', meters = 2.0}]",
        "beds[0].meters: unknown key; did you mean 'metres'?",
    ),
    "an unknown empty table": ("area = 5\n[watr]", "watr: unknown key; did you mean 'water'?"),
    "a key of two lines": (
        'area = 5\n"a\\nb" = 6',
        "a b: unknown key; known: name, fenced, area, water, gates, sheds, beds",
    ),
    "a missing number": ("name = 'x'", "area: missing; give 1 to 1e+06 (m2)"),
    "a missing text": (
        "area = 5\ngates.in.key = 1",
        "gates.in.label: missing; give a text (what stands on it)",
    ),
    "several missing ones, all at once": (
        "gates.in.bolts = 1\nbeds = [{}]",
        "4 settings are missing: area; [gates.in] label, key; [beds[0]] crop",
    ),
    "a full-width number": (
        "area = '５'",
        "area: must be a number, not '５' ('５' is not the sign '5': type that one); "
        "allowed: 1 to 1e+06 (m2)",
    ),
    "a list too short": (
        "area = 5\nwater.rains = [0.5]",
        "water.rains: needs 4 numbers in 2 equal parts that add up to 1 each, not 1",
    ),
    "a list too long": (
        "area = 5\nwater.rains = [0.5, 0.5, 0.5, 0.5, 0.5]",
        "water.rains: needs 4 numbers in 2 equal parts that add up to 1 each, not 5",
    ),
    "parts of a list that do not add up": (
        "area = 5\nwater.rains = [0.5, 0.5, 0.9, 0.3]",
        "water.rains: part 2: numbers must add up to 1, not 1.2",
    ),
    "a list of zeros": (
        "area = 5\nwater.rains = [0, 0, 0, 0]",
        "water.rains: part 1: numbers must add up to 1, not 0",
    ),
    "an empty list": (
        "area = 5\nwater.levels = []",
        "water.levels: needs 1 to 3 numbers, none smaller than the one before, not 0",
    ),
    "a falling list": (
        "area = 5\nwater.levels = [1, 0]",
        "water.levels: needs 1 to 3 numbers, none smaller than the one before",
    ),
    "a number of 5,000 digits": ("area = 0x" + "f" * 4200, "area: the number is too large"),
    "one of them for a text": (
        "area = 5\nname = 0x" + "f" * 4200,
        "name: must be a text, not a number of 5058 digits",
    ),
    "a table in 100 others": (
        "area = 5\nname." + "a." * 100 + "b = 1",
        "'name.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.': tables within tables, more than 16 deep",
    ),
    "a missing choice": ("area = 5\nbeds = [{}]", "beds[0].crop: missing; give one of beans, maize, squash"),
    "a text for a number": ("area = 'big'", "area: must be a number, not 'big'; allowed: 1 to 1e+06 (m2)"),
    "true for a number": ("area = true", "area: must be a number, not True; allowed: 1 to 1e+06 (m2)"),
    "a date for a number": (
        "area = 2014-01-01",
        "area: must be a number, not datetime.date(2014, 1, 1); allowed: 1 to 1e+06 (m2)",
    ),
    "a broken number for a whole one": (
        "area = 5\nwater.barrels = 1.5",
        "water.barrels: must be a whole number, not 1.5; allowed: 0 to 9 (barrels)",
    ),
    "a number for true or false": (
        "area = 5\nfenced = 1",
        "fenced: must be true or false, not 1",
    ),
    "a number for a text": ("area = 5\nname = 1", "name: must be a text, not 1"),
    "too small": ("area = 0.5", "area: 0.5 is outside 1 to 1e+06 (m2)"),
    "too large": ("area = 5\nwater.barrels = 10", "water.barrels: 10 is outside 0 to 9 (barrels)"),
    "not a number": ("area = nan", "area: nan is outside 1 to 1e+06 (m2)"),
    "infinite": ("area = inf", "area: inf is outside 1 to 1e+06 (m2)"),
    "a number beyond floats": (f"area = 1{'0' * 400}", "area: the number is too large"),
    "a word that is no choice": (
        "area = 5\nbeds = [{crop = 'bean'}]",
        "beds[0].crop: 'bean' is not one of beans, maize, squash; did you mean 'beans'?",
    ),
    "one in a list out of range": (
        "area = 5\nwater.rota = [0.5, 1.5]",
        "water.rota[1]: 1.5 is outside 0 to 1 (shares)",
    ),
    "a number for a list": ("area = 5\nwater.rota = 0.5", "water.rota: must be a list, not 0.5"),
    "a number for a table": ("area = 5\nwater = 3", "water: is a table of settings, not 3"),
    "a number for named tables": ("area = 5\nsheds = 3", "sheds: is a table of settings, not 3"),
    "a number for a named table": ("area = 5\nsheds.old = 3", "sheds.old: is a table of settings, not 3"),
    "a table for a number": ("area.much = 5", "area: is one value, not a table"),
    "an empty table for a number": (
        "area = 5\nwater.barrels = {}",
        "water.barrels: must be a whole number, not {}; allowed: 0 to 9 (barrels)",
    ),
    "a table for a list of tables": (
        "area = 5\nbeds.crop = 'beans'",
        "beds: must be a list of tables ([[beds]])",
    ),
    "numbers for a list of tables": ("area = 5\nbeds = [1]", "beds: must be a list of tables ([[beds]])"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_in_one_line(kind: str) -> None:
    text, message = REFUSED[kind]
    with pytest.raises(BadInput) as refusal:
        garden(text)
    assert str(refusal.value) == f"garden.toml: {message}"


def test_what_a_file_leaves_out_stands_at_its_default() -> None:
    found = garden("area = 5")
    assert found == Garden(area=5.0)
    assert (found.water, found.sheds, found.beds) == (Water(barrels=2, rota=(0.5, 0.5)), {}, ())


def test_a_whole_number_does_where_a_number_is_asked_for() -> None:
    assert type(garden("area = 5").area) is float


def test_tables_named_tables_and_lists_of_tables_are_read() -> None:
    found = garden(
        """
        area = 12.5
        fenced = true
        [water]
        rota = [1, 0.25]
        [sheds.old]
        barrels = 3
        [sheds.new]
        [[beds]]
        crop = "maize"
        [[beds]]
        crop = "beans"
        metres = 2
        """
    )
    assert found.water.rota == (1.0, 0.25)
    assert found.sheds == {"old": Water(barrels=3), "new": Water()}
    assert found.beds == (Bed(crop="maize"), Bed(crop="beans", metres=2.0))


def test_an_empty_table_of_settings_says_nothing() -> None:
    assert garden("area = 5\n[water]\n[sheds]") == Garden(area=5.0)


def test_a_part_of_a_value_from_another_file_is_refused() -> None:
    given = flatten({"area": 5, "water": {"barrels": 3}}, "garden.toml") | flatten(
        {"area": {"much": 9}}, "--set"
    )
    with pytest.raises(BadInput, match="--set: area: is one value, not a table"):
        build(Garden, given)


def test_the_message_names_the_file_that_gave_the_value() -> None:
    given = flatten({"area": 5}, "a.toml") | flatten({"water": {"barrels": 50}}, "b.toml")
    with pytest.raises(BadInput, match=r"^b\.toml: water\.barrels: 50 is outside"):
        build(Garden, given)


def test_flattened_tables_are_dotted_paths_with_their_origin() -> None:
    flat = flatten({"a": {"b": {"c": 1}, "d": [2]}, "e": 3}, "x.toml")
    assert {path: (one.value, one.origin) for path, one in flat.items()} == {
        "a.b.c": (1, "x.toml"),
        "a.d": ([2], "x.toml"),
        "e": (3, "x.toml"),
    }


@pytest.mark.parametrize(
    ("word", "tail"),
    [
        ("barels", "; did you mean 'barrels'?"),
        ("zzz", "; known: barrels, rota"),
        ("", "; known: barrels, rota"),
    ],
)
def test_the_nearest_spelling_is_offered_or_else_all(word: str, tail: str) -> None:
    assert nearest(word, ["barrels", "rota"]) == tail


@pytest.mark.parametrize(
    ("declared", "allowed"),
    [
        (Setting("m", "", low=0.0, high=1.5), "0 to 1.5 (m)"),
        (Setting("m", "", low=0.0), "0 to inf (m)"),
        (Setting("m", ""), "any number (m)"),
        (Setting("choice", "", choices=("a", "b")), "one of a, b"),
    ],
)
def test_a_declaration_says_what_is_allowed(declared: Setting, allowed: str) -> None:
    assert declared.allowed() == allowed


def test_what_is_made_by_hand_is_checked_as_what_a_file_says() -> None:
    made = garden("area = 5\nsheds.old.barrels = 3\nbeds = [{crop = 'beans'}]")
    check_all(made, "made")
    for wrong, message in (
        (replace(made, area=0.5), "made: area: 0.5 is outside 1 to 1e+06 (m2)"),
        (replace(made, water=Water(levels=(1.0, 0.0))), "made: water.levels: needs 1 to 3 numbers"),
        (replace(made, sheds={"old": Water(barrels=10)}), "made: sheds.old.barrels: 10 is outside"),
        (replace(made, beds=(Bed(crop="rye"),)), "made: beds[0].crop: 'rye' is not one of"),
    ):
        with pytest.raises(BadInput) as refusal:
            check_all(wrong, "made")
        assert str(refusal.value).startswith(message)


def test_a_list_says_how_long_it_is_and_what_it_adds_up_to() -> None:
    assert exactly(6, total=1.0).words() == "6 numbers that add up to 1"


def test_what_is_worked_out_for_an_object_is_kept_as_long_as_the_object_is_there() -> None:
    numbers = itertools.count(1)
    kept = PerObject(lambda _: next(numbers))
    first, second = garden("area = 5"), garden("area = 5")
    assert [kept(one) for one in (first, second, first, second)] == [1, 2, 1, 2]
    del first
    gc.collect()
    assert len(kept._kept) == 1
