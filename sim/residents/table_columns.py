"""The residents' columns and their contacts as the compiled rules see them: named tuples of arrays."""

from __future__ import annotations

from typing import Any, NamedTuple

from numpy.typing import NDArray

from sim.residents.table import Residents

Array = NDArray[Any]


class People(NamedTuple):
    """The columns of :class:`Residents` that rules read or write, under the same names."""

    identity: Array
    community: Array
    age: Array
    female: Array
    education: Array
    hukou: Array
    agricultural: Array
    owner: Array
    party: Array
    dormitory: Array
    workplace: Array
    income: Array
    years_here: Array
    free_hours: Array
    daytime: Array
    evening: Array
    evening_lost: Array
    neighbour_contact: Array
    lends_tools: Array
    disposition: Array
    attention: Array
    reader: Array
    trust: Array
    efficacy_internal: Array
    efficacy_external: Array
    belonging: Array
    skill: Array
    trust_set: Array
    efficacy_internal_set: Array
    efficacy_external_set: Array
    acquaintance: Array
    knows_formation: Array
    registered: Array
    response: Array
    voice_since: Array
    complaint_since: Array
    interviewed: Array
    registered_volunteer: Array
    climbed: Array
    rung: Array
    office: Array
    representative: Array
    history: Array
    reason: Array
    told_by: Array
    active: Array
    acts: Array
    elector: Array
    hours: Array


def people_of(residents: Residents) -> People:
    """Give the rules a view of the table's arrays (no copy)."""
    return People(*(getattr(residents, name) for name in People._fields))


class Contacts(NamedTuple):
    """Ties as rows of targets: resident ``i`` is in contact with ``target[start[i]:start[i + 1]]``.

    Attributes:
        start: (residents + 1,) int64.
        target: (ties,) int32 row of the contact.
        layer: (ties,) int8 network layer.
        partner: (residents, slots) int32 companions from shared acts, -1 for an empty slot.
    """

    start: Array
    target: Array
    layer: Array
    partner: Array
