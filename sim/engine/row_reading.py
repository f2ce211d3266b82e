"""One row of many columns, read by name: compiled rules get numbers, not arrays.

Handing arrays to a rule for one individual would count references for each; spelling the reading out would be
one more list of the columns. So the reading is made from the names of the two named tuples.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic
from numba.np import arrayobj


def row_reader(view: Any) -> Any:
    """Make the compiled function that reads one row into a named tuple.

    Args:
        view: a named-tuple class: fields under the names of columns, then what is derived from a row.

    Returns:
        A function ``read(row, columns, derived)`` for compiled code: ``columns`` is a named tuple of arrays,
        ``derived`` a tuple with the last fields of the view.
    """

    @intrinsic
    def read(typing_context: Any, row: Any, columns: Any, derived: Any) -> Any:
        """Type and write the reading of one row."""
        plain = view._fields[: len(view._fields) - len(derived)]
        places = [columns.fields.index(name) for name in plain]
        cells = [columns.types[place].dtype for place in places]
        kind = types.NamedTuple([*cells, *derived.types], view)  # type: ignore[no-untyped-call]

        def write(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            number, arrays, more = arguments
            index = context.cast(builder, number, signature.args[0], types.intp)
            values = [
                _cell(context, builder, columns.types[place], builder.extract_value(arrays, place), index)
                for place in places
            ]
            rest = [builder.extract_value(more, k) for k in range(len(derived))]
            return context.make_tuple(builder, kind, [*values, *rest])

        return kind(row, columns, derived), write

    return read


def _cell(context: Any, builder: Any, kind: Any, value: Any, index: Any) -> Any:
    """Load a cell of an array of one dimension."""
    array = arrayobj.make_array(kind)(context, builder, value)  # type: ignore[no-untyped-call]
    pointer = cgutils.get_item_pointer(  # type: ignore[no-untyped-call]
        context, builder, kind, array, [index]
    )
    return arrayobj.load_item(context, builder, kind, pointer)  # type: ignore[no-untyped-call]
