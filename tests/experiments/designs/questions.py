"""Small questions for tests, asked of the model whose answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.asking import Answered, ask
from experiments.laboratory import Laboratory
from experiments.question_file import Asked, load_question
from experiments.storing.shards import Shards
from tests.experiments.truth import SHORT, true_forked

HEAD = """
scenario = "tiny"
outcomes = ["breadth", "gap.hukou", "cost.district"]
groups = ["all", "migrant"]
[question]
en = "What works?"
zh = "什么有效？"
[seeds]
number = 6
"""


def question_file(folder: Path, text: str, head: str = HEAD) -> Path:
    """Write a question."""
    path = folder / "small.toml"
    path.write_text(head + text, encoding="utf-8")
    return path


def asked(folder: Path, text: str, *overrides: str) -> Asked:
    """Load a question."""
    return load_question(str(question_file(folder, text)), [*SHORT, *overrides])


def laboratory(question: Asked, folder: Path, simulate: Any = true_forked) -> Laboratory:
    """A place to run it in, with everything in this process."""
    shards = Shards(folder / "runs")
    shards.folder.mkdir(exist_ok=True)
    return Laboratory("small", question.question.keys, shards, executor="serial", simulate=simulate)


def answer(folder: Path, text: str, *overrides: str, simulate: Any = true_forked) -> Any:
    """Load a question and answer it."""
    one = asked(folder, text, *overrides)
    return one.design.answer(one.question, laboratory(one, folder, simulate))


def asked_and_written(folder: Path, text: str, *overrides: str, simulate: Any = true_forked) -> Answered:
    """Answer a question into a folder."""
    return ask(asked(folder, text, *overrides), folder / "out", executor="serial", simulate=simulate)
