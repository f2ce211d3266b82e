"""A model whose answers are known: a few levers and assumptions make participation, and noise is added."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sim.institutions.government.rollout import pilot_communities
from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.population.map import types_of
from sim.scenario import Scenario
from sim.simulation import Run

KEYS = (("civic", "all"), ("civic", "migrant"), ("gap.hukou", "all"), ("cost.district", "all"))
OnMonth = Callable[[int], None] | None
SHORT = ["calendar.burn_in=2", "calendar.horizon=3"]

CATALOGUE, ONLINE, BODY, TOGETHER = 0.10, 0.05, 0.01, 0.04
TALK, CONCERN = 0.2, 0.1
NOISE, JOINT = 0.02, 0.001


def taking_part_of(scenario: Scenario) -> float:
    """Participation without noise: S1.1 and S5.2 help, more so together; talk helps, most of all online."""
    tasks, people = scenario.policies.tasks, scenario.policies.residents
    assumed = scenario.assumptions.participation
    reform = CATALOGUE * tasks.catalogue + ONLINE * people.channel_online + BODY * people.channel_body
    joint = TOGETHER * tasks.catalogue * people.channel_online
    return (
        0.3
        + reform
        + joint
        + TALK * (assumed.hearing.talk - 0.25) * (1.0 + people.channel_online)
        + (CONCERN * (assumed.concern - 0.15))
    )


def cost(scenario: Scenario) -> float:
    """Yuan a resident a year."""
    policies = scenario.policies
    return (
        20.0 * policies.tasks.catalogue + 10.0 * policies.residents.channel_online + policies.committee.fund
    )


def true_run(scenario: Scenario) -> Run:
    """The same noise of a seed in every arm, and a little that is the arm's own."""
    months = scenario.calendar.burn_in + scenario.calendar.horizon
    noise = np.random.default_rng(scenario.seed).normal(0.0, NOISE)
    own = np.random.default_rng([scenario.seed, int(scenario.digest()[:8], 16)]).normal(0.0, JOINT)
    taking_part = taking_part_of(scenario) + noise + own
    row = [taking_part, taking_part - 0.1, 0.1 + 0.05 * scenario.policies.tasks.catalogue, cost(scenario)]
    kinds = types_of(scenario.place)
    communities = np.full((months, kinds.size, len(COMMUNITY_OUTCOMES)), taking_part)
    pilots = pilot_communities(scenario.policies.pilots, kinds, scenario.seed)
    return Run(scenario, KEYS, np.tile(row, (months, 1)), (), communities, pilots)


def true_forked(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
    """As sim.simulation.simulate_forked."""
    return [true_run(scenario) for scenario in scenarios]


def raising(error: type[BaseException], seed: int) -> Callable[..., list[Run]]:
    """The same, save that something goes wrong under a seed."""

    def run(scenarios: Sequence[Scenario], *, on_month: OnMonth = None) -> list[Run]:
        if scenarios[0].seed == seed:
            raise error
        return true_forked(scenarios)

    return run
