"""Ranks and regret of options whose numbers can be told by hand."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.deciding.standing import standing

# Three worlds, three options: nothing, a bold one, a safe one.
GAINS = np.array([[0.0, 9.0, 4.0], [0.0, -6.0, 2.0], [0.0, 8.0, 5.0]])


def test_chances_of_ranks_and_regret_are_those_that_one_counts_by_hand() -> None:
    found = standing(GAINS)
    assert found.worlds == 3
    assert found.ranks == pytest.approx(np.array([[0, 1, 2], [2, 0, 1], [1, 2, 0]]) / 3.0)
    assert found.expected_regret == pytest.approx([19 / 3, 8 / 3, 8 / 3])  # of 9, 2, 8
    assert found.largest_regret == pytest.approx([9.0, 8.0, 5.0])


def test_the_best_in_most_worlds_need_not_lose_least_at_worst() -> None:
    found = standing(GAINS)
    assert (found.best, int(found.largest_regret.argmin())) == (1, 2)


def test_equal_options_share_ranks_and_every_rank_is_taken_once() -> None:
    found = standing(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))
    assert found.ranks == pytest.approx(np.array([[0.75, 0.25, 0.0], [0.25, 0.5, 0.25], [0.0, 0.25, 0.75]]))
    assert found.ranks.sum(axis=0) == pytest.approx(1.0)
    assert found.ranks.sum(axis=1) == pytest.approx(1.0)


def test_worlds_without_a_value_are_left_out_and_none_is_an_error() -> None:
    gap = np.array([[0.0, np.nan], [0.0, 1.0]])
    assert standing(gap).worlds == 1
    with pytest.raises(ValueError, match="no world"):
        standing(gap[:1])
