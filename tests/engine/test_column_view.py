"""Views of columns: the same arrays under their names, in Python and in compiled rules, at any copy."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.engine.columns import Column, ColumnTable
from sim.engine.compiling import njit
from sim.engine.compiling.column_view import view_type


class Trees(ColumnTable):
    """Three columns, two of them wide: one row by row, one kind by kind."""

    height = Column(np.float32, "metres", 0, 99, 2, "height")
    apples = Column(np.int16, "1", 0, 99, 0, "apples of each kind", width=3)
    leaves = Column(np.uint64, "1", 0, 99, 7, "leaves of each kind", width=2, order="F")


LEAVES = np.zeros((4, 2), np.uint64, order="F")
View: Any = view_type(Trees.columns, "View", __name__)
AnotherView: Any = view_type(Trees.columns, "AnotherView", __name__)


def view_of(trees: Trees) -> Any:
    """View the columns."""
    return View(trees.height, trees.apples, trees.leaves)


@njit
def grow(trees: Any) -> Any:
    """Let trees grow, and count the apples of the second kind."""
    count = 0
    for row in range(trees.height.size):
        trees.height[row] += row
        trees.apples[row, 1] = row
        trees.leaves[row, 1] += np.uint64(row)
        count += trees.apples[row, 1]
    for row in range(1, trees.height.size):
        trees.leaves[:, 0][row] = trees.leaves[row, 1]
    return count + 100 * trees.apples.shape[1]


def test_compiled_rules_read_and_write_the_arrays_of_the_table() -> None:
    trees = Trees(4)
    assert grow(view_of(trees)) == 306
    assert trees.height.tolist() == [2, 3, 4, 5]
    assert trees.apples.tolist() == [[0, row, 0] for row in range(4)]
    assert trees.leaves.tolist() == [[7 + row, 7 + row] for row in range(4)]


def test_cells_of_a_column_lie_as_declared_in_copies_too() -> None:
    twin = copy.deepcopy(view_of(Trees(4).copy()))
    assert twin.apples.flags.c_contiguous
    assert twin.leaves.flags.f_contiguous


def test_a_table_hands_out_the_view_that_is_wanted() -> None:
    trees = Trees(4)
    assert isinstance(trees.handed_as(View), View)
    assert isinstance(trees.handed_as(AnotherView), AnotherView)


def test_a_view_of_no_rows_has_no_rows() -> None:
    assert grow(view_of(Trees(0))) == 300


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda view: pickle.loads(pickle.dumps(view))])
def test_a_copy_of_a_view_reads_the_arrays_that_it_has(copied: Callable[[Any], Any]) -> None:
    trees = Trees(4)
    twin = copied(view_of(trees))
    before = trees.height.copy()
    del trees
    grow(twin)
    assert (twin.height == before + np.arange(4)).all()


@pytest.mark.parametrize(
    ("height", "apples", "leaves"),
    [
        (np.zeros(4), np.zeros((4, 3), np.int16), LEAVES),
        (np.zeros(4, np.float32), np.zeros((5, 3), np.int16), LEAVES),
        (np.zeros(4, np.float32), np.zeros((4, 2), np.int16), LEAVES),
        (np.zeros(8, np.float32)[::2], np.zeros((4, 3), np.int16), LEAVES),
        (np.zeros(4, np.float32), np.zeros((4, 3), np.int16), np.zeros((4, 2), np.uint64)),
        (np.zeros(4, np.float32), np.zeros((4, 3), np.int16, order="F"), LEAVES),
    ],
    ids=["another type", "other rows", "another width", "not in one piece", "row by row", "kind by kind"],
)
def test_arrays_that_are_not_as_declared_are_refused(height: Any, apples: Any, leaves: Any) -> None:
    with pytest.raises(TypeError, match=r"(height|apples|leaves): not an array of"):
        View(height, apples, leaves)
