"""The residents' columns as one named tuple, which compiled rules can take as a single argument."""

from __future__ import annotations

from typing import Any, NamedTuple

from numpy.typing import NDArray

from sim.residents.table import Residents

Cells = NDArray[Any]


class Rows(NamedTuple):
    """Every column that settling reads or writes, by the name it has in :class:`Residents`."""

    identity: Cells
    community: Cells
    building: Cells
    household: Cells
    age: Cells
    female: Cells
    education: Cells
    hukou: Cells
    agricultural: Cells
    owner: Cells
    shareholder: Cells
    party: Cells
    income: Cells
    years_here: Cells
    dormitory: Cells
    workplace: Cells
    hometown: Cells
    free_hours: Cells
    daytime: Cells
    evening: Cells
    evening_lost: Cells
    neighbour_contact: Cells
    lends_tools: Cells
    disposition: Cells
    attention: Cells
    reader: Cells
    trust: Cells
    efficacy_internal: Cells
    efficacy_external: Cells
    belonging: Cells
    skill: Cells
    trust_set: Cells
    efficacy_internal_set: Cells
    efficacy_external_set: Cells
    acquaintance: Cells
    knows_formation: Cells
    registered: Cells
    response: Cells
    voice_since: Cells
    complaint_since: Cells
    interviewed: Cells
    registered_volunteer: Cells
    climbed: Cells
    rung: Cells
    office: Cells
    representative: Cells
    history: Cells
    reason: Cells
    told_by: Cells
    active: Cells
    acts: Cells
    elector: Cells
    homeowner_vote: Cells
    hours: Cells


def rows_of(residents: Residents) -> Rows:
    """Gather the table's arrays; they are the table's own, so writes reach it."""
    return Rows(*(getattr(residents, name) for name in Rows._fields))
