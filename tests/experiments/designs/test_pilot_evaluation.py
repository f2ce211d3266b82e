"""An evaluator's bias, power and false alarms, in a world in which pilots do 0.05 and spill over 0.01."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from experiments.asking.question_file import load_question
from experiments.designs.pilot_words import counted, found_sentence
from sim.engine.settings import BadInput
from sim.institutions.government.rollout import pilot_communities
from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.policies import Policies
from sim.population.map import types_of
from sim.scenario import Scenario
from sim.simulation import Run
from tests.experiments.designs.questions import answer, asked
from tests.experiments.truth import true_run

EFFECT, SPILL, WHOLE, NOISE = 0.05, 0.01, 0.07, 0.01
PLACE = 'place.communities=[{type="village",count=6,residents=60},{type="commodity",count=6,residents=60}]'
CALENDAR = ["calendar.burn_in=12", "calendar.horizon=24"]
PILOTS = """
[design]
kind = "pilot_evaluation"
policy = "open_channels"
numbers = [1, 3]
months = [12, 24]
"""


def forked(scenarios: Sequence[Scenario], **_: object) -> list[Run]:
    """Communities with levels of their own, noise of the seed and month, and what the reform does."""
    return [_run(scenario) for scenario in scenarios]


def _run(scenario: Scenario) -> Run:
    kinds, months = types_of(scenario.place), scenario.calendar.burn_in + scenario.calendar.horizon
    generator = np.random.default_rng(scenario.seed)
    values = generator.normal(0.0, 0.1, kinds.size) + generator.normal(0.0, NOISE, (months, kinds.size))
    pilots = pilot_communities(scenario.policies.pilots, kinds, scenario.seed)
    if scenario.policies != Policies():
        effect = np.where(pilots, EFFECT, SPILL) if pilots.any() else np.full(kinds.size, WHOLE)
        values[scenario.calendar.burn_in :] += effect
    every = np.repeat(values[:, :, None], len(COMMUNITY_OUTCOMES), axis=2)
    plain = true_run(scenario)
    return Run(scenario, plain.keys, plain.values, (), every, pilots)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("pilots")
    found = answer(folder, PILOTS, PLACE, *CALENDAR, "seeds.number=12", 'outcomes=["civic"]', simulate=forked)
    assert "1 pilot of each type (2 of 12 communities) and 12 months (found in" in found.sentence.en
    assert "spillover" in found.more[0].en
    return found.table("evaluation").set_index(["estimator", "pilots", "months"])


def test_the_truth_is_that_of_the_world(rows: object) -> None:
    assert_allclose(rows.truth, EFFECT, atol=1e-9)  # type: ignore[attr-defined]
    assert_allclose(rows.spillover, SPILL, atol=1e-9)  # type: ignore[attr-defined]
    assert_allclose(rows.everywhere, WHOLE, atol=1e-9)  # type: ignore[attr-defined]


def test_spillover_is_the_bias_of_difference_in_differences(rows: object) -> None:
    one = rows.loc["difference_in_differences"]  # type: ignore[attr-defined]
    half = (one.bias_high - one.bias_low) / 2.0
    assert ((one.bias + SPILL).abs() < 2.0 * half).all()  # four standard errors
    assert (one.bias < -SPILL / 2.0).all()
    assert (one.power > 0.9).all()
    assert (one.false_alarms < 0.35).all()


def test_the_sentence_tells_what_is_enough_from_what_surely_is() -> None:
    """The first of which the share itself is above four in five, then the first whose interval is."""
    shares = {(1, 12): (0.5, 0.3), (1, 24): (0.9, 0.7), (2, 12): (0.7, 0.5), (2, 24): (1.0, 0.9)}
    kinds = np.array([0, 0, 0, 1, 1, 1])
    question = load_question("can_pilots_tell").question
    frame = pd.DataFrame(
        {
            "outcome": "civic",
            "estimator": "difference_in_differences",
            "pilots": pilots,
            "months": months,
            "power": power,
            "power_low": low,
            "power_high": 1.0,
            "false_alarms": 0.0,
            "seeds": 30,
        }
        for (pilots, months), (power, low) in shares.items()
    )
    said = found_sentence(frame, question, counted("by_type", [1, 2], kinds))
    assert "1 pilot of each type (2 of 6 communities) and 24 months (found in 90%" in said.en
    assert "sure with 2 pilots of each type (4 of 6 communities) and 24 months (found in 100%" in said.en
    nothing = found_sentence(
        frame.assign(power=frame.power / 2.0), question, counted("by_type", [1, 2], kinds)
    )
    assert "the best has 2 pilots of each type" in nothing.en


def test_matching_on_levels_is_less_precise_here(rows: object) -> None:
    """Communities differ by 0.1 and the nearest twin is not near; differencing takes that out."""
    error = rows.error  # type: ignore[attr-defined]
    assert (error.loc["matching"] > error.loc["difference_in_differences"]).all()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("design.months=[36]", "at most calendar.horizon, 24"),
        ("design.months_before=24", "calendar.burn_in, 12"),
        ("design.numbers=[0]", "0 is outside 1 to"),
        ('outcomes=["inequality.gini"]', "inequality.gini is not measured community by community"),
        ("design.where=alphabet", "'alphabet' is not one of by_type, random"),
    ],
)
def test_what_cannot_be_evaluated_is_refused(change: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=why):
        asked(tmp_path, PILOTS, PLACE, *CALENDAR, change)
