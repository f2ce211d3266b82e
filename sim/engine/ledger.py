"""Double-entry money in whole fen (1 yuan = 100 fen): a flow has payer, payee, purpose, place and month."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

FEN_PER_YUAN = 100


def to_fen(yuan: float) -> int:
    """Convert yuan to whole fen, rounding to the nearest."""
    return round(yuan * FEN_PER_YUAN)


class Flow(NamedTuple):
    """Key of one kind of payment in one month."""

    month: int
    payer: str
    payee: str
    purpose: str
    place: int


class Ledger:
    """Accounts by name and the flows between them.

    An account is ``(kind, number)``, e.g. ``("committee", 3)``; flows are kept by kind. Money enters and
    leaves the modelled world only through accounts of kind ``"outside"``, so that all balances always sum to
    zero.
    """

    def __init__(self) -> None:
        """Open an empty ledger."""
        self.balance: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.flows: defaultdict[Flow, int] = defaultdict(int)

    def pay(
        self, payer: tuple[str, int], payee: tuple[str, int], fen: int, purpose: str, place: int, month: int
    ) -> None:
        """Move money from one account to another.

        Raises:
            ValueError: the amount is negative, or not a whole number of fen.
        """
        if not 0 <= fen < math.inf or fen != int(fen):
            raise ValueError(f"a payment is a whole number of fen, 0 or more, not {fen!r}")
        amount = int(fen)
        if amount == 0:
            return
        self.balance[payer] -= amount
        self.balance[payee] += amount
        self.flows[Flow(month, payer[0], payee[0], purpose, place)] += amount

    def close_month(self) -> None:
        """Check that nothing was made or lost.

        Raises:
            ArithmeticError: the balances do not sum to zero.
        """
        total = sum(self.balance.values())
        if total != 0:
            raise ArithmeticError(f"the ledger does not balance: {total} fen too much")

    def __deepcopy__(self, memo: dict[int, object]) -> Ledger:
        """Copy the books; keys and amounts are immutable, so the dictionaries are enough."""
        twin = Ledger()
        twin.balance = self.balance.copy()
        twin.flows = self.flows.copy()
        return twin
