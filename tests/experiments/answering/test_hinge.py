"""What an answer hinges on is found where it is, with the value at which it turns; else that is said."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.answering.hinge import Hinge, find_hinge
from experiments.answering.hinge_table import hinge_words
from experiments.answering.over_worlds import over_worlds
from experiments.answering.smallest_effects import smallest_effect
from experiments.asking.question import Words
from experiments.worlds.ensemble import Worlds
from sim.priors import priors
from sim.scenario import load_scenario

PATHS = (
    "assumptions.participation.hearing.talk",
    "assumptions.participation.concern",
    "assumptions.structures.disposition",
)
MEMBERS = 40
SMALLEST = 0.01
SEEDS = range(1, MEMBERS + 1)
NAME = Words(en="The reform", zh="改革")


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    even = (np.arange(MEMBERS) + 0.5) / MEMBERS
    rng = np.random.Generator(np.random.Philox(key=11))
    return Worlds("toy", PATHS, np.stack([rng.permutation(even) for _ in PATHS], axis=1), {})


def hinge_of(worlds: Worlds, change: np.ndarray) -> Hinge:
    found = find_hinge(change, SEEDS, worlds, load_scenario("tiny"), SMALLEST)
    assert found is not None
    return found


@pytest.mark.parametrize(("slope", "word"), [(0.1, "is under"), (-0.1, "is over")])
def test_the_value_at_which_the_sentence_turns_is_where_the_effect_is_the_smallest_of_interest(
    worlds: Worlds, slope: float, word: str
) -> None:
    change = SMALLEST + slope * (worlds.parts[:, 0] - 0.3)  # it turns at three tenths of the range of talk
    found = hinge_of(worlds, change)
    assert (found.prior.path, found.is_clear, found.rises) == (PATHS[0], True, slope > 0.0)
    assert found.turns_at == pytest.approx(0.3, abs=1e-6)
    at = float(priors(load_scenario("tiny"))[PATHS[0]].at(0.3))  # type: ignore[arg-type]
    (told,) = hinge_words(found, NAME)
    assert f"{word} {at:.2g}." in told.en
    assert f"{at:.2g} 时" in told.zh


def test_an_effect_that_nowhere_falls_under_the_smallest_turns_nowhere(worlds: Worlds) -> None:
    found = hinge_of(worlds, 0.2 + 0.1 * worlds.parts[:, 0])
    assert np.isnan(found.turns_at)
    assert "Nowhere in its plausible range" in hinge_words(found, NAME)[0].en


def test_where_no_assumption_stands_out_that_is_said(worlds: Worlds) -> None:
    noise = np.random.Generator(np.random.Philox(key=12)).normal(size=MEMBERS)
    found = hinge_of(worlds, noise)
    assert not found.is_clear
    assert "none of the assumptions" in hinge_words(found, NAME)[0].en


def test_a_structure_on_which_it_hinges_is_named_with_the_reading_that_does_most(worlds: Worlds) -> None:
    prior = priors(load_scenario("tiny"))[PATHS[2]]
    last = np.array([prior.at(part) == prior.at(1.0) for part in worlds.parts[:, 2]])
    found = hinge_of(worlds, 0.05 + 0.1 * last)
    assert found.prior.path == PATHS[2]
    assert f"“{prior.at(1.0)}”" in hinge_words(found, NAME)[0].en


def test_few_worlds_and_effects_that_never_vary_have_no_hinge(worlds: Worlds) -> None:
    scenario = load_scenario("tiny")
    assert find_hinge(worlds.parts[:7, 0], range(1, 8), worlds, scenario, SMALLEST) is None
    assert find_hinge(np.full(MEMBERS, 0.1), SEEDS, worlds, scenario, SMALLEST) is None


@pytest.mark.parametrize(
    ("outcome", "level", "smallest"),
    [("civic", 0.3, 0.01), ("cost.district", 500.0, 1.0), ("voice.answer_months", 4.0, 0.4)],
)
def test_each_outcome_has_a_smallest_effect_of_interest(outcome: str, level: float, smallest: float) -> None:
    assert smallest_effect(outcome, level) == pytest.approx(smallest)


def test_what_is_less_than_the_smallest_effect_does_no_good() -> None:
    change = np.array([0.02, 0.0099, 0.0101, -0.05])[:, np.newaxis]
    cells = over_worlds(np.zeros((4, 1)), change, ["civic"], np.full(1, np.nan))
    assert cells["good_in"].tolist() == [2]
    assert over_worlds(np.zeros((4, 1)), change, ["gap.hukou"], np.full(1, np.nan))["good_in"].tolist() == [1]
