"""Counts, sums, Gini and top tenth against the same numbers taken with plain NumPy from the table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.typing import NDArray

from sim.district import District
from sim.outcomes.inequality import _gini_and_top, concentration
from sim.outcomes.resident_groups import PEOPLE_NAMES, group_bits, kinds_of_persons
from sim.outcomes.tally import CommunityTally, tally
from sim.vocabulary import ACTS, Informant
from tests.institutions.worlds import district

Floats = NDArray[np.float64]
YEAR = 2**12 - 1
CIVIC = [ACTS.index(act) for act in ("vote", "stand", "deliberate", "suggest", "volunteer", "supervise")]
EAGER = [f"assumptions.participation.motives.{act}.intercept=-1.0" for act in ACTS if act != "vote"]
MONTHS = {"before anything": 1, "drive": 5, "poll": 6, "two years": 24, "nearly three": 35}


@pytest.fixture(scope="module", params=MONTHS)
def one(request: pytest.FixtureRequest) -> District:
    return district(
        "tiny+open_channels",
        "calendar.first_election=6",
        "calendar.horizon=40",
        *EAGER,
        months=MONTHS[request.param],
    )


def membership(one: District) -> NDArray[np.bool_]:
    """(groups, residents) whether each belongs to each."""
    bits = group_bits(one.residents)
    return np.array([bits >> position & 1 for position in range(len(PEOPLE_NAMES))], dtype=bool)


def by_community(one: District) -> CommunityTally:
    """The tally, community by community."""
    persons, start = kinds_of_persons(one.residents), one.geography.community_start
    return tally(one.people, one.offers, persons, start, one.rules, one.month)


def counted(one: District) -> CommunityTally:
    """The tally of all communities together."""
    cells = by_community(one)
    assert cells.adults.shape == (one.geography.communities, len(PEOPLE_NAMES))
    return CommunityTally(*(part.sum(axis=0) for part in cells))


def in_months(one: District, first: int, last: int) -> NDArray[np.bool_]:
    """(residents, acts) whether done between so many months ago."""
    window = np.uint64((2 ** (last - first + 1) - 1) << first)
    done: NDArray[np.bool_] = (one.residents.history & window) != 0
    return done


def heard_from_somebody(one: District) -> NDArray[np.bool_]:
    """Whether each heard of an act other than by habit; on polling day there is no news of the vote."""
    told = np.zeros(len(one.residents), dtype=bool)
    for act in range(len(ACTS)):
        phase = one.offers.phase[one.residents.community, act]
        offered = (phase == 1) | ((phase > 0) & (act > 0))
        told |= offered & ~np.isin(one.residents.told_by[:, act], (Informant.NOBODY, Informant.HABIT))
    return told


def test_counts_are_those_of_the_table(one: District) -> None:
    found, member = counted(one), membership(one)
    now, before = in_months(one, 0, 11).any(axis=1), in_months(one, 12, 23).any(axis=1)
    expected = {
        "adults": member.sum(axis=1),
        "before": (member & before).sum(axis=1),
        "kept": (member & now & before).sum(axis=1),
        "aware": (member & heard_from_somebody(one)).sum(axis=1),
    }
    for name, counts in expected.items():
        np.testing.assert_array_equal(getattr(found, name), counts, err_msg=name)


def test_kinds_of_acts_are_counted_apart(one: District) -> None:
    done, member = in_months(one, 0, 11), membership(one)
    others = [[ACTS.index(act)] for act in ("culture", "donate", "complain")]
    kinds = [[*range(len(ACTS))], CIVIC, *others]
    expected = [(member & done[:, kind].any(axis=1)).sum(axis=1) for kind in kinds]
    np.testing.assert_array_equal(counted(one).kinds.T, expected)
    np.testing.assert_allclose(counted(one).civic_hours, membership(one) @ civic_hours_of(one), rtol=1e-12)


def test_acts_are_counted_over_a_year_and_the_vote_over_a_term_of_office(one: District) -> None:
    done = in_months(one, 0, 11)
    done[:, 0] = in_months(one, 0, 35)[:, 0]
    np.testing.assert_array_equal(counted(one).active, membership(one).astype(int) @ done)


def test_hours_feelings_and_rungs_are_summed(one: District) -> None:
    found, member, table = counted(one), membership(one).astype(float), one.residents
    np.testing.assert_allclose(found.hours, member @ table.hours, rtol=1e-12)
    feelings = np.stack([table.trust, table.efficacy_external, table.belonging, table.skill], axis=1)
    np.testing.assert_allclose(found.feelings, member @ feelings.astype(float), rtol=1e-12)
    np.testing.assert_array_equal(found.rungs, member @ (table.rung[:, None] == np.arange(6)))


def test_the_ladder_counts_sum_to_the_adults(one: District) -> None:
    found = counted(one)
    np.testing.assert_array_equal(found.rungs.sum(axis=1), found.adults)


def brute_gini(values: Floats) -> float:
    """Mean absolute difference of all pairs, as a share of twice the mean."""
    return (
        float(np.abs(values[:, None] - values[None, :]).mean() / (2.0 * values.mean()))
        if values.any()
        else 0.0
    )


def brute_top_tenth(values: Floats) -> float:
    """Share of the most active tenth; the person on its edge counts in part."""
    ordered, room = np.sort(values)[::-1], len(values) / 10.0
    weights = np.clip(room - np.arange(len(values)), 0.0, 1.0)
    return float((ordered * weights).sum() / values.sum()) if values.any() else 0.0


def gini_and_top(months: list[int]) -> tuple[float, float]:
    """What the rule finds of so many people, of whom it is told what those gave who gave anything."""
    gave = np.array([number for number in months if number], dtype=np.float64)
    gini, top = _gini_and_top(len(months), np.sort(gave))
    return gini, top


@given(some.lists(some.integers(0, 60), min_size=1, max_size=60))
def test_gini_and_top_tenth_are_those_of_brute_force(months: list[int]) -> None:
    gini, top = gini_and_top(months)
    values = np.array(months, dtype=np.float64)
    assert gini == pytest.approx(brute_gini(values), abs=1e-9)
    assert top == pytest.approx(brute_top_tenth(values), abs=1e-9)


# Act-months of ten adults: Gini, share of the top tenth.
SHARES = {
    "all equal": ([3] * 10, 0.0, 0.1),
    "one does all": ([0] * 9 + [5], 0.9, 1.0),
    "nobody does anything": ([0] * 10, 0.0, 0.0),
    "half do all equally": ([0] * 5 + [2] * 5, 0.5, 0.2),
}


@pytest.mark.parametrize("case", SHARES)
def test_inequality_in_cases_known_by_heart(case: str) -> None:
    months, gini, top = SHARES[case]
    assert gini_and_top(months) == pytest.approx((gini, top))


def civic_hours_of(one: District) -> Floats:
    """(residents,) hours of the last year for civic acts, taken with plain Python from the histories."""
    months = np.array([[bin(int(bits) & YEAR).count("1") for bits in row] for row in one.residents.history])
    hours: Floats = months[:, CIVIC] @ one.rules.hours[CIVIC]
    return hours


def test_inequality_of_a_district_is_that_of_the_adults_civic_hours_of_the_last_year(one: District) -> None:
    values = civic_hours_of(one)[one.residents.age >= 18.0]
    gini, top = concentration(one.people, kinds_of_persons(one.residents), one.rules.hours)
    assert gini == pytest.approx(brute_gini(values), abs=1e-9)
    assert top == pytest.approx(brute_top_tenth(values), abs=1e-9)


def test_each_community_is_counted_for_itself(one: District) -> None:
    cells = by_community(one)
    adults = one.residents.age >= 18.0
    for c in range(one.geography.communities):
        rows = one.geography.rows(c)
        assert cells.residents[c] == one.geography.size[c]
        assert cells.adults[c, 0] == adults[rows].sum()
        assert cells.hours[c, 0] == pytest.approx(one.residents.hours[rows][adults[rows]].sum())
