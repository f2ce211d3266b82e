"""All money of a run as columns, which read and print as a tuple of rows.

A run of a small place has thousands of rows, and who compares runs or keeps them needs none as an object.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.ledger import NO_BOOK, Entry, Fen

FlowRow = tuple[int, str, str, str, int, int]
Letters = NDArray[np.uint8]
_LONGEST: Final = 3 * 20 + 6  # letters of a row beside its words: three numbers, and what is around them
_OPEN, _CLOSE, _COMMA, _SPACE, _MINUS, _ZERO = b"(), -0"


@dataclass(frozen=True, eq=False)
class Flows(Sequence[FlowRow]):
    """Rows of (month, payer, payee, purpose, place, fen), in this order.

    Attributes:
        entries: who pays whom for what, each once.
        month: (rows,) month of each.
        entry: (rows,) its place among ``entries``.
        place: (rows,) community that is paid for; -1 for all.
        fen: (rows,) what was paid.
    """

    entries: tuple[Entry, ...]
    month: Fen
    entry: Fen
    place: Fen
    fen: Fen

    @staticmethod
    def of(books: Mapping[int, Mapping[Entry, Fen]]) -> Flows:
        """All that stands in a ledger's books."""
        months, known = sorted(books), dict[tuple[Entry, ...], _Layout]()
        layouts = [_layout(tuple(books[month]), known) for month in months]
        pages: list[Fen] = []
        for month, layout in zip(months, layouts, strict=True):
            opened = tuple(books[month].values())
            pages += [opened[k] for k in layout.order]
        entries = tuple(sorted(set().union(*known)))
        codes = [np.array([entries.index(one) for one in layout.entries]) for layout in known.values()]
        code_of_page = np.concatenate([NO_BOOK, *(codes[layout.number] for layout in layouts)])
        month_of_page = np.repeat(np.array(months, dtype=np.int64), [len(one.order) for one in layouts])
        return _from_pages(entries, month_of_page, code_of_page, pages)

    @functools.cached_property
    def rows(self) -> tuple[FlowRow, ...]:
        """All rows."""
        columns = self.month.tolist(), self.entry.tolist(), self.place.tolist(), self.fen.tolist()
        return tuple(
            (month, *self.entries[k], place, fen) for month, k, place, fen in zip(*columns, strict=True)
        )

    def __len__(self) -> int:
        return self.month.size

    def __iter__(self) -> Iterator[FlowRow]:
        return iter(self.rows)

    @overload
    def __getitem__(self, position: int) -> FlowRow: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[FlowRow, ...]: ...
    def __getitem__(self, position: int | slice) -> FlowRow | tuple[FlowRow, ...]:
        return self.rows[position]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Flows | tuple) and self.rows == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # compared, but no key of anything

    def __repr__(self) -> str:
        """The very text of the tuple of rows, which is what a run's digest is made of."""
        if self.month.size < 2:
            return repr(self.rows)
        words = [f", {entry[0]!r}, {entry[1]!r}, {entry[2]!r}, ".encode() for entry in self.entries]
        ends = np.cumsum([0, *map(len, words)])
        letters = np.frombuffer(b"".join(words), dtype=np.uint8)
        text = np.empty(int(np.diff(ends)[self.entry].sum()) + _LONGEST * self.month.size, dtype=np.uint8)
        size = _write(letters, ends, self.month, self.entry, self.place, self.fen, text)
        return f"({text[: size - 2].tobytes().decode()})"


class _Layout(NamedTuple):
    """How the books of a month stand; most months open the same ones in the same order.

    Attributes:
        number: of the layout.
        entries: of the books, in the order of the rows.
        order: as the how manieth each was opened.
    """

    number: int
    entries: tuple[Entry, ...]
    order: list[int]


def _layout(opened: tuple[Entry, ...], known: dict[tuple[Entry, ...], _Layout]) -> _Layout:
    """Layout of books by the order in which they were opened; a new one joins those that are known."""
    found = known.get(opened)
    if found is None:
        order = sorted(range(len(opened)), key=opened.__getitem__)
        found = known[opened] = _Layout(len(known), tuple(opened[k] for k in order), order)
    return found


def _from_pages(entries: tuple[Entry, ...], month: Fen, entry: Fen, pages: list[Fen]) -> Flows:
    """Rows of books that each hold what was paid for all places, then for each; nothing paid is no row."""
    sizes = np.fromiter(map(len, pages), dtype=np.int64, count=len(pages))
    fen = np.concatenate([NO_BOOK, *pages])
    paid = np.flatnonzero(fen)
    page = np.repeat(np.arange(sizes.size), sizes)[paid]
    place = paid - (np.cumsum(sizes) - sizes)[page] - 1
    return Flows(entries, month[page], entry[page], place, fen[paid])


@njit(cache=True, nogil=True)
def _write(words: Letters, ends: Fen, month: Fen, entry: Fen, place: Fen, fen: Fen, text: Letters) -> int:
    """Write each row as Python prints a tuple, and a comma after it.

    Args:
        words: text of all entries, with the commas before and behind.
        ends: where each of them ends; the first number is where the first begins.
        month: of each row.
        entry: number of each row's entry.
        place: of each row.
        fen: of each row.
        text: written; has room for all.

    Returns:
        How many letters were written.
    """
    at = 0
    for row in range(month.size):
        text[at] = _OPEN
        at = _write_number(month[row], text, at + 1)
        for k in range(ends[entry[row]], ends[entry[row] + 1]):
            text[at] = words[k]
            at += 1
        at = _write_number(place[row], text, at)
        text[at], text[at + 1] = _COMMA, _SPACE
        at = _write_number(fen[row], text, at + 2)
        text[at], text[at + 1], text[at + 2] = _CLOSE, _COMMA, _SPACE
        at += 3
    return at


@inner(cache=True, nogil=True)
def _write_number(number: int, text: Letters, at: int) -> int:
    """Write a whole number at a place of a text; tells the place behind it."""
    if number < 0:
        text[at] = _MINUS
        number, at = -number, at + 1
    end, left = at + 1, number // 10
    while left > 0:
        end, left = end + 1, left // 10
    for k in range(end - 1, at - 1, -1):
        text[k] = _ZERO + number % 10
        number //= 10
    return end
