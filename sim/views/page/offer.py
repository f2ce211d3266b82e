"""What the page was started with: the command line puts it here before the first visitor comes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sim.policies import Policies
from sim.scenario import Scenario, load_scenario
from sim.views.batch_runner import BatchRunner
from sim.views.instant_answer import Estimator
from sim.views.setting_paths import without_policies

DEFAULT_SCENARIO: Final = "baoan_sample"
DEFAULT_REFORM: Final = "report_package"


@dataclass(frozen=True, kw_only=True)
class PageStart:
    """What a visitor meets.

    Attributes:
        scenario: name of the first world's scenario.
        compare: name of the second world's; empty: the scenario itself if it has policies, else all reforms.
        overrides: ``PATH=VALUE`` settings laid over both.
        laboratory: what runs more seeds; without it the page has no such button.
        result: folder of a stored result; None for none.
        estimate: what says at once what a reform does; None for nothing.
    """

    scenario: str = DEFAULT_SCENARIO
    compare: str = ""
    overrides: tuple[str, ...] = ()
    laboratory: BatchRunner | None = None
    result: Path | None = None
    estimate: Estimator | None = None

    def worlds(self, seed: int | None = None) -> tuple[Scenario, Scenario]:
        """Load both scenarios.

        Raises:
            BadInput: one of them cannot be used.
        """
        first = load_scenario(self.scenario, seed=seed, overrides=self.overrides)
        if self.compare:
            return first, load_scenario(self.compare, seed=first.seed, overrides=self.overrides)
        if first.policies != Policies():
            return self._without_reform(first), first
        name = f"{self.scenario}+{DEFAULT_REFORM}"
        return first, load_scenario(name, seed=first.seed, overrides=self.overrides)

    def _without_reform(self, scenario: Scenario) -> Scenario:
        name = without_policies(self.scenario)
        plain = load_scenario(name, seed=scenario.seed, overrides=self.overrides)
        return plain if plain.policies == Policies() else replace(scenario, policies=Policies())


@dataclass
class _Counter:
    """Where the offer lies until the page takes it."""

    offer: PageStart = field(default_factory=PageStart)


_COUNTER: Final = _Counter()


def put(offer: PageStart) -> None:
    """Lay out what visitors of this process will meet."""
    _COUNTER.offer = offer


def take() -> PageStart:
    """See what is on offer."""
    return _COUNTER.offer
