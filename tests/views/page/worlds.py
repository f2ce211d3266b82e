"""Small helpers of the tests of the page."""

from __future__ import annotations

import json
import re
from typing import Any

from sim.views.batch_runner import BatchRunner
from sim.views.page.link import read_link
from sim.views.page.offer import PageStart
from sim.views.page.panels import closer, curves, leverboard, maps, top
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted

SHORT = ("calendar.burn_in=6", "calendar.horizon=10")


def opened(
    query: str = "",
    *,
    scenario: str = "tiny",
    compare: str = "",
    overrides: tuple[str, ...] = SHORT,
    laboratory: BatchRunner | None = None,
) -> Session:
    """A visitor's session in a small place with a short calendar."""
    offer = PageStart(scenario=scenario, compare=compare, overrides=overrides, laboratory=laboratory)
    return Session(offer, read_link(query) if query else Wanted())


def english_in(text: str) -> list[str]:
    """Two and more English words in a row, outside quotes, brackets and lists of names."""
    plain = re.sub(r"'[^']*'|`[^`]*`|（.*）|可用：.*", "", text)
    return re.findall(r"\b[a-z]{2,}(?: [a-z]{2,})+\b", plain)


def do(session: Session, action: str, /, **details: Any) -> None:
    """What the browser would send."""
    session.handle({"do": action, **details})


def play(session: Session, until: int) -> None:
    """Play on to a month, as the browser does it."""
    while session.shown < min(until, session.twin.last_month):
        do(session, "advance", since=session.shown, until=until, many=True)


PARTS = (
    *(top.header, top.transport, top.take, leverboard.leverboard),
    *(maps.plan, maps.maps, curves.curves, table.table, closer.closer),
)


def drawn(session: Session) -> list[str]:
    """Everything that would be sent to the browser."""
    return [json.dumps(part(session), allow_nan=False) for part in PARTS]
