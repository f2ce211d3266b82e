"""What one point of the design costs: small places under its assumptions, and what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Protocol

import numpy as np

from experiments.calibration.facts import OWN_PLACE, reference_facts
from experiments.calibration.observed import OUTCOME, observe
from experiments.trials.claims import judge_model
from experiments.trials.estimates import Seen
from experiments.trials.load_trial import load_trial
from experiments.trials.world.simulate_trial import simulate_trials
from experiments.worlds.targets import fact_targets, trial_targets_of
from sim.priors import drawn, with_assumptions
from sim.scenario import Scenario, load_scenario
from sim.simulation import simulate_forked

REFERENCE: Final = "urban_china_2010"
CIVIC: Final = ("civic", "all")
EVERYBODY: Final = CIVIC[1]


class Places(Protocol):
    """Where a point is lived through: the reduced places, or a place of one's own."""

    @property
    def policies(self) -> tuple[str, ...]:
        """Whose effects are measured."""

    @property
    def measured(self) -> tuple[str, ...]:
        """Outcomes on which they are, of everybody; civic breadth leads."""

    def plain(self) -> dict[str, Any]:
        """All that decides what a point shows, as plain data."""

    def live(self, parts: Mapping[str, float], seed: int) -> dict[str, float]:
        """Values of targets and effects of policies by name, of one point."""


@dataclass(frozen=True)
class Size:
    """How large the places of a design are.

    Attributes:
        communities: of each group of the reference place.
        residents: of a community of it, at the median.
        burn_in: months before it is interviewed.
        interviews: respondents.
        own_residents: of a community of the place with facts of its own; 0 for as many as it has.
        own_burn_in: months before the policy date there.
        own_horizon: months after it; a poll falls among them.
        own_interviews: respondents there; 0 leaves out the facts that ask for interviews.
        policies: whose effects are measured there.
        measured: outcomes on which they are, of everybody; civic breadth leads. Files of before say nothing
            of it: it was alone.
        trials: field experiments that are run.
        trial_residents: of a community where they are.
    """

    communities: tuple[int, ...] = (8, 6, 3, 1)
    residents: int = 400
    burn_in: int = 72
    interviews: int = 7000
    own_residents: int = 300
    own_burn_in: int = 36
    own_horizon: int = 24
    own_interviews: int = 0
    policies: tuple[str, ...] = ("report_package", "open_channels")
    measured: tuple[str, ...] = (CIVIC[0],)
    trials: tuple[str, ...] = ("new_haven_visits", "calls_and_letters", "denver_households")
    trial_residents: int = 200

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    def live(self, parts: Mapping[str, float], seed: int) -> dict[str, float]:
        """Live through all places of a point, see :func:`run_point`."""
        return run_point(parts, seed, self)


MEASURED: Final = (CIVIC[0], "gap.hukou", "cost.district")
REDUCED: Final = Size(measured=MEASURED)
FULL: Final = Size(
    communities=(27, 23, 9, 1),
    residents=500,
    burn_in=84,
    own_residents=1000,
    own_burn_in=60,
    own_interviews=7000,
    policies=("report_package", "section_3", "section_5", "open_channels", "self_governance_fund"),
    measured=MEASURED,
    trials=("new_haven_visits", "calls_and_letters", "denver_households", "invited_to_meetings", "postcards"),
    trial_residents=500,
)


def effect_name(policy: str, outcome: str = CIVIC[0]) -> str:
    """Column of a policy's effect on an outcome."""
    return f"effect {policy}" + (f" {outcome}" if outcome != CIVIC[0] else "")


def run_point(parts: Mapping[str, float], seed: int, size: Size) -> dict[str, float]:
    """Live through all places of a point.

    Args:
        parts: of the priors' ranges, 0 to 1 by path.
        seed: the point's own, so that a nugget of the emulators holds what draws do.
        size: of the places.

    Returns:
        Values of targets and effects of policies by name.
    """
    found = _reference(_under(_reference_place(size), parts, seed), size)
    found |= _own_place(_own(size), parts, seed, size)
    for trial in size.trials:
        found |= _trial(trial, parts, seed, size)
    return {name: float(value) for name, value in found.items()}


def _under(scenario: Scenario, parts: Mapping[str, float], seed: int) -> Scenario:
    return with_assumptions(scenario, drawn(parts, scenario)).with_seed(seed)


def _reference_place(size: Size) -> Scenario:
    scenario = load_scenario(REFERENCE)
    groups = scenario.place.communities
    communities = tuple(
        replace(group, count=count, residents=size.residents)
        for group, count in zip(groups, size.communities, strict=True)
    )
    calendar = replace(scenario.calendar, burn_in=size.burn_in)
    return replace(scenario, place=replace(scenario.place, communities=communities), calendar=calendar)


def _reference(scenario: Scenario, size: Size) -> dict[str, float]:
    targets = fact_targets()
    mine = [fact for fact in reference_facts() if fact in targets]
    seen = observe(scenario, mine, size.interviews)
    return {targets[fact].name: seen.of(fact) for fact in mine}


def _own(size: Size) -> list[Scenario]:
    """The status quo and the policies in the small place with facts of its own."""
    names = [OWN_PLACE, *(f"{OWN_PLACE}+{policy}" for policy in size.policies)]
    return [_smaller(load_scenario(name), size) for name in names]


def _smaller(scenario: Scenario, size: Size) -> Scenario:
    groups = scenario.place.communities
    small = tuple(replace(group, residents=size.own_residents or group.residents) for group in groups)
    calendar = replace(scenario.calendar, burn_in=size.own_burn_in, horizon=size.own_horizon)
    return replace(scenario, place=replace(scenario.place, communities=small), calendar=calendar)


def _own_place(
    scenarios: list[Scenario], parts: Mapping[str, float], seed: int, size: Size
) -> dict[str, float]:
    lived = [_under(one, parts, seed) for one in scenarios]
    status_quo, *reforms = [run.headline() for run in simulate_forked(lived)]
    found = {
        effect_name(policy, key[0]): run.get(key, np.nan) - status_quo.get(key, np.nan)
        for policy, run in zip(size.policies, reforms, strict=True)
        for key in ((outcome, EVERYBODY) for outcome in size.measured)
    }
    targets = {fact: one for fact, one in fact_targets().items() if fact.place == OWN_PLACE}
    asked = [fact for fact in targets if fact.kind != OUTCOME]
    if asked and size.own_interviews:
        seen = observe(lived[0], asked, size.own_interviews)
        found |= {targets[fact].name: seen.of(fact) for fact in asked}
    return found | {
        target.name: status_quo.get((fact.of, "all"), np.nan)
        for fact, target in targets.items()
        if fact.kind == OUTCOME
    }


def _trial(name: str, parts: Mapping[str, float], seed: int, size: Size) -> dict[str, float]:
    """Published numbers of a trial, as the model has them in one seed."""
    asked = load_trial(name, seeds=2)
    trial = asked.design.trial  # type: ignore[attr-defined]
    scenario = _under(_few(asked.question.base(), size), parts, seed)
    run = simulate_trials([scenario], trial=trial, policies={})[0]
    seen = Seen(trial, run.values[np.newaxis])
    return {
        target.name: judge_model(trial.published[place], seen).said.value
        for (_, place), target in trial_targets_of([name]).items()
    }


def _few(scenario: Scenario, size: Size) -> Scenario:
    groups = tuple(replace(one, residents=size.trial_residents) for one in scenario.place.communities)
    return replace(scenario, place=replace(scenario.place, communities=groups))
