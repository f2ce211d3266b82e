"""What to find out next, in worlds of which one question tells all that matters."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from experiments.asking.answer_question import Answered
from experiments.calibration.survey_questions import BACKGROUND, QUESTIONS
from experiments.deciding import learnt_figure, standing_figure
from experiments.deciding.observations import by_observation, enough, trusted
from experiments.deciding.simulate_asked import KEYS, simulate_asked
from experiments.figures.picture import Picture
from experiments.figures.style import style
from sim.engine.settings import BadInput
from sim.outcomes.register import OUTCOMES, outcome_keys
from sim.scenario import load_scenario
from sim.simulation import simulate_forked
from sim.survey.answers import CODEBOOK
from sim.wording.labels import LANGUAGES, Language, label
from tests.experiments.deciding.worlds_of_talk import TELLING, asked_forked, write_ensemble
from tests.experiments.designs.questions import asked, asked_and_written
from tests.experiments.truth import SHORT

NEXT = """
[design]
kind = "value_of_information"
policies = ["open_channels", "task_catalogue"]
respondents = [100, 1000]
"""


def found(folder: Path, *more: str) -> Answered:
    worlds = write_ensemble(folder)
    given = [f'worlds="{worlds}"', "seeds.number=60", *more]
    return asked_and_written(folder, NEXT, *given, simulate=asked_forked)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    return found(tmp_path_factory.mktemp("next"))


def test_the_question_that_tells_the_effect_comes_first_and_more_respondents_teach_more(
    answered: Answered,
) -> None:
    rows = answered.table("learnt")
    surveys = rows[(rows.kind == "survey") & (rows.what == TELLING)].set_index("respondents")
    assert surveys.shrinks[1000] > surveys.shrinks[100] > 0.4
    left = surveys.range_after / surveys.range_before
    assert surveys.shrinks.to_numpy() == pytest.approx(1.0 - left.to_numpy())
    assert "whether they voted in a committee election in three years" in answered.answer["sentence"]["en"]
    assert "三年内是否在居委会选举中投票" in answered.answer["sentence"]["zh"]
    # All other questions are answered alike in all worlds, so nothing is learnt from them: they are left out.
    assert set(rows[rows.kind == "survey"].what) == {TELLING, "everything"}
    assert set(rows[rows.kind == "trial"].what) == set()  # nobody answers otherwise under a policy there


def test_the_assumption_on_which_the_effect_hangs_is_the_bound(answered: Answered) -> None:
    rows = answered.table("learnt")
    known = rows[rows.kind == "assumption"]
    assert known.what.tolist() == ["participation.hearing.talk"]
    assert known.shrinks.iloc[0] > rows[rows.kind == "survey"].shrinks.max()
    assert known.shrinks.iloc[0] > 0.8  # what is left are random draws


def test_an_observation_is_judged_by_all_its_sizes_not_by_its_luckiest() -> None:
    rows = [("lucky", 300, 0.4), ("lucky", 1000, -0.1), ("lucky", 4000, 0.0)]
    rows += [("steady", 300, 0.1), ("steady", 1000, 0.28), ("steady", 4000, 0.3)]
    frame = pd.DataFrame(rows, columns=["what", "respondents", "shrinks"])
    frame = frame.assign(kind="survey", policy="", effective=40.0).sample(frac=1.0, random_state=1)
    first = by_observation(frame)[0]
    assert first.what.unique().tolist() == ["steady"]
    assert enough(first).respondents == 1000  # nearly what 4,000 teach
    few = frame.assign(effective=[5.0, 9.0, 10.0, float("nan"), 40.0, 40.0])
    assert len(trusted(few)) == 4  # a regression weighs no members, and is kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_names_outcome_and_observations_in_plain_letters(
    answered: Answered, language: Language
) -> None:
    tables = {name: answered.table(name) for name in ("learnt", "standing")}
    with style():
        figures = [learnt_figure.draw(Picture("learnt", "civic", tables), language)]
        figures.append(standing_figure.draw(Picture("standing", "civic", tables), language))
    told = [[str(one.get_text()) for one in figure.findobj(Text)] for figure in figures if figure]
    for texts in told:
        assert [text for text in texts if set("{`") & set(text) or text.startswith("-0")] == []
        assert any(label(OUTCOMES["civic"], language) in text for text in texts)
    assert any("participation.hearing.talk" in text.replace("\n", "") for text in told[0])


def test_a_choice_that_is_the_same_in_all_worlds_is_changed_by_nothing(tmp_path: Path) -> None:
    answer = found(tmp_path, 'design.policies=["open_channels"]')
    assert (answer.table("learnt").choice_gain == 0.0).all()
    said = " ".join(one["en"] for one in answer.answer["more"])
    assert "None of this is expected to change the choice" in said


def test_costs_are_taken_off_where_a_participant_is_worth_little(tmp_path: Path) -> None:
    """10 yuan a resident for 5 points more: worth it at 1,000 yuan a participant, not at 10."""
    standing = {}
    for worth in (10.0, 1000.0):
        folder = tmp_path / str(worth)
        folder.mkdir()
        given = ('outcomes=["civic", "cost.district"]', f"design.worth={worth}")
        rows = found(folder, *given).table("standing")
        standing[worth] = rows.scenario.iloc[0]
    assert standing[10.0] == "tiny"
    assert standing[1000.0] != "tiny"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["worlds=''"], "worlds: give the ensemble"),
        (["seeds.number=61"], "seeds.number: 61 worlds, each once; allowed: 20 to 60"),
        (["seeds.number=10"], "allowed: 20 to 60"),
        (['outcomes=["gap.hukou"]', "design.worth=5.0"], "design.worth: is of a participant"),
        (['design.trials=["access_rule"]'], "design.trials: 'access_rule' is not among design.policies"),
        (["design.respondents=[]"], "design.respondents: at least one size"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(more: list[str], why: str, tmp_path: Path) -> None:
    worlds = write_ensemble(tmp_path)
    with pytest.raises(BadInput, match=why) as refused:
        asked(tmp_path, NEXT, f'worlds="{worlds}"', "seeds.number=60", *more)
    assert "\n" not in str(refused.value)


def test_every_column_of_the_codebook_is_asked_or_says_who_somebody_is() -> None:
    assert sorted((*BACKGROUND, *(one.column for one in QUESTIONS))) == sorted(CODEBOOK)


def test_asking_everybody_changes_no_number_of_a_run() -> None:
    scenarios = [load_scenario(name, seed=3, overrides=SHORT) for name in ("tiny", "tiny+open_channels")]
    plain, asking = simulate_forked(scenarios), simulate_asked(scenarios)
    for one, other in zip(plain, asking, strict=True):
        assert other.keys == (*outcome_keys(), *KEYS)
        assert pd.DataFrame(other.values[:, : len(one.keys)]).equals(pd.DataFrame(one.values))
        told = pd.Series(other.headline()).reindex(list(KEYS))
        shares = told[[key for key in KEYS if "voted_3y" in key[0]]]
        assert shares.between(0.0, 1.0).all()
        assert told[("before: voted_3y: asked", "all")] == 1.0
