"""Work on many rows is cut into parts that threads do at the same time, and comes back in order."""

from __future__ import annotations

import threading
from itertools import chain

import numpy as np
import pytest

from sim.engine.refusal import BadInput
from sim.threads import in_parts, in_whole_groups, sharing

LONGEST = 60.0  # seconds that a thread waits for another before the test fails


def between(first: int, last: int) -> list[int]:
    """What a part is made of."""
    return list(range(first, last))


@pytest.mark.parametrize("rows", [0, 1, 5, 1_000])
@pytest.mark.parametrize("threads", [1, 2, 3, 300])
def test_the_parts_are_all_rows_in_order(rows: int, threads: int) -> None:
    with sharing(threads):
        parts = in_parts(rows, between)
    assert list(chain(*parts)) == list(range(rows))


def test_one_thread_has_one_part() -> None:
    assert in_parts(7, between) == [between(0, 7)]


@pytest.mark.parametrize("start", [[0, 10, 20, 30], [0, 1, 2, 1_000], [0, 1_000], [0, 0, 0, 5, 5]])
@pytest.mark.parametrize("threads", [1, 2, 7])
def test_no_group_is_cut_and_none_is_lost(start: list[int], threads: int) -> None:
    with sharing(threads):
        parts = in_whole_groups(np.array(start), between)
    assert list(chain(*parts)) == list(range(len(start) - 1))


def test_so_many_threads_work_at_the_same_time() -> None:
    both = threading.Barrier(2)

    def meet(first: int, last: int) -> int:
        """Wait until another thread is here."""
        both.wait(LONGEST)
        return last - first

    with sharing(2):
        assert sum(in_parts(100, meet)) == 100


def test_what_a_part_raises_is_raised() -> None:
    def fails(first: int, last: int) -> None:
        """Fail in one part."""
        if first > 0:
            raise ArithmeticError(last)

    with sharing(2), pytest.raises(ArithmeticError):
        in_parts(100, fails)


def test_threads_hold_within_their_context_alone() -> None:
    with sharing(2):
        with sharing(1):
            assert len(in_parts(100, between)) == 1
        assert len(in_parts(100, between)) > 1
    assert len(in_parts(100, between)) == 1


def test_no_threads_are_refused() -> None:
    with pytest.raises(BadInput, match="threads: 0"), sharing(0):
        pass
