"""The command that a report gives to do it again is run in a process of its own and gives the same tables."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.figures.drawing import Rendered
from experiments.storing.manifest import read_manifest

SHORT = ["--set", "calendar.burn_in=2", "--set", "calendar.horizon=3"]
SERIAL = ["--executor", "serial", "--out"]
ROOT = Path(__file__).parents[3]
# A question that ships, a question of one's own, a comparison.
OWN = """
scenario = "tiny"
outcomes = ["civic"]
question = { en = "What works?", zh = "什么有效？" }
seeds = { number = 2 }
design = { kind = "list", policies = ["open_channels"] }
"""
COMMANDS = {
    "shipped": ["experiment", "which_section_works_best_in_which_type", "--set", "scenario=tiny"],
    "own": ["experiment", "own.toml"],
    "comparison": ["compare", "tiny", "tiny+open_channels", "--seeds", "2"],
}


def tables(folder: Path) -> dict[str, str]:
    """Hash of each table of a result."""
    told = read_manifest(folder)
    assert told is not None
    assert told["tables"]
    return dict(told["tables"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", COMMANDS)
def test_the_command_of_a_report_gives_the_same_tables(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_pictures: None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.report.asked.draw", lambda *_: Rendered())
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    seeds = ["--set", "seeds.number=2"] if kind == "shipped" else []
    assert main([*COMMANDS[kind], *SHORT, *seeds, *SERIAL, "first", "--json"]) == 0
    page = (tmp_path / "first" / "report.html").read_text(encoding="utf-8")
    typed = {unescape(one) for one in re.findall("<pre>(.*?)</pre>", page)}
    [again] = [one for one in typed if not one.startswith("shequ who")]
    program, *words = shlex.split(again)
    assert program == "shequ"
    words = [sys.executable, "-m", "experiments.cli", *words, *SERIAL, "second", "--json"]
    own_code = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, check=False, cwd=tmp_path, env=own_code, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path / "second") == tables(tmp_path / "first")
