"""What the laboratory does for the page: the numbers are those of a batch, and nothing is left running."""

from __future__ import annotations

import json
import math
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.asking.question_file import Asked
from experiments.cli import main
from experiments.comparing.compare_scenarios import compare, comparison
from experiments.comparing.comparison import Comparison
from experiments.page.background_runs import PageBatch, PageLaboratory
from experiments.page.certainty_words import said_of_rows
from experiments.page.stored_results import read_stored
from experiments.running.options import RunOptions
from experiments.storing.manifest import write_manifest
from experiments.worlds.ensemble import PART, read_worlds, write_worlds
from sim.engine.settings import BadInput
from sim.outcomes.register import outcome_keys
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.views.evidence import ComparedRuns
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.answer.takeaway import commands
from sim.views.page.link import Wanted
from sim.views.page.offer import PageStart
from sim.views.page.panels import curves
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from tests.views.page.worlds import do, opened, play
from tests.waiting import until

COLUMNS = ("baseline", "reform", "difference", "low", "high")
SHORT = ("calendar.burn_in=2", "calendar.horizon=13")
CALLED = "On “took part in self-governance” the reform"


def question() -> Asked:
    names = ["tiny", "tiny+task_catalogue", "tiny+open_channels"]
    return comparison("background", names, seeds=3, first_seed=0, overrides=SHORT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    serial = RunOptions(executor="serial")
    return compare(question(), tmp_path_factory.mktemp("stored") / "background", options=serial).folder


@pytest.fixture(scope="module")
def differences(folder: Path) -> Any:
    import pyarrow.parquet as pq

    return pq.read_table(folder / "differences.parquet").to_pandas()


def finished(batch: PageBatch) -> ComparedRuns:
    until(lambda: batch.finished)
    assert batch.failed == ""
    found = batch.evidence()
    assert found is not None
    return found


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


def test_a_stored_result_shows_the_numbers_of_the_batch(folder: Path, differences: Any) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    assert session.message is None
    do(session, "choose", name="everything", value=True)
    for number, name in enumerate(("tiny+task_catalogue", "tiny+open_channels")):
        do(session, "stored_reform", number=number)
        rows = differences[differences.scenario == name].set_index(["outcome", "group"])
        shown = headline_rows(session)
        assert len(shown) > 30
        for row in shown:
            batch = rows.loc[(row.outcome, row.group), list(COLUMNS)].to_numpy(dtype=float)
            told = [row.status_quo, row.reform, row.difference, row.low, row.high]
            assert np.array_equal(told, batch, equal_nan=True), row.outcome
        assert session.twin.reform.policies == load_scenario(name).policies
        assert f"{folder.name}: 3 seeds" in table.table(session)["basis"]


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


def test_the_worlds_of_a_stored_result_can_be_played(folder: Path) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    play(session, 15)
    lines = curves.curves(session)["panels"][0]["lines"]
    assert [len(line) for line in lines.values()] == [15] * 5
    assert lines["difference"][:2] == [0.0, 0.0]


def told_by(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What a command of the page prints as JSON."""
    assert main(shlex.split(command)[1:]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def none_for_nan(values: Iterable[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]


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
    do(session, "certainty_run", seeds=2)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
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


def test_the_command_of_a_stored_view_gives_the_numbers_of_the_reform_that_is_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    do(session, "stored_reform", number=1)
    (command,) = commands(session)
    told = told_by(command, capsys)
    assert (told["reform"], told["seeds"]) == ("tiny+open_channels", 3)
    high = none_for_nan(row.high for row in headline_rows(session))
    assert [row["high"] for row in told["rows"]] == high
    do(session, "certainty_drop")
    play(session, 15)
    (command,) = commands(session)
    told = told_by(command, capsys)
    assert told["seeds"] == 1
    differences = none_for_nan(row.difference for row in headline_rows(session))
    assert [row["difference"] for row in told["rows"]] == differences


def test_no_number_of_other_levers_is_shown_after_they_have_moved_or_the_run_began_again() -> None:
    session = opened(overrides=SHORT, laboratory=PageLaboratory())
    play(session, 15)
    do(session, "certainty_run", seeds=2)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
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
    do(session, "certainty_run", seeds=64)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
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


def test_a_moved_lever_shows_its_own_numbers_in_a_stored_result_and_moved_back_the_stored_ones(
    folder: Path,
) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    stored = headline_rows(session)
    do(session, "lever", path="policies.committee.fund", value=200.0)
    assert table.table(session)["stale"]
    play(session, 15)
    own = {row.outcome: row for row in headline_rows(session)}
    runs = simulate_forked([session.twin.status_quo, session.twin.reform])
    heads = [run.headline() for run in runs]
    for (outcome, group), value in heads[1].items():
        if outcome in own and own[outcome].group == group:
            assert (own[outcome].reform, own[outcome].status_quo) == (value, heads[0][outcome, group])
    assert all(math.isnan(row.low) for row in own.values())
    assert curves.curves(session)["seeds"] == ""
    do(session, "lever", path="policies.committee.fund", value=0.0)
    assert repr(headline_rows(session)) == repr(stored)
    assert not table.table(session)["stale"]


def test_a_stored_result_can_be_laid_aside_for_the_one_seed_and_taken_up_again(folder: Path) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    do(session, "certainty_drop")
    assert not table.table(session)["with_interval"]
    assert table.table(session)["again"] == "Show the 3 seeds"
    do(session, "certainty_again")
    assert table.table(session)["with_interval"]
    assert table.table(session)["again"] == ""


def test_a_folder_that_is_no_result_is_refused_in_one_line(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(BadInput, match="is not a result folder"):
        read_stored(tmp_path / "nothing")
    copied = shutil.copytree(folder, tmp_path / "copied")
    (copied / "answer.json").unlink()
    with pytest.raises(BadInput, match=r"answer\.json: no such file"):
        read_stored(copied)
    (copied / "answer.json").write_bytes((folder / "answer.json").read_bytes())
    (copied / "differences.parquet").write_bytes(b"not a table")
    with pytest.raises(BadInput, match="its sha256 differs from the manifest's"):
        read_stored(copied)
    (copied / "differences.parquet").write_bytes((folder / "differences.parquet").read_bytes())
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["asked"]["scenario"] = "tinny"
    (copied / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BadInput, match=r"manifest\.json: is spoilt or edited"):
        read_stored(copied)
    write_manifest(copied, manifest)
    with pytest.raises(BadInput, match="another version of the model"):
        read_stored(copied)
    write_manifest(copied, {**{key: one for key, one in manifest.items() if key != "asked"}, "runs": []})
    with pytest.raises(BadInput, match="is one run, or was made by another version of the model"):
        read_stored(copied)


def test_a_result_that_cannot_be_opened_is_told_on_the_page(tmp_path: Path) -> None:
    session = Session(PageStart(scenario="tiny", laboratory=PageLaboratory(), result=tmp_path), Wanted())
    assert session.message is not None
    assert "is not a result folder" in session.message.text
    assert session.twin.status_quo.name == "tiny"


def test_cancelling_leaves_no_process_behind() -> None:
    session = opened(laboratory=PageLaboratory())
    do(session, "certainty_run", seeds=64)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
    do(session, "certainty_poll")
    do(session, "certainty_cancel")
    assert not batch._process.is_alive()
    assert session.certainty.batch is None


def test_a_visitor_who_leaves_takes_the_process_along() -> None:
    session = opened(laboratory=PageLaboratory())
    do(session, "certainty_run", seeds=64)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
    session.close()
    assert not batch._process.is_alive()


def test_a_killed_process_is_told_on_the_page() -> None:
    session = opened(laboratory=PageLaboratory())
    do(session, "certainty_run", seeds=64)
    batch = session.certainty.batch
    assert isinstance(batch, PageBatch)
    batch._process.kill()
    batch._process.join()
    do(session, "certainty_poll")
    assert session.message is not None
    assert "has died" in session.message.text
