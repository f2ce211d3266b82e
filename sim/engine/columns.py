"""A table of columns, and a live view of one row. The row is the truth; the view owns only its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Column:
    """Declaration of one column: its type, unit, range, start value and one sentence.

    Attributes:
        dtype: NumPy type of a cell.
        unit: unit in words, ``"1"`` for a pure number.
        low: smallest allowed value.
        high: largest allowed value.
        default: value of a new row.
        sentence: what a cell says.
        width: cells in a row; 0 for a plain column, k for a (rows, k) array. A table may be given another
            when it is made, where a place decides how wide a row is.
        told: whether the rule for one individual is told it.
        order: how the cells of a wide column lie in memory, as NumPy says it: ``"C"`` row by row, ``"F"`` the
            first cells of all rows side by side, then the second, for rules that ask all about one cell.
    """

    dtype: DTypeLike
    unit: str
    low: float
    high: float
    default: float
    sentence: str
    width: int = 0
    told: bool = False
    order: Literal["C", "F"] = "C"
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name, as declared in the table's class body."""
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, table: None, owner: type) -> Column: ...
    @overload
    def __get__(self, table: object, owner: type) -> Array: ...
    def __get__(self, table: object | None, owner: type) -> Column | Array:
        """Give the declaration on the class; a table finds the array in its own dictionary first."""
        if table is None:
            return self
        raise AttributeError(f"a table without a column {self.name!r}")

    def new(self, rows: int, width: int | None = None) -> Array:
        """Make the array of this column for so many rows, filled with the default."""
        cells = self.width if width is None else width
        shape = (rows, cells) if cells or width is not None else (rows,)
        if self.default == 0:  # the memory is handed out when it is first written to, which threads share
            return np.zeros(shape, dtype=self.dtype, order=self.order)
        return np.full(shape, self.default, dtype=self.dtype, order=self.order)


def trait(dtype: DTypeLike, unit: str, low: float, high: float, default: float, sentence: str) -> Column:
    """Declare a column that the rule for one individual is told."""
    return Column(dtype, unit, low, high, default, sentence, told=True)


class ColumnTable:
    """Columns of equal length, one row an individual. Subclasses declare :class:`Column` attributes."""

    columns: ClassVar[dict[str, Column]] = {}

    def __init_subclass__(cls) -> None:
        """Collect the declared columns in the order in which they stand."""
        super().__init_subclass__()
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        cls.columns = {**cls.columns, **own}

    def __init__(self, rows: int, **widths: int) -> None:
        """Make a table of so many rows, every cell at its default; widths by name of column."""
        self.rows = rows
        for name, column in self.columns.items():
            self.__dict__[name] = column.new(rows, widths.get(name))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to rebind a column: rules write into the array (``+=`` does), never replace it."""
        if name in self.columns and value is not self.__dict__.get(name):
            raise AttributeError(f"column {name!r} is written in place: use table.{name}[...] = value")
        super().__setattr__(name, value)

    def __len__(self) -> int:
        """Count the rows."""
        return self.rows

    def copy(self) -> Self:
        """Copy the table with all its arrays."""
        twin = self.__class__.__new__(self.__class__)
        twin.rows = self.rows
        for name in self.columns:
            twin.__dict__[name] = self.__dict__[name].copy(order="K")
        return twin

    def handed_as(self, view: Any) -> Any:
        """Give the columns as compiled rules take them, in one piece; made anew when rows came or went.

        Args:
            view: class of views of these columns, see :func:`sim.engine.compiling.column_view.view_type`.
        """
        made, first = self.__dict__.get("_handed"), view._fields[0]
        if type(made) is not view or getattr(made, first) is not self.__dict__[first]:
            made = self.__dict__["_handed"] = view(*(self.__dict__[name] for name in view._fields))
        return made

    def outside_range(self) -> Iterator[str]:
        """Name each column that holds a value outside its declared range (NaN counts as outside)."""
        for name, column in self.columns.items():
            cells = self.__dict__[name]
            inside = (cells >= column.low) & (cells <= column.high)
            if not bool(np.all(inside)):
                yield name
