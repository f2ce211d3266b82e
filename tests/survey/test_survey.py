"""The survey instrument: the columns of the codebook, and answers that are the residents' own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.district import District
from sim.engine.settings import BadInput
from sim.institutions.committee.state import Committees
from sim.survey.answers import CODEBOOK
from sim.survey.instrument import SurveyDesign, interview
from sim.vocabulary import ACTS, ADULT_AGE, Act, Education, Hukou, Office, Reason
from tests.institutions.worlds import Numbers, district, state

# Section 10 of the design: column, and what may stand in it ("" for any number).
COLUMNS = {
    "respondent": "",
    "neighbourhood": "0 1",
    "neighbourhood_type": "village commodity",
    "weight": "1.0",
    "hukou": "same_street elsewhere_in_district outside_district",
    "agricultural_hukou": "0 1",
    "owner": "0 1",
    "shareholder": "0 1",
    "age": "",
    "sex": "female male",
    "education": "none primary junior senior college ba",
    "party": "0 1",
    "income_z": "",
    "years_here": "",
    "dormitory": "0 1",
    "neighbour_contact": "0 1 2 3 4 5 6",
    "lends_tools": "0 1",
    "trust_government": "1 2 3 4 5",
    "efficacy_internal": "1 2 3 4 5",
    "efficacy_external": "1 2 3 4 5",
    "knows_committee_formation": "0 1",
    "registered_voter": "0 1",
    "voted_last": "yes no not_eligible",
    "voted_3y": "0 1",
    "why_not_voted": " not_informed no_time not_eligible not_interested",
    "committee_work_3y": "0 1",
    "suggested_3y": "0 1",
    "contacted_government_3y": "0 1",
    "volunteered_12m": "0 1",
    "registered_volunteer": "0 1",
    "culture_12m": "never less_than_monthly monthly",
    "homeowners_committee": "exists none unsure not_applicable",
    "voted_homeowners": " 0 1",
    "would_take_part": "0 1",
    "rung": "0 1 2 3 4 5",
}
EAGER = [f"assumptions.participation.motives.{act}.intercept=-1.5" for act in ACTS if act != "vote"]
MONTHS = {"after the first election": 8, "in the month of a drive": 41, "long after": 35}


def surveyed(months: int) -> District:
    rules = ("calendar.first_election=6", "calendar.horizon=60", *EAGER)
    return district("tiny", *rules, months=months)


@pytest.fixture(scope="module", params=MONTHS)
def one(request: pytest.FixtureRequest) -> District:
    return surveyed(MONTHS[request.param])


def rows_of(one: District) -> Numbers:
    """Everybody who is interviewed when everybody is: all adults, by row."""
    return np.flatnonzero(one.residents.age >= ADULT_AGE)


@pytest.fixture(scope="module")
def answers(one: District) -> pd.DataFrame:
    """Answers of all adults, one row each in the order of the table."""
    return interview(one, 1000, seed=1)


def done(one: District, act: Act, months: int) -> list[bool]:
    """Whether each adult did an act in the last months, read from the history bit by bit."""
    history = one.residents.history[rows_of(one), act]
    return [any(int(bits) >> k & 1 for k in range(months)) for bits in history]


def test_the_columns_are_exactly_those_of_the_codebook(answers: pd.DataFrame) -> None:
    assert list(answers.columns) == list(COLUMNS) == list(CODEBOOK)
    assert all(CODEBOOK.values())


@pytest.mark.parametrize("column", [name for name, allowed in COLUMNS.items() if allowed])
def test_answers_are_among_those_of_the_codebook(answers: pd.DataFrame, column: str) -> None:
    assert {str(answer) for answer in answers[column]} <= set(COLUMNS[column].split(" "))


def test_every_adult_is_interviewed_once_when_as_many_are_wanted(
    one: District, answers: pd.DataFrame
) -> None:
    assert answers["respondent"].tolist() == list(range(len(rows_of(one))))
    assert answers["neighbourhood"].tolist() == one.residents.community[rows_of(one)].tolist()


PLAIN = ("owner", "shareholder", "party", "dormitory", "neighbour_contact", "lends_tools", "rung")


@pytest.mark.parametrize("column", PLAIN)
def test_plain_answers_are_the_columns_of_the_table(
    one: District, answers: pd.DataFrame, column: str
) -> None:
    assert answers[column].tolist() == getattr(one.residents, column)[rows_of(one)].astype(int).tolist()


def test_who_somebody_is_is_told_in_words(one: District, answers: pd.DataFrame) -> None:
    table, rows = one.residents, rows_of(one)
    told: dict[str, list[Any]] = {
        "age": [int(age) for age in table.age[rows]],
        "years_here": [int(years) for years in table.years_here[rows]],
        "sex": ["female" if woman else "male" for woman in table.female[rows]],
        "hukou": [Hukou(code).name.lower() for code in table.hukou[rows]],
        "education": [Education(level).name.lower() for level in table.education[rows]],
        "neighbourhood_type": [("village", "commodity")[c] for c in table.community[rows]],
    }
    assert {name: answers[name].tolist() for name in told} == told


@pytest.mark.parametrize(
    ("share", "answer"), [(0.0, 1), (0.19, 1), (0.2, 2), (0.59, 3), (0.6, 4), (0.8, 5), (1.0, 5)]
)
def test_three_fifths_and_more_of_trust_is_answered_4_or_5(share: float, answer: int) -> None:
    one = district()
    one.residents.trust[:] = share
    one.residents.efficacy_internal[:] = share
    one.residents.efficacy_external[:] = share
    told = interview(one, 20, seed=1)
    for question in ("trust_government", "efficacy_internal", "efficacy_external"):
        assert set(told[question]) == {answer}


def test_who_voted_says_so_and_nobody_else(one: District, answers: pd.DataFrame) -> None:
    voted = done(one, Act.VOTE, 36)
    last = answers["voted_last"] == "yes"
    assert (last <= np.array(voted)).all(), "whoever voted at the last election voted within three years"
    assert last.tolist() == voted or one[Committees][0].by_election or one[Committees][1].by_election
    assert answers["voted_3y"].tolist() == [int(yes) for yes in voted]
    assert answers["registered_voter"].tolist() == one.residents.registered[rows_of(one)].astype(int).tolist()
    assert 0 < sum(voted) < len(voted)


def test_the_reason_for_not_voting_is_the_gate_that_was_closed(one: District, answers: pd.DataFrame) -> None:
    gates = {
        Reason.NOT_OFFERED: "not_informed",
        Reason.NOT_INFORMED: "not_informed",
        Reason.NOT_ELIGIBLE: "not_eligible",
        Reason.NO_TIME: "no_time",
        Reason.NOT_INTERESTED: "not_interested",
    }
    stayed_away = (answers["voted_3y"] == 0).to_numpy()
    reasons = one.residents.reason[rows_of(one)[stayed_away], Act.VOTE]
    told = answers["why_not_voted"][stayed_away].tolist()
    # In the month of a drive some stand on the roll of an election that is still to come.
    pairs = [(answer, Reason(code)) for answer, code in zip(told, reasons, strict=True) if code != Reason.DID]
    assert [answer for answer, _ in pairs] == [gates[reason] for _, reason in pairs]
    assert len(pairs) > 0.6 * len(told)
    assert set(answers["why_not_voted"][~stayed_away]) == {""}
    excluded = (answers["voted_last"] == "not_eligible") & stayed_away
    assert set(answers["why_not_voted"][excluded]) <= {"not_eligible"}


THREE_YEARS = {
    "suggested_3y": Act.SUGGEST,
    "contacted_government_3y": Act.COMPLAIN,
}


@pytest.mark.parametrize("question", THREE_YEARS)
def test_acts_of_three_years_are_those_of_the_history(
    one: District, answers: pd.DataFrame, question: str
) -> None:
    assert answers[question].tolist() == [int(yes) for yes in done(one, THREE_YEARS[question], 36)]
    assert answers[question].sum() > 0


def test_registered_volunteers_are_those_who_registered_not_all_who_served(
    one: District, answers: pd.DataFrame
) -> None:
    registered = one.residents.registered_volunteer[rows_of(one)]
    assert answers["registered_volunteer"].tolist() == registered.astype(int).tolist()
    served = np.array(done(one, Act.VOLUNTEER, 36))
    assert not registered[~served].any()
    assert registered.sum() < served.sum()


def test_acts_of_the_last_year_are_those_of_the_history(one: District, answers: pd.DataFrame) -> None:
    assert answers["volunteered_12m"].tolist() == [int(yes) for yes in done(one, Act.VOLUNTEER, 12)]
    months = [bin(int(bits) & 0xFFF).count("1") for bits in one.residents.history[rows_of(one), Act.CULTURE]]
    words = ["monthly" if n >= 6 else "less_than_monthly" if n else "never" for n in months]
    assert answers["culture_12m"].tolist() == words


def test_committee_work_is_deliberating_standing_or_an_office(one: District, answers: pd.DataFrame) -> None:
    office = np.isin(one.residents.office[rows_of(one)], [Office.COMMITTEE, Office.BUILDING_HEAD])
    work = np.array([done(one, Act.DELIBERATE, 36), done(one, Act.STAND, 36), office]).any(axis=0)
    assert answers["committee_work_3y"].tolist() == work.astype(int).tolist()


@pytest.mark.parametrize(("intercept", "least", "most"), [(-12.0, 0.0, 0.05), (12.0, 0.95, 1.0)])
def test_who_would_take_part_follows_from_the_motives(intercept: float, least: float, most: float) -> None:
    acts = ("deliberate", "suggest", "volunteer")
    rules = [f"assumptions.participation.motives.{act}.intercept={intercept}" for act in acts]
    assert least <= interview(district("tiny", *rules), 200, seed=1)["would_take_part"].mean() <= most


def test_more_would_take_part_than_do() -> None:
    one = district(months=24)
    answers = interview(one, 1000, seed=1)
    did = answers[["committee_work_3y", "suggested_3y", "volunteered_12m"]].any(axis=1)
    assert answers["would_take_part"].mean() > did.mean()


def test_interviewing_changes_nothing(one: District) -> None:
    before = state(one)
    interview(one, 50, seed=3, design=SurveyDesign(neighbourhoods=1, non_response=0.2, over_reporting=0.2))
    assert state(one) == before


@pytest.mark.parametrize("n", [0, -5])
def test_no_interviews_is_no_survey(n: int) -> None:
    with pytest.raises(BadInput, match=f"n: {n} is not a positive number of interviews"):
        interview(district(), n, seed=1)


def test_who_has_the_most_contact_with_neighbours_is_the_most_likely_to_know_of_a_committee() -> None:
    """With contact alone as the source, knowing is as likely as contact is a share of 6, the most."""
    only = [f"institutions.estates.{name}" for name in ("known=0.0", "known_owner=0.0", "known_contact=1.0")]
    one = district("tiny", *(f"assumptions.{setting}" for setting in only))
    answers = interview(one, 5000, seed=1)
    asked = answers[answers["homeowners_committee"] != "not_applicable"]
    knows = asked["homeowners_committee"] != "unsure"
    for contact, group in knows.groupby(asked["neighbour_contact"].astype(int)):
        error = 4.0 * (0.25 / len(group)) ** 0.5
        assert abs(group.mean() - contact / 6.0) <= (error if 0 < contact < 6 else 0.0), contact
    assert knows.groupby(asked["neighbour_contact"]).size().min() >= 5
