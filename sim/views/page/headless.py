"""A view without a browser: the numbers of the headline table of a link."""

from __future__ import annotations

import math
import time
from dataclasses import asdict
from typing import Any, Final

from sim.engine.settings import BadInput
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.offer import PageStart
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted

BETWEEN_QUESTIONS: Final = 0.2  # seconds


def view_numbers(offer: PageStart, wanted: Wanted) -> dict[str, Any]:
    """Live up to the month that a link shows, run its seeds, and give its table; NaN becomes None.

    Raises:
        BadInput: the link cannot be followed.
    """
    session = Session(offer, wanted)
    if session.message is not None:
        raise BadInput(session.message.text)
    while session.shown < session.goal:
        session.handle({"do": "advance", "since": session.shown, "until": session.goal, "many": True})
    while session.certainty.batch is not None:
        time.sleep(BETWEEN_QUESTIONS)
        session.handle({"do": "certainty_poll"})
    if session.message is not None:
        raise BadInput(session.message.text)
    evidence = session.evidence
    rows = [asdict(row) for row in headline_rows(session)]
    plain = [
        {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in row.items()
        }
        for row in rows
    ]
    twin = session.twin
    return {
        "status_quo": twin.status_quo.name,
        "reform": twin.reform.name,
        "seed": twin.status_quo.seed,
        "seeds": evidence.seeds if evidence is not None else 1,
        "month": session.shown,
        "rows": plain,
    }
