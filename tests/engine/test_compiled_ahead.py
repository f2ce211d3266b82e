"""What is compiled ahead of a world is what worlds run, from the last step of the month to the first."""

from __future__ import annotations

from typing import Any

import pytest
from numba import typeof

from sim import ahead
from sim.month import Phase, Step
from sim.residents.decision import decide
from sim.scenario import load_scenario
from tests.institutions.worlds import district, lived


def test_what_is_compiled_ahead_has_the_types_of_every_world() -> None:
    one = lived(district("tiny+report_package"), 2)
    given = one.people, one.offers, one.contacts, one.rules
    kind: Any = typeof
    assert [kind(part) for part in ahead.one_resident()] == [kind(part) for part in given]


def test_the_residents_month_comes_first_then_the_steps_from_the_last_even_past_one_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happened: list[str] = []

    def step(name: str) -> Step:
        def act(world: Any) -> None:
            happened.append(f"{name} in month {world.month}")
            raise ValueError(name)

        return Step(act, name)

    month = Phase("one", (step("first"), step("second"))), Phase("two", (step("third"),))
    monkeypatch.setattr(ahead, "MONTH", month)
    monkeypatch.setattr(ahead, "compile_residents_month", lambda: happened.append("residents"))
    ahead.compile_from_the_end(load_scenario("tiny"))
    assert happened == ["residents", "third in month 1", "second in month 1", "first in month 1"]


def test_the_residents_month_is_compiled_without_a_world() -> None:
    ahead.compile_residents_month()
    assert decide.signatures
