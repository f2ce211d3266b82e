"""A toy design is a file like this one and a line in the list; a question asks for it, and the model runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from experiments.answering.answer import Answer, Table, words
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.designs import DESIGNS
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario
from sim.simulation import simulate_forked
from tests.experiments.designs.questions import answer, asked

DESIGN = '[design]\nkind = "toy"\npolicy = "open_channels"\n'


@dataclass(frozen=True, kw_only=True)
class Toy:
    """In which seeds does a policy move the first outcome?"""

    kind: str = "toy"
    policy: str = setting(None, "text", "name of a policy, laid over the question's scenario")

    def arms(self, question: Question) -> tuple[Scenario, ...]:
        """The baseline and the policy."""
        return question.base(), question.load(f"{question.scenario}+{self.policy}")

    def check(self, question: Question) -> int:
        """Refuse a policy that does not exist; the number of runs."""
        return len(self.arms(question)) * question.seeds.number

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Run both under every seed."""
        first = question.seeds.first
        seeds = range(first, first + question.seeds.number)
        values = laboratory.measure(self.arms(question), seeds).values[:, :, 0]
        frame = pd.DataFrame({"seed": seeds, "mean": values[1] - values[0]})
        moved = int((frame["mean"] != 0.0).sum())
        return Answer(words(f"In {moved} seeds.", f"{moved} 个种子。"), (), (Table("toy", frame),), ())


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DESIGNS, "toy", Toy)


def test_a_question_can_ask_for_the_toy_and_gets_its_answer_from_runs_of_the_model(tmp_path: Path) -> None:
    found = answer(tmp_path, DESIGN, "seeds.number=2", simulate=simulate_forked)
    table = found.tables[0].frame
    assert list(table.seed) == [1, 2]
    assert table["mean"].notna().all()
    assert found.sentence.en == f"In {int((table['mean'] != 0.0).sum())} seeds."
    assert (table["mean"] != 0.0).any()


def test_its_keys_are_checked_as_those_of_any_design(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"design\.polcy: unknown key; did you mean 'policy'\?"):
        asked(tmp_path, DESIGN.replace("policy", "polcy"))
    with pytest.raises(BadInput, match="open_chanels"):
        asked(tmp_path, DESIGN.replace("open_channels", "open_chanels"))
    assert asked(tmp_path, DESIGN).runs == 12
