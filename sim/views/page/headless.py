"""A view without a browser: the numbers of the headline table of a link."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from sim.engine.settings import BadInput
from sim.views.page.headlines import headline_rows
from sim.views.page.link import Wanted
from sim.views.page.offer import Offer
from sim.views.page.session import Session


def view_numbers(offer: Offer, wanted: Wanted) -> dict[str, Any]:
    """Live up to the month that a link shows and give its table; NaN becomes None.

    Raises:
        BadInput: the link cannot be followed.
    """
    session = Session(offer, wanted)
    if session.message is not None:
        raise BadInput(session.message.text)
    while session.shown < session.goal:
        session.handle({"do": "advance", "since": session.shown, "until": session.goal, "many": True})
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
        "month": session.shown,
        "rows": plain,
    }
