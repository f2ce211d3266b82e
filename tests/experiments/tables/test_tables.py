"""Tables say what they hold, beside them and in the file; a run comes out of its bytes as it went in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.answering.details import BAND
from experiments.asking.answer_question import Answered
from experiments.storing import manifest
from experiments.tables.csv_copies import write_csv_copies
from experiments.tables.names_and_units import COLUMNS, KEY, OF_OUTCOMES, labelled
from experiments.tables.packed_run import RunNumbers, packed_keys, unpacked_keys
from experiments.tables.run_tables import RUN_TABLES
from experiments.wording.both_languages import Words
from sim.engine.settings import BadInput
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.scenario import load_scenario
from tests.experiments.designs.questions import asked_and_written, leading
from tests.experiments.fakes import content, fake_run

QUESTION = """
[doubt]
draws = 3
[[doubt.assumptions]]
path = "assumptions.participation.concern"
[design]
kind = "list"
policies = ["task_catalogue", "open_channels"]
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    return asked_and_written(tmp_path_factory.mktemp("answer"), QUESTION)


@pytest.fixture(scope="module")
def values(answered: Answered) -> pd.DataFrame:
    return answered.table("values")


def test_every_finished_run_has_its_values_by_outcome_and_group(
    answered: Answered, values: pd.DataFrame
) -> None:
    runs = answered.table("runs")
    assert set(values.run) == set(runs.id)
    assert values.groupby("run", observed=True).size().nunique() == 1
    keys = set(zip(values.outcome, values.group, strict=True))
    assert {("civic", "all"), ("civic", "migrant"), ("cost.district", "all")} <= keys


def test_the_answer_can_be_had_again_from_the_values(answered: Answered, values: pd.DataFrame) -> None:
    table = leading(values[values.draw.isna()], "seed", "scenario").value.unstack()
    effects = leading(answered.table("effects"))
    for name in effects.index:
        assert (table[name] - table["tiny"]).mean() == pytest.approx(effects.difference[name], rel=1e-12)


def test_draws_are_numbered_under_the_arm_and_their_settings_said(values: pd.DataFrame) -> None:
    drawn = values[values.draw.notna()]
    assert set(drawn.draw) == {0, 1, 2}
    assert set(drawn.scenario) < set(values.scenario) == {"tiny", "tiny+task_catalogue", "tiny+open_channels"}
    settings = {
        draw: {json.loads(one)["assumptions.participation.concern"] for one in rows.settings}
        for draw, rows in drawn.groupby("draw")
    }
    assert len({next(iter(one)) for one in settings.values()}) == 3
    assert all(len(one) == 1 for one in settings.values())
    as_assumed = values[values.draw.isna()].drop_duplicates("scenario").set_index("scenario").settings
    assert json.loads(as_assumed["tiny"]) == {}
    assert json.loads(as_assumed["tiny+task_catalogue"]) == {"policies.tasks.catalogue": 0.8}


def test_every_table_has_names_and_units_beside_its_outcomes_and_in_its_metadata(answered: Answered) -> None:
    files = list(answered.folder.glob("*.parquet"))
    assert {"values", "effects", "groups", "spread", "runs"} <= {file.stem for file in files}
    for file in files:
        table = pq.read_table(file)
        told = json.loads(pq.ParquetFile(file).metadata.metadata[KEY.encode()])
        assert set(told["columns"]) == set(table.column_names)
        frame = table.to_pandas()
        for column in (one for one in OF_OUTCOMES if one in frame):
            assert set(told["outcomes"]) == set(frame[column])
            for row in frame.drop_duplicates(column).itertuples():
                outcome = OUTCOMES[getattr(row, column)]
                assert (row.outcome_en, row.outcome_zh, row.unit) == (
                    outcome.label_en,
                    outcome.label_zh,
                    outcome.unit,
                )
                assert told["outcomes"][outcome.name]["unit"] == outcome.unit
        if "group" in frame:
            assert all(GROUPS[row.group].label_zh == row.group_zh for row in frame.itertuples())
        described = answered.answer["tables"].get(file.stem)
        assert described is None or set(described) == set(frame)


def test_units_that_several_outcomes_share_are_coded_once() -> None:
    names = pa.array(["civic", "gap.hukou", None, "civic"]).dictionary_encode()
    table = labelled(pa.table({"outcome": names, "value": [1.0, 2.0, 3.0, 4.0]}))
    assert table["outcome_en"].to_pylist()[2] is None
    frame = table.to_pandas()
    assert list(frame.unit.dropna()) == [OUTCOMES[one].unit for one in ("civic", "gap.hukou", "civic")]


def test_csv_copies_hold_the_same_and_the_manifest_lists_them(answered: Answered) -> None:
    copies = write_csv_copies(answered.folder)
    assert {copy.stem for copy in copies} == {file.stem for file in answered.folder.glob("*.parquet")}
    for copy in copies:
        frame, again = pd.read_parquet(copy.with_suffix(".parquet")), pd.read_csv(copy, keep_default_na=True)
        assert list(again) == list(frame)
        for name in frame.select_dtypes("number"):
            np.testing.assert_array_equal(
                again[name].to_numpy(dtype=float), frame[name].to_numpy(dtype=float)
            )
        assert "nan" not in copy.read_text(encoding="utf-8").lower().split(",")
    told = manifest.read_manifest(answered.folder)
    assert told is not None
    assert {copy.name for copy in copies} <= set(manifest.listed(told))
    assert manifest.changed(answered.folder, manifest.listed(told)) == []
    before = content(answered.folder)
    write_csv_copies(answered.folder)
    assert content(answered.folder) == before


def test_a_file_of_somebody_elses_is_not_replaced_by_a_copy(tmp_path: Path) -> None:
    found = asked_and_written(tmp_path, QUESTION.replace("draws = 3", "draws = 0"))
    (found.folder / "effects.csv").write_text("mine")
    (found.folder / "notes.txt").write_text("mine too")
    with pytest.raises(BadInput, match=r"effects\.csv"):
        write_csv_copies(found.folder)
    assert (found.folder / "effects.csv").read_text() == "mine"
    (found.folder / "effects.csv").unlink()
    write_csv_copies(found.folder)
    told = manifest.read_manifest(found.folder)
    assert told is not None
    assert "notes.txt" not in manifest.listed(told)


@pytest.fixture(scope="module")
def numbers() -> RunNumbers:
    run = fake_run(load_scenario("tiny", seed=2**63 - 1))
    run.values[3, 2], run.values[1, 0] = -0.0, np.nextafter(1.0, 2.0)
    run.communities[2, 1, 4] = np.nan
    return RunNumbers.of(run)


def unpacked(numbers: RunNumbers) -> RunNumbers:
    keys = unpacked_keys(packed_keys(numbers.keys), Path("a run"))
    return RunNumbers.unpacked(numbers.packed(), keys, Path("a run"))


def test_every_bit_comes_back(numbers: RunNumbers) -> None:
    again = unpacked(numbers)
    assert again[:3] == numbers[:3]
    for before, after in zip(numbers[3:], again[3:], strict=True):
        assert (before.shape, before.dtype, before.tobytes()) == (after.shape, after.dtype, after.tobytes())


@pytest.mark.parametrize("months", [0, 1, 40])
def test_numbers_that_stay_or_differ_in_the_last_bit_come_back(numbers: RunNumbers, months: int) -> None:
    kinds = np.array([0.0, -0.0, np.nan, -np.nan, np.inf, 5e-324, 0.1, np.nextafter(0.1, 1.0)])
    table = np.random.default_rng(1).choice(kinds, (months, 3, 7))
    before = numbers._replace(values=table[:, 0], communities=table)
    after = unpacked(before)
    assert (after.values.tobytes(), after.communities.tobytes()) == (table[:, 0].tobytes(), table.tobytes())


@pytest.mark.parametrize("name", RUN_TABLES)
def test_tables_of_what_was_packed_are_those_of_the_run(name: str, numbers: RunNumbers) -> None:
    fill = RUN_TABLES[name].fill
    assert fill(unpacked(numbers)).equals(fill(numbers))


def test_equal_runs_have_equal_bytes(numbers: RunNumbers) -> None:
    values, communities = np.asfortranarray(numbers.values), np.asfortranarray(numbers.communities)
    copied = numbers._replace(values=values, communities=communities)
    assert copied.packed() == numbers.packed()


@pytest.mark.parametrize("column", ["baseline", "difference", "mean"])
@pytest.mark.parametrize("table", [COLUMNS, {**COLUMNS, **BAND}], ids=["differences", "months"])
def test_middles_are_said_to_be_medians_where_seeds_live_in_plausible_worlds(
    table: dict[str, Words], column: str
) -> None:
    assert "mean" in table[column].en
    assert "median" in table[column].en
    assert "中位数" in table[column].zh
