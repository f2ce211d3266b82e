"""Scenario = place x policy x assumptions x calendar x seed, from TOML, checked before the first step."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from sim.calendar import Calendar
from sim.engine.settings import BadInput, Flat, Given, build, flatten, nearest, read_toml, setting
from sim.institutions.numbers import Institutions
from sim.network.numbers import NetworkAssumptions
from sim.policies import Policies
from sim.population.place import Place
from sim.residents.numbers import Participation

MAXIMUM_RESIDENTS: Final = 20_000_000
MAXIMUM_COMMUNITIES: Final = 4095
MAXIMUM_COMMUNITY: Final = 2**20 - 1
MAXIMUM_SEED: Final = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class About:
    """What a scenario is called."""

    label_en: str = setting("", "text", "name in English")
    label_zh: str = setting("", "text", "name in Chinese")
    sentence: str = setting("", "text", "what it is, in one sentence")
    sentence_zh: str = setting("", "text", "the same in Chinese")


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What we do not know for sure, in three parts."""

    participation: Participation = field(default_factory=Participation)
    institutions: Institutions = field(default_factory=Institutions)
    network: NetworkAssumptions = field(default_factory=NetworkAssumptions)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything that a run depends on, resolved.

    Attributes:
        name: how the user called it.
        seed: key of all luck, 0 to 2**63 - 1.
    """

    about: About = field(default_factory=About)
    place: Place
    policies: Policies = field(default_factory=Policies)
    assumptions: Assumptions = field(default_factory=Assumptions)
    calendar: Calendar = field(default_factory=Calendar)
    name: str = setting("", "text", "how the user called it")
    seed: int = setting(0, "1", "key of all luck", low=0, high=MAXIMUM_SEED)

    def __repr__(self) -> str:
        """Name and seed; :meth:`resolved` gives the hundreds of settings."""
        return f"Scenario({self.name!r}, seed={self.seed})"

    def with_seed(self, seed: int) -> Scenario:
        """Give the same scenario under other luck.

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
        plain = vars(self) | {"name": "", "about": {}}
        return hashlib.sha256(json.dumps(plain, sort_keys=True, default=vars).encode()).hexdigest()

    def same_burn_in(self, other: Scenario) -> bool:
        """Whether both live through the same burn-in, so that one can be forked from the other's."""
        mine, theirs = (replace(one, policies=Policies(), name="", about=About()) for one in (self, other))
        return mine == theirs


def scenario_folder() -> Path:
    """Folder of the scenarios that ship: inside an installed wheel, else beside the package."""
    here = Path(__file__).resolve().parent
    shipped = here / "_shipped" / "scenarios"
    return shipped if shipped.is_dir() else here.parent / "scenarios"


def shipped_names(kind: str) -> dict[str, Path]:
    """Scenario files that ship, by name; ``kind`` is ``"places"`` or ``"policies"``."""
    return {path.stem: path for path in sorted((scenario_folder() / kind).glob("*.toml"))}


def load_scenario(name: str, *, seed: int | None = None, overrides: Iterable[str] = ()) -> Scenario:
    """Load a scenario.

    Args:
        name: names that ship or paths to TOML files, joined by ``+``; later parts override earlier ones,
            e.g. ``"baoan_sample+report_package"``.
        seed: key of all luck; default: what the files say, else 0.
        overrides: ``"PATH=VALUE"`` settings laid over the files, VALUE as in TOML.

    Raises:
        BadInput: with file, key, allowed values and nearest spelling.
    """
    given = flatten(read_toml(scenario_folder() / "baseline.toml"), "baseline.toml")
    for part in name.split("+"):
        given |= _read_with_includes(_find(part), ())
    for text in overrides:
        given |= _override(text)
    given["name"] = Given(name, "name")
    if seed is not None:
        given["seed"] = Given(seed, "--seed")
    _refuse_without_place(given, name)
    scenario = build(Scenario, given)
    _validate(scenario)
    return scenario


def _find(part: str) -> Path:
    if part.endswith(".toml") or "/" in part or "\\" in part:
        return Path(part)
    known = shipped_names("places") | shipped_names("policies")
    if part not in known:
        raise BadInput(f"scenario {part!r}: no such name{nearest(part, list(known))}")
    return known[part]


def _read_with_includes(path: Path, chain: tuple[Path, ...]) -> Flat:
    """Read a file after the files that its ``include`` names, which it overrides."""
    if path in chain:
        raise BadInput(f"{path}: include: goes round in a circle")
    tree = read_toml(path)
    included = tree.pop("include", [])
    if not isinstance(included, list) or not all(isinstance(one, str) for one in included):
        raise BadInput(f"{path}: include: must be a list of file names, not {included!r}")
    flat: Flat = {}
    for one in included:
        flat |= _read_with_includes(path.parent / one, (*chain, path))
    return flat | flatten(tree, str(path))


def _override(text: str) -> Flat:
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise BadInput(f"--set {text!r}: must be PATH=VALUE")
    try:
        parsed = tomllib.loads(f"value = {value.strip()}")
    except tomllib.TOMLDecodeError:
        parsed = {"value": value.strip()}
    if set(parsed) != {"value"}:
        raise BadInput(f"--set {text!r}: must be one PATH=VALUE")
    return flatten({path.strip(): parsed["value"]}, "--set")


def _refuse_without_place(given: Flat, name: str) -> None:
    if not any(path.startswith("place.") for path in given):
        places = ", ".join(shipped_names("places"))
        raise BadInput(f"scenario {name!r}: has no place; write PLACE+{name}, PLACE one of: {places}")


def _validate(scenario: Scenario) -> None:
    """Refuse what is in range number by number but cannot be simulated together."""
    place = scenario.place
    if not place.communities:
        raise BadInput(f"{scenario.name}: place.communities: at least one group of communities is needed")
    for number, group in enumerate(place.communities):
        if group.type not in place.types:
            hint = nearest(group.type, list(place.types))
            raise BadInput(
                f"{scenario.name}: place.communities[{number}].type: unknown type {group.type!r}{hint}"
            )
        if group.residents * 2.72**group.spread > MAXIMUM_COMMUNITY:
            raise BadInput(
                f"{scenario.name}: place.communities[{number}].residents: at most {MAXIMUM_COMMUNITY} each"
            )
    _validate_size(scenario)
    for path, numbers, length, total in _distributions(place):
        if length is not None and len(numbers) != length:
            raise BadInput(f"{scenario.name}: {path}: needs {length} numbers, not {len(numbers)}")
        if total and (not numbers or abs(sum(numbers) - total) > 0.02 * total):
            raise BadInput(
                f"{scenario.name}: {path}: shares must add up to {total:g}, not {sum(numbers):.3g}"
            )


def _validate_size(scenario: Scenario) -> None:
    communities = sum(group.count for group in scenario.place.communities)
    residents = sum(
        group.count * group.residents * 2.72**group.spread for group in scenario.place.communities
    )
    if communities > MAXIMUM_COMMUNITIES:
        raise BadInput(
            f"{scenario.name}: place.communities: {communities} are more than {MAXIMUM_COMMUNITIES}"
        )
    if residents > MAXIMUM_RESIDENTS:
        raise BadInput(f"{scenario.name}: place.communities: more than {MAXIMUM_RESIDENTS} residents in all")


def _distributions(place: Place) -> Iterable[tuple[str, tuple[float, ...], int | None, float]]:
    """Every list of shares of a place: (path, numbers, needed length, needed sum or 0)."""
    people = place.people
    yield "place.people.education_by_age", people.education_by_age, 36, 6.0
    for name in ("party_by_age", "party_by_education", "owner_by_age"):
        yield f"place.people.{name}", getattr(people, name), 6, 0.0
    for name, length in (
        ("years_locals", 6),
        ("years_migrants", 6),
        ("contact_locals", 7),
        ("contact_migrants", 7),
    ):
        yield f"place.people.{name}", getattr(people, name), length, 1.0
    for name, kind in place.types.items():
        path = f"place.types.{name}.housing"
        yield f"{path}.age_locals", kind.housing.age_locals, 6, 1.0
        yield f"{path}.age_migrants", kind.housing.age_migrants, 6, 1.0
        yield f"{path}.household_sizes", kind.housing.household_sizes, None, 1.0
        yield f"{path}.migrant_quantiles", kind.housing.migrant_quantiles, 8, 0.0
