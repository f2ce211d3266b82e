"""Institutions of one kind as columns, one row a body; a Mesa agent is the live view of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, SupportsIndex, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.actor import Actor
from sim.engine.columns import Column, Table
from sim.engine.ledger import Accounts, Ledger

Numbers = NDArray[np.int64]
NO_BODY = -1
View = TypeVar("View", bound="BodyView")


class BodyTable(Table, Generic[View]):
    """The book of a kind of institution: its state by column, one row a body, at most one to a community.

    Attributes:
        world: the district that they stand in.
        views: Mesa's agent of each row.
        row_of: (communities,) row of each community's body, ``NO_BODY`` where there is none.
    """

    community = Column(np.int64, "1", -1, 2**31 - 1, -1, "number of the community that it serves")
    view: ClassVar[type[BodyView]]
    views: list[View]

    def __init__(self, world: Any, community: ArrayLike, **widths: int) -> None:
        """Found a body in each of these communities; widths of columns that a place decides, by name."""
        where = np.asarray(community, dtype=np.int64)
        super().__init__(where.size, **widths)
        self.community[:] = where
        self.row_of = np.full(world.geography.communities, NO_BODY, dtype=np.int64)
        self.row_of[where] = np.arange(where.size)
        self.views = [cast(View, self.view(world, self, row)) for row in range(where.size)]

    def __iter__(self) -> Iterator[View]:
        """Give the views in the order of rows."""
        return iter(self.views)

    def __getitem__(self, row: SupportsIndex) -> View:
        """Give the view of a row."""
        return self.views[row]

    def of(self, community: int) -> View | None:
        """Give the view of a community's body, None where there is none."""
        row = int(self.row_of[community])
        return None if row == NO_BODY else self.views[row]

    @property
    def accounts(self) -> Accounts:
        """Accounts of all bodies in the ledger: a body's number is its community's."""
        return self.view.kind, self.community

    def balance(self, ledger: Ledger) -> Numbers:
        """(bodies,) money on each account, in fen."""
        return ledger.balances(self.view.kind, self.community)

    def by_community(self, values: NDArray[Any], without: Any = 0) -> NDArray[Any]:
        """(communities, ...) the value of each community's body; where there is none, ``without``."""
        shape = (self.row_of.size, *values.shape[1:])
        spread = np.full(shape, without, dtype=np.result_type(values, np.asarray(without)))
        spread[self.community] = values
        return spread


class BodyView(Actor):
    """An institution as Mesa sees it: reads and writes go to the columns of its book."""

    def __init__(self, model: Any, book: BodyTable[Any], row: int) -> None:
        """Register the view of a row; its number is its community's."""
        community = int(book.community[row])
        super().__init__(model, community, community)
        self.book, self.row = book, row

    def __getattr__(self, name: str) -> Any:
        """Read a column; columns wider than one cell come as a read-write array view."""
        book = self.__dict__.get("book")
        if book is None or name not in book.columns:
            raise AttributeError(f"a {type(self).__name__} has no {name!r}")
        cell = getattr(book, name)[self.row]
        return cell if cell.ndim else cell.item()

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column, or an ordinary attribute of the agent."""
        book = self.__dict__.get("book")
        if book is not None and name in book.columns:
            getattr(book, name)[self.row] = value
        else:
            super().__setattr__(name, value)
