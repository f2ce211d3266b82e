"""Result folders are whole or not there, and say what they hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments import read_results
from experiments.running.options import RunOptions
from experiments.storing.files import sha256, whole_file
from experiments.storing.folder import ResultFolder
from experiments.storing.manifest import manifest
from experiments.storing.scenario_variants import scenario_trees
from experiments.storing.store import write_frame
from experiments.tables.names_and_units import BESIDE
from sim.engine.settings import BadInput
from sim.scenario import Scenario, load_scenario
from tests.experiments import fakes
from tests.experiments.fakes import content, fake_run
from tests.experiments.small_questions import small_comparison, small_experiment

REPLACING = RunOptions("serial", replace=True)


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "table"
    target.write_text("before")

    def write_half() -> None:
        with whole_file(target) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert [file.name for file in tmp_path.iterdir()] == ["table"]
    assert target.read_text() == "before"


def test_a_batch_that_breaks_off_leaves_the_old_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_comparison(tmp_path / "x")
    before = content(tmp_path / "x")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("experiments.storing.store.write_run_tables", broken)
    with pytest.raises(OSError, match="No space"):
        small_comparison(tmp_path / "x", 4, options=REPLACING)
    assert content(tmp_path / "x") == before


def test_the_same_question_is_not_run_again(tmp_path: Path) -> None:
    small_comparison(tmp_path / "x")
    small_comparison(tmp_path / "x", simulate=fakes.interrupted_at_bad_seed)
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_an_edited_table_is_neither_taken_for_an_answer_nor_lost(tmp_path: Path) -> None:
    small_comparison(tmp_path / "x")
    whole = content(tmp_path / "x")
    (tmp_path / "x" / "differences.parquet").write_bytes(b"edited")
    with pytest.raises(BadInput, match=r"x: differences\.parquet in it was edited or spoilt; --replace"):
        small_comparison(tmp_path / "x")
    assert (tmp_path / "x" / "differences.parquet").read_bytes() == b"edited"
    small_comparison(tmp_path / "x", options=REPLACING)
    assert content(tmp_path / "x") == whole


def test_a_folder_that_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(BadInput, match="is not a result folder"):
        ResultFolder(tmp_path, "?").open()
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_the_manifest_says_what_was_run_and_hashes_every_table(tmp_path: Path) -> None:
    comparison = small_comparison(tmp_path / "x")
    told = json.loads((comparison.folder / "manifest.json").read_text())
    assert told["seeds"] == [1, 2, 3]
    assert list(told["scenarios"]) == ["tiny"]
    assert list(told["variants"]) == ["tiny+task_catalogue", "tiny+open_channels"]
    assert told["variants"]["tiny+task_catalogue"]["policies"] == {"tasks": {"catalogue": 0.8}}
    assert set(told["versions"]) >= {"shequ", "model", "python", "numpy", "numba", "mesa"}
    assert told["command"].startswith("shequ compare tiny tiny+task_catalogue")
    assert {name: sha256(comparison.folder / name) for name in told["tables"]} == told["tables"]
    assert told["runs"] == {"planned": 9, "finished": 9, "failed": 0}
    assert told["asked"]["design"]["scenarios"] == ["tiny+task_catalogue", "tiny+open_channels"]
    runs = pq.read_table(comparison.folder / "runs.parquet").to_pandas()
    assert {(run.scenario, run.seed, run.digest) for run in runs.itertuples()} == {
        (scenario.name, scenario.seed, fake_run(scenario).digest())
        for job in small_experiment(3).jobs()
        for scenario in job.scenarios
    }


def told_of(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """The manifest of a question about scenarios."""
    return manifest("x", "", "", scenarios=scenarios, overrides=(), tables=())


@pytest.mark.parametrize("names", [("village", "tiny+report_package", "mixed"), ("mixed", "village", "tiny")])
def test_a_manifest_gives_every_scenario_back_with_all_settings(names: tuple[str, ...]) -> None:
    """Also one that lacks what the first has, such as a type of community."""
    scenarios = tuple(load_scenario(name, seed=0) for name in names)
    told = json.loads(json.dumps(told_of(scenarios)))
    expected = {one.name: json.loads(json.dumps(one.resolved())) for one in scenarios}
    assert scenario_trees(told) == expected
    assert list(scenario_trees(told)) == list(names)
    assert {**expected[names[0]], "name": ""} != {**expected[names[1]], "name": ""}


def test_a_manifest_of_many_scenarios_stays_small() -> None:
    base = load_scenario("baoan_sample", seed=0)
    scenarios = tuple(replace(base, name=f"draw {number}") for number in range(300))
    first, all_of_them = (len(json.dumps(told_of(some))) for some in (scenarios[:1], scenarios))
    assert all_of_them - first < 100 * len(scenarios)


def test_tables_hold_every_value_of_every_run(tmp_path: Path) -> None:
    comparison = small_comparison(tmp_path / "x")
    monthly = pq.read_table(comparison.folder / "monthly.parquet").to_pandas()
    own = ["scenario", "seed", "month", "outcome", "group", "value"]
    assert [name for name in monthly if name not in BESIDE] == own
    assert {"outcome_zh", "unit", "group_en"} < set(monthly)
    scenario = comparison.asked.arms[1].with_seed(2)
    mine = monthly[(monthly.scenario == scenario.name) & (monthly.seed == 2)]
    expected = fake_run(scenario).monthly()
    np.testing.assert_array_equal(mine.value, expected.value)
    assert list(mine.outcome.astype(str)) == list(expected.outcome)
    values = pq.read_table(comparison.folder / "values.parquet").to_pandas()
    row = values.query("scenario == @scenario.name and seed == 2 and outcome == 'civic' and group == 'all'")
    assert row.value.item() == fake_run(scenario).headline()["civic", "all"]


def test_python_and_pandas_open_a_folder(tmp_path: Path) -> None:
    folder = small_comparison(tmp_path / "x").folder
    results = read_results(folder)
    assert set(results.tables) == {
        *("monthly", "communities", "values", "runs"),
        *("effects", "groups", "months", "differences"),
    }
    assert results.failed == 0
    assert results.manifest["seeds"] == [1, 2, 3]
    some = results.table("monthly", scenario="tiny", seed=2, group="all")
    whole = pd.read_parquet(folder / "monthly.parquet")
    rows = whole[(whole.scenario == "tiny") & (whole.seed == 2) & (whole.group == "all")]
    np.testing.assert_array_equal(some.value, rows.value)
    with pytest.raises(BadInput, match="no table 'monthlies'; did you mean 'months'"):
        results.table("monthlies")
    with pytest.raises(BadInput, match="is not a result folder"):
        read_results(tmp_path)


def test_the_tables_are_those_that_the_readme_of_results_documents(tmp_path: Path) -> None:
    folder = small_comparison(tmp_path / "x").folder
    documented = (Path(__file__).parents[3] / "results" / "README.md").read_text(encoding="utf-8")
    for file in folder.glob("*.parquet"):
        row = next(line for line in documented.splitlines() if line.startswith(f"| `{file.name}`"))
        columns = row.split("|")[3]
        assert [name for name in pq.read_schema(file).names if name not in columns] == []


def test_every_community_has_its_rows(tmp_path: Path) -> None:
    comparison = small_comparison(tmp_path / "x")
    scenario = comparison.asked.arms[1].with_seed(2)
    mine = read_results(comparison.folder).table("communities", scenario=scenario.name, seed=2)
    expected = fake_run(scenario).by_community()
    np.testing.assert_array_equal(mine.value, expected.value)
    for column in ("month", "community", "pilot"):
        np.testing.assert_array_equal(mine[column], expected[column])
    assert list(mine.outcome.astype(str)) == list(expected.outcome)


def test_the_research_crate_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    folder = small_comparison(tmp_path / "x").folder
    crate = json.loads((folder / "ro-crate-metadata.json").read_text())
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = entities["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root)
    listed = {part["@id"] for part in root["hasPart"]}
    assert listed == {file.name for file in folder.iterdir()} - {"ro-crate-metadata.json"}
    assert all(entities[name]["sha256"] == sha256(folder / name) for name in listed)
    assert entities["runs.parquet"]["variableMeasured"][:3] == ["id", "scenario", "seed"]
    assert not [entity for entity in entities.values() if "application/octet-stream" in entity.values()]


@pytest.mark.parametrize("kept", ["object", "str"])
def test_text_is_of_one_type_in_files_however_pandas_keeps_it(tmp_path: Path, kept: str) -> None:
    """pandas 2 keeps text as objects, pandas 3 as strings: a result is the same with both."""
    write_frame(
        tmp_path / "x.parquet", pd.DataFrame({"scenario": pd.Series(["tiny"], dtype=kept), "seed": [1]})
    )
    assert [str(one) for one in pq.read_table(tmp_path / "x.parquet").schema.types] == [
        "large_string",
        "int64",
    ]
