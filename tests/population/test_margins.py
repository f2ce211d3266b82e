"""Distributions that are given by a few of their values."""

from __future__ import annotations

import numpy as np
import pytest

from sim.population.margins import QUANTILES, mean_migrants
from sim.population.traits import YEARS_FROM, YEARS_WIDTH


def test_the_mean_of_a_share_that_is_everywhere_alike_is_that_share() -> None:
    assert mean_migrants((0.4,) * len(QUANTILES)) == pytest.approx(0.4)


def test_the_mean_of_even_draws_is_a_half_and_of_straight_pieces_the_mean_of_their_middles() -> None:
    assert mean_migrants(tuple(QUANTILES)) == pytest.approx(0.5)
    values = np.asarray(QUANTILES) ** 2
    fine = np.interp((np.arange(100_000) + 0.5) / 100_000, QUANTILES, values)
    assert mean_migrants(tuple(values)) == pytest.approx(fine.mean(), rel=1e-6)


def test_bands_of_years_here_follow_one_another_without_gap_up_to_fifty_years() -> None:
    ends = YEARS_FROM + YEARS_WIDTH
    assert ends[:-1].tolist() == YEARS_FROM[1:].tolist()
    assert (YEARS_FROM[0], ends[-1]) == (0.0, 50.0)
