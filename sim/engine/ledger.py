"""Double-entry money in whole fen (1 yuan = 100 fen): a flow has payer, payee, purpose, place and month."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.engine.compiling import njit

FEN_PER_YUAN: Final = 100
NO_BOOK: Final = np.zeros(0, dtype=np.int64)
POSTED, NEGATIVE, NO_ROOM = range(3)

K = TypeVar("K")
Fen = NDArray[np.int64]
Account = tuple[str, int]  # a kind and a number, e.g. ("committee", 3)
Accounts = tuple[str, ArrayLike]  # a kind and one number for all payments, or a number for each


def to_fen(yuan: float) -> int:
    """Convert yuan to whole fen, rounding to the nearest."""
    return round(yuan * FEN_PER_YUAN)


def each_to_fen(yuan: ArrayLike) -> Fen:
    """Convert each of many amounts as :func:`to_fen` does."""
    fen: Fen = np.rint(np.asarray(yuan, dtype=np.float64) * FEN_PER_YUAN).astype(np.int64)
    return fen


class Entry(NamedTuple):
    """Who pays whom for what, by kind of account."""

    payer: str
    payee: str
    purpose: str


class Flow(NamedTuple):
    """Key of one kind of payment in one month and place; -1 is a payment for all places."""

    month: int
    payer: str
    payee: str
    purpose: str
    place: int


class Ledger:
    """Accounts by kind and number, and the flows between kinds.

    Money enters and leaves the modelled world only through accounts of kind ``"outside"``, so that all
    balances always sum to zero. Amounts are whole numbers, so the order of postings changes nothing.

    Attributes:
        accounts: by kind, the balance of each number in fen.
        books: by month and entry, what was paid for all places, then for each place, in fen.
        widest: places for which a new book has room, as the widest before it had.
    """

    def __init__(self) -> None:
        """Open an empty ledger."""
        self.widest = 1
        self.accounts: dict[str, Fen] = {}
        self.books: defaultdict[int, dict[Entry, Fen]] = defaultdict(dict)

    def __deepcopy__(self, _memo: dict[int, Any]) -> Ledger:
        """Copy every book; there are thousands, so they are copied without looking for what they share."""
        twin = Ledger()
        twin.widest, twin.accounts = self.widest, _copied(self.accounts)
        twin.books.update((month, _copied(books)) for month, books in self.books.items())
        return twin

    def pay(self, payer: Account, payee: Account, fen: int, purpose: str, place: int, month: int) -> None:
        """Move money from one account to another.

        Raises:
            ValueError: the amount is negative, or not a whole number of fen.
        """
        if not 0 <= fen < math.inf or fen != int(fen):
            raise ValueError(f"a payment is a whole number of fen, 0 or more, not {fen!r}")
        amount = int(fen)
        if amount == 0:
            return
        _book(self.accounts, payer[0], payer[1])[payer[1]] -= amount
        _book(self.accounts, payee[0], payee[1])[payee[1]] += amount
        _book(self.books[month], Entry(payer[0], payee[0], purpose), place + 1)[place + 1] += amount

    def pay_each(
        self, payer: Accounts, payee: Accounts, fen: Fen, purpose: str, places: ArrayLike, month: int
    ) -> None:
        """Make many payments of one kind at once.

        Args:
            payer: kind, and one number for all or (payments,) numbers.
            payee: the same of who is paid.
            fen: (payments,) amounts.
            purpose: what they are for.
            places: community that each is paid for, -1 for all of them.
            month: month of the run.

        Raises:
            ValueError: an amount is negative.
        """
        amounts = np.asarray(fen, dtype=np.int64)
        if not np.count_nonzero(amounts):
            return
        entry = Entry(payer[0], payee[0], purpose)
        numbers = _numbers(payer[1]), _numbers(payee[1]), _numbers(places)
        posted = _post(*self._books_of(entry, month), *numbers, amounts)
        if posted == NO_ROOM:
            self._make_room(entry, month, *numbers)
            posted = _post(*self._books_of(entry, month), *numbers, amounts)
        if posted == NEGATIVE:
            raise ValueError(f"a payment is a whole number of fen, 0 or more, not {amounts.min()!r}")

    def _books_of(self, entry: Entry, month: int) -> tuple[Fen, Fen, Fen]:
        """Books of who pays and of who is paid, empty where there is none yet, and of the entry."""
        payers, payees = self.accounts.get(entry.payer, NO_BOOK), self.accounts.get(entry.payee, NO_BOOK)
        return payers, payees, _book(self.books[month], entry, self.widest - 1)

    def _make_room(self, entry: Entry, month: int, payers: Fen, payees: Fen, places: Fen) -> None:
        """Open the books of a payment, or make them as long as its numbers ask."""
        _book(self.accounts, entry.payer, int(payers.max()))
        _book(self.accounts, entry.payee, int(payees.max()))
        self.widest = max(self.widest, int(places.max()) + 2)
        _book(self.books[month], entry, self.widest - 1)

    def balance_of(self, kind: str, number: int) -> int:
        """Money on one account, in fen."""
        return int(self.balances(kind, np.array([number]))[0])

    def balances(self, kind: str, numbers: Fen) -> Fen:
        """(accounts,) money on accounts of a kind, in fen; 0 where nothing was ever paid."""
        book = self.accounts.get(kind, NO_BOOK)
        try:
            return book[numbers]
        except IndexError:  # some were never paid
            return np.append(book, np.zeros(int(numbers.max()) + 1, dtype=np.int64))[numbers]

    @property
    def balance(self) -> defaultdict[Account, int]:
        """Money on every account that has some, in fen; a copy."""
        found: defaultdict[Account, int] = defaultdict(int)
        for kind, book in sorted(self.accounts.items()):
            found.update({(kind, int(number)): int(book[number]) for number in np.flatnonzero(book)})
        return found

    @property
    def flows(self) -> dict[Flow, int]:
        """All flows in fen, by month, payer, payee, purpose and place in this order."""
        return dict(flow for month in sorted(self.books) for flow in self.flows_of(month))

    def flows_of(self, month: int) -> Iterator[tuple[Flow, int]]:
        """Flows of one month in fen."""
        for entry, book in sorted(self.books.get(month, {}).items()):
            for place in np.flatnonzero(book):
                yield Flow(month, *entry, int(place) - 1), int(book[place])

    def by_place(self, month: int, entry: Entry, places: int) -> tuple[int, Fen]:
        """Fen that one entry moved in a month: for all places together, and (places,) for each."""
        book = self.books.get(month, {}).get(entry, NO_BOOK)
        whole = np.zeros(places + 1, dtype=np.int64)
        whole[: book.size] = book[: places + 1]
        return int(whole[0]), whole[1:]

    def close_month(self) -> None:
        """Check that nothing was made or lost.

        Raises:
            ArithmeticError: the balances do not sum to zero.
        """
        total = sum(int(book.sum()) for book in self.accounts.values())
        if total != 0:
            raise ArithmeticError(f"the ledger does not balance: {total} fen too much")


def _copied(books: dict[K, Fen]) -> dict[K, Fen]:
    return {key: book.copy() for key, book in books.items()}


def _book(books: dict[Any, Fen], key: object, number: int) -> Fen:
    """One book of a set, with room for a number."""
    book = books.get(key)
    if book is None:
        book = books[key] = np.zeros(number + 1, dtype=np.int64)
    elif number >= book.size:
        book = books[key] = np.append(book, np.zeros(number + 1, dtype=np.int64))
    return book


def _numbers(given: ArrayLike) -> Fen:
    """Numbers of accounts: one for all payments, or one for each."""
    if isinstance(given, int):
        return _alone(given)
    numbers = np.asarray(given, dtype=np.int64)
    return numbers if numbers.ndim else numbers.reshape(1)


@lru_cache(maxsize=64)
def _alone(number: int) -> Fen:
    """One number for all payments; a few accounts take part in most of them."""
    return np.array([number])


@njit(cache=True, nogil=True)
def _post(payers: Fen, payees: Fen, entries: Fen, payer: Fen, payee: Fen, place: Fen, fen: Fen) -> int:
    """Move amounts between books, all of them or none.

    Args:
        payers: book of balances of those who pay; written.
        payees: the same of those who are paid; written.
        entries: book of the entry, for all places, then by place; written.
        payer: number in ``payers`` of each payment, or one for all.
        payee: the same in ``payees``.
        place: place of each payment, or one for all.
        fen: (payments,) amounts.

    Returns:
        ``POSTED``, ``NEGATIVE`` where an amount is, ``NO_ROOM`` where a book is too short for a number.
    """
    for amount in fen:
        if amount < 0:
            return NEGATIVE
    for book, number in ((payers, payer), (payees, payee), (entries, place + 1)):
        for one in number:
            if one >= book.size:
                return NO_ROOM
    for k in range(fen.size):
        payers[payer[k if payer.size > 1 else 0]] -= fen[k]
        payees[payee[k if payee.size > 1 else 0]] += fen[k]
        entries[place[k if place.size > 1 else 0] + 1] += fen[k]
    return POSTED
