"""Small questions for tests, asked of the model whose answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.answering.answer import Answer
from experiments.asking.answer_question import Answered, ask, digest
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question_file import Asked, load_question
from experiments.running.batch import Batch
from experiments.running.options import SERIAL
from experiments.running.progress import Console
from experiments.storing.folder import ResultFolder
from tests.experiments.truth import SHORT, true_forked

if TYPE_CHECKING:
    import pandas as pd

HEAD = """
scenario = "tiny"
outcomes = ["civic", "gap.hukou", "cost.district"]
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


def answer(folder: Path, text: str, *overrides: str, simulate: Any = true_forked) -> Answer:
    """Load a question and answer it, with everything in this process."""
    one = asked(folder, text, *overrides)
    result = ResultFolder(folder / "out", digest(one))
    with Batch(result, console=Console(bars=False), options=SERIAL, simulate=simulate) as batch:
        laboratory = RunLaboratory("small", one.question.keys, batch, one.question.plausible())
        return one.design.answer(one.question, laboratory)


def asked_and_written(folder: Path, text: str, *overrides: str, simulate: Any = true_forked) -> Answered:
    """Answer a question into a folder."""
    return ask(asked(folder, text, *overrides), folder / "out", options=SERIAL, simulate=simulate)


def leading(frame: pd.DataFrame, *index: str) -> pd.DataFrame:
    """Rows of the leading outcome for everybody, by scenario unless told otherwise."""
    return frame[(frame.outcome == "civic") & (frame.group == "all")].set_index(list(index) or "scenario")
