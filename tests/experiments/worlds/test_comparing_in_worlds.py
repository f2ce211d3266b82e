"""Members in, intervals out: seeds live in plausible worlds, whatever the workers and their number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.comparing.compare_scenarios import compare, comparison
from experiments.comparing.comparison import Comparison
from experiments.running.options import SERIAL, RunOptions
from experiments.worlds.ensemble import PART, read_worlds, write_worlds
from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from tests.experiments.refusals import refusal_of
from tests.experiments.truth import JOINT, SHORT, taking_part_of, true_forked

PATH = "assumptions.participation.hearing.talk"
STRUCTURE = "assumptions.structures.disposition"
ARMS = ["tiny", "tiny+open_channels"]
MEMBERS = 40


@pytest.fixture
def ensemble(tmp_path: Path) -> Path:
    """Worlds that differ in talk, evenly over its range, and in a structure."""
    parts = (np.arange(MEMBERS) + 0.5) / MEMBERS
    shuffled = np.random.Generator(np.random.Philox(key=1)).permutation(parts).round(4)
    frame = pd.DataFrame({PART + PATH: shuffled, PART + STRUCTURE: np.tile([0.2, 0.8], MEMBERS // 2)})
    write_worlds(tmp_path / "worlds.parquet", frame, {})
    return tmp_path / "worlds.parquet"


def compared(worlds: Path | str, folder: Path, seeds: int = MEMBERS) -> Comparison:
    asked = comparison("compare", ARMS, seeds=seeds, overrides=SHORT, worlds=str(worlds))
    return compare(asked, folder, options=SERIAL, simulate=true_forked)


def civic(found: Comparison) -> pd.Series:
    rows = found.differences
    return rows[(rows.outcome == "civic") & (rows.group == "all")].iloc[0]


def test_an_interval_is_where_nine_worlds_of_ten_lie(ensemble: Path, tmp_path: Path) -> None:
    row = civic(compared(ensemble, tmp_path / "out"))
    worlds, (base, reform) = read_worlds(ensemble), (load_scenario(one, overrides=SHORT) for one in ARMS)
    lived = [[worlds.under(one, seed) for one in (base, reform)] for seed in range(1, MEMBERS + 1)]
    truth = np.array([taking_part_of(after) - taking_part_of(before) for before, after in lived])
    assert len(set(truth.round(6))) == MEMBERS  # each seed in a world of its own
    for column, per_cent in (("low", 5.0), ("difference", 50.0), ("high", 95.0)):
        assert row[column] == pytest.approx(np.percentile(truth, per_cent), abs=5.0 * JOINT)
    assert row.good_in == pytest.approx((truth > 0.0).sum(), abs=1)
    one = civic(compared("", tmp_path / "one"))
    assert row.high - row.low > 10.0 * (one.high - one.low)
    assert "good_in" not in one


def test_what_is_printed_says_that_it_is_over_worlds(ensemble: Path, tmp_path: Path) -> None:
    answer = compared(ensemble, tmp_path / "out").answer
    said = " ".join(one["en"] for one in answer["more"])
    assert "Ranges hold nine plausible worlds of ten" in said
    assert f"good in {MEMBERS} of {MEMBERS} worlds" in said
    assert "was not measured here" not in said
    # Draws make a part of the spread that the toy's own random draws and the width of its worlds give.
    assert float(said.split("of the spread draws make ")[1].split(" ")[0]) < 5.0


def test_P3_more_seeds_leave_the_other_worlds_unchanged(ensemble: Path, tmp_path: Path) -> None:
    few, many = (compared(ensemble, tmp_path / f"{n}", seeds=n) for n in (10, 30))
    runs = [one.table("runs").set_index(["scenario", "seed"]).digest for one in (few, many)]
    shared = runs[0].index.intersection(runs[1].index)
    assert len(shared) >= 20
    assert (runs[0][shared] == runs[1][shared]).all()
    values = many.table("values")
    assert set(values.draw) == {(seed - 1) % MEMBERS for seed in set(values.seed)}


def test_P1_one_worker_or_two_give_the_same_worlds(ensemble: Path, tmp_path: Path) -> None:
    asked = comparison("compare", ARMS, seeds=3, overrides=SHORT, worlds=str(ensemble))
    one = compare(asked, tmp_path / "one", options=SERIAL).table("differences")
    two = compare(asked, tmp_path / "two", options=RunOptions("process", 2)).table("differences")
    pd.testing.assert_frame_equal(one, two)


def test_another_ensemble_is_another_question(ensemble: Path, tmp_path: Path) -> None:
    first = compared(ensemble, tmp_path / "out", seeds=4)
    before = civic(first)
    frame = pd.DataFrame({PART + PATH: [0.9, 0.1, 0.7]})
    write_worlds(ensemble, frame, {})
    with pytest.raises(BadInput, match="another question"):
        compared(ensemble, tmp_path / "out", seeds=4)
    assert civic(compared(ensemble, tmp_path / "new", seeds=4)).difference != before.difference


def test_bad_ensembles_are_refused_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_text("no table")
    for given, why in (
        (str(tmp_path / "bad.parquet"), "bad.parquet: cannot be read"),
        (str(tmp_path / "none.parquet"), "none.parquet: no such file"),
        ("plausibel", "worlds 'plausibel': no such name"),
    ):
        words = ["compare", *ARMS, "--worlds", given, "--out", str(tmp_path / "out"), "--json"]
        assert why in refusal_of(words)
        assert not (tmp_path / "out").exists()


def test_uncertainty_is_not_measured_twice(ensemble: Path, tmp_path: Path) -> None:
    question = tmp_path / "mine.toml"
    question.write_text(
        f'scenario = "tiny"\nworlds = "{ensemble}"\n[question]\nen = "?"\nzh = "？"\n[doubt]\ndraws = 2\n'
        f'assumptions = [{{ path = "{PATH}" }}]\n[design]\nkind = "list"\npolicies = ["open_channels"]\n'
    )
    from experiments.asking.question_file import load_question

    with pytest.raises(BadInput, match="carry all uncertainty"):
        load_question(str(question))
