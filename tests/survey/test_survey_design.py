"""How a survey departs from a complete and truthful one: each switch does what it says, and nothing else.

Shares are judged at 4.5 standard errors: a right instrument fails one such check in 150,000.
"""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.district import District
from sim.survey.answers import CODEBOOK
from sim.survey.instrument import SurveyDesign, interview
from tests.institutions.worlds import district

LIMIT = 4.5
EVERYBODY = 100_000
WHO = [name for name in CODEBOOK if name not in ("respondent", "weight")]


@pytest.fixture(scope="module")
def one() -> District:
    """Three communities of a former village, two months after their first election."""
    volunteering = "assumptions.participation.motives.volunteer.intercept=-3.0"
    communities = "place.communities=[{type='village', count=3, residents=400}]"
    return district("village", communities, volunteering, months=14)


def ask(one: District, seed: int = 1, n: int = EVERYBODY, **design: float) -> pd.DataFrame:
    return interview(one, n, seed, SurveyDesign(**design))  # type: ignore[arg-type]


def share_is(count: int, trials: int, share: float) -> bool:
    return abs(count - trials * share) < LIMIT * math.sqrt(trials * share * (1.0 - share))


def people(answers: pd.DataFrame) -> set[tuple[object, ...]]:
    """Who was asked, by what they say of themselves."""
    return set(answers[WHO].itertuples(index=False, name=None))


def test_everything_is_off_by_default(one: District) -> None:
    assert ask(one).equals(interview(one, EVERYBODY, 1))
    assert len(ask(one)) == (one.residents.age >= 18.0).sum()


def test_the_same_seed_asks_the_same_people_and_another_seed_others(one: District) -> None:
    assert ask(one, n=60).equals(ask(one, n=60))
    assert people(ask(one, n=60)) != people(ask(one, seed=2, n=60))


@pytest.mark.parametrize("n", [1, 2, 30, 100])
def test_as_many_are_asked_as_wanted_evenly_over_communities(one: District, n: int) -> None:
    asked = ask(one, n=n)["neighbourhood"].value_counts()
    assert asked.sum() == n
    assert asked.max() <= -(-n // 3)


def test_a_clustered_sample_asks_in_as_many_communities_as_drawn(one: District) -> None:
    asked = [ask(one, seed, n=60, neighbourhoods=1)["neighbourhood"] for seed in range(30)]
    drawn = {seed: tuple(communities.unique()) for seed, communities in enumerate(asked)}
    assert {len(communities) for communities in drawn.values()} == {1}
    assert set(drawn.values()) == {(0,), (1,), (2,)}
    assert ask(one, n=60, neighbourhoods=2)["neighbourhood"].nunique() == 2
    assert ask(one, n=60, neighbourhoods=9)["neighbourhood"].nunique() == 3


def test_within_a_community_every_adult_is_as_likely_to_be_drawn() -> None:
    one, drawn, expected, variance = district(), 0, 0.0, 0.0
    adults = one.residents.age >= 18.0
    for community in range(2):
        rows = one.geography.rows(community)
        women = float(one.residents.female[rows][adults[rows]].mean())
        expected += 300 * 10 * women
        variance += 300 * 10 * women * (1.0 - women)
    for seed in range(300):
        drawn += int((ask(one, seed, n=20)["sex"] == "female").sum())
    assert abs(drawn - expected) < LIMIT * math.sqrt(variance)


@pytest.mark.parametrize("missed", [0.3, 1.0])
def test_sampling_by_household_misses_its_share_of_dormitory_residents(one: District, missed: float) -> None:
    complete, found = ask(one), ask(one, dormitory_missed=missed)
    there, seen = int(complete["dormitory"].sum()), int(found["dormitory"].sum())
    assert there > 50
    assert share_is(there - seen, there, missed) or (missed == 1.0 and seen == 0)
    assert (found["dormitory"] == 0).sum() == (complete["dormitory"] == 0).sum()
    assert people(found) <= people(complete)


@pytest.mark.parametrize("refusing", [0.2, 0.9])
def test_its_share_of_the_drawn_refuses_whoever_they_are(one: District, refusing: float) -> None:
    complete, found = ask(one), ask(one, non_response=refusing)
    assert share_is(len(complete) - len(found), len(complete), refusing)
    assert people(found) <= people(complete)


def test_its_share_of_those_who_did_not_claims_to_have_voted_and_volunteered(one: District) -> None:
    truth, told = ask(one), ask(one, over_reporting=0.4)
    stayed_away, idle = truth["voted_last"] == "no", truth["volunteered_12m"] == 0
    claimed = (told["voted_last"] == "yes") & stayed_away
    assert share_is(int(claimed.sum()), int(stayed_away.sum()), 0.4)
    assert share_is(int((told["volunteered_12m"] == 1)[idle].sum()), int(idle.sum()), 0.4)
    assert stayed_away.sum() > 50
    assert (told["voted_3y"][claimed] == 1).all()
    assert (told["why_not_voted"][claimed] == "").all()


def test_who_did_or_was_excluded_has_nothing_to_claim(one: District) -> None:
    truth, told = ask(one), ask(one, over_reporting=0.5)
    honest = truth["voted_last"] != "no"
    assert {"yes", "not_eligible"} == set(truth["voted_last"][honest])
    questions = ["voted_last", "voted_3y", "why_not_voted"]
    assert told[questions][honest].equals(truth[questions][honest])


def test_nothing_else_is_over_reported(one: District) -> None:
    claims = ["voted_last", "voted_3y", "why_not_voted", "volunteered_12m"]
    truth, told = ask(one), ask(one, over_reporting=0.5)
    assert told.drop(columns=claims).equals(truth.drop(columns=claims))
