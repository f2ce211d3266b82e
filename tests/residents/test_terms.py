"""The terms of the choice: each stands under its name and has the size that its declaration says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.residents import gates
from sim.residents.motives import TERMS
from sim.residents.person import Person, person_of
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
TRAITS = [
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
    gates.fill_terms(person, False, x)
    return {name: float(value) for name, value in zip(TERMS, x, strict=True) if abs(value) > 1e-9}


@pytest.fixture(scope="module")
def ordinary() -> Person:
    """Somebody of whom every term but the intercept is nothing."""
    return person_of(0, district().people)._replace(**ORDINARY)


def test_of_an_ordinary_person_only_the_intercept_is_left(ordinary: Person) -> None:
    assert terms(ordinary) == {"intercept": 1.0}


@pytest.mark.parametrize(("trait", "value", "expected"), TRAITS)
def test_each_trait_fills_the_term_of_its_name_and_no_other(
    ordinary: Person, trait: str, value: float, expected: dict[str, float]
) -> None:
    changed: dict[str, Any] = {trait: value}
    found = terms(ordinary._replace(**changed))
    assert found == pytest.approx({"intercept": 1.0, **expected}, rel=1e-6)
