"""Compiled code never reads or writes past an array: whole runs with every index checked.

Only with ``NUMBA_BOUNDSCHECK=1``, which CI sets in a step of its own (``.ci/bounds-checked``): everything is
then compiled anew, into a folder of its own.
"""

from __future__ import annotations

import numpy as np
import pytest
from numba import config, njit

from sim.district import District
from sim.explain.resident import explain
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.survey.instrument import interview

CHECKED: bool = bool(config.BOUNDSCHECK)  # type: ignore[attr-defined]
pytestmark = pytest.mark.skipif(not CHECKED, reason="indices are checked in .ci/bounds-checked")
# Elections, a policy date, years of births, deaths and moves; as many shares as a list may have at the ends.
SHORT = ["calendar.burn_in=14", "calendar.horizon=16"]
ENDS = [
    "place.people.hometowns=[1.0]",
    f"place.types.village.housing.household_sizes={[0] * 19 + [1]}",
    "place.types.village.housing.migrant_quantiles=[1, 1, 1, 1, 1, 1, 1, 1]",
    "place.people.employed_men=[1, 1, 1, 1, 1, 1]",
    "assumptions.network.contacts=[0, 0, 0, 0, 0, 1]",
]


@njit
def beyond(numbers: np.ndarray) -> float:
    return float(numbers[len(numbers)])


def test_an_index_past_the_end_is_noticed() -> None:
    with pytest.raises(IndexError):
        beyond(np.zeros(3))


@pytest.mark.parametrize("overrides", [[], ENDS], ids=["shipped", "ends of the lists"])
def test_a_whole_run_stays_inside_its_arrays(overrides: list[str]) -> None:
    run = simulate(load_scenario("tiny+report_package", seed=1, overrides=[*SHORT, *overrides]))
    assert len(run.values) == 30
    assert np.isfinite(run.headline()["breadth", "all"])


def test_a_survey_and_an_explanation_stay_inside_their_arrays() -> None:
    district = District(load_scenario("tiny", overrides=SHORT), views=False)
    for _ in range(14):
        district.step()
    assert len(interview(district, 50, 1)) == 50
    adult = int(np.flatnonzero(district.residents.age >= 18.0)[0])
    assert len(explain(district, adult)["acts"]) == 9
