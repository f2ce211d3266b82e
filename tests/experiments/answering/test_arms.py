"""Designs that compare arms with a baseline, on a model whose answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.testing import assert_allclose
from scipy import stats

from tests.experiments.designs.questions import answer, leading
from tests.experiments.truth import CATALOGUE, TOGETHER

LIST = """
[design]
kind = "list"
policies = ["task_catalogue", "open_channels"]
"""
UNCERTAIN = """
[doubt]
draws = 12
seeds = 3
[[doubt.assumptions]]
path = "assumptions.participation.hearing.talk"
range = [0.05, 0.45]
"""


def test_a_list_gives_paired_differences_with_marks(tmp_path: Path) -> None:
    found = answer(tmp_path, LIST)
    rows = found.table("effects")
    row = leading(rows).loc["tiny+task_catalogue"]
    # 4.5 standard errors of t with 5 degrees of freedom: chance alone exceeds them in 6 of 1,000 choices
    standard_error = (row.high - row.low) / 2.0 / stats.t.ppf(0.975, row.seeds - 1)
    assert abs(row.difference - 0.8 * CATALOGUE) < 4.5 * standard_error
    assert row.clear
    assert row.interval == "t"
    assert row.variance_cut > 50.0
    assert set(rows.outcome) == {"civic", "gap.hukou", "cost.district"}
    assert set(rows[rows.outcome == "civic"].group) == {"all", "migrant"}
    assert found.sentence.en.startswith(
        "For “took part in self-governance”, from best to worst: Task catalogue"
    )
    assert "doubt.draws = 0" in found.more[-1].en


def test_seeds_are_added_until_the_precision_asked_for(tmp_path: Path) -> None:
    head = LIST + "[precision]\nhalf_width = 0.0015\nbatch = 3\nmost_seeds = 60\n"
    found = answer(tmp_path, head)
    looks = found.table("looks")
    assert looks.widest.iloc[-1] <= 0.0015 < looks.widest.iloc[-2]
    assert looks.looked.tolist() == list(range(6, 6 + 3 * len(looks), 3))
    assert looks.runs.tolist() == (3 * looks.looked).tolist()
    rows = found.table("effects")
    lead = leading(rows)
    assert_allclose(((lead.high - lead.low) / 2.0).max(), looks.widest.iloc[-1])
    assert set(rows.interval) == {"sequential"}
    assert any("reached with" in one.en for one in found.more)


def test_it_gives_up_and_says_so(tmp_path: Path) -> None:
    found = answer(tmp_path, LIST + "[precision]\nhalf_width = 1e-9\nmost_seeds = 12\n")
    assert found.table("looks").looked.iloc[-1] == 12
    assert any("NOT reached with 12 seeds" in one.en for one in found.more)


def test_random_draws_and_assumptions_are_told_apart(tmp_path: Path) -> None:
    found = answer(tmp_path, LIST.replace('"task_catalogue", ', "") + UNCERTAIN)
    lead = leading(found.table("spread"), "scenario", "quantity")
    level = lead.xs(("tiny", "level"))
    difference = lead.xs(("tiny+open_channels", "difference"))
    uniform = 0.4 / np.sqrt(12.0)
    assert 0.5 * 0.2 * uniform < level.assumptions < 1.6 * 0.2 * uniform
    assert 0.003 < level.luck < 0.05
    assert difference.assumption_share > 0.9  # what the online channel does hangs on talk
    assert (difference.draws, difference.seeds) == (12, 3)
    assert "assumptions make" in found.more[-1].en
    assert "ANOVA" in found.more[-1].en
    draws = found.table("draws")
    assert len(draws) == 12
    assert draws["participation.hearing.talk"].between(0.05, 0.45).all()


def test_more_draws_and_assumptions_leave_the_others_as_they_were(tmp_path: Path) -> None:
    for name in ("few", "many"):  # another question has a folder of its own
        (tmp_path / name).mkdir()
    few = answer(tmp_path / "few", LIST + UNCERTAIN).table("draws")
    more = '[[doubt.assumptions]]\npath = "assumptions.participation.concern"\n'
    many = answer(tmp_path / "many", LIST + UNCERTAIN + more, "doubt.draws=20").table("draws")
    assert_allclose(many["participation.hearing.talk"][:12], few["participation.hearing.talk"])


def test_a_grid_runs_every_combination_once(tmp_path: Path) -> None:
    text = """
[design]
kind = "grid"
[[design.levers]]
path = "policies.tasks.catalogue"
values = [0.0, 0.5, 1.0]
[[design.levers]]
path = "policies.committee.fund_decided_by"
"""
    found = answer(tmp_path, text)
    lead = leading(found.table("effects")).difference
    assert len(lead) == 5  # the sixth point is the baseline
    assert_allclose(lead["catalogue=1.0, fund_decided_by=council"], CATALOGUE, atol=0.003)
    settings = found.table("settings").set_index("scenario")
    assert settings["policies.tasks.catalogue"].tolist() == [0.0, 0.0, 0.5, 0.5, 1.0, 1.0]


def test_one_at_a_time_moves_each_clause_alone(tmp_path: Path) -> None:
    lead = leading(answer(tmp_path, '[design]\nkind = "one_at_a_time"\n').table("effects")).difference
    assert_allclose(lead["S1.1"], 0.8 * CATALOGUE, atol=0.003)
    assert_allclose(lead["S2.4"], 0.0, atol=0.003)


def test_leave_one_out_takes_each_clause_away(tmp_path: Path) -> None:
    found = answer(tmp_path, '[design]\nkind = "leave_one_out"\n')
    lead = leading(found.table("effects")).difference
    assert_allclose(lead["without S1.1"], -0.8 * CATALOGUE - 0.8 * 0.8 * TOGETHER, atol=0.003)
    assert found.sentence.en.startswith(
        "The package loses most of “took part in self-governance” without S1.1"
    )
    assert "without S1.2" not in found.sentence.en
