"""A month of many communities runs as many lines of Python as a month of few: no loop hides in a helper.

Where ``test_columns.py`` reads the rules, this counts what they do: how often a line of a function is run in
one call of it, and how often it calls another one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import sim
from sim.district import District
from sim.institutions.elections.moments import Moment
from sim.institutions.fund.state import Funds
from sim.outcomes.register import OutcomeTaker
from tests.institutions.moment_of import moment
from tests.institutions.worlds import scenario

RULES, HERE = str(Path(sim.__file__).parent), str(Path(__file__).parent)
FEW, MANY = 8, 32  # communities of each kind
GROWN = 12  # times more often: chance alone makes no line do so in the larger place; a loop over bodies does
MONTHS = 14  # every month of the calendar, an election, by-elections, projects
OFTEN = (
    "calendar.burn_in=2",
    "calendar.first_election=5",
    "assumptions.institutions.elections.step_back=0.3",
    "assumptions.institutions.elections.by_election_seats=1",
    "assumptions.institutions.fund.project_least=1",
    "assumptions.institutions.fund.project_months=1",
)


def run_most(act: Callable[[], object], files: str = RULES) -> Counter[str]:
    """By function of these files: how often its busiest line ran in one call, or it called one other."""
    ran: dict[FrameType, Counter[int | CodeType]] = {}

    def note(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(files):
            return None
        here = ran.setdefault(frame, Counter())
        if event == "line":
            here[frame.f_lineno] += 1
        elif event == "call" and frame.f_back in ran:
            ran[frame.f_back][frame.f_code] += 1
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        act()
    finally:
        sys.settrace(before)
    most: Counter[str] = Counter()
    for frame, counts in ran.items():
        name = f"{Path(frame.f_code.co_filename).relative_to(files)}:{frame.f_code.co_qualname}"
        most[name] = max(most[name], *counts.values(), 0)
    return most


def place(number: int) -> District:
    """A place of so many villages and so many estates of commodity housing, small, with all levers on."""
    kinds = ",".join(f'{{type="{kind}",count={number},residents=60}}' for kind in ("village", "commodity"))
    return District(scenario("tiny+report_package", f"place.communities=[{kinds}]", *OFTEN), views=False)


def months(number: int) -> Iterator[tuple[District, Callable[[], None]]]:
    """The first months of such a place, each to be lived through and measured."""
    one = place(number)
    taker = OutcomeTaker(one)

    def month() -> None:
        one.step()
        taker.row(one)

    for _ in range(MONTHS):
        yield one, month


@pytest.fixture(scope="module")
def most_in_few() -> Counter[str]:
    """What runs in a place of few, once everything is compiled and known that is worked out once."""
    for number in (FEW, MANY):
        for _, month in months(number):
            month()
    most: Counter[str] = Counter()
    for _, month in months(FEW):
        most |= run_most(month)
    return most


def test_no_line_runs_more_often_where_there_are_more_communities(most_in_few: Counter[str]) -> None:
    moments, finished, grown = set[Moment](), 0, dict[str, int]()
    for one, month in months(MANY):
        ran = run_most(month)
        moments |= {moment(one, c) for c in range(2 * MANY)}
        finished = max(finished, int(one[Funds].finished.sum()))
        grown |= {name: most for name, most in ran.items() if most >= most_in_few[name] + GROWN}
    assert grown == {}
    assert moments == set(Moment)
    assert finished > GROWN, "projects have finished in many communities at a time"


def in_each(numbers: list[int], work: Callable[[int], object]) -> None:
    """Hide a loop: what it is told to do is done for each."""
    for c in numbers:
        work(c)


HIDDEN: dict[str, Callable[[list[int]], object]] = {
    "a helper": lambda numbers: in_each(numbers, abs),
    "a comprehension": lambda numbers: [c + 1 for c in numbers],
    "a generator": lambda numbers: sum(c + 1 for c in numbers),
    "what sorts": lambda numbers: sorted(numbers, key=lambda c: -c),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_such_a_loop_would_be_seen(way: str) -> None:
    few, many = (run_most(partial(HIDDEN[way], list(range(size))), HERE) for size in (FEW, MANY))
    assert max(many.values()) >= max(few.values()) + GROWN
