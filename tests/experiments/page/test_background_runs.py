"""What the laboratory does for the page: the numbers are those of a batch, and nothing is left running."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from experiments.page.background_runs import PageBatch, PageLaboratory
from sim.outcomes.register import outcome_keys
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.answer.takeaway import commands
from sim.views.page.panels import curves
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from tests.experiments.page.page_runs import SHORT, finished, none_for_nan, told_by
from tests.views.page.worlds import do, opened, play


def begun(session: Session, seeds: int) -> PageBatch:
    """The batch that a visitor has run."""
    do(session, "certainty_run", seeds=seeds)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
    return batch


@pytest.mark.slow
def test_more_seeds_give_the_differences_of_a_batch(differences: Any) -> None:
    first, second = (load_scenario(name, seed=0, overrides=SHORT) for name in ("tiny", "tiny+task_catalogue"))
    batch = PageLaboratory().start(first, second, [0, 1, 2])
    found = finished(batch)
    batch.cancel()
    assert (found.seeds, found.keys) == (3, outcome_keys())
    rows = differences[differences.scenario == "tiny+task_catalogue"]
    for row in rows.itertuples():
        k = found.keys.index((row.outcome, row.group))
        told = [
            getattr(found.headline, name)[k] for name in ("status_quo", "reform", "difference", "low", "high")
        ]
        batch_has = [row.baseline, row.reform, row.difference, row.low, row.high]
        assert np.array_equal(told, batch_has, equal_nan=True), row.outcome


@pytest.mark.slow
def test_more_seeds_move_the_levers_in_the_months_in_which_the_viewer_did(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = opened(overrides=SHORT, laboratory=PageLaboratory())
    play(session, 5)
    do(session, "levers_reset")
    play(session, 9)
    do(session, "preset", name="open_channels")
    play(session, 15)
    assert [month for month, _ in session.twin.changes] == [6, 10]
    batch = begun(session, seeds=2)
    found = finished(batch)
    for which in (0, 1):
        mine = np.array(session.twin.world(which).values)
        assert np.array_equal(batch._runs[0][which], mine, equal_nan=True)
    do(session, "certainty_poll")
    assert "from month 6, 10" in table.table(session)["basis"]
    (command,) = commands(session)
    told = told_by(command, capsys)
    assert (told["seeds"], told["month"]) == (found.seeds, 15) == (2, 15)
    rows = headline_rows(session)
    for name in ("reform", "difference", "low", "high"):
        assert [row[name] for row in told["rows"]] == none_for_nan(getattr(row, name) for row in rows)
    do(session, "reset")
    assert session.evidence is None
    assert "2 seeds were run for other settings" in table.table(session)["stale"]


def test_no_number_of_other_levers_is_shown_after_they_have_moved_or_the_run_began_again() -> None:
    session = opened(overrides=SHORT, laboratory=PageLaboratory())
    play(session, 15)
    batch = begun(session, seeds=2)
    finished(batch)
    do(session, "certainty_poll")
    of_package = headline_rows(session)
    do(session, "levers_reset")
    assert session.evidence is None
    do(session, "lever", path="policies.committee.fund", value=200.0)
    do(session, "reset")
    play(session, 15)
    rows = {row.outcome: row for row in headline_rows(session)}
    run = simulate_forked([session.twin.reform])[0].headline()
    assert all(math.isnan(row.low) for row in rows.values())
    assert rows["cost.district"].reform == run["cost.district", "all"]
    lines = curves.curves(session)["panels"][0]["lines"]
    assert set(lines) == {"status_quo", "reform", "difference"}
    do(session, "preset", name="report_package")
    assert repr(headline_rows(session)) == repr(of_package)


def test_seeds_that_are_being_run_stop_when_a_lever_moves() -> None:
    session = opened(laboratory=PageLaboratory())
    batch = begun(session, seeds=64)
    do(session, "choose", name="colour", value="gate")
    assert batch._process.is_alive()
    do(session, "lever", path="policies.committee.fund", value=77.0)
    assert session.certainty.batch is None
    assert not batch._process.is_alive()


def test_another_place_has_no_evidence_of_this_one() -> None:
    session = opened(laboratory=PageLaboratory())
    do(session, "certainty_run", seeds=2)
    do(session, "world", place="village")
    assert session.certainty.batch is None
    assert session.evidence is None


def test_cancelling_leaves_no_process_behind() -> None:
    session = opened(laboratory=PageLaboratory())
    batch = begun(session, seeds=64)
    do(session, "certainty_poll")
    do(session, "certainty_cancel")
    assert not batch._process.is_alive()
    assert session.certainty.batch is None


def test_a_visitor_who_leaves_takes_the_process_along() -> None:
    session = opened(laboratory=PageLaboratory())
    batch = begun(session, seeds=64)
    session.close()
    assert not batch._process.is_alive()


def test_a_killed_process_is_told_on_the_page() -> None:
    session = opened(laboratory=PageLaboratory())
    batch = begun(session, seeds=64)
    batch._process.kill()
    batch._process.join()
    do(session, "certainty_poll")
    assert session.message is not None
    assert "has died" in session.message.text
