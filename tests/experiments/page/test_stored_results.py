"""A stored result on the page: the numbers are those of its batch, until a lever moves."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.page.background_runs import PageLaboratory
from experiments.page.stored_results import read_stored
from experiments.storing.manifest import write_manifest
from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.answer.takeaway import commands
from sim.views.page.offer import PageStart
from sim.views.page.panels import curves
from sim.views.page.panels import outcome_table as table
from sim.views.page.session import Session
from sim.views.page.wanted import Wanted
from tests.experiments.page.page_runs import COLUMNS, none_for_nan, told_by
from tests.views.page.worlds import do, play


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


def test_the_worlds_of_a_stored_result_can_be_played(folder: Path) -> None:
    session = Session(PageStart(laboratory=PageLaboratory(), result=folder), Wanted())
    play(session, 15)
    lines = curves.curves(session)["panels"][0]["lines"]
    assert [len(line) for line in lines.values()] == [15] * 5
    assert lines["difference"][:2] == [0.0, 0.0]


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
