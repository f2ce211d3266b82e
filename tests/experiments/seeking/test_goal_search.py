"""What is cheapest is found where it is known, as surely as is asked, and at what it may cost at most."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.seeking.goal import Goal
from tests.experiments.seeking.linear import CIVIC, COST, GAP, LEVERS, MIGRANTS, WORLDS, cheapest

RAISES = [0.10, 0.10, 0.05, 0.0]
YUAN = [10.0, 30.0, 40.0, 5.0]
PLAIN = {CIVIC: RAISES, COST: YUAN}


def test_the_cheapest_lever_is_moved_to_its_end_and_the_next_one_does_the_rest() -> None:
    """15 points by the first at 1.5, 5 more by the second at a half: 15 and 15 yuan."""
    mix = cheapest(PLAIN, Goal(CIVIC, 0.20), 0.9)
    np.testing.assert_allclose(mix.position, [1.5, 0.5, 0.0, 0.0], atol=0.02)
    assert mix.cost == pytest.approx(30.0, abs=0.5)
    assert mix.reached >= 0.9


def test_to_be_sure_costs_what_the_weaker_worlds_need() -> None:
    """In the world in which levers act so weakly that a share of worlds is left, the goal is just reached."""
    strength = np.linspace(0.55, 1.45, WORLDS)
    slopes = {CIVIC: np.outer(strength, RAISES), COST: YUAN}
    for certainty, left_out in ((0.45, 5), (0.65, 3), (0.85, 1)):
        mix = cheapest(slopes, Goal(CIVIC, 0.06), certainty)
        assert mix.cost == pytest.approx(100.0 * 0.06 / strength[left_out], rel=0.02)


def test_a_bound_takes_out_the_lever_that_breaks_it() -> None:
    slopes = {**PLAIN, GAP: [0.02, -0.01, 0.0, 0.0]}
    mix = cheapest(slopes, Goal(CIVIC, 0.10, ((GAP, -0.005),)), 0.9)
    assert mix.reached >= 0.9
    assert mix.position @ [0.02, -0.01, 0.0, 0.0] <= -0.005 + 1e-4
    assert mix.position[1] > mix.position[0]


def test_a_goal_for_a_group_is_reached_in_that_group() -> None:
    slopes = {**PLAIN, MIGRANTS: [0.0, 0.1, 0.0, 0.0]}
    mix = cheapest(slopes, Goal(MIGRANTS, 0.05), 0.9)
    np.testing.assert_allclose(mix.position, [0.0, 0.5, 0.0, 0.0], atol=0.02)


def test_what_may_turn_out_dear_is_not_cheap() -> None:
    """The first lever costs less in the middle and three times as much in a third of the worlds."""
    dear = np.array([[10.0 if world % 3 else 50.0, 30.0, 40.0, 5.0] for world in range(WORLDS)])
    mix = cheapest({CIVIC: RAISES, COST: dear}, Goal(CIVIC, 0.05), 0.9)
    np.testing.assert_allclose(mix.position, [0.0, 0.5, 0.0, 0.0], atol=0.02)
    assert mix.cost_high == pytest.approx(15.0, abs=0.5)


def test_a_lever_that_is_left_out_stays_where_it_is() -> None:
    mix = cheapest(PLAIN, Goal(CIVIC, 0.05), 0.9, without=LEVERS[:1])
    np.testing.assert_allclose(mix.position, [0.0, 0.5, 0.0, 0.0], atol=0.02)


def test_a_goal_out_of_reach_gives_the_mix_that_comes_nearest_within_the_bounds() -> None:
    strength = np.linspace(0.55, 1.45, WORLDS)
    slopes = {CIVIC: np.outer(strength, RAISES), COST: YUAN}
    mix = cheapest(slopes, Goal(CIVIC, 0.10, ((COST, 9.0),)), 0.9)
    assert mix.cost <= 9.0 + 1e-3
    assert mix.reached == pytest.approx((0.9 * strength >= 1.0).mean(), abs=0.01)


def test_the_same_is_found_again_by_any_number_of_processes() -> None:
    first, again = (cheapest(PLAIN, Goal(CIVIC, 0.20), 0.9, workers=workers).position for workers in (1, 2))
    np.testing.assert_array_equal(first, again)
