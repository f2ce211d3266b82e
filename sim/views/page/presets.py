"""Policies that ship, and policy files that the viewer brings."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sim.engine.settings import BadInput, build, flatten, nearest
from sim.engine.toml_files import parse_toml
from sim.policies import Policies
from sim.scenario import About, load_scenario, shipped_names
from sim.wording.labels import Language, label, sentence

ANY_PLACE: Final = "tiny"
LARGEST_FILE: Final = 100_000
READ: Final = ("policies", "about", "seed", "calendar")


@lru_cache
def _preset(name: str) -> tuple[About, Policies]:
    scenario = load_scenario(f"{ANY_PLACE}+{name}")
    return scenario.about, scenario.policies


def preset_policies(name: str) -> Policies:
    """Levers of a policy that ships.

    Raises:
        BadInput: there is none of this name.
    """
    if name not in shipped_names("policies"):
        raise BadInput(f"preset: {name!r} is not known{nearest(name, list(shipped_names('policies')))}")
    return _preset(name)[1]


def presets(language: Language) -> list[dict[str, str]]:
    """Policies that ship: name, label, sentence."""
    told = []
    for name in shipped_names("policies"):
        about = _preset(name)[0]
        told.append({"name": name, "label": label(about, language), "sentence": sentence(about, language)})
    return told


def preset_of(policies: Policies) -> str:
    """Name of the policy that ships with these levers; empty if there is none."""
    return next((name for name in shipped_names("policies") if _preset(name)[1] == policies), "")


def policy_file(name: str, text: str) -> Policies:
    """Read the levers of a policy file; what else stands in it is checked no further.

    Raises:
        BadInput: it is no such file.
    """
    if len(text) > LARGEST_FILE:
        raise BadInput(f"{name}: is too large to be a policy file")
    tree = parse_toml(text, name)
    unknown = next((key for key in tree if key not in READ), None)
    if unknown is not None:
        raise BadInput(f"{name}: {unknown}: not in a policy file; known: {', '.join(READ)}")
    if not isinstance(tree.get("policies"), dict):
        raise BadInput(f"{name}: has no [policies.…] in it")
    return build(Policies, flatten({"policies": tree["policies"]}, name), "policies.", name)
