"""By-elections: empty seats call one, the roll is added to, who is on it fills them, nobody else votes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.district import District
from sim.institutions.committee.state import Committees, ElectionForm
from sim.institutions.elections.by_elections import empty_seats
from sim.institutions.elections.moments import Moment
from sim.residents.offers import ADDITIONS, POLLING_DAY
from sim.survey.answers import voted_last
from sim.survey.instrument import interview
from sim.vocabulary import Act, Office, Reason
from tests.institutions.moment_of import moment
from tests.institutions.worlds import district, lived

POLL = 6
STAYING = ("assumptions.institutions.elections.step_back=0",)
FORMS = {
    ElectionForm.DIRECT: (1.0, 0.0),
    ElectionForm.HOUSEHOLDS: (0.0, 1.0),
    ElectionForm.DELEGATES: (0.0, 0.0),
}


def elected(form: ElectionForm = ElectionForm.DIRECT, seed: int = 1, *overrides: str) -> District:
    """A place just after its first election, in which nobody moves and nobody steps back of himself."""
    direct, households = FORMS[form]
    kinds = [
        f"place.types.{kind}.{key}"
        for kind in ("village", "commodity")
        for key in (f"bodies.direct_elections={direct}", f"bodies.household_elections={households}")
    ]
    still = [
        f"place.types.{kind}.housing.{key}=0"
        for kind in ("village", "commodity")
        for key in ("move_owners", "move_tenants")
    ]
    calendar = f"calendar.first_election={POLL}", "calendar.horizon=60"
    return district("tiny", *calendar, *kinds, *still, *STAYING, *overrides, seed=seed, months=POLL)


def members(one: District, community: int = 0) -> np.ndarray:
    """Rows of the members in office."""
    rows = one.geography.rows(community)
    return np.asarray(rows.start + np.flatnonzero(one.residents.office[rows] == Office.COMMITTEE))


def vacate(one: District, seats: int, community: int = 0) -> list[int]:
    """Let some members of a committee give up their seats."""
    rows = [int(row) for row in members(one, community)[:seats]]
    one.residents.office[rows] = Office.NONE
    return rows


def voters(one: District) -> np.ndarray:
    return (one.residents.acts >> Act.VOTE & 1).astype(bool)


@pytest.mark.parametrize("form", ElectionForm)
def test_a_by_election_fills_the_seats_that_fell_empty_and_leaves_the_others_in_office(
    form: ElectionForm,
) -> None:
    one = elected(form)
    committee = one[Committees][0]
    gone = vacate(one, 2)
    stayed = set(members(one).tolist())
    assert empty_seats(one)[0] == 2
    lived(one, 1)
    poll = committee.by_election
    assert poll == one.month + one.institutions.elections.by_election_wait
    lived(one, poll - 1 - one.month)
    assert moment(one, 0) is Moment.BY_DRIVE
    assert len(committee.candidates) >= 3
    assert not stayed & set(committee.candidates)
    lived(one, 1)
    assert moment(one, 0) is Moment.BY_POLL
    assert empty_seats(one)[0] == 0
    assert stayed < set(members(one).tolist())
    assert len(members(one)) == len(stayed) + len(gone)


@pytest.mark.parametrize("form", ElectionForm)
@pytest.mark.parametrize("seed", range(3))
def test_only_who_is_on_the_roll_votes_in_a_by_election(form: ElectionForm, seed: int) -> None:
    one = elected(form, seed)
    vacate(one, 2)
    before = one.residents.registered.copy()
    lived(one, 3)
    assert moment(one, 0) is Moment.BY_POLL
    assert (voters(one) <= one.residents.registered).all()
    first, last = one.rows_of(1)
    assert not voters(one)[first:last].any(), "the other community has no poll"
    assert (before <= one.residents.registered).all(), "nobody is struck from the roll"
    if form is not ElectionForm.DIRECT:
        assert (before == one.residents.registered).all(), "delegates and households' voters stay the same"


def test_one_empty_seat_is_not_enough_and_neither_is_a_short_rest_of_the_term() -> None:
    one = elected()
    vacate(one, 1)
    assert lived(one, 4)[Committees][0].by_election == 0
    late = lived(elected(), 36 - 7)
    vacate(late, 2)
    assert lived(late, 2)[Committees][0].by_election == 0


def test_without_empty_seats_there_is_no_by_election() -> None:
    one = elected()
    for _ in range(30):
        lived(one, 1)
        assert not voters(one).any()
        assert one[Committees][0].by_election == 0


def test_members_step_back_at_the_rate_set() -> None:
    always = "assumptions.institutions.elections.step_back=0.3"
    stepped, served = 0, 0
    for seed in range(20):
        one = elected(ElectionForm.DIRECT, seed)
        many = elected(ElectionForm.DIRECT, seed, always)
        assert empty_seats(one).tolist() == [0, 0]
        stepped += empty_seats(many).sum()
        served += many[Committees].seated.sum()
    expected = served * 0.3 / 12.0
    assert abs(stepped - expected) < 3.3 * np.sqrt(expected)  # wrong by chance once in a thousand


def test_additions_to_the_roll_take_hours_of_the_committee() -> None:
    one = elected()
    vacate(one, 2)
    lived(one, 2)
    assert one.offers.phase[0, Act.VOTE] == ADDITIONS
    assert one.offers.phase[0, Act.STAND] == 1
    committee, share = one[Committees][0], one.institutions.elections.by_election_campaign
    assert committee.spent.campaign == pytest.approx(share * committee.staff_hours)
    assert one[Committees][1].spent.campaign == 0.0
    assert lived(one, 1).offers.phase[0, Act.VOTE] == POLLING_DAY


def test_without_hours_and_notices_nobody_is_added_to_the_roll() -> None:
    deaf = (
        "assumptions.institutions.elections.by_election_campaign=0",
        "assumptions.participation.hearing.notice_base=0",
        "assumptions.participation.hearing.notice_contact=0",
        "assumptions.participation.hearing.talk=0",
        "assumptions.participation.hearing.recall=0",
    )
    one = elected(ElectionForm.DIRECT, 1, *deaf)
    vacate(one, 2)
    before = one.residents.registered.copy()
    lived(one, 2)
    assert one.offers.phase[0, Act.VOTE] == ADDITIONS
    assert (one.residents.registered == before).all()


def test_the_survey_tells_the_last_regular_election_from_any_ballot_in_three_years() -> None:
    one = elected()
    regular = voters(one)
    vacate(one, 2)
    lived(one, 3)
    now = voters(one)
    assert (now & ~regular).any(), "somebody votes who did not in the regular election"
    rows = np.arange(len(one.residents))
    assert (voted_last(one, rows) == regular).all()
    answers = interview(one, 10_000, 1)
    assert answers["voted_3y"].sum() == (now | regular)[one.residents.age >= 18].sum()
    assert (answers["voted_last"] == "yes").sum() == regular.sum() < answers["voted_3y"].sum()
    assert (answers.loc[answers["voted_3y"] == 1, "why_not_voted"] == "").all()


def test_who_is_on_the_roll_keeps_the_reason_of_the_drive_when_others_are_added() -> None:
    one = elected()
    vacate(one, 2)
    lived(one, 1)
    before, registered = one.residents.reason[:, Act.VOTE].copy(), one.residents.registered.copy()
    lived(one, 1)
    after = one.residents.reason[:, Act.VOTE]
    assert (after[registered] == before[registered]).all()
    added = one.residents.registered & ~registered
    assert (after[added] == Reason.DID).all()
