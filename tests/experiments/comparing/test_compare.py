"""Differences, their selection and their form as JSON, the price of a gain."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from experiments.answering.arm_effects import differences
from experiments.answering.arm_names import arm_labels
from experiments.answering.levels_and_prices import price_words, prices_of_gain
from experiments.asking.chosen_outcomes import chosen_groups, chosen_outcomes
from experiments.asking.sampled_arms import Sampled
from experiments.commands import demo
from experiments.comparing.compare_scenarios import compare, comparison
from experiments.comparing.comparison import as_json, select
from experiments.comparing.comparison_text import comparison_text, differences_text
from experiments.comparing.first_look import FEW, tell_first_look
from experiments.report.cells import cell
from experiments.running.options import SERIAL
from experiments.storing.store import Headlines
from sim.engine.settings import BadInput
from sim.outcomes.headlines import ADULTS, HEADLINES, PATHS
from sim.outcomes.price import Price
from sim.outcomes.register import OUTCOMES
from sim.scenario import load_scenario
from tests.experiments import fakes
from tests.experiments.fakes import content, fake_run
from tests.experiments.small_questions import small_comparison, small_question


def test_a_first_look_is_told_of_few_seeds_and_the_whole_is_the_same_as_without_it(tmp_path: Path) -> None:
    asked, told = small_question(FEW + 2), list[str]()
    look = partial(tell_first_look, asked, "en", told.append)
    found = compare(asked, tmp_path / "look", options=SERIAL, simulate=fakes.fake_forked, look=look)
    small_comparison(tmp_path / "usual", asked)
    assert content(tmp_path / "look") == content(tmp_path / "usual")
    (text,) = told
    first = small_comparison(tmp_path / "few", FEW)
    lines = [line for line in text.splitlines() if "took part in self-governance" in line]
    assert len(lines) == len(asked.arms) - 1
    assert lines[0] in comparison_text(first, select(first.differences, HEADLINES, ("all",)), "en")
    assert lines[0] not in comparison_text(found, select(found.differences, HEADLINES, ("all",)), "en")
    assert f"{FEW} of {FEW + 2} seeds" in text


def test_few_seeds_have_no_first_look(tmp_path: Path) -> None:
    asked, told = small_question(FEW), list[str]()
    look = partial(tell_first_look, asked, "en", told.append)
    compare(asked, tmp_path / "x", options=SERIAL, simulate=fakes.fake_forked, look=look)
    assert told == []


def test_the_demo_lives_through_the_calendar_of_its_place() -> None:
    usual, small = load_scenario(demo.PLACE), load_scenario(demo.PLACE, overrides=demo.SMALLER)
    assert small.calendar == usual.calendar
    assert {one.type for one in small.place.communities} == {one.type for one in usual.place.communities}
    assert len(demo.scenarios()) == len(demo.POLICIES) + 1


def test_differences_pair_the_seeds(tmp_path: Path) -> None:
    asked = small_question(5)
    found = small_comparison(tmp_path / "x", asked).differences
    first, second = asked.arms[:2]
    key = ("civic", "all")
    baseline = [fake_run(first.with_seed(seed)).headline()[key] for seed in asked.question.fixed_seeds]
    reform = [fake_run(second.with_seed(seed)).headline()[key] for seed in asked.question.fixed_seeds]
    theirs = stats.ttest_rel(reform, baseline).confidence_interval()
    row = found[(found.scenario == second.name) & (found.outcome == key[0]) & (found.group == key[1])].iloc[0]
    assert_allclose([row.baseline, row.reform], [np.mean(baseline), np.mean(reform)])
    assert_allclose([row.low, row.high], [theirs.low, theirs.high], atol=1e-12)
    assert row.seeds == 5


def test_a_seed_that_failed_in_one_arm_is_left_out(tmp_path: Path) -> None:
    found = small_comparison(tmp_path / "x", 4, simulate=fakes.one_reform_fails)
    seeds = found.differences.groupby("scenario").seeds.max()
    assert seeds.to_dict() == {"tiny+task_catalogue": 3, "tiny+open_channels": 4}
    assert found.failed == 1


def compared(values: dict[tuple[str, str], tuple[list[float], list[float]]]) -> pd.DataFrame:
    keys = tuple(values)
    arms = np.array([[values[key][arm] for key in keys] for arm in (0, 1)]).transpose(0, 2, 1)
    found = Headlines(("now", "reform"), tuple(range(arms.shape[1])), keys, arms)
    return differences(Sampled(found, pd.DataFrame(), 0.95, True))


def test_an_added_participant_costs_the_added_money_divided_by_the_added_participants() -> None:
    found = compared(
        {
            ("civic", "all"): ([0.20, 0.30], [0.25, 0.35]),
            ("cost.district", "all"): ([70.0, 70.0], [80.0, 80.0]),
            (ADULTS, "all"): ([0.8, 0.8], [0.8, 0.8]),
        }
    )
    (price,) = prices_of_gain(found).values()
    assert_allclose([price.yuan, price.low, price.high], 10.0 / (0.05 * 0.8))


def test_a_gain_that_may_be_zero_has_no_price() -> None:
    uncertain = {
        ("civic", "all"): ([0.20, 0.30], [0.25, 0.25]),
        ("cost.district", "all"): ([70.0, 70.0], [80.0, 80.0]),
        (ADULTS, "all"): ([0.8, 0.8], [0.8, 0.8]),
    }
    assert prices_of_gain(compared(uncertain)) == {}


def table() -> pd.DataFrame:
    return compared(
        {
            ("trust", "all"): ([0.5, 0.6], [0.5, 0.7]),
            ("civic", "all"): ([0.2, 0.3], [0.3, 0.4]),
            ("civic", "migrant"): ([0.2, np.nan], [0.3, 0.4]),
        }
    )


def test_json_has_the_fields_of_the_contract_and_null_for_what_is_unknown() -> None:
    rows = json.loads(as_json(table()))
    fields = ["scenario", "outcome", "group", "baseline", "reform", "difference", "low", "high", "seeds"]
    assert all(list(row) == fields for row in rows)
    assert rows[2]["seeds"] == 1
    assert rows[2]["low"] is None


def test_selection_follows_the_order_asked_for() -> None:
    chosen = select(table(), ("civic", "trust"), ("all",))
    assert list(chosen.outcome) == ["civic", "trust"]


def test_headlines_are_declared_outcomes() -> None:
    assert set(HEADLINES) | set(PATHS) <= set(OUTCOMES)


def test_an_unknown_outcome_or_group_is_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(BadInput, match=r"did you mean 'participation\.vote'"):
        chosen_outcomes(["participation.votes"])
    with pytest.raises(BadInput, match="did you mean 'migrant'"):
        chosen_groups(["migrants"])


def test_a_table_has_a_block_for_each_reform_in_both_languages(tmp_path: Path) -> None:
    comparison = small_comparison(tmp_path / "x")
    chosen = select(comparison.differences, ("civic",), ("all", "migrant"))
    english = comparison_text(comparison, chosen, "en")
    assert english.count("compared with status quo") == 2
    assert "took part in self-governance, migrants, % of adults" in english
    assert "自治参与面，非户籍居民，%（占成年人）" in comparison_text(comparison, chosen, "zh")


@pytest.mark.parametrize(("worlds", "head"), [(2, "lowest … highest"), (20, "nine worlds of ten")])
def test_the_range_of_few_worlds_is_not_called_nine_of_ten(tmp_path: Path, worlds: int, head: str) -> None:
    found = small_comparison(tmp_path / "few", 2)
    rows = select(found.differences, ("civic",), ("all",)).assign(good_in=worlds, seeds=worlds)
    text = differences_text(found.asked, str(worlds), rows, found.labels("en"), "en")[1]
    assert head in text.splitlines()[1]


def test_money_that_is_saved_has_a_true_minus_sign() -> None:
    assert "−1,234 yuan" in price_words(Price(-1234.4, -2000.0, 3.0)).en


def test_the_smallest_effect_of_interest_stands_in_the_unit_of_the_effect_beside_it() -> None:
    row = {"outcome": "civic", "difference": 0.02, "smallest": 0.01}
    assert [cell(row, name, "en", figures=2) for name in ("difference", "smallest")] == ["+2.0", "1.0"]


BOTH = "+open_channels"
NAMED = [
    (("tiny", "tiny" + BOTH), ("status quo", "Four open channels"), "reform", "Tiny: what do these reforms"),
    (("tiny", "village"), ("Tiny", "Former villages"), "Former villages", "cost: Tiny; Former villages?"),
    (
        ("tiny" + BOTH, "village" + BOTH),
        ("Tiny, Four open channels", "Former villages, Four open channels"),
        "Former villages, Four open channels",
        "cost: Tiny, Four open channels; Former villages, Four open channels?",
    ),
]


@pytest.mark.parametrize(("arms", "labels", "second", "question"), NAMED)
def test_arms_in_several_places_are_called_by_their_places(
    arms: tuple[str, ...], labels: tuple[str, str], second: str, question: str
) -> None:
    asked = comparison("compare", arms, seeds=2)
    assert tuple(one.en for one in arm_labels(asked.arms).values()) == labels
    assert question in asked.question.question.en
    named = dict(zip(arms, labels, strict=True))
    title, heads, *_ = differences_text(asked, "2", table().assign(scenario=arms[1]), named, "en")[1].split(
        "\n"
    )
    assert title == f"{labels[1]} compared with {labels[0]}"
    assert heads.strip().startswith(f"{labels[0]}  {second}  difference")
