"""Traits from the table to the terms of the choice: each stands under its name, with the size declared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.engine.columns import Column, trait
from sim.engine.compiling import njit
from sim.engine.compiling.column_view import view_type
from sim.engine.compiling.row_reading import row_reader
from sim.engine.records import tuple_type
from sim.residents import choice
from sim.residents.motives import TERMS
from sim.residents.person import TRAITS, Person, person_of
from sim.residents.table import Residents
from sim.residents.table_columns import people_of
from sim.vocabulary import Hukou
from tests.institutions.worlds import district

ORDINARY: dict[str, Any] = {
    "age": 40.0,
    "female": False,
    "education": 2,
    "party": False,
    "hukou": int(Hukou.SAME_STREET),
    "owner": False,
    "agricultural": False,
    "years_here": 10.0,
    "neighbour_contact": 0,
    "lends_tools": False,
    "income": 0.0,
    "trust": 0.6,
    "efficacy_internal": 0.5,
    "efficacy_external": 0.5,
    "belonging": 0.5,
    "response": 0.0,
}
# A trait away from the ordinary, and what its own term is then; every other term stays as it is.
CHANGES = [
    ("female", True, {"female": 1.0}),
    ("education", 4, {"education": 2.0}),
    ("party", True, {"party": 1.0}),
    ("owner", True, {"owner": 1.0}),
    ("agricultural", True, {"agricultural": 1.0}),
    ("hukou", int(Hukou.OUTSIDE_DISTRICT), {"migrant": 1.0}),
    ("hukou", int(Hukou.ELSEWHERE_IN_DISTRICT), {"elsewhere": 1.0}),
    ("years_here", 0.0, {"years": -np.log(11.0)}),
    ("neighbour_contact", 3, {"contact": 0.5}),
    ("lends_tools", True, {"tools": 1.0}),
    ("income", 1.5, {"income": 1.5}),
    ("trust", 0.8, {"trust": 1.0}),
    ("efficacy_internal", 0.7, {"efficacy_internal": 1.0}),
    ("efficacy_external", 0.3, {"efficacy_external": -1.0}),
    ("belonging", 0.9, {"belonging": 2.0}),
    ("response", -1.0, {"response": -1.0}),
    ("age", 60.0, {"age": 2.0, "age_squared": 4.0}),
]


def terms(person: Person) -> dict[str, float]:
    """The filled terms that are not nothing, by name."""
    x = np.zeros(len(TERMS))
    choice.fill_terms(person, False, x)
    return {name: float(value) for name, value in zip(TERMS, x, strict=True) if abs(value) > 1e-9}


@pytest.fixture(scope="module")
def ordinary() -> Person:
    """Somebody of whom every term but the intercept is nothing."""
    return person_of(0, district().people)._replace(**ORDINARY)


def test_the_places_of_the_terms_are_those_of_the_coefficients() -> None:
    assert choice.AT._fields == TERMS
    assert tuple(choice.AT) == tuple(range(len(TERMS)))


def test_of_an_ordinary_person_only_the_intercept_is_left(ordinary: Person) -> None:
    assert terms(ordinary) == {"intercept": 1.0}


@pytest.mark.parametrize(("trait", "value", "expected"), CHANGES)
def test_each_trait_fills_the_term_of_its_name_and_no_other(
    ordinary: Person, trait: str, value: float, expected: dict[str, float]
) -> None:
    changed: dict[str, Any] = {trait: value}
    found = terms(ordinary._replace(**changed))
    assert found == pytest.approx({"intercept": 1.0, **expected}, rel=1e-6)


def table_of_two() -> Residents:
    """Two residents of whom every cell is at its default."""
    return Residents(2)


def changed(column: Column) -> float:
    """A value that the column may have and that is not its default."""
    return next(value for value in (column.high, column.low) if value != column.default)


def as_numbers(person: Person) -> dict[str, float]:
    """A person's fields by name."""
    return {name: float(value) for name, value in zip(Person._fields, person, strict=True)}


def test_the_rules_are_given_every_column_of_the_table_under_its_name() -> None:
    table = Residents(3)
    people = people_of(table)
    assert people._fields == tuple(Residents.columns)
    assert all(getattr(people, name) is getattr(table, name) for name in Residents.columns)


def test_a_person_has_the_columns_declared_as_traits_and_what_is_derived() -> None:
    told = [name for name, column in Residents.columns.items() if column.told]
    assert Person._fields == (*told, "profile", "at_culture")


@pytest.mark.parametrize("name", TRAITS)
def test_a_trait_changed_in_the_table_changes_the_person_under_that_name_only(name: str) -> None:
    table = table_of_two()
    value = changed(Residents.columns[name])
    getattr(table, name)[1] = value
    usual, other = (as_numbers(person_of(row, people_of(table))) for row in (0, 1))
    derived = {"profile"} if name in ("age", "female", "hukou", "owner", "party") else set()
    assert {field for field in usual if usual[field] != other[field]} - derived == {name}
    assert other[name] == pytest.approx(value)


def test_a_toy_trait_reaches_the_rule_by_its_declaration_alone() -> None:
    class Toys(Residents):
        toy = trait(np.float32, "1", 0, 9, 4, "a toy")

    table = Toys(2)
    table.toy[1] = 7.0
    columns = view_type(Toys.columns, "ToyColumns", __name__)
    one = tuple_type([name for name, column in Toys.columns.items() if column.told], "ToyPerson", __name__)
    read = row_reader(one)
    toys = columns(*(getattr(table, name) for name in columns._fields))

    @njit
    def toy_of(row: int, toys: Any) -> Any:
        return read(row, toys, ())

    assert [toy_of(row, toys).toy for row in (0, 1)] == [4.0, 7.0]
    assert one._fields[-1] == "toy"
