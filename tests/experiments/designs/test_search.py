"""Robustness and budget: what flips an order, and what a budget buys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from experiments.asking.default_worlds import living_in
from experiments.worlds.ensemble import PLAUSIBLE, read_worlds
from sim.scenario import Scenario
from sim.simulation import Run
from tests.experiments.deciding.worlds_of_talk import write_ensemble
from tests.experiments.designs.questions import answer, asked
from tests.experiments.truth import CATALOGUE, true_forked

ROBUST = """
[design]
kind = "robustness"
policies = ["task_catalogue", "open_channels", "access_rule"]
draws = 40
seeds_a_draw = 1
[[design.assumptions]]
path = "assumptions.participation.hearing.talk"
range = [0.0, 0.5]
[[design.assumptions]]
path = "assumptions.participation.concern"
"""


def test_the_assumption_that_flips_the_order_is_named(tmp_path: Path) -> None:
    """The online channel, 0.06 as assumed against the catalogue's 0.08, gains 0.16 for each point of talk."""
    found = answer(tmp_path, ROBUST, "seeds.number=20")
    rows = found.table("statements").set_index("statement")
    flip = 0.25 + (0.08 - 0.06) / (0.2 * 0.8)  # 0.375 of 0 to 0.5
    assert rows.low["task_catalogue is the best"] <= flip / 0.5 <= rows.high["task_catalogue is the best"]
    assert rows.share["task_catalogue does good"] == 1.0
    assert rows.share_luck["task_catalogue is the best"] == 1.0
    assert rows.share_luck["access_rule does good"] < 1.0
    flips = found.table("flips")
    separated = flips[flips.statement == "task_catalogue beats open_channels"].set_index("assumption")
    assert separated.separation["participation.hearing.talk"] > 0.95
    assert separated.clear.tolist() == [True, False]
    more = " ".join(one.en for one in found.more)
    assert "`participation.hearing.talk` is high" in more
    assert "stays the best in" in found.sentence.en
    assert f"the weakest statement in {rows.share_luck.min():.0%} of blocks" in more
    holds = found.table("holds")
    assert len(holds) == 40
    assert holds["task_catalogue is the best"].mean() == rows.share["task_catalogue is the best"]


def test_where_nothing_fails_no_assumption_is_blamed(tmp_path: Path) -> None:
    found = answer(tmp_path, ROBUST.replace("0.5]", "0.1]").replace(', "access_rule"', ""), "seeds.number=4")
    statements = found.table("statements").set_index("statement")
    assert statements.flipped.sum() == 0
    assert "Every statement holds in all draws" in " ".join(one.en for one in found.more)
    assert not len(found.table("boxes"))


def test_the_box_in_which_the_order_turns_is_found_where_it_is(tmp_path: Path) -> None:
    """The online channel beats the catalogue where talk is above 0.375, and nowhere else."""
    found = answer(tmp_path, ROBUST, "seeds.number=4", "design.draws=80")
    boxes = found.table("boxes").set_index(["statement", "assumption"])
    box: Any = boxes.loc["task_catalogue beats open_channels", "participation.hearing.talk"]
    assert box.box_low == pytest.approx(0.375, abs=0.03)
    assert np.isnan(box.box_high)  # no side there
    assert (box.box_density, box.box_coverage, box.elsewhere) == pytest.approx((1.0, 1.0, 1.0), abs=0.15)
    assert box.base_rate == pytest.approx(0.25, abs=0.15)
    assert "`participation.hearing.talk`) is 0.3" in " ".join(one.en for one in found.more)


def test_ranks_and_regret_are_those_of_the_draws(tmp_path: Path) -> None:
    found = answer(tmp_path, ROBUST, "seeds.number=4")
    best = found.table("statements").set_index("statement").share["task_catalogue is the best"]
    rows = found.table("standing").set_index("scenario")
    assert rows["first"]["tiny+task_catalogue"] == pytest.approx(best)
    assert rows[["first", "second", "third", "later"]].sum(axis=1).to_numpy() == pytest.approx(1.0)
    # At most talk is 0.5, where the online channel gains 0.02 more than the catalogue.
    assert rows.largest_regret["tiny+task_catalogue"] == pytest.approx(0.16 * 0.125, abs=0.006)


BUDGET = """
[design]
kind = "budget"
yuan = 12.0
generations = 6
size = 12
[[design.levers]]
path = "policies.tasks.catalogue"
[[design.levers]]
path = "policies.residents.channel_online"
[[design.levers]]
path = "policies.committee.fund"
values = [0.0, 60.0]
[[design.levers]]
path = "policies.committee.fund_decided_by"
"""


def test_a_budget_is_spent_on_what_works(tmp_path: Path) -> None:
    """12 yuan buy 0.6 of the catalogue (gain 0.06), or all of the online channel (0.05)."""
    pytest.importorskip("optuna")
    found = answer(tmp_path, BUDGET)
    front = found.table("pareto")
    affordable = front[front.affordable]
    assert (affordable.cost <= 12.0).all()
    assert affordable.gain.max() > 0.75 * 0.6 * CATALOGUE
    best = affordable.iloc[int(affordable.gain.argmax())]
    assert best["policies.committee.fund"] < 8.0
    assert best.gain_low <= best.gain <= best.gain_high
    assert front.checked.all()
    assert (front.seeds == 6).all()
    candidates = found.table("candidates")
    assert len(candidates) == 6 * 12
    assert_allclose(
        candidates["policies.tasks.catalogue"].iloc[0], 0.8
    )  # the package is in the first generation
    assert not candidates.on_front[candidates.affordable].all()
    assert "yuan a resident a year" in found.sentence.en


def test_the_search_goes_on_from_the_package_and_each_of_its_levers_alone(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    found = answer(tmp_path, BUDGET.replace("generations = 6", "generations = 1"))
    rows = found.table("candidates")
    columns = ["policies.tasks.catalogue", "policies.residents.channel_online", "policies.committee.fund"]
    assert_allclose(rows[columns].head(4), [[0.8, 0.8, 60.0], [0.8, 0, 0], [0, 0.8, 0], [0, 0, 60.0]])


def test_a_budget_of_nothing_buys_only_what_is_free(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    found = answer(tmp_path, BUDGET.replace("12.0", "0.0").replace("generations = 6", "generations = 1"))
    assert "costs at most 0 yuan" in found.sentence.en or found.table("pareto").cost.max() <= 1e-9
    assert not np.isnan(found.table("candidates").gain).any()


def test_the_search_is_the_same_again(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    text = BUDGET.replace("generations = 6", "generations = 2")
    first, again = (answer(tmp_path / name, text) for name in (made(tmp_path, "a"), made(tmp_path, "b")))
    assert first.table("pareto").equals(again.table("pareto"))


def test_the_front_of_a_few_worlds_is_checked_in_others_and_told_over_them(tmp_path: Path) -> None:
    """Talk differs between worlds: the online channel gains 0.05 and 0.2 of what talk is above a quarter."""
    pytest.importorskip("optuna")
    worlds = read_worlds(write_ensemble(tmp_path))
    one = asked(tmp_path, BUDGET, "seeds.number=20", f'worlds="{tmp_path / "worlds.parquet"}"')
    lived: set[tuple[str, int]] = set()

    def simulate(scenarios: Sequence[Scenario], **more: Any) -> list[Run]:
        lived.update((scenario.name, scenario.seed) for scenario in scenarios)
        return true_forked(scenarios)

    found = answer(tmp_path, BUDGET, *one.overrides[2:], simulate=simulate)
    front = found.table("pareto")
    checked = {f"candidate {trial}" for trial in front.trial}
    of_search = {seed for name, seed in lived if name.startswith("candidate") and name not in checked}
    again = {seed for name, seed in lived if name in checked} - of_search
    assert of_search == {21, 22}
    assert again == {*range(1, 21), *(len(worlds) + k for k in range(1, 5))}
    assert not {worlds.number(seed) for seed in of_search} & {worlds.number(seed) for seed in again}
    effects: Any = found.table("effects").set_index(["scenario", "outcome", "group"])
    for row in front.itertuples():
        same = effects.loc[f"candidate {row.trial}", "civic", "all"]
        assert (row.gain, row.gain_low, row.gain_high) == (same.difference, same.low, same.high)
        assert same.interval == "worlds"
        assert row.affordable_in in (0, 20)  # in the toy a cost is the same in all worlds
    more = " ".join(one.en for one in found.more)
    assert "within the budget in 20 of 20 worlds" in found.sentence.en
    assert "of 20 worlds" in more
    assert "of the spread draws make" in more
    assert "hinges" in more


def test_a_budget_question_lives_in_plausible_worlds_unless_told_otherwise(tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    one = asked(tmp_path, BUDGET)
    assert living_in(one).question.worlds == PLAUSIBLE
    assert living_in(one, "").question.worlds == ""


def made(folder: Path, name: str) -> str:
    (folder / name).mkdir()
    return name
