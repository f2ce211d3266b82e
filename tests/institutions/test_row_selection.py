"""Rows of stretches and of communities: in their order, whatever is empty."""

from __future__ import annotations

import numpy as np
import pytest

from sim.institutions.row_selection import rows_between, rows_within, search_within
from sim.threads import sharing

START = np.array([0, 3, 3, 8, 9])  # nobody lives in the second community


def test_stretches_may_be_empty_and_overlap() -> None:
    first, last = np.array([4, 7, 2]), np.array([6, 7, 5])
    assert rows_between(first, last).tolist() == [4, 5, 2, 3, 4]
    assert rows_between(first[:0], last[:0]).tolist() == []


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chosen", [[], [1], [0, 2], [3], [0, 1, 2, 3]])
def test_rows_of_some_communities_are_those_of_their_residents(chosen: list[int], threads: int) -> None:
    where = np.isin(np.arange(4), chosen)
    flag = np.arange(9) % 2 == 0
    rows = [row for c in chosen for row in range(START[c], START[c + 1])]
    assert rows_within(START, where).tolist() == rows
    with sharing(threads):
        found = search_within(START, where, lambda here: flag[here])
    assert found.tolist() == [row for row in rows if flag[row]]
