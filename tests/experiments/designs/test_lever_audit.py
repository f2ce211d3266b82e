"""The audit: each lever alone with what it needs, until decided; who pays; nothing if closed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.asking.question_file import load_question
from experiments.designs.lever_audit import verdict_of
from sim.policies import levers
from sim.simulation import simulate_forked
from tests.experiments.designs.questions import answer

AUDIT = (
    '[design]\nkind = "lever_audit"\npaths = ["policies.tasks.access_rule", "policies.tasks.access_staff"]\n'
)
LONGER = ("calendar.burn_in=3", "calendar.horizon=12", "precision.most_seeds=14", "precision.batch=8")


def audit(folder: Path, *settings: str) -> pd.DataFrame:
    found = answer(folder, AUDIT, *LONGER, *settings, simulate=simulate_forked)
    return found.table("levers").set_index("path")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return audit(tmp_path_factory.mktemp("audit"))


def test_a_lever_that_acts_is_decided_in_the_declared_direction_and_paid_for(rows: pd.DataFrame) -> None:
    gate = rows.loc["policies.tasks.access_rule"]
    assert gate.verdict == "as_declared"
    assert gate.high < 0.0
    assert gate.payer == "district"
    assert gate.cost_yuan > 0.0
    assert gate.seeds in (6, 14)


def test_a_lever_whose_actor_has_nothing_to_do_gets_all_seeds_and_stays_undecided(tmp_path: Path) -> None:
    idle = audit(tmp_path, "assumptions.institutions.workload.ad_hoc_items=0.0")
    assert list(idle.verdict) == ["undecided", "undecided"]
    assert list(idle.effect) == [0.0, 0.0]
    assert list(idle.seeds) == [14, 14]
    assert list(idle.payer) == ["", ""]


@pytest.mark.parametrize(
    ("effect", "low", "high", "smallest", "verdict"),
    [
        (-5.0, -8.0, -3.0, 1.0, "as_declared"),
        (5.0, 3.0, 8.0, 1.0, "backfires"),
        (-5.0, -8.0, -3.0, 6.0, "too_small"),
        (5.0, 3.0, 8.0, 6.0, "too_small"),
        (-5.0, -8.0, 1.0, 6.0, "undecided"),
        (float("nan"), float("nan"), float("nan"), 1.0, "no_value"),
    ],
)
def test_a_lever_moves_what_it_should_only_from_the_smallest_effect_of_interest_on(
    effect: float, low: float, high: float, smallest: float, verdict: str
) -> None:
    relieving = levers()["policies.tasks.access_rule"]
    assert relieving.expected == "-"
    assert verdict_of(relieving, effect, low, high, smallest) == verdict


def test_the_smallest_effect_of_interest_is_of_the_level_without_the_lever(rows: pd.DataFrame) -> None:
    gate = rows.loc["policies.tasks.access_rule"]
    assert gate.proximal_outcome == "tasks.unfunded_ad_hoc"
    assert 0.0 < gate.smallest < abs(gate.effect)


def test_a_lever_is_moved_while_what_it_needs_stands_at_its_recommendation() -> None:
    asked = load_question("what_does_each_lever_do")
    trials = {trial.path: trial for trial in asked.design.trials(asked.question)}  # type: ignore[attr-defined]
    assert list(trials) == list(levers())
    staff = trials["policies.tasks.access_staff"]
    assert staff.without.policies.tasks.access_rule == staff.reform.policies.tasks.access_rule == 0.9
    assert (staff.without.policies.tasks.access_staff, staff.reform.policies.tasks.access_staff) == (0.0, 0.7)
