"""PLACE+FILE.parquet: the world of the seed for one run, of all seeds for a comparison, else one line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments import api
from experiments.asking.answer_question import digest
from experiments.asking.default_worlds import living_in
from experiments.asking.scenario_in_worlds import all_apart, apart, load_in_worlds
from experiments.cli import main
from experiments.comparing.compare_scenarios import comparison
from experiments.worlds.ensemble import PART, read_worlds, write_worlds
from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from tests.experiments.refusals import refusal_of
from tests.experiments.truth import SHORT

TALK = "assumptions.participation.hearing.talk"
STRUCTURE = "assumptions.structures.disposition"
SETTINGS = [word for text in SHORT for word in ("--set", text)]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Five worlds that differ in talk and in a structure."""
    frame = pd.DataFrame({PART + TALK: np.linspace(0.1, 0.9, 5), PART + STRUCTURE: [0.2, 0.8, 0.2, 0.8, 0.2]})
    write_worlds(tmp_path / "mine.parquet", frame, {})
    write_worlds(tmp_path / "other.parquet", frame[:3], {})
    return tmp_path / "mine.parquet"


def test_the_ensemble_stands_anywhere_in_the_name(mine: Path) -> None:
    assert apart(f"tiny+{mine}+open_channels") == ("tiny+open_channels", str(mine))
    assert apart("tiny+open_channels") == ("tiny+open_channels", "")
    assert apart("docs/my.parquet.toml") == ("docs/my.parquet.toml", "")
    assert all_apart([f"tiny+{mine}", "tiny+open_channels"]) == (["tiny", "tiny+open_channels"], str(mine))
    assert all_apart(["tiny"], "") == (["tiny"], "")


def test_a_single_run_lives_in_the_world_of_its_seed(mine: Path) -> None:
    for seed in (1, 3, 8):
        found = load_in_worlds(f"tiny+{mine}", seed=seed, overrides=SHORT)
        assert found == read_worlds(mine).under(load_scenario("tiny", overrides=SHORT), seed)
    first, again = (load_in_worlds(f"tiny+{mine}", seed=seed).assumptions for seed in (2, 7))
    assert first == again != load_scenario("tiny").assumptions


def test_a_comparison_by_name_is_the_one_by_option(mine: Path) -> None:
    names, worlds = all_apart([f"tiny+{mine}", "tiny+open_channels"], None)
    typed, option = (
        living_in(comparison("compare", one, seeds=4, overrides=SHORT), ensemble)
        for one, ensemble in ((names, worlds), (["tiny", "tiny+open_channels"], str(mine)))
    )
    assert typed == option
    assert digest(typed) == digest(option)


def test_commands_say_the_same_by_name_and_by_option(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--seeds", "2", "--executor", "serial", "--json", *SETTINGS]
    reform = "tiny+open_channels"
    assert main(["compare", f"tiny+{mine}", reform, "--out", str(tmp_path / "a"), *more]) == 0
    by_name = json.loads(capsys.readouterr().out)
    out = ["--worlds", str(mine), "--out", str(tmp_path / "b")]
    assert main(["compare", "tiny", reform, *out, *more]) == 0
    assert by_name == json.loads(capsys.readouterr().out)
    runs = pd.read_parquet(tmp_path / "a" / "runs.parquet").set_index(["scenario", "seed"]).digest
    assert main(["run", f"tiny+{mine}", "--seed", "2", "--json", *SETTINGS]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == runs["tiny", 2]
    assert api.run(f"tiny+{mine}", seed=1, overrides=SHORT).digest() == runs["tiny", 1]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("compare tiny+{mine} tiny+open_channels+{other}", "lives in the same worlds; name one ensemble"),
        ("compare tiny+{mine} tiny+open_channels --one-world", "--one-world: the scenarios' names say"),
        (
            "compare tiny+{mine} tiny+open_channels --worlds plausible",
            "--worlds plausible: the scenarios'",
        ),
        ("compare tiny+{mine} tiny+{mine}", "is given twice"),
        ("compare {mine} tiny", "has worlds and no place"),
        ("run tiny+{mine}+{other}", "has 2 ensembles of worlds; give one"),
        ("run tiny+nowhere.parquet", "nowhere.parquet: no such file"),
        ("run tinyy+{mine}", "scenario 'tinyy': no such name"),
        ("survey tiny+{answers} --n 5 --out a.csv", "holds no plausible worlds"),
        ("who tiny+nowhere.parquet tiny+open_channels+nowhere.parquet", "nowhere.parquet: no such file"),
        ("why tiny+nowhere.parquet --resident 1 --month 1", "nowhere.parquet: no such file"),
        ("check tiny+nowhere.parquet", "nowhere.parquet: no such file"),
        ("view tiny+{mine} --json", "the page plays one world"),
        ("quick open_channels+{mine}", "the emulator knows the worlds that it has learnt"),
        ("calibrate {facts} --place tiny+{mine} --out w.parquet", "worlds are what is made"),
    ],
)
@pytest.mark.usefixtures("mine", "in_an_empty_folder")
def test_what_makes_no_sense_is_one_line(words: str, why: str, tmp_path: Path) -> None:
    pd.DataFrame({"voted_3y": [1]}).to_parquet(tmp_path / "answers.parquet")
    facts = "of,value,low,high\nvoted_3y is 1,0.5,0.4,0.6\nsuggested_3y is 1,0.1,0.05,0.2\n"
    (tmp_path / "facts.csv").write_text(facts)
    before = sorted(tmp_path.iterdir())
    given = {name: f"{name}.parquet" for name in ("mine", "other", "answers")} | {"facts": "facts.csv"}
    assert why in refusal_of(words.format(**given).split())
    assert sorted(tmp_path.iterdir()) == before


def test_python_refuses_what_commands_refuse(mine: Path) -> None:
    with pytest.raises(BadInput, match="the scenarios' names say"):
        api.compare([f"tiny+{mine}", "tiny+open_channels"], worlds="")
