"""One row of many columns, read by name: compiled rules get numbers, not arrays.

Handing arrays to a rule for one individual would count references for each; spelling the reading out would be
one more list of the columns. So the reading is made from the names of the fields.
"""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.extending import intrinsic
from numba.np import arrayobj

from sim.engine.compiling.column_view import first_cell


def row_reader(row_type: Any) -> Any:
    """Make the compiled function that reads one row into a named tuple.

    Args:
        row_type: a named-tuple class: fields under the names of columns, then what is derived from a row.

    Returns:
        A function ``read(row, view, derived)`` for compiled code: ``view`` is a view of columns without
        width, ``derived`` a tuple with the last fields.
    """

    @intrinsic
    def read(typing_context: Any, row: Any, view: Any, derived: Any) -> Any:
        """Type and write the reading of one row."""
        plain = row_type._fields[: len(row_type._fields) - len(derived)]
        cells = [view.kinds[name].dtype for name in plain]
        kind = types.NamedTuple([*cells, *derived.types], row_type)  # type: ignore[no-untyped-call]

        def write(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            number, address, more = arguments
            index = context.cast(builder, number, signature.args[0], types.intp)
            values = [
                _cell(
                    context,
                    builder,
                    view.kinds[name],
                    first_cell(context, builder, view, address, name),
                    index,
                )
                for name in plain
            ]
            rest = [builder.extract_value(more, k) for k in range(len(derived))]
            return context.make_tuple(builder, kind, [*values, *rest])

        return kind(row, view, derived), write

    return read


def _cell(context: Any, builder: Any, kind: types.Array, first: Any, index: Any) -> Any:
    """Load a cell of a column of which the first is known."""
    return arrayobj.load_item(context, builder, kind, builder.gep(first, [index]))  # type: ignore[no-untyped-call]
