"""S3.1: which communities are pilots, and when the reform comes to them and to the others."""

from __future__ import annotations

import numpy as np
import pytest

from sim.institutions.government.rollout import pilot_communities
from sim.institutions.tasks.task_book import TaskBook
from sim.policies import STATUS_QUO, PilotPolicy
from tests.institutions.worlds import district

TYPES = np.array([0, 0, 0, 1, 1, 2])
FOUR = 'place.communities=[{type="village",count=2,residents=120},{type="commodity",count=2,residents=120}]'
PILOTS = ("policies.pilots.where=by_type", "policies.tasks.catalogue=0.8", FOUR)


def test_pilots_by_type_are_one_of_every_type() -> None:
    pilots = pilot_communities(PilotPolicy(where="by_type", number=1), TYPES, 7)
    assert np.bincount(TYPES[pilots]).tolist() == [1, 1, 1]


def test_pilots_by_lot_are_as_many_as_asked_for_and_differ_between_seeds() -> None:
    drawn = [pilot_communities(PilotPolicy(where="random", number=2), TYPES, seed) for seed in range(20)]
    assert {int(one.sum()) for one in drawn} == {2}
    assert len({one.tobytes() for one in drawn}) > 5


def test_one_more_pilot_keeps_the_others() -> None:
    fewer, more = (pilot_communities(PilotPolicy(where="random", number=n), TYPES, 3) for n in (2, 3))
    assert (more & fewer).sum() == 2
    assert more.sum() == 3


def test_a_reform_everywhere_has_no_pilots() -> None:
    assert not pilot_communities(PilotPolicy(), TYPES, 1).any()


@pytest.mark.parametrize(("month", "expected"), [(6, 0), (7, 2), (16, 2), (17, 4)])
def test_the_reform_starts_in_the_pilots_and_spreads_later(month: int, expected: int) -> None:
    one = district("tiny", *PILOTS, "policies.pilots.expand_after=10", months=month)
    assert one.in_force.sum() == expected
    assert one.pilots.sum() == 2


def test_without_an_expansion_the_others_keep_the_status_quo() -> None:
    one = district("tiny", *PILOTS, months=20)
    outside = np.flatnonzero(~one.pilots)
    assert [one.policy_of(int(c)) for c in outside] == [STATUS_QUO] * 2
    assert one[TaskBook].fate[outside, 0, 0].sum() == 0 < one[TaskBook].fate[one.pilots, 0, 0].sum()
