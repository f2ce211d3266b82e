"""The commands as functions: from a script of a few lines, with the command line's numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments import api
from experiments.asking.answer_question import Answered
from experiments.cli import main
from experiments.running.options import SERIAL
from experiments.storing.read_results import read_results
from sim.engine.settings import BadInput
from tests.experiments.fakes import SHORT

ROOT = Path(__file__).parents[2]
SCRIPT = """
from pathlib import Path
from experiments import api
from experiments.running.options import RunOptions
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
        timeout=300,
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


def test_what_the_command_refuses_is_raised_in_one_line() -> None:
    with pytest.raises(BadInput, match="vot"):
        api.why("tiny", 5, 4, act="vot", overrides=SHORT)
    with pytest.raises(BadInput, match="no_such_result"):
        api.verify("no_such_result")


def test_what_the_functions_give_is_shown_in_a_line_or_two(tmp_path: Path) -> None:
    worlds = ["tiny", "tiny+open_channels"]
    run = api.run("tiny", overrides=SHORT)
    compared = api.compare(worlds, seeds=2, overrides=SHORT, out=tmp_path / "x", options=SERIAL)
    given = [run, run.scenario, compared, compared.experiment, api.who(*worlds, overrides=SHORT)]
    given.append(read_results(tmp_path / "x"))
    given.append(Answered(tmp_path, {"sentence": "x" * 9999, "tables": {"effects": {}}}, 9, 0))
    for one in given:
        assert repr(one).startswith(type(one).__name__ + "(")
        assert len(repr(one)) < 300
    assert "'tiny'" in repr(run)
    assert str(tmp_path / "x") in repr(compared)
