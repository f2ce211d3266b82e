"""Robustness: which assumption turns an order round, and in which box of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.experiments.designs.questions import answer

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
