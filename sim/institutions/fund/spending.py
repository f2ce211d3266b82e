"""Money counts when it is spent: what funds pay of the district's part, and what lies in reserve."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.engine.ledger import Fen
from sim.institutions.fund.state import Funds
from sim.institutions.world import World

FUND: Final = "fund"
DISTRICT: Final = "district"


def count_spending(district: World) -> None:
    """At the end of the month, say how much of what funds paid was the district's, and how much is left.

    A fund has one till: of what it pays this month the district's part is its part of all that was there to
    be paid, which is what lay in the fund when the month began and what came in.
    """
    book = district[Funds]
    from_district, paid = _moved(district, DISTRICT, FUND), _moved(district, FUND, None)
    there = book.balance(district) + paid
    public = book.public + from_district
    part = public / np.maximum(1, there)
    book.public_spent[:] = np.minimum(public, np.rint(part * paid).astype(np.int64))
    book.public[:] = public - book.public_spent


def _moved(district: World, payer: str, payee: str | None) -> Fen:
    """(communities,) fen that moved this month between kinds of account; None stands for any payee."""
    ledger, communities = district.ledger, len(district[Funds])
    moved = np.zeros(communities, dtype=np.int64)
    for entry in ledger.books[district.month]:
        if payer == entry.payer and payee in (None, entry.payee):
            moved += ledger.by_place(district.month, entry, communities)[1]
    return moved
