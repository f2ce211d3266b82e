"""Any configuration fails with path and reason before the first step, or finishes (promise P6)."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as some

from experiments.cli import main
from sim.engine.settings import BadInput, Setting
from sim.scenario import Scenario, load_scenario, scenario_folder
from sim.simulation import simulate

TINY = scenario_folder() / "places" / "tiny.toml"
NOT_DRAWN = ("calendar.burn_in", "calendar.horizon", "name", "seed", "about.")


@dataclass(frozen=True)
class Declared:
    """A setting with the value that it has in the tiny place."""

    hint: Any
    setting: Setting | None
    value: Any


def declared_in(schema: Any, value: Any, prefix: str = "") -> dict[str, Declared]:
    """Every setting under a dataclass, by dotted path."""
    found: dict[str, Declared] = {}
    hints = get_type_hints(schema)
    for item in fields(schema):
        path, hint, inner = prefix + item.name, hints[item.name], getattr(value, item.name)
        if is_dataclass(hint):
            found |= declared_in(hint, inner, f"{path}.")
        elif get_origin(hint) is dict:
            for name, one in inner.items():
                found |= declared_in(get_args(hint)[1], one, f"{path}.{name}.")
        elif not (get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])):
            found[path] = Declared(hint, item.metadata.get("setting"), inner)
    return found


SETTINGS = declared_in(Scenario, load_scenario("tiny"))
DRAWN = [path for path in SETTINGS if not path.startswith(NOT_DRAWN)]


def numbers(low: float | None, high: float | None, whole: bool) -> some.SearchStrategy[Any]:
    """Numbers from a range, often its ends."""
    lowest, highest = (-1000.0 if low is None else low), (1000.0 if high is None else high)
    if whole:
        inside: some.SearchStrategy[Any] = some.integers(int(np.ceil(lowest)), int(np.floor(highest)))
    else:
        inside = some.floats(lowest, highest, allow_nan=False)
    ends = some.sampled_from([int(end) if whole else float(end) for end in (lowest, highest)])
    return inside | ends


def allowed(one: Declared) -> some.SearchStrategy[Any]:
    """Values that the declaration admits."""
    if get_origin(one.hint) is tuple:
        setting = one.setting or Setting("1", "")
        item = numbers(setting.low, setting.high, get_args(one.hint)[0] is int)
        length = len(one.value)
        return some.permutations(list(one.value)) | some.lists(item, min_size=length, max_size=length)
    if one.hint is bool:
        return some.booleans()
    if one.hint is str:
        return some.sampled_from(one.setting.choices if one.setting and one.setting.choices else ("text", ""))
    setting = one.setting or Setting("1", "")
    return numbers(setting.low, setting.high, one.hint is int)


REFUSED = some.sampled_from(
    [1e300, -1e300, "much", True, [], [[1]], [-5.0], {"a": 1}, float("nan"), float("inf"), 2**70]
)


@some.composite
def changes(draw: some.DrawFn) -> dict[str, Any]:
    """A few settings of the tiny place changed: admitted values, refused ones, unknown names."""
    changed: dict[str, Any] = {}
    for path in draw(some.lists(some.sampled_from(DRAWN), min_size=1, max_size=5, unique=True)):
        kind = draw(some.sampled_from(["allowed"] * 6 + ["refused", "misspelt"]))
        if kind == "allowed":
            changed[path] = draw(allowed(SETTINGS[path]))
        elif kind == "refused":
            changed[path] = draw(REFUSED)
        else:
            changed[path + draw(some.sampled_from(["s", "_", ".more"]))] = draw(REFUSED)
    return changed


def as_toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {as_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_toml(inner) for inner in value) + "]"
    if isinstance(value, float):
        return "nan" if value != value else f"{value!r}".replace("e+", "e")
    return json.dumps(value)


def write(folder: Path, changed: dict[str, Any]) -> Path:
    """The tiny place with changes laid over it, as a file."""
    lines = [f"{path} = {as_toml(value)}" for path, value in changed.items()]
    file = folder / "changed.toml"
    file.write_text("\n".join([f'include = ["{TINY}"]', *lines]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("configurations")


def loaded_or_refusal(file: Path) -> Scenario | BadInput:
    """The scenario, or why it cannot be used."""
    try:
        return load_scenario(str(file))
    except BadInput as refusal:
        return refusal


def names_a_change(message: str, changed: dict[str, Any]) -> bool:
    """Whether a message names one of the changed settings, or the table that it stands in."""
    tables = {path.rpartition(".")[0] for path in changed}
    return any(name in message for name in [*changed, *tables])


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(changed=changes())
def test_P6_any_configuration_fails_with_path_and_reason_or_finishes(
    folder: Path, changed: dict[str, Any]
) -> None:
    file = write(folder, changed)
    found = loaded_or_refusal(file)
    if isinstance(found, BadInput):
        event("refused")
        assert names_a_change(str(found), changed)
        assert len(str(found).splitlines()) == 1
        assert main(["run", str(file), "--out", str(folder / "out")]) == 2
        assert not (folder / "out").exists()
        return
    event("finished")
    calendar = replace(found.calendar, burn_in=1, horizon=3)
    assert len(simulate(replace(found, calendar=calendar)).values) == 4


@settings(max_examples=60)
@given(text=some.text(max_size=60))
def test_P6_a_file_of_any_text_is_refused_in_one_line(folder: Path, text: str) -> None:
    file = folder / "text.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"text\.toml") as refusal:
        load_scenario(str(file))
    assert len(str(refusal.value).splitlines()) == 1


@settings(max_examples=60)
@given(path=some.sampled_from(DRAWN), data=some.data())
def test_P6_what_a_declaration_admits_is_admitted(path: str, data: some.DataObject) -> None:
    one = SETTINGS[path]
    if get_origin(one.hint) is tuple or one.hint is str:
        return
    value = data.draw(allowed(one))
    loaded: Any = load_scenario("tiny", overrides=[f"{path}={as_toml(value)}"])
    for part in path.split("."):
        loaded = loaded[part] if isinstance(loaded, dict) else getattr(loaded, part)
    assert loaded == value
