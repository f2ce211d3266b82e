"""A toy design is one file like this one and a line in the list: a question asks for it, the model runs, and
report and page of answers say everything of it that they say of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from experiments.answering.answer import Answer, Table, words
from experiments.asking.answer_question import ask
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question
from experiments.designs import DESIGNS
from experiments.publishing.answer_tables import tables
from experiments.running.options import SERIAL
from experiments.tables.page_tables import Listed
from sim.engine.settings import BadInput, setting
from sim.scenario import Scenario
from sim.simulation import simulate_forked
from tests.experiments.designs.questions import answer, asked
from tests.experiments.truth import true_forked

DESIGN = '[design]\nkind = "toy"\npolicy = "open_channels"\n'

COLUMNS = {"seed": words("seed", "种子"), "moved": words("moved by", "变动幅度")}


@dataclass(frozen=True, kw_only=True)
class Toy:
    """In which seeds does a policy move the first outcome?"""

    title = words("toy", "玩具设计")
    over_worlds = False
    page_tables = (Listed("toy"),)

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
        frame = pd.DataFrame({"seed": seeds, "moved": values[1] - values[0]})
        moved = int((frame.moved != 0.0).sum())
        table = Table("toy", frame, COLUMNS, title=words("What moved", "变动"))
        return Answer(words(f"In {moved} seeds.", f"{moved} 个种子。"), (), (table,), ())


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DESIGNS, "toy", Toy)


def test_a_question_can_ask_for_the_toy_and_gets_its_answer_from_runs_of_the_model(tmp_path: Path) -> None:
    found = answer(tmp_path, DESIGN, "seeds.number=2", simulate=simulate_forked)
    table = found.tables[0].frame
    assert list(table.seed) == [1, 2]
    assert table.moved.notna().all()
    assert found.sentence.en == f"In {int((table.moved != 0.0).sum())} seeds."
    assert (table.moved != 0.0).any()


def test_report_and_page_of_answers_take_its_words_from_its_file(tmp_path: Path, with_pictures: None) -> None:
    answered = ask(asked(tmp_path, DESIGN), tmp_path / "out", options=SERIAL, simulate=true_forked)
    report = (answered.folder / "report.html").read_text(encoding="utf-8")
    said = ("toy", "玩具设计", "What moved", "变动", "moved by", "变动幅度")
    assert [word for word in said if word not in report] == []
    assert "变动幅度" in "\n".join(tables(answered, asked(tmp_path, DESIGN), "zh"))


def test_its_keys_are_checked_as_those_of_any_design(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"design\.polcy: unknown key; did you mean 'policy'\?"):
        asked(tmp_path, DESIGN.replace("policy", "polcy"))
    with pytest.raises(BadInput, match="open_chanels"):
        asked(tmp_path, DESIGN.replace("open_channels", "open_chanels"))
    assert asked(tmp_path, DESIGN).runs == 12
