"""Columns of a table as compiled rules are handed them: one address, at which those of all columns stand.

A named tuple of sixty arrays is four hundred numbers, which each way in from Python and each call of one rule
by another hands on one by one: a tenth of the time that the model takes to compile went into that. In Python
a view has the arrays under their names; in compiled code as well, where they count no references.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import numpy as np
from numba import from_dtype
from numba.core import types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, models, register_model, unbox
from numba.np import arrayobj

from sim.engine.columns import Column

# Numba declares neither what they take nor what they give.
arrays: Final[Any] = arrayobj
native: Final[Any] = NativeValue

ROWS: Final = 0  # place of the number of rows; addresses of columns follow, in their order


class ColumnView:
    """Arrays of a table under their names, of one length each, in one piece; see :func:`view_type`.

    Attributes:
        address: of the number of rows and of the columns' addresses, 64 bits each.
    """

    __slots__ = ("_places", "address")
    _declared: ClassVar[Mapping[str, Column]]
    _fields: ClassVar[tuple[str, ...]]

    def __init__(self, *arrays: Any) -> None:
        """Take the arrays in the order of the columns; they live as long as the view.

        Raises:
            TypeError: an array is not as its column was declared, or not in one piece.
        """
        for (name, column), array in zip(self._declared.items(), arrays, strict=True):
            width = (column.width,) if column.width else ()
            expected = column.dtype, (len(arrays[0]), *width)
            in_one_piece = array.flags[f"{column.order}_CONTIGUOUS"]
            if (array.dtype, array.shape) != expected or not in_one_piece:
                raise TypeError(
                    f"{name}: not an array of {column.dtype} and shape {expected[1]} in one piece"
                )
            setattr(self, name, array)
        self._places = np.array([len(arrays[0]), *map(_address, arrays)], dtype=np.int64)
        self.address = _address(self._places)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy, and pickle, the arrays: a copy has addresses of its own."""
        return type(self), tuple(getattr(self, name) for name in self._fields)


def _address(array: Any) -> int:
    found: int = array.__array_interface__["data"][0]
    return found


def view_type(columns: Mapping[str, Column], name: str, module: str) -> Any:
    """Make the class of views of such columns; assign it to ``name`` in ``module``.

    Compiled code is cached on disk under the class's module and name, so both must be true.
    """
    told = {
        "__slots__": tuple(columns),
        "__module__": module,
        "_declared": columns,
        "_fields": tuple(columns),
        "_numba_type_": ViewType(columns, f"{module}.{name}"),
    }
    return type(name, (ColumnView,), told)


class ViewType(types.Type):
    """A view in compiled code.

    Attributes:
        kinds: types of the arrays, by name of the column.
        widths: cells in a row of those of two dimensions, by name.
    """

    def __init__(self, columns: Mapping[str, Column], name: str) -> None:
        """Learn what the columns are."""
        self.kinds = {key: _array_type(column) for key, column in columns.items()}
        self.widths = {key: column.width for key, column in columns.items() if column.width}
        super().__init__(name)

    def place(self, name: str) -> int:
        """Where the address of a column stands."""
        return ROWS + 1 + list(self.kinds).index(name)


def _array_type(column: Column) -> types.Array:
    layout = column.order if column.width else "C"
    return types.Array(from_dtype(np.dtype(column.dtype)), 2 if column.width else 1, layout)


@register_model(ViewType)
class _ViewModel(models.PrimitiveModel):
    """An address, to the compiler."""

    def __init__(self, manager: Any, kind: ViewType) -> None:
        number = manager.lookup(types.int64).get_value_type()
        super().__init__(manager, kind, number.as_pointer())  # type: ignore[no-untyped-call]


@infer_getattr
class _ViewAttributes(AttributeTemplate):
    key = ViewType

    def generic_resolve(self, view: ViewType, name: str) -> Any:  # type: ignore[override]
        """Type of a column; none if there is no such column."""
        return view.kinds.get(name)


@unbox(ViewType)  # type: ignore[no-untyped-call]
def _unbox_view(kind: ViewType, view: Any, context: Any) -> Any:
    address = context.pyapi.object_getattr_string(view, "address")
    value = context.pyapi.long_as_voidptr(address)
    context.pyapi.decref(address)
    pointer = context.builder.bitcast(value, context.context.get_value_type(kind))
    return native(pointer, is_error=context.pyapi.c_api_error())


@lower_getattr_generic(ViewType)  # type: ignore[no-untyped-call]
def _column_of_view(context: Any, builder: Any, kind: ViewType, view: Any, name: str) -> Any:
    """Make the array of a column, which owns nothing."""
    column, rows = kind.kinds[name], _number_at(context, builder, view, ROWS)
    cell, width = context.get_abi_sizeof(context.get_data_type(column.dtype)), kind.widths.get(name, 1)
    size, beside = context.get_constant(types.intp, cell), context.get_constant(types.intp, cell * width)
    sizes = [rows, context.get_constant(types.intp, width)][: column.ndim]
    by_row = [beside, size][-column.ndim :]
    strides = [size, builder.mul(size, rows)] if column.layout == "F" else by_row
    array = arrays.make_array(column)(context, builder)
    first = first_cell(context, builder, kind, view, name)
    arrays.populate_array(array, data=first, shape=sizes, strides=strides, itemsize=size, meminfo=None)
    return array._getvalue()


def first_cell(context: Any, builder: Any, kind: ViewType, view: Any, name: str) -> Any:
    """Pointer to the first cell of a column."""
    cell = context.get_data_type(kind.kinds[name].dtype)
    return builder.inttoptr(_number_at(context, builder, view, kind.place(name)), cell.as_pointer())


def _number_at(context: Any, builder: Any, view: Any, place: int) -> Any:
    return builder.load(builder.gep(view, [context.get_constant(types.intp, place)]))
