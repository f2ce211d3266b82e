"""Proposals and complaints: answered in the order of waiting, silence when patience ends, none doubled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.district import District
from sim.institutions.best_rows import best_of_each, oldest_of
from sim.institutions.committee.state import Committees
from sim.institutions.fund.state import Funds
from sim.institutions.row_selection import among, count_office, with_act
from sim.institutions.voice.month import handle_voice
from sim.institutions.voice.state import Voices
from sim.vocabulary import ADULT_AGE, Act
from tests.institutions.worlds import district, lived

NO_ONE = -1
MONTH = 20
# Two communities of 5 rows each; month of the open proposal, or nothing.
WAITING = np.array([7, NO_ONE, 3, 7, 3, NO_ONE, 1, NO_ONE, NO_ONE, 2], dtype=np.int16)
START = np.array([0, 5, 10])

# Answers for the two communities: rows that get one, in order.
ANSWERS = {(0, 0): [], (1, 0): [2], (2, 0): [2, 4], (3, 1): [2, 4, 0, 6], (9, 9): [2, 4, 0, 3, 6, 9]}


@pytest.mark.parametrize("answers", ANSWERS)
def test_the_longest_waiting_are_answered_first_and_neighbours_by_row(answers: tuple[int, int]) -> None:
    waiting, community = np.flatnonzero(WAITING >= 0), np.repeat([0, 1], np.diff(START))
    assert oldest_of(waiting, community, WAITING, np.array(answers)).tolist() == ANSWERS[answers]


def test_offices_and_acts_are_counted_by_community() -> None:
    office = np.array([1, 0, 1, 2, 0, 0, 0, 1, 2, 2], dtype=np.int8)
    acts = np.array([0, 8, 9, 1, 0, 0, 8, 0, 0, 24], dtype=np.int16)
    assert count_office(START, office, 1).tolist() == [2, 1]
    assert count_office(START, office, 2).tolist() == [1, 2]
    assert with_act(acts, 3).tolist() == [1, 2, 6, 9]


def test_the_best_of_each_community_have_the_largest_positive_scores_and_of_equal_ones_the_first_wins() -> (
    None
):
    community, score = np.array([0, 1, 1, 1, 1, 0, 2]), np.array([0.1, 0.2, 0.9, 0.9, 0.3, 0.5, -1.0])
    assert best_of_each(community, score, np.array([1, 3, 1])).tolist() == [5, 2, 3, 4]
    assert best_of_each(community, score, np.array([2, 0, -1])).tolist() == [5, 0]
    assert best_of_each(community, -score, np.array([9, 9, 9])).tolist() == [6]


@given(some.lists(some.integers(0, 9)), some.lists(some.integers(0, 9)))
def test_rows_among_others_are_found_as_numpy_finds_them(rows: list[int], listed: list[int]) -> None:
    asked, known = np.array(rows, dtype=np.int64), np.array(listed, dtype=np.int64)
    assert among(asked, known).tolist() == np.isin(asked, known).tolist()


def listening(*rules: str, answers: int = 0) -> District:
    """A quiet district in month 20, where nobody acts and the committees can give so many answers."""
    one = district("tiny", "assumptions.institutions.government.complaint_answers=0.0", *rules)
    one.month = MONTH
    one.residents.acts[:] = 0
    for committee in one[Committees]:
        committee.answers = answers
    return one


def test_a_proposal_waits_from_the_month_in_which_it_is_made() -> None:
    one = listening()
    one.residents.acts[[3, 130]] = 1 << Act.SUGGEST
    one.residents.acts[7] = 1 << Act.COMPLAIN
    handle_voice(one)
    assert np.flatnonzero(one.residents.voice_since == MONTH).tolist() == [3, 130]
    assert np.flatnonzero(one.residents.complaint_since == MONTH).tolist() == [7]
    assert one[Voices].waiting.tolist() == [1, 1]


def test_answers_are_counted_with_the_months_that_they_were_waited_for() -> None:
    one = listening(answers=2)
    one.residents.voice_since[[3, 4, 5, 130]] = (16, 15, 18, 19)
    handle_voice(one)
    assert one.residents.voice_since[[3, 4, 5, 130]].tolist() == [-1, -1, 18, -1]
    assert one[Voices].answered.tolist() == [2, 1]
    assert one[Voices].waited.tolist() == [4 + 5, 1]
    assert one[Voices].waiting.tolist() == [1, 0]


def test_silence_is_felt_when_patience_ends_and_not_before() -> None:
    one = listening("assumptions.participation.experience.patience=6")
    one.residents.voice_since[[3, 4]] = (MONTH - 6, MONTH - 5)
    one.residents.trust[[3, 4]] = 0.5
    one.residents.efficacy_external[[3, 4]] = 0.5
    handle_voice(one)
    silence = one.rules.scalars.experience.silence
    assert one.residents.voice_since[[3, 4]].tolist() == [NO_ONE, MONTH - 5]
    np.testing.assert_allclose(one.residents.trust[[3, 4]], [0.5 * (1.0 - silence), 0.5], rtol=1e-6)
    np.testing.assert_allclose(
        one.residents.efficacy_external[[3, 4]], [0.5 * (1.0 - silence), 0.5], rtol=1e-6
    )
    assert one.residents.response[[3, 4]].tolist() == [-1.0, 0.0]


def test_complaints_meet_silence_too() -> None:
    one = listening("assumptions.participation.experience.patience=6")
    one.residents.complaint_since[[3, 4]] = (MONTH - 6, MONTH - 5)
    handle_voice(one)
    assert one.residents.complaint_since[[3, 4]].tolist() == [NO_ONE, MONTH - 5]
    assert one.residents.response[[3, 4]].tolist() == [-1.0, 0.0]


@pytest.mark.parametrize(("solvable", "share", "response"), [(1.0, "solved", 1.0), (0.0, "answered", 0.3)])
def test_a_solved_proposal_counts_for_more_than_an_answered_one(
    solvable: float, share: str, response: float
) -> None:
    one = listening(f"assumptions.institutions.staff.solvable={solvable}", answers=1)
    one.residents.voice_since[3] = MONTH
    one.residents.trust[3] = 0.5
    handle_voice(one)
    gain = getattr(one.rules.scalars.experience, share)
    assert one.residents.trust[3] == pytest.approx(0.5 + 0.5 * gain)
    assert one.residents.response[3] == pytest.approx(response)


def test_what_an_answer_cannot_solve_becomes_an_idea_for_the_fund_up_to_its_list() -> None:
    rules = (
        "assumptions.institutions.staff.solvable=0.0",
        "assumptions.institutions.fund.ideas=25.0",
    )
    one = listening(*rules, answers=9)
    one.residents.voice_since[[3, 4, 5, 6, 130]] = (15, 14, 17, 16, 16)
    handle_voice(one)
    assert one[Funds].ideas.proposer.tolist() == [4, 3, 6, 130]
    assert one[Funds].ideas.community.tolist() == [0, 0, 0, 1]


def test_one_resident_has_one_idea_on_the_list() -> None:
    one = listening("assumptions.institutions.staff.solvable=0.0", answers=9)
    for _ in range(2):
        one.residents.voice_since[3] = MONTH
        handle_voice(one)
    assert one[Funds].ideas.proposer.tolist() == [3]


SINCE = {Act.SUGGEST: "voice_since", Act.COMPLAIN: "complaint_since"}
MANY = [f"assumptions.participation.motives.{act.name.lower()}.intercept=0.0" for act in SINCE]
NO_ANSWERS = (
    "assumptions.institutions.staff.voice=0.0",
    "assumptions.institutions.government.complaint_answers=0.0",
)


def test_nobody_makes_a_second_proposal_or_complaint_while_one_is_open() -> None:
    one, made = district("tiny", *MANY), 0
    for _ in range(24):
        opening = {act: one.residents.__dict__[name] >= 0 for act, name in SINCE.items()}
        years = one.residents.years_here.copy()
        lived(one, 1)
        stayed = one.residents.years_here > years
        for act, waiting in opening.items():
            acting = (one.residents.acts >> act & 1).astype(bool)
            assert not (acting & waiting & stayed).any()
            made += int(acting.sum())
    assert made > 100


def test_nobody_waits_longer_than_patience_and_some_wait_as_long() -> None:
    one, longest = district("tiny", *MANY, *NO_ANSWERS), 0
    for _ in range(24):
        lived(one, 1)
        for name in SINCE.values():
            since = one.residents.__dict__[name].astype(int)
            longest = max(longest, int((one.month - since[since >= 0]).max(initial=0)))
        open_proposals = np.add.reduceat(one.residents.voice_since >= 0, one.geography.community_start[:-1])
        assert one[Voices].waiting.tolist() == open_proposals.tolist()
    assert longest == one.rules.scalars.experience.patience - 1


def test_an_answered_complaint_is_no_longer_open() -> None:
    one = listening("assumptions.institutions.government.complaint_answers=50.0")
    one.residents.complaint_since[[3, 4]] = MONTH - 1
    handle_voice(one)
    assert one.residents.complaint_since[[3, 4]].tolist() == [NO_ONE, NO_ONE]


@pytest.mark.parametrize("results", ["seen", "unseen"])
def test_neighbours_in_the_building_notice_a_solved_proposal_and_nobody_else_does(results: str) -> None:
    rules = "assumptions.institutions.staff"
    sure = f"{rules}.solvable=1.0", f"{rules}.answer_seen=1.0", f"assumptions.structures.results={results}"
    one = listening(*sure, answers=9)
    one.residents.voice_since[3] = MONTH
    before = one.residents.belonging.copy()
    handle_voice(one)
    moved = np.flatnonzero(one.residents.belonging != before)
    near = one.residents.building == one.residents.building[3]
    adults = one.residents.age >= ADULT_AGE
    expected = np.flatnonzero(near & adults & (results == "seen"))
    assert moved.tolist() == expected.tolist()
