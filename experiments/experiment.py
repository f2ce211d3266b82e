"""A question: scenarios that live under the same luck, the first of which the others are compared with."""

from __future__ import annotations

import functools
import hashlib
import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from experiments.versions import model_version
from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.scenario import MAXIMUM_SEED, Scenario, load_scenario

FEWEST_SEEDS: Final = 2
MOST_SEEDS: Final = 100_000


@dataclass(frozen=True)
class Job:
    """Scenarios that share seed and burn-in, so that their burn-in is lived through once.

    Attributes:
        scenarios: with their seed.
        ids: of their runs: hashes of name, resolved scenario, seed and version of the model.
    """

    scenarios: tuple[Scenario, ...]
    ids: tuple[str, ...]

    def only(self, wanted: Callable[[str], bool]) -> Job:
        """The same job with only some of its runs, by id."""
        if all(map(wanted, self.ids)):
            return self
        kept = [pair for pair in zip(self.scenarios, self.ids, strict=True) if wanted(pair[1])]
        return Job(tuple(scenario for scenario, _ in kept), tuple(name for _, name in kept))

    def singly(self) -> list[Job]:
        """The same runs as a job each."""
        return [self.only(run_id.__eq__) for run_id in self.ids]

    def months(self) -> int:
        """Months to be simulated."""
        calendar = self.scenarios[0].calendar
        return calendar.burn_in + len(self.scenarios) * calendar.horizon


@dataclass(frozen=True)
class Experiment:
    """What is to be run.

    Attributes:
        name: what its folder is called.
        scenarios: what is compared, each with a name of its own; the first is the baseline.
        seeds: the luck under which each scenario is run.
        overrides: ``PATH=VALUE`` settings laid over every scenario, for the command that reproduces it.
        only: names of the scenarios that a seed runs, where not every seed runs all.
    """

    name: str
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    overrides: tuple[str, ...] = ()
    only: Mapping[int, Sequence[str]] | None = None

    def digest(self) -> str:
        """Hash of everything that decides the numbers, save the version of the model."""
        contents = [list(self._digests.values()), self.seeds]
        return hashlib.sha256(json.dumps(contents).encode()).hexdigest()

    def folder_name(self) -> str:
        """Name of the folder of its results."""
        return f"{self.name}-{self.digest()[:10]}"

    def scenario_names(self) -> tuple[str, ...]:
        """Names of the scenarios, the baseline first."""
        return tuple(scenario.name for scenario in self.scenarios)

    def jobs(self) -> tuple[Job, ...]:
        """Everything to run, by seed, and within a seed by shared burn-in."""
        families = _families(self.scenarios)
        planned = ((seed, self._wanted(seed, family)) for seed in self.seeds for family in families)
        return tuple(self._job(seed, family) for seed, family in planned if family)

    def _wanted(self, seed: int, family: Sequence[Scenario]) -> Sequence[Scenario]:
        if self.only is None:
            return family
        names = frozenset(self.only.get(seed, ()))
        return [scenario for scenario in family if scenario.name in names]

    def _job(self, seed: int, family: Sequence[Scenario]) -> Job:
        ids = tuple(_run_id(self._digests[scenario.name], seed) for scenario in family)
        return Job(tuple(scenario.with_seed(seed) for scenario in family), ids)

    @functools.cached_property
    def _digests(self) -> dict[str, str]:
        """Hash of each scenario with its name and without its seed."""
        return {one.name: f"{one.name}\n{replace(one, seed=0).digest()}" for one in self.scenarios}

    def command(self) -> str:
        """The command that runs it again."""
        seed = str(self.seeds[0])
        if len(self.scenarios) == 1:
            words = ["shequ", "run", *self.scenario_names(), "--seed", seed]
        else:
            words = ["shequ", "compare", *self.scenario_names(), "--seeds", str(len(self.seeds))]
            words += ["--first-seed", seed]
        for override in self.overrides:
            words += ["--set", override]
        return shlex.join(words)


def _run_id(scenario_digest: str, seed: int) -> str:
    return hashlib.sha256(f"{scenario_digest}\n{seed}\n{model_version()}".encode()).hexdigest()[:20]


def _families(scenarios: Sequence[Scenario]) -> list[list[Scenario]]:
    """Group scenarios that live through the same burn-in."""
    families: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        shared = replace(scenario, policies=Policies(), seed=0)
        families.setdefault(shared.digest(), []).append(scenario)
    return list(families.values())


def plan(
    name: str, scenarios: Sequence[str], *, seeds: int, first_seed: int = 1, overrides: Sequence[str] = ()
) -> Experiment:
    """Load what is to be compared.

    Args:
        name: what the experiment is called.
        scenarios: names or paths, see :func:`sim.scenario.load_scenario`; the first is the baseline.
        seeds: number of seeds.
        first_seed: the first of them; the others follow it.
        overrides: ``PATH=VALUE`` settings laid over every scenario.

    Raises:
        BadInput: a scenario cannot be used or comes twice, there is only one, or seeds are out of range.
    """
    if len(scenarios) < 2:
        raise BadInput("give at least two scenarios: the first is what the others are compared with")
    twice = next((one for one in scenarios if scenarios.count(one) > 1), None)
    if twice is not None:
        raise BadInput(f"scenario {twice!r}: is given twice")
    if any(one.partition("=")[0].strip() == "seed" for one in overrides):
        raise BadInput("--set seed: give --first-seed and --seeds instead")
    if not FEWEST_SEEDS <= seeds <= MOST_SEEDS:
        raise BadInput(f"--seeds: {seeds} is outside {FEWEST_SEEDS} to {MOST_SEEDS} (an interval needs two)")
    if not 0 <= first_seed <= MAXIMUM_SEED - seeds:
        raise BadInput(f"--first-seed: {first_seed} is outside 0 to {MAXIMUM_SEED - seeds}")
    loaded = tuple(load_scenario(one, seed=0, overrides=overrides) for one in scenarios)
    return Experiment(name, loaded, tuple(range(first_seed, first_seed + seeds)), tuple(overrides))
