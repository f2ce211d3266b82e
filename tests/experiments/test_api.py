"""The commands as functions: from a script of a few lines, with the command line's numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from inspect import signature
from pathlib import Path

import numpy as np
import pytest

from experiments import api
from experiments.asking.answer_question import Answered
from experiments.cli import main
from experiments.running.options import SERIAL
from experiments.storing.read_results import read_results
from sim.engine.settings import BadInput
from sim.scenario import load_scenario, scenario_folder
from tests.experiments.fakes import SHORT

ROOT = Path(__file__).parents[2]
SCRIPT = """
from pathlib import Path
from experiments import api
from experiments.report import asked
from experiments.running.options import RunOptions
asked.draw_figures = asked.write_answer_report = lambda *_: {{}}  # pictures take seconds
found = api.compare(["tiny", "tiny+open_channels"], seeds=2, overrides={settings}, out=Path("out"),
                    options=RunOptions(workers=2))
print(found.differences.difference.sum())
"""


def settings(*words: str) -> list[str]:
    return [word for one in (*SHORT, *words) for word in ("--set", one)]


def test_a_script_without_a_guard_for_its_workers_compares(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(settings=list(SHORT)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CI": "true"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    here = api.compare(
        ["tiny", "tiny+open_channels"], seeds=2, overrides=SHORT, out=tmp_path / "here", options=SERIAL
    )
    assert done.stdout.strip() == str(here.differences.difference.sum())


def test_run_and_why_say_what_the_commands_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "tiny", "--seed", "3", *settings(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert api.run("tiny", seed=3, overrides=SHORT).digest() == told["digest"]
    assert main(["why", "tiny", "--seed", "3", "--resident", "5", "--month", "4", *settings(), "--json"]) == 0
    assert api.why("tiny", 5, 4, seed=3, overrides=SHORT) == json.loads(capsys.readouterr().out)


def test_who_survey_and_experiment_give_objects_with_frames(tmp_path: Path) -> None:
    moved = api.who("tiny", "tiny+open_channels", seed=1, overrides=SHORT)
    assert moved.months == 3
    answers = api.survey("tiny", 20, seed=1, overrides=SHORT)
    assert len(answers) == 20
    assert "voted_last" in answers
    short = [*SHORT, 'scenario="tiny"', "seeds.number=5", "precision.most_seeds=5", "doubt.draws=0"]
    answered = api.experiment("which_reform_does_most", overrides=short, out=tmp_path / "out", options=SERIAL)
    assert answered.answer["sentence"]["en"]
    assert "civic" in set(answered.table("effects").outcome)


def test_paths_may_be_texts_or_objects_and_numbers_numpys(tmp_path: Path) -> None:
    place = tmp_path / "with+plus" / "my+place.toml"
    place.parent.mkdir()
    place.write_bytes((scenario_folder() / "places" / "tiny.toml").read_bytes())
    one, eight = np.int64(1), np.int32(8)
    told = api.run(place, seed=one, overrides=SHORT)
    assert told.scenario.digest() == load_scenario("tiny", seed=1, overrides=SHORT).digest()
    assert told.digest() == api.run("tiny", seed=1, overrides=SHORT).digest()
    names: list[str | Path] = [place, f"{place}+open_channels"]
    found = api.compare(
        names, seeds=np.int64(2), first_seed=one, overrides=SHORT, out=str(tmp_path / "out"), options=SERIAL
    )
    assert found.folder == tmp_path / "out"
    assert len(api.survey(str(place), eight, seed=one, overrides=SHORT)) == 8
    assert json.dumps(api.why(place, eight, np.int16(4), seed=one, overrides=SHORT))
    assert api.who(place, names[1], seed=one, overrides=SHORT).months == 3
    assert [one.is_same for one in api.verify(tmp_path / "out")] == [True]


@pytest.mark.parametrize("name", api.__all__)
def test_every_function_takes_names_and_folders_as_texts_or_paths(name: str) -> None:
    wanted = {"scenario", "scenarios", "status_quo", "reform", "question", "name", "results", "out"}
    told = {key: str(one.annotation) for key, one in signature(getattr(api, name)).parameters.items()}
    assert {key: kind for key, kind in told.items() if key in wanted and "Name" not in kind} == {}
    assert [kind for kind in told.values() if "Path" in kind] == []


def test_what_the_command_refuses_is_raised_in_one_line() -> None:
    with pytest.raises(BadInput, match="vot"):
        api.why("tiny", 5, 4, act="vot", overrides=SHORT)
    with pytest.raises(BadInput, match="no_such_result"):
        api.verify("no_such_result")


def test_what_the_functions_give_is_shown_in_a_line_or_two(tmp_path: Path) -> None:
    worlds = ["tiny", "tiny+open_channels"]
    run = api.run("tiny", overrides=SHORT)
    compared = api.compare(worlds, seeds=2, overrides=SHORT, out=tmp_path / "x", options=SERIAL)
    given = [run, run.scenario, compared, api.who(*worlds, overrides=SHORT)]
    given.append(read_results(tmp_path / "x"))
    given.append(Answered(tmp_path, {"sentence": "x" * 9999, "tables": {"effects": {}}}, 9, 0))
    for one in given:
        assert repr(one).startswith(type(one).__name__ + "(")
        assert len(repr(one)) < 300
    assert "'tiny'" in repr(run)
    assert str(tmp_path / "x") in repr(compared)
