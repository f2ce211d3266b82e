"""Districts in which organisations stand still, for tests that move one thing."""

from __future__ import annotations

import numpy as np

from sim.actor import OUTSIDE
from sim.district import District
from sim.engine.ledger import to_fen
from sim.institutions.organisations.state import SocialOrganisation
from tests.institutions.worlds import another_organisation, district

LIFE = "assumptions.institutions.organisations"
NONE_AT_FIRST = f"{LIFE}.initial=0.0"
FEBRUARY, JANUARY = 2, 13
LIMIT = 4.5
# Anybody may file, with whoever comes along.
EASY = ("policies.organisations.filing=1.0", f"{LIFE}.filing_members=1", f"{LIFE}.savings=1e6")


def quiet(*rules: str, organisations: int = 0, month: int = FEBRUARY) -> District:
    """A district in which nobody acts or founds, with so many organisations in community 0."""
    one = district("tiny", NONE_AT_FIRST, f"{LIFE}.founding=0.0", *rules)
    one.month = month
    one.residents.acts[:] = 0
    for _ in range(organisations):
        another_organisation(one).opens = -30
    return one


def give(one: District, organisation: SocialOrganisation, yuan: float) -> None:
    one.ledger.pay(OUTSIDE, organisation.account, to_fen(yuan), "gift", organisation.community, one.month)


def under_policy(one: District) -> District:
    """Let the reform be in force whatever the month."""
    one.put_in_force(np.ones_like(one.in_force))
    return one
