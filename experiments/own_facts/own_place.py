"""What a point of the design shows in a place of one's own: interviews of all adults, effects of policies."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.own_facts.own_targets import OwnTarget, own_targets
from experiments.worlds.reference_runs import CIVIC, effect_name
from sim.district import District
from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.priors import drawn, priors, with_assumptions
from sim.scenario import Scenario, load_scenario
from sim.simulation import Recorder
from sim.survey.answers import answers_of
from sim.vocabulary import ADULT_AGE


@dataclass(frozen=True)
class OwnPlace:
    """A place, what it must show, and the policies whose effects are told.

    Attributes:
        place: name or path of the scenario.
        targets: of the survey or the facts.
        policies: whose effect on civic breadth is measured there.
        residents: of a community at most, so that a point takes seconds.
    """

    place: str
    targets: tuple[OwnTarget, ...]
    policies: tuple[str, ...] = ("report_package", "open_channels")
    residents: int = 1000

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The status quo and the policies.

        Raises:
            BadInput: the place cannot be used.
        """
        return _loaded(self.place, self.policies, self.residents)

    @property
    def measured(self) -> tuple[str, ...]:
        """Outcomes on which policies' effects are measured."""
        return CIVIC[:1]

    def plain(self) -> dict[str, Any]:
        """All that decides a point, as plain data."""
        own = [[one.of, one.among, one.question] for one in self.targets]
        return {
            "own": [one.digest() for one in self.scenarios],
            "targets": own,
            "policies": list(self.policies),
        }

    def live(self, parts: Mapping[str, float], seed: int) -> dict[str, float]:
        """Live through a point.

        Args:
            parts: of the priors' ranges, 0 to 1 by path.
            seed: the point's own.

        Returns:
            Values of targets and effects of policies by name.
        """
        base, *reforms = (_under(one, parts, seed) for one in self.scenarios)
        with closing(District(base, views=False)) as district:
            trunk = Recorder(district)
            trunk.advance(base.calendar.burn_in, None)
            answers = interviewed(district)
            found = {one.target.name: one.share(answers) for one in self.targets}
            before = _civic(trunk, base)
            named = zip(self.policies, reforms, strict=True)
            return found | {effect_name(policy): _civic(trunk, one) - before for policy, one in named}


@lru_cache(maxsize=4)
def _loaded(place: str, policies: tuple[str, ...], residents: int) -> tuple[Scenario, ...]:
    """Load once: a calibration of hours does not change when somebody edits a file meanwhile."""
    names = [place, *(f"{place}+{policy}" for policy in policies)]
    found = tuple(_smaller(load_scenario(name), residents) for name in names)
    if found[0].policies != Policies():
        raise BadInput(f"--place {place}: has a policy; a survey of today is one of the status quo")
    return found


def _smaller(scenario: Scenario, residents: int) -> Scenario:
    groups = scenario.place.communities
    small = tuple(replace(group, residents=min(group.residents, residents)) for group in groups)
    return replace(scenario, place=replace(scenario.place, communities=small))


def own_place(place: str, survey: Path) -> OwnPlace:
    """A place and the survey or the facts that are known of it.

    Raises:
        BadInput: either cannot be used.
    """
    found = OwnPlace(place, own_targets(survey))
    if len({one.target.id for one in found.targets}) < 2:
        raise BadInput(
            f"{survey}: only one question or fact; give two at least, so that leaving one out can show how "
            "far the worlds are to be trusted"
        )
    assert found.scenarios, "they can be loaded"
    return found


def interviewed(district: District) -> pd.DataFrame:
    """Answers of every adult."""
    adults = np.flatnonzero(district.residents.age >= ADULT_AGE)
    return pd.DataFrame(answers_of(district, adults))


def _under(scenario: Scenario, parts: Mapping[str, float], seed: int) -> Scenario:
    """What the place says for itself of an assumption moves the range; what is none there stays."""
    known = priors(scenario)
    mine = {path: part for path, part in parts.items() if path in known}
    return with_assumptions(scenario, drawn(mine, scenario)).with_seed(seed)


def _civic(trunk: Recorder, scenario: Scenario) -> float:
    with closing(trunk.district.fork(scenario)) as district:
        branch = Recorder(district, trunk)
        branch.advance(district.last_month, None)
        return branch.result().headline().get(CIVIC, float("nan"))
