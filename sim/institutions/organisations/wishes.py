"""S4.1: what residents need, told from their proposals and complaints by field of work."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import purpose, uniform
from sim.engine.records import record
from sim.institutions.organisations.numbers import OrganisationsRecord
from sim.institutions.organisations.state import FIELDS, Field, Organisations
from sim.institutions.world import World
from sim.residents.person import FROM_OUTSIDE
from sim.residents.table_columns import People
from sim.vocabulary import OLD_FROM, Act

WISH_DRAWS: Final = purpose("wishes.field")
SUGGEST: Final = int(Act.SUGGEST)
COMPLAIN: Final = int(Act.COMPLAIN)
CULTURE: Final = int(Field.CULTURE)
ENVIRONMENT: Final = int(Field.ENVIRONMENT)
ELDERLY: Final = int(Field.ELDERLY)
RIGHTS: Final = int(Field.RIGHTS)
YOUTH: Final = int(Field.YOUTH)


@njit(cache=True)
def wish_of(i: int, people: People, rule: OrganisationsRecord, u: float) -> int:
    """Field that a resident wants most: culture or mutual aid, or what age, home, children, hukou suggest."""
    weight = np.ones(FIELDS)
    weight[ENVIRONMENT] += rule.wish_owner * people.owner[i]
    weight[ELDERLY] = rule.wish_elderly if people.age[i] >= OLD_FROM else rule.wish_rarely
    weight[RIGHTS] = rule.wish_rights if people.hukou[i] == FROM_OUTSIDE else rule.wish_rarely
    weight[YOUTH] = rule.wish_youth if people.evening_lost[i] > 0.0 else rule.wish_rarely
    left = u * weight.sum()
    for field in range(FIELDS - 1):
        left -= weight[field]
        if left < 0.0:
            return field
    return FIELDS - 1


@njit(cache=True, nogil=True)
def add_wishes(
    people: People, rule: OrganisationsRecord, seed: int, month: int, needs: NDArray[np.float64]
) -> None:
    """Count what those want who proposed or complained this month into (communities, fields)."""
    for i in range(people.acts.size):
        asked = (people.acts[i] >> SUGGEST & 1) + (people.acts[i] >> COMPLAIN & 1)
        if asked:
            u = uniform(seed, people.identity[i], month, WISH_DRAWS)
            needs[people.community[i], wish_of(i, people, rule, u)] += asked


def wish_rule(district: World) -> OrganisationsRecord:
    """What is assumed of wishes, in the form that compiled rules read."""
    rule: OrganisationsRecord = record(OrganisationsRecord, district.institutions.organisations)
    return rule


def note_wishes(district: World) -> None:
    """Forget a part of what was asked for, add the month's proposals and complaints."""
    wishes = district[Organisations].wishes
    wishes *= 1.0 - district.institutions.organisation_support.needs_fade
    add_wishes(district.people, wish_rule(district), district.seed, district.month, wishes)


def most_needed(needs: NDArray[np.float64], fields: NDArray[np.int64]) -> int:
    """Field with most wishes per organisation in it already; -1 if nobody has asked for anything.

    Args:
        needs: (fields,) wishes of a community.
        fields: field of work of each of its organisations.
    """
    if not needs.any():
        return -1
    served = 1.0 + np.bincount(fields, minlength=FIELDS)
    return int(np.argmax(needs / served))


def asked_for(needs: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(communities, fields) whether a field is in the half of them that residents ask for most."""
    rank = np.argsort(np.argsort(-needs, axis=1, kind="stable"), axis=1, kind="stable")
    among: NDArray[np.bool_] = rank < FIELDS // 2
    return among
