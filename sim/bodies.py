"""Institutions of one kind as columns, one row a body; a Mesa agent is the live view of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, SupportsIndex, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.actor import Actor
from sim.engine.columns import Column, ColumnTable
from sim.engine.ledger import Accounts, Ledger

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NO_BODY = -1
View = TypeVar("View", bound="BodyView")


class BodyBook(ColumnTable, Generic[View]):
    """The book of a kind of institution: its state by column, one row a body, in the order of their numbers.

    Attributes:
        communities: of the district in which they stand.
        views: Mesa's agent of each row.
    """

    number = Column(np.int64, "1", 0, 2**31 - 1, 0, "number among its kind, which is that of its account")
    community = Column(np.int64, "1", -1, 2**31 - 1, -1, "number of the community that it serves")
    view: ClassVar[type[BodyView]]
    views: list[View]

    def __init__(
        self, world: Any, community: ArrayLike, number: ArrayLike | None = None, **widths: int
    ) -> None:
        """Found a body in each of these communities.

        Args:
            world: the district in which they stand.
            community: (bodies,) the community of each.
            number: (bodies,) number of each, ascending; default: 0, 1, 2, ...
            widths: widths of columns that a place decides, by name.
        """
        where = np.asarray(community, dtype=np.int64)
        super().__init__(where.size, **widths)
        self.community[:] = where
        self.number[:] = np.arange(where.size) if number is None else number
        self.communities: int = world.geography.communities
        self.views = [self._view_of(world, row) for row in range(where.size)]

    def _view_of(self, world: Any, row: int) -> View:
        return cast(View, self.view(world, self, row))

    def __iter__(self) -> Iterator[View]:
        """Give the views in the order of rows."""
        return iter(self.views)

    def __getitem__(self, row: SupportsIndex) -> View:
        """Give the view of a row."""
        return self.views[row]

    @property
    def accounts(self) -> Accounts:
        """Accounts of all bodies in the ledger."""
        return self.view.kind, self.number

    def balance(self, ledger: Ledger) -> Numbers:
        """(bodies,) money on each account, in fen."""
        return ledger.balances(self.view.kind, self.number)

    def pay_up_to(self, world: Any, payee: Accounts, fen: Numbers, purpose: str) -> Numbers:
        """Pay as much of this as there is money for: nobody ever owes.

        Args:
            world: with its ledger.
            payee: account of each.
            fen: (bodies,) what is to be paid.
            purpose: what for.

        Returns:
            (bodies,) what was paid, in fen.
        """
        paid: Numbers = np.clip(fen, 0, np.maximum(0, self.balance(world.ledger)))
        world.pay_each(self.accounts, payee, paid, purpose, self.community)
        return paid

    def total(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """(communities,) sum over each community's bodies, in the order of rows."""
        sums = np.bincount(self.community, weights=values, minlength=self.communities)
        return np.asarray(sums, dtype=np.float64)

    def count(self, among: Flags | None = None) -> Numbers:
        """(communities,) bodies of each community, or those ``among`` them, (bodies,)."""
        where = self.community if among is None else self.community[among]
        return np.bincount(where, minlength=self.communities)


class GrowingBook(BodyBook[View]):
    """A book of bodies that come and go; rows stay in the order of founding."""

    def add(self, world: Any, community: Numbers, number: Numbers) -> slice:
        """Found more bodies, with numbers higher than all before them; (founded,) each.

        Returns:
            Their rows.
        """
        for name, column in self.columns.items():
            old = self.__dict__[name]
            self.__dict__[name] = np.concatenate([old, column.new(number.size, *old.shape[1:])])
        founded = slice(self.rows, self.rows + number.size)
        self.rows = founded.stop
        self.number[founded], self.community[founded] = number, community
        self.views += [self._view_of(world, row) for row in range(founded.start, founded.stop)]
        return founded

    def remove(self, gone: Flags) -> None:
        """Take bodies, (bodies,), out of the book; their agents leave the model."""
        for view in self.views:
            if gone[view.row]:
                view.remove()
        self.views = [view for view in self.views if not gone[view.row]]
        for row, view in enumerate(self.views):
            view.row = row
        for name in self.columns:
            self.__dict__[name] = self.__dict__[name][~gone]
        self.rows = len(self.views)


class BodyTable(BodyBook[View]):
    """A book with at most one body to a community, whose number is the community's.

    Attributes:
        row_of: (communities,) row of each community's body, ``NO_BODY`` where there is none.
    """

    def __init__(self, world: Any, community: ArrayLike, **widths: int) -> None:
        """Found a body in each of these communities; widths of columns that a place decides, by name."""
        super().__init__(world, community, community, **widths)
        self.row_of = np.full(self.communities, NO_BODY, dtype=np.int64)
        self.row_of[self.community] = np.arange(self.rows)

    def of(self, community: int) -> View | None:
        """Give the view of a community's body, None where there is none."""
        row = int(self.row_of[community])
        return None if row == NO_BODY else self.views[row]

    def by_community(self, values: NDArray[Any], without: Any = 0) -> NDArray[Any]:
        """(communities, ...) the value of each community's body; where there is none, ``without``."""
        shape = (self.row_of.size, *values.shape[1:])
        spread = np.full(shape, without, dtype=np.result_type(values, np.asarray(without)))
        spread[self.community] = values
        return spread


class BodyView(Actor):
    """An institution as Mesa sees it: reads and writes go to the columns of its book."""

    def __init__(self, model: Any, book: BodyBook[Any], row: int) -> None:
        """Register the view of a row."""
        super().__init__(model, int(book.number[row]), int(book.community[row]))
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
