"""Rankings over plausible worlds: each seed lives in one, some are lived through twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.asking.answer_question import Answered
from sim.engine.settings import BadInput
from tests.experiments.deciding.worlds_of_talk import TALK, write_ensemble
from tests.experiments.designs.questions import asked, asked_and_written

ROBUST = """
[design]
kind = "robustness"
policies = ["task_catalogue", "open_channels"]
"""
MUCH_TALK = 0.2  # a fifth of the worlds has more than 0.375
LIST = ROBUST.replace("robustness", "list")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    folder = tmp_path_factory.mktemp("order")
    given = [f'worlds="{write_ensemble(folder, power=MUCH_TALK)}"', "seeds.number=60"]
    return asked_and_written(folder, ROBUST, *given)


def test_each_seed_is_a_world_and_a_fifth_is_lived_twice(answered: Answered) -> None:
    assert answered.runs == 3 * (60 + 12)
    assert answered.table("statements").trials.unique().tolist() == [60]
    assert len(answered.table("holds")) == 60


def test_the_box_in_which_the_order_turns_is_found_in_worlds(answered: Answered) -> None:
    """The online channel beats the catalogue where talk is above 0.375, whatever else differs."""
    boxes = answered.table("boxes")
    beats = boxes[boxes.statement == "task_catalogue beats open_channels"]
    assert beats.assumption.tolist() == [TALK.removeprefix("assumptions.")]
    assert beats.box_low.iloc[0] == pytest.approx(0.375, abs=0.05)
    draws = answered.table("draws")
    fails = ~answered.table("holds")["task_catalogue beats open_channels"]
    talk = draws[TALK.removeprefix("assumptions.")]
    assert talk[fails.to_numpy()].min() > talk[~fails.to_numpy()].max() - 0.03


def test_what_is_said_is_of_worlds(answered: Answered) -> None:
    said = " ".join(one["en"] for one in [answered.answer["sentence"], *answered.answer["more"]])
    zh = " ".join(one["zh"] for one in [answered.answer["sentence"], *answered.answer["more"]])
    assert "of 60 worlds" in said
    assert "lived through twice" in said
    assert "draws (" not in said
    assert "60 个世界" in zh
    assert "次抽样" not in zh
    assert [one["kind"] for one in answered.answer["figures"]][:3] == ["ranking", "standing", "scatter"]


def test_a_list_in_worlds_says_how_policies_stand(tmp_path: Path, answered: Answered) -> None:
    given = [f'worlds="{write_ensemble(tmp_path, power=MUCH_TALK)}"', "seeds.number=60"]
    found = asked_and_written(tmp_path, LIST, *given)
    listed, ranked = (one.table("standing").set_index("scenario") for one in (found, answered))
    assert listed["first"].to_dict() == ranked["first"].to_dict()
    assert "standing" in [one["kind"] for one in found.answer["figures"]]


def test_assumptions_of_ones_own_beside_worlds_are_refused(tmp_path: Path) -> None:
    given = [f'worlds="{write_ensemble(tmp_path)}"', f'design.assumptions=[{{path="{TALK}"}}]']
    with pytest.raises(BadInput, match="worlds have assumptions of their own"):
        asked(tmp_path, ROBUST, *given)
