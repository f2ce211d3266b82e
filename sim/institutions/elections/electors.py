"""Electors: who may vote for the committee under each community's form of election."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import draws, purpose
from sim.engine.records import record
from sim.institutions.committee.state import Committees, ElectionForm
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.elections.numbers import ElectionsRecord
from sim.institutions.row_selection import rows_within
from sim.institutions.world import World
from sim.threads import in_whole_groups
from sim.vocabulary import ADULT_AGE

Rows = NDArray[np.int64]

ELECTOR_DRAWS: Final = purpose("elections.electors")


def name_electors(district: World) -> None:
    """At the start of a drive, say who may vote under each community's form of election.

    Before by-elections all adults where all vote directly; delegates and households' voters stay the same.
    """
    residents, by_election = district.residents, in_moment(district, Moment.BY_DRIVE)
    direct = district[Committees].form == ElectionForm.DIRECT
    _keep_electors(district, by_election & ~direct)
    where = in_moment(district, Moment.DRIVE) | by_election & direct
    if np.count_nonzero(where):
        start = district.geography.community_start
        known = (
            start,
            where,
            district.month,
            district.seed,
            district[Committees].form,
            record(ElectionsRecord, district.institutions.elections),
            residents.household,
            residents.identity,
            residents.age,
            residents.acquaintance,
            residents.elector,
        )
        in_whole_groups(start, lambda first, last: _name_electors_of_each(first, last, *known))


def _keep_electors(district: World, where: NDArray[np.bool_]) -> None:
    """Let who is on the roll of the last election vote again in these communities, and nobody else."""
    rows = rows_within(district.geography.community_start, where)
    district.residents.elector[rows] = district.residents.registered[rows]


@inner(cache=True, nogil=True)
def _name_electors(
    first: int,
    last: int,
    month: int,
    seed: int,
    form: int,
    rule: ElectionsRecord,
    household: NDArray[np.int32],
    identity: NDArray[np.uint32],
    age: NDArray[np.float32],
    acquaintance: NDArray[np.float32],
    elector: NDArray[np.bool_],
) -> None:
    """All adults; or one adult a household; or delegates, more likely those whom the committee knows.

    The household's vote is its head's: by lot among its adults of middle age, else among the others.
    """
    chosen, best = -1, np.inf
    for i in range(first, last):
        if i == first or household[i] != household[i - 1]:
            chosen, best = -1, np.inf
        adult = age[i] >= ADULT_AGE
        elector[i] = adult and form == 0
        if not adult or form == 0:
            continue
        u = draws(seed, identity[i], month, ELECTOR_DRAWS, 0)[0]
        if form == 2:
            elector[i] = u < rule.delegates * (rule.delegate_base + rule.delegate_known * acquaintance[i])
            continue
        rank = u if rule.head_from <= age[i] < rule.head_to else 1.0 + u
        if rank < best:
            if chosen >= 0:
                elector[chosen] = False
            elector[i] = True
            chosen, best = i, rank


@njit(cache=True, nogil=True)
def _name_electors_of_each(
    first: int,
    last: int,
    community_start: Rows,
    where: NDArray[np.bool_],
    month: int,
    seed: int,
    form: Rows,
    rule: ElectionsRecord,
    household: NDArray[np.int32],
    identity: NDArray[np.uint32],
    age: NDArray[np.float32],
    acquaintance: NDArray[np.float32],
    elector: NDArray[np.bool_],
) -> None:
    """The same in some communities of ``first`` to ``last - 1``, each under its form."""
    for c in range(first, last):
        if where[c]:
            rows = community_start[c], community_start[c + 1]
            _name_electors(*rows, month, seed, form[c], rule, household, identity, age, acquaintance, elector)
