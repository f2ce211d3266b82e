"""Ensembles that are kept: any beginning spans the whole, they are checked again, and an old one says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

from experiments.cli import main
from experiments.storing.versions import model_version
from experiments.worlds.ensemble import PART, Worlds, read_worlds, stale_words, write_worlds
from experiments.worlds.members import as_worlds, spanning
from experiments.worlds.rechecked import CHECKED, changes, first_shown
from experiments.worlds.reference_runs import Size
from tests.experiments import fakes
from tests.experiments.fakes import SHORT, content
from tests.experiments.small_questions import interrupted, small_comparison
from tests.experiments.worlds.toy_worlds import PATHS

ARMS = ["tiny", "tiny+open_channels"]
MEMBERS = 40


def frame_of(members: int = MEMBERS) -> pd.DataFrame:
    rng = np.random.Generator(np.random.Philox(key=21))
    return pd.DataFrame({PART + path: rng.random(members).round(4) for path in PATHS[:2]})


def apart(some: np.ndarray, whole: np.ndarray) -> float:
    """Energy distance of some rows from all."""
    between, within, among = (cdist(*pair).mean() for pair in ((some, whole), (some, some), (whole, whole)))
    return float(2.0 * between - within - among)


@pytest.mark.parametrize("number", [4, 8, 20, 60])
def test_every_beginning_of_the_order_spans_the_whole_better_than_chance(number: int) -> None:
    rng = np.random.Generator(np.random.Philox(key=22))
    whole = rng.normal(size=(240, 3)) * np.array([3.0, 1.0, 0.3])
    order = spanning(whole)
    assert sorted(order.tolist()) == list(range(240))
    by_chance = [apart(whole[rng.permutation(240)[:number]], whole) for _ in range(40)]
    assert apart(whole[order[:number]], whole) < np.quantile(by_chance, 0.05)


def test_an_ensemble_is_checked_by_what_its_first_worlds_show(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(parts: dict[str, float], seed: int, _: Size) -> dict[str, float]:
        return parts | {"seed": float(seed)}

    monkeypatch.setattr("experiments.worlds.rechecked.run_point", shown)
    worlds, size = as_worlds(frame_of()), Size()
    made: dict[str, Any] = {
        "checked": first_shown(worlds, size),
        "digest": worlds.digest(),
        "size": size.plain(),
    }
    assert [one["world"] for one in made["checked"]] == list(range(CHECKED))
    kept = Worlds("kept", worlds.paths, worlds.parts, made)
    assert changes(kept) == []
    edited = worlds.parts.copy()
    edited[1, 0] = 1.0 - edited[1, 0]
    told = changes(Worlds("edited", worlds.paths, edited, made))
    assert told == ["its worlds were edited", "world 1 shows something else"]
    assert changes(worlds) == ["does not say what its worlds showed"]


def test_worlds_of_another_version_say_so_in_one_line_unless_they_come_out_the_same() -> None:
    def words_of(**made: object) -> str:
        return stale_words(Worlds("mine", PATHS[:1], np.array([[0.5]]), made))

    told = words_of(versions={"model": "0.0.1+older"})
    assert "worlds mine: made by model 0.0.1+older" in told
    assert model_version() in told
    assert "\n" not in told
    assert words_of(versions={"model": model_version()}) == ""
    assert words_of(versions={"model": "0.0.1+older"}, same_under=[model_version()]) == ""


def test_the_line_of_an_old_ensemble_stands_on_the_standard_error_of_every_command_that_lives_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_worlds(tmp_path / "old.parquet", frame_of(), {"versions": {"model": "0.0.1+older"}})
    monkeypatch.setattr("experiments.asking.answer_question.simulate_forked", fakes.fake_forked)
    short = [word for one in SHORT for word in ("--set", one)]
    words = ["compare", *ARMS, *short, "--worlds", str(tmp_path / "old.parquet"), "--seeds", "2"]
    assert main([*words, "--executor", "serial", "--out", str(tmp_path / "out"), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err.count("made by model 0.0.1+older") == 1
    assert "0.0.1+older" not in said.out


def test_P2_an_interrupted_comparison_over_worlds_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    from experiments.comparing.compare_scenarios import comparison

    write_worlds(tmp_path / "worlds.parquet", frame_of(), {})
    worlds = str(tmp_path / "worlds.parquet")
    asked = comparison("small", ARMS, seeds=5, overrides=SHORT, worlds=worlds)
    whole = small_comparison(tmp_path / "whole", asked)
    interrupted(tmp_path / "stopped", asked)
    assert not (tmp_path / "stopped").exists()
    found = small_comparison(tmp_path / "stopped", asked)
    assert found.answer == whole.answer
    before, after = content(whole.folder), content(found.folder)
    assert before == after
    assert len(read_worlds(tmp_path / "worlds.parquet")) == MEMBERS
