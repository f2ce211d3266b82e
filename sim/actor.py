"""What all institutions share: a number in the district, a community that they belong to, and an account."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import Account, Accounts

OUTSIDE: Account = ("outside", 0)
DISTRICT: Account = ("district", 0)
EVERYWHERE = -1


def residents_of_each(communities: NDArray[np.int64]) -> Accounts:
    """Accounts of the residents of many communities."""
    return ("residents", communities)


class _Counters:
    """Identity counters by model that do not keep a finished model alive, as Mesa 3's own do."""

    def __init__(self) -> None:
        self._by_model: WeakKeyDictionary[Any, Iterator[int]] = WeakKeyDictionary()

    def __getitem__(self, model: Any) -> Iterator[int]:
        if model not in self._by_model:
            taken = (agent.unique_id for agent in model.agents)
            self._by_model[model] = itertools.count(1 + max(taken, default=0))
        return self._by_model[model]


class Actor(mesa.Agent):
    """An institution: an ordinary Mesa agent.

    Attributes:
        kind: kind of account and of actor, one word.
        number: number among its kind.
        community: community that it serves, ``EVERYWHERE`` for the district's.
    """

    kind: ClassVar[str] = "actor"
    _ids: ClassVar[Any] = _Counters()

    def __init__(self, model: mesa.Model, number: int, community: int = EVERYWHERE) -> None:
        """Register the institution with the district."""
        super().__init__(model)
        self.number = number
        self.community = community

    @property
    def account(self) -> Account:
        """Its account in the ledger."""
        return (self.kind, self.number)

    def pay(self, payee: Account, fen: int, purpose: str) -> None:
        """Pay from its own account, in its own community's books."""
        self.model.ledger.pay(self.account, payee, fen, purpose, self.community, self.model.month)

    @property
    def balance(self) -> int:
        """Money on its account, in fen."""
        return int(self.model.ledger.balance_of(*self.account))
