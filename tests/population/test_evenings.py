"""Evenings that the care of a child takes, and those that childcare gives back."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.population.build import populate
from sim.residents.gates import presence
from sim.residents.person import person_of
from sim.residents.table import Residents
from sim.residents.table_columns import people_of
from sim.scenario import load_scenario
from sim.vocabulary import Act

IN_THE_EVENING = 0.0


def residents_who_lose(share: float) -> Residents:
    """People of a place where the care of a child takes a share of evenings."""
    care = [f"assumptions.population.hours.evening_care_{who}={share}" for who in ("women", "men")]
    scenario = load_scenario("tiny", overrides=care)
    return populate(scenario.place, 1, scenario.assumptions.population)[0]


def chances(residents: Residents, rows: NDArray[np.int64], childcare: float) -> NDArray[np.float64]:
    """Chance of each to be free in the evening, where a share of children is looked after."""
    table = people_of(residents)
    people = [person_of(int(row), table) for row in rows]
    return np.array([presence(Act.DELIBERATE, one, IN_THE_EVENING, childcare, 0) for one in people])


@pytest.mark.parametrize("lost", [0.25, 0.9, 1.0])
def test_childcare_gives_back_its_share_of_the_evenings_that_are_lost(lost: float) -> None:
    free, caring = residents_who_lose(0.0), residents_who_lose(lost)
    rows = np.flatnonzero(caring.evening_lost > 0.0)
    whole = chances(free, rows, 0.0)
    assert len(rows) > 30
    for childcare in (0.0, 0.4, 1.0):
        expected = whole * (1.0 - lost * (1.0 - childcare))
        assert chances(caring, rows, childcare) == pytest.approx(expected, rel=1e-5, abs=1e-6)
