"""What the documents tell a researcher to write and to type is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.asking.question_file import load_question
from experiments.cli import COMMANDS, main
from experiments.designs import DESIGNS

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "experiments" / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_question_of_the_guide_can_be_asked(tmp_path: Path) -> None:
    file = tmp_path / "does_a_fund_help.toml"
    file.write_text(blocks("toml")[0], encoding="utf-8")
    assert load_question(str(file)).runs == 10


def test_the_commands_of_the_guide_are_commands() -> None:
    typed = re.findall(r"(?:^|`|: )shequ (\w+)", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {"experiment", "verify", "compare"} <= set(typed)
    assert [word for word in typed if word not in COMMANDS] == []


def test_every_folder_of_the_laboratory_is_in_the_guide() -> None:
    folders = {file.name for file in GUIDE.parent.iterdir() if (file / "__init__.py").exists()}
    assert [name for name in folders if f"`{name}/`" not in GUIDE.read_text(encoding="utf-8")] == []


def test_every_design_is_in_the_guide_of_questions() -> None:
    guide = (ROOT / "experiments" / "questions" / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in DESIGNS if f"`{kind}`" not in guide] == []


def test_the_forge_runs_what_everybody_runs() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    steps = re.findall(r"- run: (.*)", workflow)
    assert steps == ["bash .ci/run"]
    supported = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.findall(r'"(3\.\d+)"', workflow) == supported


def test_who_names_a_scheduler_is_told_that_it_must_be_trusted(capsys: pytest.CaptureFixture[str]) -> None:
    """Dask unpickles what it is sent: whoever runs the scheduler can run code here."""
    guide = GUIDE.read_text(encoding="utf-8").partition("## Whom it trusts")[2]
    assert "`--address` that you trust" in guide
    assert "unpickles" in guide
    for command in ("compare", "experiment"):
        assert main([command, "--help"]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert "a dask scheduler that you trust" in told, command
