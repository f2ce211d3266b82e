"""The resident who is looked at, explained in both worlds, once for all parts of the page."""

from __future__ import annotations

from typing import Any, Final

from sim.explain.resident import explain
from sim.network.layers import Layer
from sim.views.page.state import State
from sim.views.page.twin import REFORM, STATUS_QUO

# A colour a layer, in the order of Layer: Paul Tol's bright scheme, and black for those met in shared acts.
TIE_COLOURS: Final = ("#aa3377", "#4477aa", "#228833", "#ccbb44", "#ee6677", "#000000")


def chosen(session: State) -> int:
    """Row of the resident who is looked at; -1 if there is none."""
    row = session.choices.resident
    return row if 0 <= row < len(session.twin.world(STATUS_QUO).district.residents) else -1


def explained(session: State) -> list[dict[str, Any]]:
    """Explain the shown month of that resident, a world each; nothing without a resident or a month."""
    row = chosen(session)
    if row < 0 or session.shown == 0:
        return []
    key = (session.frame, session.worlds_made)
    return session.remember("explained", key, lambda: _explained(session, row))


def _explained(session: State, row: int) -> list[dict[str, Any]]:
    before = (session.twin.world(which).at(session.shown - 1) for which in (STATUS_QUO, REFORM))
    return [explain(district, row) for district in before]


assert len(TIE_COLOURS) == len(Layer)
