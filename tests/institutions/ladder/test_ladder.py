"""S5.3: who is invited, trained, given a post, a seat or local hukou; newcomers only if it is open."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.institutions.ladder.month import ladder_offers, open_ladder
from sim.institutions.ladder.state import ElitePath
from sim.residents.experience import rung_of
from sim.residents.offers import no_offers
from sim.vocabulary import ADULT_AGE, Act, Audience, Hukou, Office, Rung
from tests.institutions.worlds import district, paid
from tests.residents.audience_members import members_of

REFORM = "calendar.burn_in=0"
OPEN = "policies.ladder.newcomers=1.0"


def ready(*policy: str) -> District:
    """A district in its first January under the policy, everybody an adult, nobody on the path."""
    one = district("tiny", REFORM, *policy, months=1)
    one.residents.age[:] = 40.0
    one.residents.rung[:] = int(Rung.RESIDENT)
    one.residents.office[:] = int(Office.NONE)
    one.residents.active[:] = 0
    one.residents.skill[:] = 0.2
    one.residents.representative[:] = False
    one.residents.hukou[:] = int(Hukou.SAME_STREET)
    one.month = 1
    return one


def test_only_who_is_on_the_path_is_invited_and_newcomers_where_it_is_open() -> None:
    for policy, newcomers_too in (((), False), ((OPEN,), True)):
        one = ready("policies.ladder.invitations=6.0", *policy)
        one.residents.rung[:4] = int(Rung.VOLUNTEER)
        offers = no_offers(2)
        ladder_offers(one, offers)
        calls = offers.calls[0, Act.VOLUNTEER]
        on_it, newcomers = members_of(Audience.LADDER), members_of(Audience.NEWCOMERS)
        assert (calls[np.setdiff1d(on_it, newcomers)] > 0.0).all()
        assert bool(calls[np.intersect1d(on_it, newcomers)].any()) is newcomers_too
        assert not calls[np.setdiff1d(np.arange(calls.size), on_it)].any()


def test_a_course_raises_the_skill_of_the_most_active_who_lack_it_and_is_paid_by_the_place() -> None:
    one = ready("policies.ladder.training=100.0")  # one place a month in a community of 120
    one.residents.rung[[3, 5]] = (int(Rung.VOLUNTEER), int(Rung.ACTIVIST))
    before = paid(one, "courses for activists")
    open_ladder(one)
    rule = one.institutions.path
    assert one.residents.skill[5] == pytest.approx(0.2 + 0.8 * rule.course)
    assert one.residents.skill[[0, 3]].tolist() == pytest.approx([0.2, 0.2])
    assert paid(one, "courses for activists") - before == rule.course_cost * 100


def test_backbones_head_sub_committees_and_step_back_when_they_do_nothing() -> None:
    one = ready("policies.ladder.posts=20.0", "assumptions.institutions.path.posts_filled=10.0")
    one.month = 2
    one.residents.rung[7] = int(Rung.BACKBONE)
    one.residents.active[7] = 1 << Act.VOLUNTEER
    open_ladder(one)
    assert one.residents.office[7] == Office.SUBCOMMITTEE_HEAD
    assert one[ElitePath].subcommittees.tolist() == [1, 0]
    offers = no_offers(2)
    ladder_offers(one, offers)
    assert offers.places[0, Act.VOLUNTEER] > 0
    one.month = 13
    open_ladder(one)
    assert one.residents.office[7] == Office.SUBCOMMITTEE_HEAD
    one.residents.active[7], one.residents.rung[7] = 0, int(Rung.HEAD)
    open_ladder(one)
    assert one.residents.office[7] == Office.NONE


@pytest.mark.parametrize("policy", [(), (OPEN,)], ids=["closed", "open"])
def test_newcomers_get_posts_and_seats_only_where_the_path_is_open(policy: tuple[str, ...]) -> None:
    one = ready("policies.ladder.posts=20.0", "policies.ladder.representatives=20.0", *policy)
    one.residents.hukou[:] = int(Hukou.OUTSIDE_DISTRICT)
    one.residents.rung[:] = int(Rung.BACKBONE)
    for month in range(1, 25):
        one.month = month
        open_ladder(one)
    posts = (one.residents.office == Office.SUBCOMMITTEE_HEAD).any()
    assert bool(posts) is bool(one[ElitePath].representatives.any()) is bool(policy)


def test_a_seat_goes_to_the_head_before_the_backbone_and_makes_a_representative() -> None:
    seats = ['place.communities=[{type="village",count=1,residents=600}]']
    one = ready("policies.ladder.representatives=20.0", *seats)  # 1.2 seats: one, perhaps two
    one.residents.rung[[2, 9]] = (int(Rung.BACKBONE), int(Rung.HEAD))
    open_ladder(one)
    assert one.residents.representative[9]
    ladder = one.rules.scalars.ladder
    assert rung_of(int(Office.ORGANISATION_HEAD), True, 0, 0.0, ladder) == Rung.REPRESENTATIVE
    assert rung_of(int(Office.SUBCOMMITTEE_HEAD), False, 0, 0.0, ladder) == Rung.HEAD
    assert paid(one, "representatives") > 0


def test_hukou_goes_to_newcomers_who_served_by_points_up_to_the_quota_and_brings_no_shares() -> None:
    one = ready("policies.ladder.hukou=20.0")  # two of about 100 newcomers, as draws round
    one.residents.hukou[:] = int(Hukou.OUTSIDE_DISTRICT)
    one.residents.rung[:30] = int(Rung.VOLUNTEER)
    one.residents.rung[11] = int(Rung.ACTIVIST)
    shares = one.residents.shareholder.copy()
    before = paid(one, "services that come with hukou")
    open_ladder(one)
    local = np.flatnonzero(one.residents.hukou == Hukou.SAME_STREET)
    assert 11 in local
    assert set(local) <= set(range(30))
    assert len(local) == one[ElitePath].hukou_gained.sum()
    assert 2 <= len(local) <= 3
    cost = one.institutions.path.hukou_cost * 100 * len(local)
    assert paid(one, "services that come with hukou") - before == cost
    assert np.array_equal(one.residents.shareholder, shares)
    assert (one.residents.age >= ADULT_AGE).all()


def test_the_hours_for_invitations_are_shared_by_those_on_the_ladder_of_the_own_community() -> None:
    one = ready("policies.ladder.invitations=6.0")
    first, second = one.geography.community_start[:2]
    one.residents.rung[first : first + 2] = int(Rung.VOLUNTEER)
    one.residents.rung[second : second + 8] = int(Rung.VOLUNTEER)
    offers = no_offers(2)
    ladder_offers(one, offers)
    calls, size = offers.calls[:, Act.VOLUNTEER].max(axis=1), one.geography.size
    assert calls[0] / calls[1] == pytest.approx(size[0] / size[1] * 8 / 2)
