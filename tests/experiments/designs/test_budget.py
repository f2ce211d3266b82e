"""Budget: what a yearly budget buys, and over how many worlds."""

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

pytest.importorskip("optuna")
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
ONE_GENERATION = BUDGET.replace("generations = 6", "generations = 1")


def test_a_budget_is_spent_on_what_works(tmp_path: Path) -> None:
    """12 yuan buy 0.6 of the catalogue (gain 0.06), or all of the online channel (0.05)."""
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
    found = answer(tmp_path, ONE_GENERATION)
    rows = found.table("candidates")
    columns = ["policies.tasks.catalogue", "policies.residents.channel_online", "policies.committee.fund"]
    assert_allclose(rows[columns].head(4), [[0.8, 0.8, 60.0], [0.8, 0, 0], [0, 0.8, 0], [0, 0, 60.0]])


def test_a_budget_of_nothing_buys_only_what_is_free(tmp_path: Path) -> None:
    found = answer(tmp_path, ONE_GENERATION.replace("12.0", "0.0"))
    assert "costs at most 0 yuan" in found.sentence.en or found.table("pareto").cost.max() <= 1e-9
    assert not np.isnan(found.table("candidates").gain).any()


def test_the_search_is_the_same_again(tmp_path: Path) -> None:
    text = BUDGET.replace("generations = 6", "generations = 2")
    for name in ("first", "again"):
        (tmp_path / name).mkdir()
    first, again = (answer(tmp_path / name, text).table("pareto") for name in ("first", "again"))
    assert first.equals(again)


def test_the_front_of_a_few_worlds_is_checked_in_others_and_told_over_them(tmp_path: Path) -> None:
    """Talk differs between worlds: the online channel gains 0.05 and 0.2 of what talk is above a quarter."""
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
    one = asked(tmp_path, BUDGET)
    assert living_in(one).question.worlds == PLAUSIBLE
    assert living_in(one, "").question.worlds == ""
