"""Settings by dotted path: read, written as TOML, changed, compared; what pages, links and commands share."""

from __future__ import annotations

import json
import math
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from sim.engine.settings import BadInput, Given, build, flatten, nearest
from sim.policies import Policies, levers
from sim.policies.lever import declared_settings
from sim.priors import value_in
from sim.scenario import Scenario, load_scenario, name_parts, shipped_names

Value = bool | int | float | str

STEPS_A_DECADE: Final = 100.0


def with_place(scenario: str, place: str | None) -> str:
    """Give a scenario's name with another place in it."""
    places = shipped_names("places")
    parts = [place if place and part in places else part for part in name_parts(scenario)]
    return "+".join(dict.fromkeys(parts))


def without_policies(scenario: str) -> str:
    """Give a scenario's name without the policies that ship; itself if nothing else would be left."""
    parts = [part for part in name_parts(scenario) if part not in shipped_names("policies")]
    return "+".join(parts) or scenario


def as_toml(value: Any) -> str:
    """Write a value as TOML; numbers without the dust of binary fractions that sliders make."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) else repr(float(f"{value:.10g}"))


def with_levers(policies: Policies, changes: dict[str, Any], origin: str) -> Policies:
    """Policies with some levers set anew.

    Args:
        policies: what to start from.
        changes: values by dotted path, e.g. ``policies.tasks.catalogue``.
        origin: who is to blame for them.

    Raises:
        BadInput: there is no such lever, or its value is not allowed.
    """
    unknown = next((path for path in changes if path not in levers()), None)
    if unknown is not None:
        raise BadInput(f"{origin}: {unknown}: no such lever{nearest(unknown, list(levers()))}")
    before = flatten({"policies": asdict(policies)}, origin)
    given = {path: Given(_as_declared(value, before.get(path)), origin) for path, value in changes.items()}
    return build(Policies, before | given, "policies.", origin)


def _as_declared(value: Any, before: Given | None) -> Any:
    """A whole number that a browser sent for a whole-number lever comes back as one; dust is wiped off."""
    if isinstance(value, float) and math.isfinite(value):
        takes_whole = before is not None and type(before.value) is int
        return int(value) if takes_whole and value.is_integer() else float(f"{value:.10g}")
    return value


def changed_settings(scenario: Scenario, plain: Scenario) -> dict[str, Value]:
    """Levers, calendar and assumptions in which a scenario differs from another, by dotted path."""
    paths = [path for path, _, _ in declared_settings(Scenario) if path.split(".")[0] in _COMPARED]
    values = {path: value_in(scenario, path) for path in paths}
    return {path: value for path, value in values.items() if value_in(plain, path) != value}


_COMPARED = ("policies", "calendar", "assumptions")


def overrides_of(settings: dict[str, Value]) -> list[str]:
    """Write settings as ``PATH=VALUE``."""
    return [f"{path}={as_toml(value)}" for path, value in settings.items()]


def with_sets(words: Iterable[str], settings: dict[str, Value]) -> str:
    """Write a command with settings laid over its scenario."""
    return shlex.join([*words, *(word for text in overrides_of(settings) for word in ("--set", text))])


@lru_cache(maxsize=64)
def plain_scenario(name: str, overrides: tuple[str, ...] = ()) -> Scenario:
    """What a name stands for, read once: links and commands are written many times a second."""
    return load_scenario(name, overrides=overrides)


def run_command(scenario: Scenario) -> str:
    """Write the command that runs a scenario alone."""
    changed = changed_settings(scenario, plain_scenario(scenario.name))
    return with_sets(["shequ", "run", scenario.name, "--seed", str(scenario.seed)], changed)


@lru_cache(maxsize=64)
def lever_settings(policies: Policies) -> Mapping[str, Value]:
    """Every lever's setting by dotted path, read once: pages ask for it several times a month."""
    return MappingProxyType({path: value_in(policies, path.removeprefix("policies.")) for path in levers()})


def slider_step(span: float) -> float:
    """Give a round step that divides a range into 100 to 999 parts."""
    return 10.0 ** math.floor(math.log10(span)) / STEPS_A_DECADE if span > 0.0 else 1.0
