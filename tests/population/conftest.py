"""The people of two places, drawn once."""

from __future__ import annotations

import pytest

from sim.population.build import populate
from tests.population.peoples import People, place_of


@pytest.fixture(scope="module")
def urban() -> People:
    return populate(place_of("urban_china_2010"), 2010)


@pytest.fixture(scope="module")
def baoan() -> People:
    return populate(place_of("baoan_sample", 10), 2013)
