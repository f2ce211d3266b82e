"""Whatever stands in a file: it is refused in one line, or everything that comes of it is in range."""

from __future__ import annotations

from typing import Any

from hypothesis import event, given
from hypothesis import strategies as some

from sim.engine.settings import BadInput, build, flatten
from tests.engine.garden import Garden

KNOWN = {"name", "fenced", "area", "water", "gates", "sheds", "beds"}
key = some.sampled_from([*sorted(KNOWN), "barrels", "rota", "crop", "metres", "x", ""])
word = some.text(max_size=3) | some.just("beans")
scalar = some.one_of(some.integers(), some.floats(), some.booleans(), word, some.dates())
value = some.recursive(
    scalar,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(key, inner, max_size=3),
    max_leaves=6,
)
shed = some.fixed_dictionaries(
    {}, optional={"barrels": some.integers(-1, 10), "rota": some.lists(some.floats(0.0, 1.0))}
)
bed = some.fixed_dictionaries(
    {"crop": some.sampled_from(["beans", "bean"])}, optional={"metres": some.floats(0.4, 51.0)}
)
near_miss = some.fixed_dictionaries(
    {"area": some.floats(0.9, 2.0)},
    optional={
        "water": shed,
        "sheds": some.dictionaries(word, shed, max_size=2),
        "beds": some.lists(bed, max_size=2),
    },
)


def built(tree: dict[str, Any]) -> Garden | BadInput:
    """The garden, or why there is none."""
    try:
        return build(Garden, flatten({"area": 5} | tree, "garden.toml"))
    except BadInput as refusal:
        return refusal


def inside(found: Garden) -> bool:
    """Whether everything in a garden is of its type and in its range."""
    waters = [found.water, *found.sheds.values()]
    return (
        (type(found.name), type(found.fenced), type(found.area)) == (str, bool, float)
        and 1.0 <= found.area <= 1e6
        and all(type(one.barrels) is int and 0 <= one.barrels <= 9 for one in waters)
        and all(type(part) is float and 0.0 <= part <= 1.0 for one in waters for part in one.rota)
        and all(one.crop in ("beans", "maize", "squash") and 0.5 <= one.metres <= 50.0 for one in found.beds)
    )


@given(some.dictionaries(key, value, max_size=5) | near_miss)
def test_any_tree_is_refused_in_one_line_or_gives_a_garden_in_range(tree: dict[str, Any]) -> None:
    found = built(tree)
    event(type(found).__name__)
    if isinstance(found, BadInput):
        assert str(found).startswith("garden.toml: ")
        assert len(str(found).splitlines()) == 1
        return
    assert inside(found)
    assert set(tree) <= KNOWN
