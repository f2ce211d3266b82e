"""Scenario = place x policy x assumptions x calendar x seed, from TOML, checked before the first step."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, SupportsIndex

from sim.calendar import Calendar
from sim.engine.refusal import shown
from sim.engine.settings import BadInput, Flat, Given, build, check_all, nearest, setting
from sim.engine.settings.per_object import PerObject
from sim.engine.settings_files import SettingsFiles, read_override, read_settings
from sim.engine.toml_files import refuse_name
from sim.institutions.numbers import Institutions
from sim.network.numbers import NetworkAssumptions
from sim.policies import Policies
from sim.population.numbers import Population
from sim.population.place import CommunityGroup, Place
from sim.residents.numbers import Participation
from sim.structures import Structures

MAXIMUM_RESIDENTS: Final = 20_000_000
MAXIMUM_COMMUNITIES: Final = 4095
MAXIMUM_COMMUNITY: Final = 2**20 - 1
MAXIMUM_SEED: Final = 2**63 - 1
LABELS: Final = ("about.label_en", "about.label_zh")


@dataclass(frozen=True, kw_only=True)
class About:
    """What a scenario is called."""

    label_en: str = setting("", "text", "name in English")
    label_zh: str = setting("", "text", "name in Chinese")
    sentence: str = setting("", "text", "what it is, in one sentence")
    sentence_zh: str = setting("", "text", "the same in Chinese")


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What we do not know for sure: four parts of numbers, and structures on which theories differ."""

    participation: Participation = field(default_factory=Participation)
    institutions: Institutions = field(default_factory=Institutions)
    network: NetworkAssumptions = field(default_factory=NetworkAssumptions)
    population: Population = field(default_factory=Population)
    structures: Structures = field(default_factory=Structures)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything that a run depends on, resolved.

    Attributes:
        name: how the user called it.
        seed: key of all random draws, 0 to 2**63 - 1.
    """

    about: About = field(default_factory=About)
    place: Place
    policies: Policies = field(default_factory=Policies)
    assumptions: Assumptions = field(default_factory=Assumptions)
    calendar: Calendar = field(default_factory=Calendar)
    name: str = setting("", "text", "how the user called it")
    seed: int = setting(0, "1", "key of all random draws", low=0, high=MAXIMUM_SEED)

    def __post_init__(self) -> None:
        """Check everything, so that there is no scenario that cannot be run, however it was made.

        Raises:
            BadInput: with key and allowed values.
        """
        check_all(self, self.name or "scenario")
        _refuse_impossible(self.place, self.name or "scenario")

    def __repr__(self) -> str:
        """Name and seed; :meth:`resolved` gives the hundreds of settings."""
        return f"Scenario({self.name!r}, seed={self.seed})"

    def with_seed(self, seed: int) -> Scenario:
        """Give the same scenario with other random draws.

        Raises:
            BadInput: the seed is outside 0 to 2**63 - 1.
        """
        if not 0 <= seed <= MAXIMUM_SEED:
            raise BadInput(f"seed: {seed} is outside 0 to {MAXIMUM_SEED}")
        return replace(self, seed=seed)

    def resolved(self) -> dict[str, Any]:
        """Give every setting as plain nested data, for the manifest."""
        return asdict(self)

    def digest(self) -> str:
        """Hash everything but the name and labels: equal digests give equal runs."""
        told = {name: _as_json(part) for name, part in vars(self).items()} | {"name": '""', "about": "{}"}
        text = ", ".join(f'"{name}": {part}' for name, part in sorted(told.items()))
        return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()

    def same_burn_in(self, other: Scenario) -> bool:
        """Whether both live through the same burn-in, so that one can be forked from the other's."""
        mine, theirs = vars(self), vars(other)
        return all(mine[name] == theirs[name] for name in mine if name not in ("policies", "name", "about"))


def _as_json(part: Any) -> str:
    """A part of a scenario; a table is written once, for scenarios share most of theirs."""
    return _written(part) if is_dataclass(part) else json.dumps(part)


_written: Final = PerObject(partial(json.dumps, sort_keys=True, default=vars))


@cache
def scenario_folder() -> Path:
    """Folder of the scenarios that ship: inside an installed wheel, else beside the package."""
    here = Path(__file__).resolve().parent
    shipped = here / "_shipped" / "scenarios"
    return shipped if shipped.is_dir() else here.parent / "scenarios"


def shipped_names(kind: str) -> dict[str, Path]:
    """Scenario files that ship, by name; ``kind`` is ``"places"`` or ``"policies"``."""
    return {path.stem: path for path in sorted((scenario_folder() / kind).glob("*.toml"))}


def is_path(part: str) -> bool:
    """Whether a part of a scenario's name is the path of a file."""
    return part.endswith(".toml") or "/" in part or "\\" in part


def name_parts(name: str, is_file: Callable[[str], bool] = os.path.isfile) -> list[str]:
    """Take a scenario's name apart where parts are joined by ``+``; a path may have that sign in it.

    Args:
        name: names that ship and paths, joined by ``+``.
        is_file: whether a file is there.
    """
    pieces, parts = name.split("+"), []
    while pieces:
        joined = ["+".join(pieces[:count]) for count in range(len(pieces), 0, -1)]
        found = next((one for one in joined if is_path(one) and is_file(one)), pieces[0])
        parts.append(found)
        del pieces[: found.count("+") + 1]
    return parts


def load_scenario(
    name: str | os.PathLike[str], *, seed: SupportsIndex | None = None, overrides: Iterable[str] = ()
) -> Scenario:
    """Load a scenario.

    Args:
        name: names that ship or paths to TOML files, joined by ``+``; later parts override earlier ones,
            e.g. ``"baoan_sample+report_package"``; or one path.
        seed: key of all random draws; default: what the files say, else 0.
        overrides: ``"PATH=VALUE"`` settings laid over the files, VALUE as in TOML.

    Raises:
        BadInput: with file, key, allowed values and nearest spelling.
    """
    parts = name_parts(name) if isinstance(name, str) else [os.fspath(name)]
    name = os.fspath(name)
    given = dict(baseline())
    known = shipped_names("places") | shipped_names("policies")
    files = SettingsFiles([scenario_folder() / "places", scenario_folder() / "policies"], known)
    for part in parts:
        laid = files.flat(_find(part, known))
        given |= laid | _joined_labels(given, laid)
    for text in overrides:
        given |= read_override(text)
    given["name"] = Given(name, "name")
    if seed is not None:
        given["seed"] = Given(seed, "--seed")
    _refuse_without_place(given, name)
    return build(Scenario, given)


def _joined_labels(below: Flat, laid: Flat) -> Flat:
    """Names of policies laid over one another: of several, the last one's alone would hide the others."""
    both = [key for key in LABELS if key in laid and key in below and laid[key].value != below[key].value]
    return {key: Given(f"{below[key].value} + {laid[key].value}", laid[key].origin) for key in both}


def baseline() -> Flat:
    """Settings over which every scenario is laid; not to be changed."""
    return read_settings(scenario_folder() / "baseline.toml", "baseline.toml")[1]


def _find(part: str, known: Mapping[str, Path]) -> Path:
    refuse_name(part)
    if is_path(part):
        return Path(part)
    if part not in known:
        raise BadInput(f"scenario {shown(part)}: no such name{nearest(part, list(known))}")
    return known[part]


def _refuse_without_place(given: Flat, name: str) -> None:
    if not any(path.startswith("place.") for path in given):
        places = ", ".join(shipped_names("places"))
        raise BadInput(f"scenario {name!r}: has no place; write PLACE+{name}, PLACE one of: {places}")


def _refuse_impossible(place: Place, origin: str) -> None:
    """Refuse what is in range number by number but cannot be simulated together."""
    if not place.communities:
        raise BadInput(f"{origin}: place.communities: at least one group of communities is needed")
    for number, group in enumerate(place.communities):
        where = f"{origin}: place.communities[{number}]"
        if group.type not in place.types:
            hint = nearest(group.type, list(place.types))
            raise BadInput(f"{where}.type: unknown type {shown(group.type)}{hint}")
        if _largest(group) > MAXIMUM_COMMUNITY:
            raise BadInput(f"{where}.residents: at most {MAXIMUM_COMMUNITY} each")
    communities = sum(group.count for group in place.communities)
    if communities > MAXIMUM_COMMUNITIES:
        raise BadInput(f"{origin}: place.communities: {communities} are more than {MAXIMUM_COMMUNITIES}")
    if sum(group.count * _largest(group) for group in place.communities) > MAXIMUM_RESIDENTS:
        raise BadInput(f"{origin}: place.communities: more than {MAXIMUM_RESIDENTS} residents in all")


def _largest(group: CommunityGroup) -> float:
    """Residents of the largest community of a group."""
    return group.residents * math.exp(group.spread)
