"""The number of runs that is announced before a question starts is the number of runs that it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from experiments.asking.answer_question import ask
from experiments.asking.default_worlds import living_in
from experiments.asking.question import seeds_again
from experiments.asking.question_file import load_question, shipped_questions
from experiments.commands.experiment import opening
from experiments.comparing.compare_scenarios import comparison
from experiments.running.options import SERIAL
from tests.experiments.asking.test_question_file import SMALL, SMALLER
from tests.experiments.truth import true_forked

SIX: Final = "seeds.number=6"  # of which one world is lived through twice
AT_MOST: Final = ("budget", "seek")  # a front may be short, and beyond a goal out of reach nothing is sought


def one_of_each_design() -> list[str]:
    """The first question that ships of each design whose seeds may live in worlds."""
    kinds = {name: load_question(name).design for name in shipped_questions()}
    first = {one.kind: name for name, one in reversed(kinds.items()) if one.over_worlds}
    return sorted(first.values())


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", one_of_each_design())
def test_a_question_takes_as_many_runs_as_it_says_worlds_that_are_lived_twice_included(
    name: str, tmp_path: Path
) -> None:
    kind = load_question(name).design.kind
    small = [*SMALL, SIX, *SMALLER.get(kind, [])]
    asked = living_in(load_question(name, small))
    answered = ask(asked, tmp_path / "out", options=SERIAL, simulate=true_forked)
    taken = answered.runs + answered.failed
    assert taken <= asked.runs
    assert taken == asked.runs or kind in AT_MOST
    assert f"{asked.runs:,} runs" in opening(asked, "en")


def test_a_comparison_in_worlds_says_a_fifth_more_runs_than_one_in_one_world() -> None:
    asked = comparison("small", ["tiny", "tiny+open_channels"], seeds=10)
    assert asked.runs == 20
    assert living_in(asked).runs == 24
    assert living_in(asked, "").runs == 20


def test_under_five_worlds_none_is_lived_twice() -> None:
    assert seeds_again(range(1, 5), 240) == []
    assert seeds_again(range(1, 11), 240) == [241, 242]
