"""Plausible worlds on the page: stored or run for it, the numbers are those of a comparison over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.comparing.compare_scenarios import compare, comparison
from experiments.comparing.comparison import Comparison
from experiments.page.background_runs import PageLaboratory
from experiments.page.certainty_words import said_of_rows
from experiments.running.options import RunOptions
from experiments.worlds.ensemble import PART, read_worlds, write_worlds
from sim.scenario import load_scenario
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.offer import PageStart
from sim.views.page.panels import curves
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted
from tests.experiments.page.page_runs import COLUMNS, SHORT, finished
from tests.views.page.worlds import do

CALLED = "On “took part in self-governance” the reform"


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("worlds") / "worlds.parquet"
    parts = np.linspace(0.05, 0.95, 7).round(4)
    write_worlds(path, pd.DataFrame({f"{PART}assumptions.participation.hearing.talk": parts}), {})
    return path


@pytest.fixture(scope="module")
def over_worlds(ensemble: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    names = ["tiny", "tiny+open_channels"]
    asked = comparison("worlds", names, seeds=5, overrides=SHORT, worlds=str(ensemble))
    return compare(asked, tmp_path_factory.mktemp("over") / "out", options=RunOptions(executor="serial"))


def test_a_stored_result_over_worlds_shows_its_medians_ranges_and_worlds_with_good(
    over_worlds: Comparison,
) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=over_worlds.folder), Wanted())
    do(session, "choose", name="everything", value=True)
    rows = over_worlds.differences.set_index(["outcome", "group"])
    shown = headline_rows(session)
    assert len(shown) > 30
    for row in shown:
        stored = rows.loc[(row.outcome, row.group), [*COLUMNS, "good_in", "smallest"]].to_numpy(dtype=float)
        told = [getattr(row, name) for name in ("status_quo", "reform", *COLUMNS[2:], "good_in", "smallest")]
        assert np.array_equal(told, stored, equal_nan=True), row.outcome
    assert f"{over_worlds.folder.name}: 5 plausible worlds" in table.table(session)["basis"]
    assert table.table(session)["said"] == said_in(over_worlds)
    months = over_worlds.table("months")
    civic = months[months.outcome == "civic"].set_index(["scenario", "month"])["mean"]
    difference = civic["tiny+open_channels"] - civic["tiny"]
    drawn = curves.curves(session)["panels"][0]["lines"]["difference"]
    # Worlds that were lived through twice stay out.
    assert drawn == pytest.approx((100.0 * difference).tolist(), rel=2e-3, abs=1e-9)


def said_in(compared: Comparison) -> list[str]:
    """What the answer of a comparison says of its one reform, as the page calls it."""
    (good,) = [one["en"] for one in compared.answer["more"] if "does good in" in one["en"]]
    assert "of the spread draws make" in good  # one of five worlds was lived through twice
    return [f"{CALLED}: {good.partition(': ')[2]}"]


def test_a_stored_hinge_is_told_with_what_turns_the_answer_in_both_languages() -> None:
    base = load_scenario("tiny")
    cells = {"outcome": "civic", "group": "all", "difference": 0.03, "good_in": 18, "seeds": 20}
    rows = pd.DataFrame([cells | {"draws_share": 0.0612}])
    hinge = {
        "hinge": "participation.hearing.talk", "rank_correlation": 0.71, "clear": True, "range_low": "0.05",
        "range_high": "0.4", "turns_at": "0.0823456", "worlds": 20,
    }  # fmt: skip
    (good, good_zh), (hinges, hinges_zh) = said_of_rows(rows, pd.DataFrame([hinge]), base)
    assert good == f"{CALLED}: does good in 18 of 20 worlds; of the spread draws make 6 %."
    assert "6%" in good_zh
    assert "`participation.hearing.talk`" in hinges
    assert "where it is under 0.082" in hinges
    assert "0.082" in hinges_zh
    assert said_of_rows(rows, pd.DataFrame([hinge])[:0], base) == ((good, good_zh),)


@pytest.mark.slow
def test_worlds_run_for_the_page_give_the_differences_of_a_comparison(
    over_worlds: Comparison, ensemble: Path
) -> None:
    first, second = (load_scenario(one, overrides=SHORT) for one in ("tiny", "tiny+open_channels"))
    batch = PageLaboratory(read_worlds(ensemble)).start(first, second, range(1, 6))
    found = finished(batch)
    batch.cancel()
    assert found.over_worlds is not None
    rows = over_worlds.differences.set_index(["outcome", "group"])
    for k, key in enumerate(found.keys):
        row: Any = rows.loc[key]
        told = [getattr(found.headline, name)[k] for name in ("difference", "low", "high")]
        assert np.array_equal(told, [row.difference, row.low, row.high], equal_nan=True), key
        assert found.over_worlds.good_in[k] == row.good_in
    assert [en for en, _ in found.over_worlds.said] == said_in(over_worlds)
