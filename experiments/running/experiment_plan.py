"""A question: scenarios under common random numbers, the first of which the others are compared with."""

from __future__ import annotations

import functools
import hashlib
import json
import operator
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from experiments.storing.versions import model_version
from sim.policies import Policies
from sim.scenario import Scenario

FEWEST_SEEDS: Final = 2
MOST_SEEDS: Final = 100_000
_FAMILIES_KEPT: Final = 64
_NO_POLICIES: Final = Policies()


@dataclass(frozen=True, eq=False)
class Family:
    """Scenarios that live through the same burn-in, with whatever random draws.

    Workers get the same few again and again, so packing and unpacking (three quarters of what handing over a
    job takes) is done once for each of the last ones.

    Attributes:
        scenarios: their seed means nothing.
    """

    scenarios: tuple[Scenario, ...]

    def __reduce__(self) -> tuple[Callable[[bytes], Family], tuple[bytes]]:
        """Pickle."""
        return _unpacked, (_packed(self),)


@functools.lru_cache(_FAMILIES_KEPT)
def _packed(family: Family) -> bytes:
    return pickle.dumps(family.scenarios)


@functools.lru_cache(_FAMILIES_KEPT)
def _unpacked(packed: bytes) -> Family:
    return Family(pickle.loads(packed))


@dataclass(frozen=True)
class Job:
    """Scenarios that share seed and burn-in, so that their burn-in is lived through once.

    Attributes:
        family: the scenarios, without seed.
        seed: key of their random draws.
        ids: of their runs: hashes of name, resolved scenario, seed and version of the model.
    """

    family: Family
    seed: int
    ids: tuple[str, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios with their seed."""
        return tuple(scenario.with_seed(self.seed) for scenario in self.family.scenarios)

    def only(self, wanted: Callable[[str], bool]) -> Job:
        """The same job with only some of its runs, by id."""
        if all(map(wanted, self.ids)):
            return self
        kept = [pair for pair in zip(self.family.scenarios, self.ids, strict=True) if wanted(pair[1])]
        family = Family(tuple(scenario for scenario, _ in kept))
        return Job(family, self.seed, tuple(name for _, name in kept))

    def singly(self) -> list[Job]:
        """The same runs as a job each."""
        return [self.only(run_id.__eq__) for run_id in self.ids]

    def months(self) -> int:
        """Months to be simulated."""
        calendar = self.family.scenarios[0].calendar
        return calendar.burn_in + len(self.ids) * calendar.horizon


class WorldsOfSeeds(Protocol):
    """Plausible worlds, in one of which each seed lives: :class:`experiments.worlds.ensemble.Worlds`."""

    def __len__(self) -> int:
        """How many there are."""

    def number(self, seed: int) -> int:
        """The world in which a seed lives."""

    def under(self, scenario: Scenario, seed: int) -> Scenario:
        """The scenario in the world of a seed."""


@dataclass(frozen=True)
class Experiment:
    """What is to be run.

    Attributes:
        name: what its folder is called.
        scenarios: what is compared, each with a name of its own; the first is the baseline.
        seeds: keys of the random draws with which each scenario is run.
        only: names of the scenarios that a seed runs, where not every seed runs all.
        worlds: in one of which each seed lives; None for the one world of the scenarios' own assumptions.
    """

    name: str
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    only: Mapping[int, Sequence[str]] | None = None
    worlds: WorldsOfSeeds | None = None

    def __post_init__(self) -> None:
        """Hold seeds as Python's whole numbers, which can be written down; scripts often have NumPy's."""
        object.__setattr__(self, "seeds", tuple(map(operator.index, self.seeds)))

    def __repr__(self) -> str:
        """Its size; :meth:`scenario_names` names what is compared."""
        return f"Experiment({self.name!r}, {len(self.scenarios)} scenarios, {len(self.seeds)} seeds)"

    def digest(self) -> str:
        """Hash of everything that decides the numbers, save the version of the model."""
        contents = [list(self._digests.values()), self.seeds]
        return hashlib.sha256(json.dumps(contents).encode()).hexdigest()

    def scenario_names(self) -> tuple[str, ...]:
        """Names of the scenarios, the baseline first."""
        return tuple(scenario.name for scenario in self.scenarios)

    def jobs(self) -> tuple[Job, ...]:
        """Everything to run, by seed, and within a seed by shared burn-in."""
        families = _families(self.scenarios)
        if self.only is None:
            return tuple(self._job(seed, family) for seed in self.seeds for family in families)
        family_of = {one.name: number for number, family in enumerate(families) for one in family.scenarios}
        planned = ((seed, self._wanted(seed, family_of)) for seed in self.seeds)
        return tuple(self._job(seed, family) for seed, parts in planned for family in parts)

    def _wanted(self, seed: int, family_of: Mapping[str, int]) -> list[Family]:
        """The scenarios of a seed that does not run all, by family."""
        parts: dict[int, list[Scenario]] = {}
        for name in sorted(set((self.only or {}).get(seed, ())), key=self._position.__getitem__):
            parts.setdefault(family_of[name], []).append(self.scenarios[self._position[name]])
        return [Family(tuple(parts[number])) for number in sorted(parts)]

    def _job(self, seed: int, family: Family) -> Job:
        if self.worlds is not None:
            family = Family(tuple(self.worlds.under(scenario, seed) for scenario in family.scenarios))
            digests = list(map(_content, family.scenarios))
        else:
            digests = [self._digests[scenario.name] for scenario in family.scenarios]
        return Job(family, seed, tuple(_run_id(digest, seed, model_version()) for digest in digests))

    @functools.cached_property
    def _digests(self) -> dict[str, str]:
        """Hash of each scenario with its name and without its seed."""
        return {one.name: _content(one) for one in self.scenarios}

    @functools.cached_property
    def _position(self) -> dict[str, int]:
        """Place of each scenario among all, by name."""
        return {one.name: position for position, one in enumerate(self.scenarios)}


def run_id(scenario: Scenario, seed: int, version: str) -> str:
    """Id that a run of a scenario has under a version of the model: a hash of all that decides it."""
    return _run_id(_content(scenario), seed, version)


def _content(scenario: Scenario) -> str:
    return f"{scenario.name}\n{replace(scenario, seed=0).digest()}"


def _run_id(content: str, seed: int, version: str) -> str:
    return hashlib.sha256(f"{content}\n{seed}\n{version}".encode()).hexdigest()[:20]


def _families(scenarios: Sequence[Scenario]) -> list[Family]:
    """Group scenarios that live through the same burn-in."""
    families: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        shared = replace(scenario, policies=_NO_POLICIES, seed=0)
        families.setdefault(shared.digest(), []).append(scenario)
    return [Family(tuple(family)) for family in families.values()]
