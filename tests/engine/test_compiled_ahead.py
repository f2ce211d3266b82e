"""The residents' month that is compiled before there is a world is the one that worlds run."""

from __future__ import annotations

from typing import Any

from numba import typeof

from sim.ahead import compile_residents_month, one_resident
from sim.residents.decision import decide
from tests.institutions.worlds import district, lived


def test_what_is_compiled_ahead_has_the_types_of_every_world() -> None:
    one = lived(district("tiny+report_package"), 2)
    given = one.people, one.offers, one.contacts, one.rules
    kind: Any = typeof
    assert [kind(part) for part in one_resident()] == [kind(part) for part in given]


def test_one_resident_lives_through_a_month_in_which_nothing_happens() -> None:
    people, *_ = one_resident()
    before = [column.copy() for column in people]
    compile_residents_month()
    assert all((old == new).all() for old, new in zip(before, people, strict=True))
    assert decide.signatures
