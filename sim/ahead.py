"""Compile the residents' month before there is a world: the half of a cold start that needs only types.

Whoever builds a place for the first time compiles the rules of its building for as long as this takes, so
that two processes that begin together are done in about half the time.
"""

from __future__ import annotations

import numpy as np

from sim.network.companions import Companions
from sim.network.layers import Network
from sim.residents.decision import residents_month
from sim.residents.experience import live_through
from sim.residents.numbers import Rules, rules_of
from sim.residents.offers import Offers, no_offers
from sim.residents.table import Residents
from sim.residents.table_columns import Contacts, People, contacts_of, people_of
from sim.scenario import load_scenario


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
