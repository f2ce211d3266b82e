"""S4.1: what residents need, told from their proposals and complaints by field of work."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit
from sim.engine.random import each_uniform, purpose
from sim.institutions.organisations.numbers import OrganisationLife
from sim.institutions.organisations.state import FIELDS, NOBODY, Field, Organisations
from sim.institutions.voice.state import Voices
from sim.institutions.world import World
from sim.residents.person import FROM_OUTSIDE
from sim.residents.table_columns import People
from sim.vocabulary import OLD_FROM, Act

WISH_DRAWS: Final = purpose("wishes.field")
SUGGEST: Final = int(Act.SUGGEST)
COMPLAIN: Final = int(Act.COMPLAIN)
ENVIRONMENT, ELDERLY = int(Field.ENVIRONMENT), int(Field.ELDERLY)
RIGHTS, YOUTH = int(Field.RIGHTS), int(Field.YOUTH)
Rows = NDArray[np.int64]


def wishes_of(rows: Rows, people: People, rule: OrganisationLife, u: NDArray[np.float64]) -> Rows:
    """(rows,) field that each of these residents wants most.

    Culture or mutual aid, or what age, home, children, hukou suggest.
    """
    columns = people.owner, people.age, people.hukou, people.evening_lost
    wishes = rule.wish_owner, rule.wish_elderly, rule.wish_rights, rule.wish_youth, rule.wish_rarely
    wanted: Rows = _choose(rows, *columns, wishes, np.ascontiguousarray(u))
    return wanted


@njit(cache=True, nogil=True)
def _choose(
    rows: Rows,
    owner: NDArray[np.bool_],
    age: NDArray[np.float32],
    hukou: NDArray[np.int8],
    evening_lost: NDArray[np.float32],
    wishes: tuple[float, float, float, float, float],
    u: NDArray[np.float64],
) -> Rows:
    """The same from plain columns; ``wishes`` in the order in which :func:`wishes_of` reads them."""
    of_owners, elderly, rights, youth, rarely = wishes
    wanted, weight = np.zeros(rows.size, dtype=np.int64), np.ones(FIELDS)
    for k in range(rows.size):
        i = rows[k]
        weight[ENVIRONMENT] = 1.0 + of_owners * owner[i]
        weight[ELDERLY] = elderly if age[i] >= OLD_FROM else rarely
        weight[RIGHTS] = rights if hukou[i] == FROM_OUTSIDE else rarely
        weight[YOUTH] = youth if evening_lost[i] > 0.0 else rarely
        left = u[k] * weight.sum()
        for field in range(FIELDS - 1):
            left -= weight[field]
            wanted[k] += left >= 0.0
    return wanted


def note_wishes(district: World) -> None:
    """Forget a part of what was asked for, add the month's proposals and complaints."""
    wishes = district[Organisations].wishes
    wishes *= 1.0 - district.institutions.organisation_support.needs_fade
    people, rule = district.people, district.institutions.organisations
    rows = district[Voices].raised_by
    times = (people.acts[rows] >> SUGGEST & 1) + (people.acts[rows] >> COMPLAIN & 1)
    u = each_uniform(district.seed, people.identity[rows], district.month, WISH_DRAWS)
    np.add.at(wishes, (people.community[rows], wishes_of(rows, people, rule, u)), times)


def most_needed(wishes: NDArray[np.float64], community: Rows, field: Rows) -> Rows:
    """(communities,) field with most wishes per organisation in it already; -1 if nobody has asked.

    Args:
        wishes: (communities, fields) of residents.
        community: (organisations,) where each stands.
        field: (organisations,) field of work of each.
    """
    served = np.bincount(community * FIELDS + field, minlength=wishes.size).reshape(wishes.shape)
    return np.where(wishes.any(axis=1), np.argmax(wishes / (1.0 + served), axis=1), NOBODY)


def asked_for(needs: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(communities, fields) whether a field is in the half of them that residents ask for most."""
    rank = np.argsort(np.argsort(-needs, axis=1, kind="stable"), axis=1, kind="stable")
    among: NDArray[np.bool_] = rank < FIELDS // 2
    return among
