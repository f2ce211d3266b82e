"""Priors: what is uncertain, how it is drawn, and that what is drawn can be run."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from sim import load_scenario
from sim.engine.plausible import GRADES, Evidence, argued, guessed, measured, triangular
from sim.engine.settings import BadInput, Setting, check_all
from sim.priors import Prior, drawn, every_assumption, priors, with_assumptions

PARTS = (0.0, 0.13, 0.5, 0.87, 1.0)


def toy(value: Any, evidence: Evidence, low: float = 0.0, high: float = 100.0) -> Prior:
    """A prior of a toy setting."""
    return Prior("assumptions.toy", Setting("1", "toy", low=low, high=high, evidence=evidence), value)


def test_every_assumed_number_has_a_plausible_range_with_a_grade() -> None:
    bare = [path for path, one in every_assumption().items() if not one.declared.evidence]
    assert [path for path in bare if not path.startswith("assumptions.structures.")] == []


def test_acts_that_no_survey_has_measured_carry_their_coefficients_over_one_grade_lower() -> None:
    motives = "assumptions.participation.motives"
    assert priors()[f"{motives}.volunteer.education"].evidence.grade == "B"
    assert priors()[f"{motives}.culture.education"].evidence.grade == "C"
    grades = {one.evidence.grade for path, one in priors().items() if path.startswith(f"{motives}.culture")}
    assert grades <= {"C", "D"}


def test_every_plausible_range_lies_within_the_allowed_one_and_holds_the_assumed_value() -> None:
    wrong = []
    for path, one in priors().items():
        if one.is_structure or one.evidence.ends != "values":
            continue
        low, high = one.declared.low, one.declared.high
        assert low is not None
        assert high is not None
        if not low <= one.evidence.low <= one.value <= one.evidence.high <= high:
            wrong.append(path)
    assert wrong == []


def test_measured_ranges_name_their_source_and_guessed_ones_have_none() -> None:
    known = [one.evidence for one in priors().values() if not one.is_structure]
    assert all((one.source == "assumed") == (one.grade == "D") for one in known)
    assert {one.grade for one in known} <= set(GRADES)


@pytest.mark.parametrize("part", PARTS)
def test_a_world_at_any_part_of_all_ranges_at_once_can_be_run(part: float) -> None:
    here = load_scenario("tiny")
    values = drawn(dict.fromkeys(priors(here), part), here)
    world = with_assumptions(here, values)
    check_all(world.assumptions, "world")
    assert set(values) == set(priors(here))


def test_quantiles_rise_from_one_end_to_the_other() -> None:
    for one in priors().values():
        if one.is_structure:
            continue
        handles = [one.handle(part) for part in PARTS]
        assert all(a <= b for a, b in itertools.pairwise(handles)), one.path
        assert (handles[0], handles[-1]) == pytest.approx((one.evidence.low, one.evidence.high)), one.path


def test_guesses_far_apart_are_drawn_in_proportion_near_ones_evenly_measured_ones_around_the_value() -> None:
    assert toy(2.0, guessed(1.0, 4.0)).at(0.5) == pytest.approx(2.0)
    assert toy(2.0, guessed(2.0, 4.0)).at(0.5) == pytest.approx(3.0)
    peaked = toy(1.0, measured(0.0, 4.0, "a study"))
    assert peaked.at(0.25) == pytest.approx(1.0)
    assert triangular(0.25, 0.0, 1.0, 4.0) == pytest.approx(1.0)
    assert toy(0.0, argued(0.0, 4.0, "a law")).at(0.5) == pytest.approx(2.0)


def test_whole_numbers_take_each_value_alike_often() -> None:
    one = toy(3, guessed(2, 5))
    assert [one.at(k / 8.0) for k in range(9)] == [2, 2, 3, 3, 4, 4, 5, 5, 5]


def test_a_list_moves_as_one_and_stays_within_what_is_allowed() -> None:
    ages = (1.0, 2.0, 80.0)
    assert toy(ages, guessed(0.5, 2.0, "factors")).at(1.0) == pytest.approx((2.0, 4.0, 100.0))
    assert toy(ages, guessed(-1.5, 1.5, "shifts")).at(0.0) == pytest.approx((0.0, 0.5, 78.5))


def test_shares_that_are_tilted_still_add_up_and_keep_their_order_of_log_odds() -> None:
    shares = (0.5, 0.3, 0.2)
    found = toy(shares, measured(-1.0, 1.0, "a survey", "tilts"), high=1.0).at(1.0)
    assert isinstance(found, tuple)
    assert sum(found) == pytest.approx(1.0)
    assert found[2] / found[0] == pytest.approx(0.4 * 2.718281828459045)
    assert toy(shares, measured(-1.0, 1.0, "a survey", "tilts"), high=1.0).at(0.5) == pytest.approx(shares)


def test_rival_structures_are_members_and_equally_likely() -> None:
    structures = {path: one for path, one in priors().items() if one.is_structure}
    assert "assumptions.structures.audience" in structures
    for one in structures.values():
        choices = one.declared.choices
        places = [(k + 0.5) / len(choices) for k in range(len(choices))]
        assert tuple(one.at(place) for place in places) == choices


def test_ranges_are_around_what_a_scenario_assumes() -> None:
    here = load_scenario("tiny")
    path = "assumptions.network.contacts"
    assert priors(here)[path].value == here.assumptions.network.contacts
    fewer = with_assumptions(here, {path: (0.5, 0.5, 0.0, 0.0, 0.0, 0.0)})
    assert drawn({path: 0.5}, fewer) == {path: pytest.approx((0.5, 0.5, 0.0, 0.0, 0.0, 0.0))}
    assert set(priors()) <= set(every_assumption())


def test_a_coefficient_that_is_not_in_the_choice_is_not_drawn() -> None:
    assert toy(0.0, guessed(-1.0, 1.0, "shifts"), low=-4.0).path not in priors()
    for path, one in priors().items():
        if ".motives." in path:
            assert one.value != 0.0, path


@pytest.mark.parametrize(("low", "high", "grade"), [(2.0, 1.0, "D"), (0.0, 1.0, "E")])
def test_a_range_upside_down_or_an_unknown_grade_is_refused(low: float, high: float, grade: str) -> None:
    with pytest.raises(ValueError, match="no evidence"):
        Evidence(low, high, grade)


def test_what_is_not_uncertain_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(BadInput, match=r"contact: .*did you mean 'assumptions\.network\.contacts"):
        drawn({"assumptions.network.contact": 0.5})


def test_what_has_no_plausible_range_says_so_by_its_path() -> None:
    with pytest.raises(ValueError, match=r"assumptions\.toy has no plausible range"):
        Prior("assumptions.toy", Setting("1", "toy"), 1.0).evidence  # noqa: B018
