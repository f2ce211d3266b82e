"""Committee elections: who may vote, who is on the roll, who votes, whom the votes seat.

The tiny place elects in month 6; shares by chance are judged at 4.5 standard errors (one failure in 150,000).
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.district import District
from sim.institutions.committee.state import Committees, ElectionForm
from sim.institutions.companies.state import Companies
from sim.institutions.elections.ballots import count_votes, esteem_of
from sim.institutions.elections.candidates import nominate
from sim.institutions.elections.electors import name_electors
from sim.institutions.elections.state import Polls
from sim.vocabulary import ADULT_AGE, Act, Hukou, Office
from tests.institutions.worlds import Numbers, district, lived

POLL = 6
FORMS = {
    ElectionForm.DIRECT: (1.0, 0.0),
    ElectionForm.HOUSEHOLDS: (0.0, 1.0),
    ElectionForm.DELEGATES: (0.0, 0.0),
}
LIMIT = 4.5


def electing(form: ElectionForm, months: int, *more: str, seed: int = 1) -> District:
    """A district that elects in this form in month 6, after some months."""
    direct, households = FORMS[form]
    shares = [
        f"place.types.{kind}.bodies.{name}={value}"
        for kind in ("village", "commodity")
        for name, value in (("direct_elections", direct), ("household_elections", households))
    ]
    return district("tiny", f"calendar.first_election={POLL}", *shares, *more, seed=seed, months=months)


def adults(one: District) -> np.ndarray:
    grown: np.ndarray = one.residents.age >= ADULT_AGE
    return grown


@pytest.mark.parametrize("form", ElectionForm)
def test_the_shares_of_a_place_decide_the_form_of_election(form: ElectionForm) -> None:
    assert [committee.form for committee in electing(form, 0)[Committees]] == [form, form]


def test_in_a_direct_election_every_adult_is_an_elector() -> None:
    one = electing(ElectionForm.DIRECT, POLL - 1)
    assert (one.residents.elector == adults(one)).all()


def test_in_an_election_by_households_each_household_with_adults_has_one_elector() -> None:
    one = electing(ElectionForm.HOUSEHOLDS, POLL - 1)
    household, elector = one.residents.household, one.residents.elector
    with_adults = np.unique(household[adults(one)])
    assert np.array_equal(household[elector], with_adults)
    assert adults(one)[elector].all()


def test_the_vote_of_a_household_is_that_of_a_member_between_35_and_64_if_there_is_one() -> None:
    one = electing(ElectionForm.HOUSEHOLDS, POLL - 1)
    age, household, elector = one.residents.age, one.residents.household, one.residents.elector
    middle = (age >= 35.0) & (age < 65.0)
    with_middle = np.isin(household, household[middle])
    assert middle[elector & with_middle].all()
    assert not middle[elector & ~with_middle].any()
    assert with_middle.any()
    assert not with_middle.all()


def test_delegates_are_adults_whom_the_committee_knows_more_often() -> None:
    share, delegates, expected, variance = 0.2, 0, 0.0, 0.0
    for seed in range(20):
        rule = f"assumptions.institutions.elections.delegates={share}"
        one = electing(ElectionForm.DELEGATES, 0, rule, seed=seed)
        one.month = POLL - 1
        name_electors(one)
        chance = share * (0.5 + 2.0 * one.residents.acquaintance.astype(float)) * adults(one)
        known = one.residents.acquaintance > 0.3
        delegates += int(one.residents.elector[known].sum())
        expected += float(chance[known].sum())
        variance += float((chance[known] * (1.0 - chance[known])).sum())
        assert not one.residents.elector[~adults(one)].any()
    assert abs(delegates - expected) < LIMIT * math.sqrt(variance)
    assert expected > 50.0


@pytest.mark.parametrize("form", ElectionForm)
def test_only_electors_whom_the_rules_admit_are_on_the_roll(form: ElectionForm) -> None:
    one = electing(form, POLL - 1)
    residents = one.residents
    years = one.rules.scalars.admission.residence_years
    admitted = (residents.hukou == Hukou.SAME_STREET) | (residents.years_here >= years)
    registered = residents.registered
    assert registered.any()
    assert (registered <= (residents.elector & adults(one) & admitted)).all()


def test_who_is_on_the_roll_and_who_votes_are_kept_apart_from_adults() -> None:
    one = electing(ElectionForm.DIRECT, POLL)
    polls = one[Polls]
    for community in range(one.geography.communities):
        adult, registered, voters = (
            counted[community] for counted in (polls.adults, polls.registered, polls.voters)
        )
        rows = one.geography.rows(community)
        voted = one.residents.acts[rows] >> Act.VOTE & 1
        assert adult == adults(one)[rows].sum()
        assert registered == (one.residents.registered[rows] & adults(one)[rows]).sum()
        assert voters == voted.sum()
        assert 0 < voters <= registered < adult
    assert one[Polls].held.all()


@pytest.mark.parametrize("form", ElectionForm)
@pytest.mark.parametrize("seed", range(4))
def test_nobody_votes_who_is_not_on_the_roll(form: ElectionForm, seed: int) -> None:
    one = electing(form, POLL, seed=seed)
    voted = (one.residents.acts >> Act.VOTE & 1).astype(bool)
    assert (voted <= one.residents.registered).all()
    assert one[Polls].voters.sum() == voted.sum()


def test_there_are_votes_only_on_polling_days() -> None:
    one = electing(ElectionForm.DIRECT, 0)
    for month in range(1, 2 * POLL):
        voters = (lived(one, 1).residents.acts >> Act.VOTE & 1).sum()
        assert (voters > 0) == (month == POLL) == one[Polls].held.any()


def counted(
    one: District, candidates: list[int], month: int = 99, backing: tuple[float, ...] | None = None
) -> Numbers:
    first, last = one.rows_of(0)
    rows = np.array(candidates, dtype=np.int64)
    weights = np.zeros(len(candidates)) if backing is None else np.array(backing)
    people, bonus = one.residents, one.institutions.elections.ballot_building
    voters = first + np.flatnonzero(people.acts[first:last] & 1 << Act.VOTE)
    columns = people.community, people.building, people.identity, people.shareholder
    edges, esteem = np.array([0, rows.size, rows.size]), esteem_of(one, rows)
    votes: Numbers = count_votes(voters, month, one.seed, rows, edges, esteem, *columns, weights, bonus)
    return votes


def everybody_votes(one: District) -> int:
    """Let all of community 0 vote; return how many they are."""
    rows = one.geography.rows(0)
    one.residents.acts[rows] = 1 << Act.VOTE
    return int(rows.stop - rows.start)


def test_every_vote_goes_to_one_candidate() -> None:
    one = district()
    assert counted(one, [3, 50, 90]).sum() == 0
    voters = everybody_votes(one)
    assert counted(one, [3, 50, 90]).sum() == voters
    assert counted(one, [3]).tolist() == [voters]


def test_votes_are_divided_by_how_known_and_skilled_candidates_are() -> None:
    one = district()
    voters = everybody_votes(one)
    one.residents.building[:] = np.arange(len(one.residents))
    one.residents.acquaintance[[3, 50]] = (0.9, 0.1)
    one.residents.skill[[3, 50]] = (0.5, 0.3)
    months = 200
    votes = np.sum([counted(one, [3, 50], month) for month in range(months)], axis=0)
    trials, chance = (voters - 2) * months, 1.5 / 2.0
    # The two candidates themselves lean to the candidate of their own building.
    own = months * (4.5 / 5.0 + 1.5 / 5.0)
    expected, error = trials * chance + own, math.sqrt(trials * chance * (1.0 - chance) + months)
    assert abs(votes[0] - expected) < LIMIT * error


def test_neighbours_vote_for_the_candidate_of_their_building() -> None:
    one = district()
    everybody_votes(one)
    one.residents.acquaintance[[3, 50]] = one.residents.skill[[3, 50]] = 0.2
    rows = one.geography.rows(0)
    one.residents.building[rows] = 0
    one.residents.building[50] = 1
    votes = np.sum([counted(one, [3, 50], month) for month in range(50)], axis=0)
    assert votes[0] > 5 * votes[1]


def test_shareholders_and_only_they_lean_to_the_candidates_whom_the_company_backs() -> None:
    one = district()
    voters = everybody_votes(one)
    one.residents.building[:] = np.arange(len(one.residents))
    one.residents.acquaintance[[3, 50]] = one.residents.skill[[3, 50]] = 0.2
    one.residents.shareholder[:] = False
    without = [counted(one, [3, 50], month, (0.0, 100.0)).tolist() for month in range(20)]
    assert without == [counted(one, [3, 50], month).tolist() for month in range(20)]
    one.residents.shareholder[:] = True
    assert counted(one, [3, 50], 1, (0.0, 1e6)).tolist() == [0, voters]


@pytest.mark.parametrize("seed", range(6))
def test_the_poll_seats_as_many_adults_of_the_community_as_there_are_seats(seed: int) -> None:
    staying = "assumptions.institutions.elections.step_back=0"
    one = electing(ElectionForm.DIRECT, POLL - 1, staying, seed=seed)
    candidates = [committee.candidates for committee in one[Committees]]
    lived(one, 1)
    for committee, stood in zip(one[Committees], candidates, strict=True):
        rows = one.geography.rows(committee.community)
        seated = one.residents.office[rows] == Office.COMMITTEE
        still_here = one.residents.years_here[stood] > 0.125
        assert seated.sum() == min(committee.seats, still_here.sum()) > 0
        assert adults(one)[rows][seated].all()
        assert set(rows.start + np.flatnonzero(seated)) <= set(stood)
        assert committee.capability == pytest.approx(float(one.residents.skill[rows][seated].mean()))
        assert committee.candidates == []


def test_one_more_stands_than_there_are_seats_and_those_who_want_to_stand_do() -> None:
    one = electing(ElectionForm.DIRECT, POLL - 2)
    for committee in one[Committees]:
        first, last = one.rows_of(committee.community)
        stood = first + np.flatnonzero(one.residents.acts[first:last] >> Act.STAND & 1)
        assert (
            len(committee.candidates)
            == len(set(committee.candidates))
            == max(len(stood), committee.seats + 1)
        )
        assert set(stood.tolist()) <= set(committee.candidates)
        assert adults(one)[committee.candidates].all()
        assert all(first <= row < last for row in committee.candidates)


@pytest.mark.parametrize("form", ElectionForm)
def test_candidates_of_several_communities_are_those_that_each_alone_would_have(form: ElectionForm) -> None:
    released, open_party = "policies.staff.candidates=1.0", "policies.party.democracy=1.0"
    rules = "calendar.burn_in=0", "place.types.village.bodies.workstation_staff=20.0", released, open_party
    together, apart = (electing(form, POLL - 2, *rules) for _ in range(2))
    every = np.array([True, True])
    alone = [nominate(apart, np.array(where)) for where in ((False, True), (True, False))]
    assert nominate(together, every).tolist() == [*alone[1].tolist(), *alone[0].tolist()]
    assert (together[Committees].background == apart[Committees].background).all()
    assert (together[Companies].slate == apart[Companies].slate).all()
    assert together.ledger.accounts.keys() == apart.ledger.accounts.keys()
    for kind, book in together.ledger.accounts.items():
        assert (book == apart.ledger.accounts[kind]).all()


def test_a_candidate_who_has_moved_away_is_not_seated_and_neither_is_who_lives_there_now() -> None:
    one = electing(ElectionForm.DIRECT, POLL - 1)
    gone = one[Committees][0].candidates[:3]
    one.residents.years_here[gone] = 0.0
    lived(one, 1)
    assert (one.residents.office[gone] == Office.NONE).all()


def test_the_old_committee_steps_down() -> None:
    one = electing(ElectionForm.DIRECT, POLL - 1)
    first, last = one.rows_of(0)
    old = [row for row in range(first, last) if row not in one[Committees][0].candidates][:4]
    one.residents.office[old] = Office.COMMITTEE
    lived(one, 1)
    assert (one.residents.office[old] == Office.NONE).all()
