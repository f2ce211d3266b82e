"""Goals are refused in one line, mixes are run where nothing was learned, and runs decide what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.asking.answer_question import ask
from experiments.asking.question_file import load_question
from experiments.commands.instant.seek import told
from experiments.emulation.emulator_file import read_emulator
from experiments.running.options import SERIAL
from experiments.seeking.goal import Goal, read_goal
from experiments.seeking.goal_search import Mix
from experiments.seeking.price_of_certainty import Confirmed, confirmed
from experiments.seeking.seek_words import said
from experiments.worlds.ensemble import PLAUSIBLE, find_worlds
from sim.wording.labels import LANGUAGES
from tests.experiments.asking.test_question_file import SMALLER
from tests.experiments.refusals import refusal_of
from tests.experiments.truth import true_forked

SMALL = [*SMALLER["seek"], "seeds.number=3"]
LEARNED_CALENDAR = [word for one in SMALLER["seek"] if one.startswith("calendar.") for word in ("--set", one)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--raise", "civc=5"], "no such outcome; did you mean 'civic'?"),
        (["--raise", "civic"], "must be OUTCOME=NUMBER, such as civic=5"),
        (["--raise", "civic=much"], "must be OUTCOME=NUMBER, such as civic=5"),
        (["--raise", "civic=nan"], "must be OUTCOME=NUMBER, such as civic=5"),
        (["--raise", "civic=-1"], "must be more than 0"),
        (["--raise", "civic=500"], "a share cannot rise by more than 100 points"),
        (["--raise", "gap=1"], "gap.hukou need not rise to be better; bound it by at most"),
        (["--raise", "civic=5", "--group", "migrants"], "no group 'migrants'; did you mean 'migrant'?"),
        (["--raise", "civic=5", "--group", "village"], "no group 'village'"),
        (["--raise", "civic=5", "--at-most", "trust=0"], "no such outcome; known: civic, gap.hukou"),
        (["--raise", "civic=5", "--at-most", "cost=9", "--yuan", "8"], "cost.district is bounded twice"),
        (["--raise", "civic=5", "--yuan", "cheap"], "must be OUTCOME=NUMBER"),
        (["--raise", "civic=5", "--without", "policies.tasks.catalog"], "did you mean 'policies.tasks.cata"),
        (["--raise", "civic=5", "--set", "scenario=tiny"], "scenario: the emulator has learned baoan_sample"),
        (["--raise", "civic=5", "--set", "calendar.horizon=3"], "scenario: the emulator has learned"),
        ([*LEARNED_CALENDAR, "--raise", "civic=5", "--set", "seeds.number=1000"], "of the 240 worlds"),
        (["--raise", "civic=5", "--set", "design.certainties=[]"], "at least one is needed"),
        ([], "--raise"),
    ],
)
def test_a_goal_that_cannot_be_sought_is_refused_in_one_line_and_nothing_is_written(
    words: list[str], why: str, in_an_empty_folder: Path
) -> None:
    assert why in refusal_of(["seek", *words])
    assert list(in_an_empty_folder.iterdir()) == []


def test_a_goal_is_read_in_points_and_told_in_both_languages() -> None:
    goal = read_goal("civic=5", "migrant", ["gap=0", "cost=60"], read_emulator())
    bounds = (("gap.hukou", "all"), 0.0), (("cost.district", "all"), 60.0)
    assert goal == Goal(("civic", "migrant"), 0.05, bounds)
    assert goal.keys == (("civic", "migrant"), ("cost.district", "all"), ("gap.hukou", "all"))
    assert "(migrants) +5 percentage points" in goal.told().en
    assert "（非户籍居民）+5 百分点" in goal.told().zh


def test_a_goal_is_reached_where_all_of_it_is() -> None:
    goal = Goal(("civic", "all"), 0.05, ((("cost.district", "all"), 60.0),))
    changes = np.array([[0.05, 60.0], [0.049, 0.0], [0.2, 61.0], [np.nan, 0.0]])
    assert goal.reached(changes).tolist() == [True, False, False, False]


@pytest.mark.usefixtures("little_search")
def test_mixes_are_run_in_worlds_that_the_emulator_has_not_seen(tmp_path: Path) -> None:
    asked = load_question("cheapest_mix", SMALL)
    answered = ask(asked, tmp_path / "out", options=SERIAL, simulate=true_forked)
    emulator, worlds = read_emulator(), find_worlds(PLAUSIBLE)
    seen = set(range(emulator.worlds)) if worlds.digest() == emulator.made["ensemble"]["digest"] else set()
    price, values = answered.table("price"), answered.table("values")
    assert set(values.seed.map(worlds.number)) & seen == set()
    assert (price.seeds == 3).all()
    assert {f"mix_{100 * one:g}" for one in price.certainty} == set(price.scenario)
    for language in LANGUAGES:
        text = told(answered, language)
        assert answered.answer["sentence"][language] in text
        assert all(path in text for path in answered.table("mixes").path)


def certain(certainty: float, cost: float, gains: list[float]) -> Confirmed:
    """A mix that was run."""
    goal = Goal(("civic", "all"), 0.05)
    changes = np.array([[gain, cost] for gain in gains])
    return confirmed(goal, certainty, Mix(np.zeros(1), cost, cost, certainty), changes)


def test_the_answer_is_the_cheapest_mix_that_reached_the_goal_nine_times_in_ten_when_run() -> None:
    goal = Goal(("civic", "all"), 0.05)
    doubtful = certain(0.9, 20.0, [0.06] * 16 + [0.01] * 4)
    sure, dear = certain(0.95, 25.0, [0.06] * 19 + [0.01]), certain(0.99, 40.0, [0.07] * 20)
    told, more = said(goal, [doubtful, sure, dear])
    assert "mix for 95% of worlds" in told.en
    assert "(10 of 10)" in told.en
    assert "In 10 runs in other worlds, which took no part in the choice, it did so in 9" in told.en
    assert [one.en.partition(",")[0] for one in more] == ["What certainty costs"]
    assert "90% of worlds 20, 95% of worlds 25, 99% of worlds 40" in more[0].en


def test_where_no_mix_reaches_the_goal_it_is_said_what_was_missed_and_what_could_be_asked() -> None:
    goal = Goal(("civic", "all"), 0.05, ((("cost.district", "all"), 30.0),))
    doubtful = certain(0.9, 20.0, [0.06] * 16 + [0.01] * 4)
    told, more = said(goal, [doubtful])
    assert "no mix was found" in told.en
    assert "8 of the 10 runs that chose" in told.en
    assert "rises too little in 4 (nine of ten reach +1.0 percentage points or more)" in more[0].en
    assert "goes over its bound in 0 (nine of ten stay at +20 yuan" in more[0].en
    assert "升幅不足 4 次" in more[0].zh


def test_a_mix_that_was_lucky_where_it_was_chosen_is_told_by_runs_that_took_no_part_in_the_choice() -> None:
    goal = Goal(("civic", "all"), 0.05)
    lucky = certain(0.9, 20.0, [0.06, 0.01] * 10)
    lucky = replace(lucky, changes=lucky.changes + np.array([[0.0, 0.0], [0.0, 12.0]] * 10))
    told, more = said(goal, [lucky, certain(0.99, 40.0, [0.07] * 20)])
    assert "mix for 90% of worlds" in told.en
    assert "(10 of 10), but in 10 runs in other worlds" in told.en
    assert "it did so in 0 only" in told.en
    assert "costs 32 yuan" in told.en
    assert "仅有0次" in told.zh
    assert "rises too little in 10" in more[0].en
