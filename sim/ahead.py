"""Compile the model from its other end, for who begins together with somebody who lives through a world.

That one compiles the building of a place and then the month, step by step. Meanwhile the residents' month can
be compiled, which needs only types; then the steps from the last to the first, until the two meet.
``python -m sim.ahead`` does this much when the environment is made.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import numpy as np

from sim.district import District
from sim.month import MONTH
from sim.network.companions import Companions
from sim.network.layers import Network
from sim.outcomes.register import OutcomeTaker
from sim.residents.blocks.living import live_through
from sim.residents.decision import residents_month
from sim.residents.numbers import Rules, rules_of
from sim.residents.offers import Offers, no_offers
from sim.residents.table import Residents
from sim.residents.table_columns import Contacts, People, contacts_of, people_of
from sim.scenario import Scenario, load_scenario

SMALL_WORLD: Final = "tiny+report_package"  # in which nearly every rule is asked


def compile_from_the_end(scenario: Scenario) -> None:
    """Compile the residents' month, then all else from the last step of a month to the first.

    Args:
        scenario: of a small world, which is of no use afterwards: its month runs backwards.
    """
    compile_residents_month()
    district = District(scenario, views=False)
    district.month = 1
    OutcomeTaker(district).row(district)
    for phase in reversed(MONTH):
        for step in reversed(phase.steps):
            with suppress(Exception):  # what a step needs may not have happened yet
                step.act(district)


def compile_residents_month() -> None:
    """Let one resident without contacts live through a month in which nothing is on offer."""
    people, offers, contacts, rules = one_resident()
    residents_month(np.array([0, 1]), 1, 0, people, offers, contacts, rules)
    live_through(0, 1, 1, 0, people, offers, rules)


def one_resident() -> tuple[People, Offers, Contacts, Rules]:
    """What the compiled rules are given, of the types of every world."""
    assumed = load_scenario("tiny").assumptions
    nobody = np.zeros(0, dtype=np.int32)
    network = Network(np.zeros(2, dtype=np.int64), nobody, np.zeros(0, dtype=np.int8))
    companions = Companions(1, assumed.network.companion_months, assumed.network.companions)
    rules = rules_of(assumed.participation, assumed.structures, assumed.network.strengths())
    return people_of(Residents(1)), no_offers(1), contacts_of(network, companions.partner), rules


if __name__ == "__main__":
    compile_from_the_end(load_scenario(SMALL_WORLD))
