"""Latin hypercube, Sobol, Morris: which assumptions matter, on a model whose answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from experiments.wording.assumption_names import assumption_name
from tests.experiments.designs.questions import answer, asked, leading
from tests.experiments.truth import CONCERN, TALK

AXES = """
[[design.assumptions]]
path = "assumptions.participation.hearing.talk"
range = [0.05, 0.45]
[[design.assumptions]]
path = "assumptions.participation.concern"
range = [0.05, 0.45]
[[design.assumptions]]
path = "assumptions.participation.experience.patience"
"""
TALK_SHARE = TALK**2 / (TALK**2 + CONCERN**2)


def lead(frame: pd.DataFrame, quantity: str) -> pd.DataFrame:
    return leading(frame[frame.quantity == quantity], "assumption")


def test_a_latin_hypercube_finds_slopes_and_clear_assumptions(tmp_path: Path) -> None:
    text = '[design]\nkind = "latin_hypercube"\npoints = 24\npolicy = "open_channels"\n' + AXES
    found = answer(tmp_path, text)
    level = lead(found.table("sensitivity"), "level")
    assert_allclose(level.slope, [0.4 * TALK, 0.4 * CONCERN, 0.0], atol=0.002)
    assert level.clear.tolist() == [True, True, False]
    effect = lead(found.table("sensitivity"), "difference")
    assert effect.clear.tolist() == [True, False, False]
    about = assumption_name("participation.hearing.talk").en
    assert (
        f"The policy's effect on “took part in self-governance” hangs most on {about} "
        "(`participation.hearing.talk`, "
    ) in found.sentence.en
    draws = found.table("draws")["participation.hearing.talk"].to_numpy()
    strata = np.sort((draws - 0.05) / 0.4 * 24).astype(int)
    assert strata.tolist() == list(range(24))  # one point in each stratum
    spread = found.table("spread")
    row = spread[(spread.quantity == "level") & (spread.outcome == "civic")].iloc[0]
    assert row.assumption_share > 0.4


def test_sobol_indices_are_those_of_the_model(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    text = '[design]\nkind = "sobol"\nbase = 32\n' + AXES
    assert asked(tmp_path, text, "seeds.number=2").runs == 32 * 5 * 2
    found = answer(tmp_path, text, "seeds.number=2")
    rows = lead(found.table("sensitivity"), "level")
    truth = np.array([TALK_SHARE, 1.0 - TALK_SHARE, 0.0])
    assert (np.abs(rows.first_order - truth) < rows.first_order_error + 0.02).all()
    assert_allclose(rows.total, truth, atol=0.15)
    assert "160 points (Saltelli, 32 independent)" in found.more[0].en


def test_morris_effects_are_the_slopes(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    found = answer(tmp_path, '[design]\nkind = "morris"\ntrajectories = 6\n' + AXES, "seeds.number=2")
    rows = lead(found.table("sensitivity"), "level")
    assert_allclose(rows.mu_star, [0.4 * TALK, 0.4 * CONCERN, 0.0], atol=0.004)
    assert (rows.sigma < 0.005).all()
    assert len(found.table("points")) == 6 * 4
    patience = found.table("points")["participation.experience.patience"]
    assert patience.between(1, 60).all()
    assert pd.api.types.is_integer_dtype(patience)


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "morris"])
def test_failed_points_leave_no_number_that_is_not_one(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    size = {"latin_hypercube": "points = 8", "sobol": "base = 4", "morris": "trajectories = 2"}[kind]
    text = f'[design]\nkind = "{kind}"\n{size}\n{AXES}'
    found = answer(tmp_path, text, "seeds.number=2", simulate=fails_where_people_talk)
    rows = lead(found.table("sensitivity"), "level")
    column = {"latin_hypercube": "slope", "sobol": "total", "morris": "mu_star"}[kind]
    assert rows[column].notna().all() if kind == "latin_hypercube" else rows[column].isna().all()


def fails_where_people_talk(scenarios: object, **_: object) -> object:
    from tests.experiments.truth import true_forked

    if scenarios[0].assumptions.participation.hearing.talk > 0.38:  # type: ignore[index]
        raise ZeroDivisionError
    return true_forked(scenarios)  # type: ignore[arg-type]
