"""What is estimated over plausible worlds is told with two significant figures, wherever people read it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from experiments.answering.answer import Table
from experiments.asking.answer_question import Answered, read_answer
from experiments.asking.question import Words
from experiments.asking.question_file import shipped_questions
from experiments.commands import levers as levers_command
from experiments.publishing.answers_page import answers_folder
from experiments.publishing.pattern_table import pattern_table
from experiments.publishing.published_results import published_folder
from experiments.report.display_table import display_table
from experiments.storing.manifest import manifest_of
from sim.policies import levers
from sim.wording.labels import CARRIED, Scale, written

NUMBER = re.compile(r"(?<![\w.`/])[+−]?\d[\d,]*\.\d+")
PUBLISHED = sorted(name for name in shipped_questions() if (answers_folder() / name).is_dir())
SETTINGS = ("draws", "points", "mixes")
NOT_OVER_WORLDS = ("variance",)  # what pairing saves is a ratio of variances, not an estimate over worlds


def figures(number: str) -> int:
    """Significant figures of a number with decimals."""
    digits = number.strip("+−").replace(",", "").replace(".", "").lstrip("0")
    return len(digits)


def too_many(text: str) -> list[str]:
    """Numbers of a text that carry more than is known."""
    return [one for one in NUMBER.findall(text) if figures(one) > CARRIED]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.34, "12"),
        (1105.7, "1,100"),
        (9.96, "10"),
        (0.0996, "0.10"),
        (-0.2, "−0.20"),
        (0.0, "0"),
        (float("nan"), "–"),
    ],
)
def test_a_number_of_two_figures_has_two(value: float, text: str) -> None:
    assert written(value, CARRIED) == text
    assert Scale(1.0, "", "").level(value, CARRIED) == text
    assert Scale(1.0, "", "").difference(value, CARRIED).lstrip("+") == text


def in_worlds(name: str) -> bool:
    """Whether a published question lives in plausible worlds."""
    return bool(manifest_of(answers_folder() / name)["asked"].get("worlds"))


def tables_of(answered: Answered) -> list[Table]:
    """Its tables, without columns that hold settings."""
    found = []
    for name, meanings in answered.answer["tables"].items():
        if name not in SETTINGS:
            frame = answered.table(name)
            kept: pd.DataFrame = frame[[one for one in frame if one not in levers()]]
            found.append(Table(name, kept, {str(one): Words(**meanings[str(one)]) for one in kept}))
    return found


@pytest.mark.parametrize("name", [one for one in PUBLISHED if in_worlds(one)])
def test_no_cell_of_a_published_answer_over_worlds_has_more_than_two_figures(name: str) -> None:
    told = [display_table(one, 25, "en", CARRIED) for one in tables_of(read_answer(answers_folder() / name))]
    assert too_many("\n".join(" ".join(line) for one in told for line in one.lines[1:])) == []


@pytest.mark.parametrize("name", [one for one in PUBLISHED if in_worlds(one)])
def test_no_sentence_of_a_published_answer_over_worlds_has_more_than_two_figures(name: str) -> None:
    answer = read_answer(answers_folder() / name).answer
    said = [one["en"] for one in (answer["sentence"], *answer["more"])]
    assert [one for one in said if too_many(one) and not any(word in one for word in NOT_OVER_WORLDS)] == []


@pytest.mark.parametrize("page", ["levers.md"])
def test_no_estimate_of_a_published_page_has_more_than_two_figures(page: str) -> None:
    assert too_many((published_folder() / page).read_text(encoding="utf-8")) == []


def test_no_finding_of_the_table_of_patterns_has_more_than_two_figures() -> None:
    assert too_many(pattern_table().partition("Findings of the source")[2]) == []


def test_the_audit_of_levers_tells_the_terminal_two_figures() -> None:
    row = {
        "clause": "S1.2", "path": "p", "label_en": "rule", "label_zh": "办法", "group": "all",
        "proximal_outcome": "participation.vote", "expected": "+", "effect": 0.012345, "low": 0.00123,
        "high": 0.12345, "interval": "worlds", "verdict": "as_declared", "civic": 0.00345, "gap": -0.01234,
        "cost_yuan": 123.45, "payer": "district",
    }  # fmt: skip
    text = levers_command.as_text(pd.DataFrame([row]), "en")
    assert "+1.2 percentage points  +0.12 … +12" in text
    assert "120" in text
    assert too_many(text.replace("S1.2", "")) == []
