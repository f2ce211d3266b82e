"""The book of tasks: who works on what first, how far the hours go, and what is dropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.institutions.tasks.month import COMMITTEE_ORDER, WORKSTATION_ORDER, work_off
from sim.institutions.tasks.task_book import Fate, Kind, TaskBook

PATIENCE = 3
WAITING = {kind.name.lower(): kind for kind in Kind}


@dataclass(frozen=True)
class Desk:
    """A desk with waiting tasks (kind: months waited 0, 1, 2), and what becomes of it.

    Attributes:
        waiting: tasks by kind and months waited.
        hours: hours there are.
        left: tasks that are left.
        spent: hours that were worked.
        order: kinds in the order of work.
    """

    waiting: dict[str, tuple[int, int, int]]
    hours: float
    left: dict[str, tuple[int, int, int]]
    spent: float
    order: tuple[Kind, ...] = COMMITTEE_ORDER


# An own task takes 2 hours, a joint one 3, an ad hoc one 5, an admitted one 1.
HOURS = np.array([[2.0, 3.0, 5.0, 1.0]])
DESKS = {
    "hours for everything": Desk({"own": (1, 1, 0), "joint": (0, 1, 0)}, 10.0, {}, 7.0),
    "no hours": Desk({"own": (1, 1, 1)}, 0.0, {"own": (1, 1, 1)}, 0.0),
    "the oldest first": Desk({"own": (2, 1, 1)}, 4.0, {"own": (2, 0, 0)}, 4.0),
    "whole tasks only": Desk({"own": (2, 0, 0)}, 3.9, {"own": (1, 0, 0)}, 2.0),
    "the committee does joint tasks first": Desk(
        {"own": (1, 0, 0), "joint": (1, 0, 0)}, 3.0, {"own": (1, 0, 0)}, 3.0
    ),
    "ad hoc tasks come last": Desk({"own": (1, 0, 0), "ad_hoc": (0, 0, 1)}, 5.0, {"ad_hoc": (0, 0, 1)}, 2.0),
    "what does not fit leaves room for what does": Desk(
        {"joint": (1, 0, 0), "admitted": (2, 0, 0)}, 2.5, {"joint": (1, 0, 0)}, 2.0
    ),
    "the workstation has no joint tasks": Desk(
        {"joint": (2, 0, 0)}, 90.0, {"joint": (2, 0, 0)}, 0.0, WORKSTATION_ORDER
    ),
    "the workstation does admitted tasks first": Desk(
        {"own": (1, 0, 0), "admitted": (2, 0, 0)}, 2.0, {"own": (1, 0, 0)}, 2.0, WORKSTATION_ORDER
    ),
}


def book_of(waiting: dict[str, tuple[int, int, int]]) -> TaskBook:
    book = TaskBook(1, PATIENCE)
    for name, counts in waiting.items():
        book.pending[0, WAITING[name]] = counts
        book.issued[0, WAITING[name]] = sum(counts)
    return book


def pending_in(book: TaskBook) -> dict[str, tuple[int, ...]]:
    pending = {name: tuple(book.pending[0, kind].tolist()) for name, kind in WAITING.items()}
    return {name: counts for name, counts in pending.items() if any(counts)}


@pytest.mark.parametrize("desk", DESKS)
def test_hours_go_to_tasks_in_order(desk: str) -> None:
    given_desk = DESKS[desk]
    book = book_of(given_desk.waiting)
    spent = work_off(book, np.array([given_desk.hours]), HOURS, given_desk.order, Fate.COMMITTEE)
    assert pending_in(book) == given_desk.left
    assert spent.sum() == given_desk.spent
    assert book.balanced()


def test_tasks_that_take_no_hours_are_all_done() -> None:
    book = book_of({"admitted": (4, 0, 2)})
    spent = work_off(book, np.zeros(1), np.array([[2.0, 3.0, 5.0, 0.0]]), COMMITTEE_ORDER, Fate.COMMITTEE)
    assert pending_in(book) == {}
    assert spent.sum() == 0.0
    assert book.fate[0, Kind.ADMITTED, Fate.COMMITTEE] == 6


counts = some.tuples(*(some.integers(0, 20) for _ in range(PATIENCE)))
desks = some.dictionaries(some.sampled_from(sorted(WAITING)), counts)


@given(desks, some.floats(0.0, 200.0), some.sampled_from([COMMITTEE_ORDER, WORKSTATION_ORDER]))
def test_no_more_is_worked_than_there_are_hours_and_nothing_more_could_be_done(
    waiting: dict[str, tuple[int, int, int]], hours: float, order: tuple[Kind, ...]
) -> None:
    book = book_of(waiting)
    spent = work_off(book, np.array([hours]), HOURS, order, Fate.WORKSTATION)
    done = book.fate[0, :, Fate.WORKSTATION]
    assert book.balanced()
    assert (book.pending >= 0).all()
    assert spent.sum() <= hours + 1e-6
    np.testing.assert_allclose(spent[0], done * HOURS[0])
    left = [HOURS[0, kind] for kind in order if book.pending[0, kind].any()]
    assert all(one > hours - spent.sum() - 1e-6 for one in left)


def test_a_task_is_dropped_when_patience_has_ended() -> None:
    book = TaskBook(1, PATIENCE)
    book.admit(Kind.OWN, np.array([5]))
    dropped = []
    for _ in range(PATIENCE + 1):
        book.age()
        dropped.append(int(book.fate[0, Kind.OWN, Fate.DROPPED]))
    assert dropped == [0, 0, 5, 5]
    assert book.balanced()


def test_a_task_with_two_fates_or_none_is_noticed() -> None:
    book = TaskBook(1, PATIENCE)
    book.settle(Kind.OWN, Fate.DEPARTMENT, np.array([2]))
    assert book.balanced()
    book.fate[0, Kind.OWN, Fate.RETURNED] += 1
    assert not book.balanced()
