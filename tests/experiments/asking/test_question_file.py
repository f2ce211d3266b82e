"""Question files: what is wrong in one is said in one line, and what ships can be run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.asking.answer_question import ask
from experiments.asking.question_file import load_question, shipped_questions
from experiments.emulation.emulator_file import read_emulator
from experiments.running.options import SERIAL, PartDone
from experiments.storing.run_store import RunStore
from experiments.tables.names_and_units import BESIDE
from sim.engine.settings import BadInput
from tests.experiments.designs.questions import HEAD, asked, asked_and_written, question_file
from tests.experiments.fakes import content
from tests.experiments.small_questions import share
from tests.experiments.truth import SHORT, raising, true_forked

LIST = '[design]\nkind = "list"\npolicies = ["task_catalogue"]\n'
GRID = '[design]\nkind = "grid"\n[[design.levers]]\n'
UNCERTAIN = "\n[doubt]\ndraws = 2\n[[doubt.assumptions]]\n"

CONCERN = 'path = "assumptions.participation.concern"\n'

WRONG = {
    '[design]\nkind = "lost"\n': "design.kind: no 'lost'; did you mean 'list'?",
    "": "design.kind: missing; give one of list, grid",
    LIST + 'polices = ["x"]\n': "design.polices: unknown key; did you mean 'policies'?",
    LIST + "[precison]\nhalf_width = 1\n": "precison: unknown key; did you mean 'precision'?",
    LIST + '[precision]\nhalf_width = "x"\n': "precision.half_width: must be a number, not 'x'",
    '[design]\nkind = "list"\npolicies = ["task_catalog"]\n': "did you mean 'task_catalogue'?",
    '[design]\nkind = "list"\npolicies = []\n': "design.policies: give at least one",
    GRID + 'path = "policies.tasks.catalog"\n': "no lever 'policies.tasks.catalog'; did you mean",
    GRID + 'path = "assumptions.participation.concern"\n': "is an assumption, not a lever",
    GRID + 'path = "policies.tasks.catalogue"\nvalues = [2.0]\n': "2.0 is outside 0 to 1",
    GRID + 'path = "policies.tasks.catalogue"\nchoices = ["a"]\n': "is a number: give values, not choices",
    GRID + 'path = "policies.tasks.catalogue"\nvalues = [0.0]\n': "no point differs from the baseline",
    LIST + UNCERTAIN + 'path = "policies.tasks.catalogue"\n': "is a lever, not an assumption",
    LIST + UNCERTAIN + CONCERN.replace("concern", "concrn"): "mean 'assumptions.participation.concern'",
    LIST + UNCERTAIN + 'path = "assumptions.participation.concern"\nrange = [0.3, 9.0]\n': "within 0 to 1",
    LIST + UNCERTAIN + CONCERN + "range = [0.3, 0.4]\nwithin = 0.1\n": "not both",
    LIST + "[doubt]\ndraws = 3\n": "needs doubt.assumptions to draw",
    '[design]\nkind = "attribution"\nby = "chapter"\n': "'chapter' is not one of section, clause, lever",
    '[design]\nkind = "attribution"\npackage = "status_quo"\n': "moves no lever",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said_in_one_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        asked(tmp_path, text)
    assert WRONG[text] in str(refused.value)
    assert "small.toml: " in str(refused.value)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('outcomes = ["bredth"]', "outcomes: no outcome 'bredth'; did you mean 'breadth'?"),
        ('groups = ["migrants"]', "groups: no group 'migrants'; did you mean 'migrant'?"),
        ('settings = ["seed=3"]', "give seeds.first and seeds.number instead of seed"),
        ('scenario = "tinny"', "did you mean 'tiny'?"),
    ],
)
def test_what_is_wrong_in_the_common_part_too(line: str, why: str, tmp_path: Path) -> None:
    key = line.split(" = ")[0]
    kept = "\n".join(one for one in HEAD.split("\n") if not one.startswith(f"{key} = "))
    path = question_file(tmp_path, LIST, f"{line}\n{kept}")
    with pytest.raises(BadInput, match=why.replace("?", r"\?")):
        load_question(str(path))


def test_an_unknown_question_gets_the_nearest_name() -> None:
    with pytest.raises(BadInput, match="did you mean 'which_reform_does_most'"):
        load_question("which_reform_does_mst")


def test_a_result_folder_explains_every_column(tmp_path: Path) -> None:
    answered = asked_and_written(tmp_path, LIST)
    told = json.loads((answered.folder / "answer.json").read_text(encoding="utf-8"))
    for name, columns in told["tables"].items():
        written = pq.read_schema(answered.folder / f"{name}.parquet")
        own = [one for one in columns if one not in BESIDE]
        assert [one for one in written.names if one not in BESIDE] == own
        assert set(columns) <= set(written.names)
        assert all(written.field(one).metadata for one in written.names), "the file explains them too"
        assert all(meaning["en"] and meaning["zh"] for meaning in columns.values())
    assert told["sentence"]["en"]
    assert told["sentence"]["zh"]
    assert (answered.runs, answered.failed) == (12, 0)
    manifest = json.loads((answered.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs"] == {"planned": 12, "finished": 12, "failed": 0}
    file = tmp_path / "small.toml"
    assert manifest["command"].startswith(f"shequ experiment {file} --set calendar.burn_in=2")


def test_the_same_question_gives_the_same_bytes_and_is_not_answered_twice(tmp_path: Path) -> None:
    first = content(asked_and_written(tmp_path, LIST).folder)
    again = ask(asked(tmp_path, LIST), tmp_path / "out", options=SERIAL, simulate=never)
    assert content(again.folder) == first
    other = ask(asked(tmp_path, LIST), tmp_path / "other", options=SERIAL, simulate=true_forked)
    assert content(other.folder) == first


def never(*_: object, **__: object) -> NoReturn:
    raise AssertionError("nothing was to be run")


def test_an_interrupted_question_goes_on_from_its_runs(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        asked_and_written(tmp_path, LIST, simulate=raising(KeyboardInterrupt, 4))
    kept = RunStore(tmp_path / "out.partial" / "runs")
    assert len(list(kept.folder.glob("*.zip"))) == 2 * 3
    again = asked_and_written(tmp_path, LIST, simulate=only_from_seed_4)
    assert (again.runs, again.failed) == (12, 0)


def only_from_seed_4(scenarios: object, **options: object) -> object:
    assert scenarios[0].seed >= 4 or scenarios[0].calendar.horizon > 10  # type: ignore[index]
    return true_forked(scenarios)  # type: ignore[arg-type]


def test_failed_runs_are_counted_and_the_others_answer(tmp_path: Path) -> None:
    answered = asked_and_written(tmp_path, LIST, simulate=raising(ZeroDivisionError, 4))
    assert (answered.runs, answered.failed) == (10, 2)
    assert pd.read_parquet(answered.folder / "effects.parquet").seeds.tolist()[0] == 5
    runs = pd.read_parquet(answered.folder / "runs.parquet")
    assert (runs[runs.seed == 4].status == "failed").all()


# What makes a committed question small enough to be run by a test of every change.
SMALL = ["scenario=tiny", "seeds.number=2", "precision.most_seeds=5", "doubt.draws=0", *SHORT]
LEARNED = read_emulator().made  # a goal is sought where an emulator has learned
SMALLER = {
    "attribution": ["design.orders=1", "design.by=section"],
    "budget": ["design.generations=1", "design.size=4"],
    "factorial": ["design.resolution=3"],
    "latin_hypercube": ["design.points=80"],
    "morris": ["design.trajectories=2", 'design.assumptions=[{path="assumptions.participation.hearing.*"}]'],
    "pilot_evaluation": ["design.months=[2, 3]", "design.months_before=2", "design.numbers=[1]"],
    "robustness": ["seeds.number=4", "design.draws=4"],
    "seek": [
        f"scenario={LEARNED['place']}",
        *(f"calendar.{key}={LEARNED['plan'][key]}" for key in ("burn_in", "horizon")),
        "design.generations=1",
        "design.size=16",
        "design.certainties=[0.5, 0.9]",
    ],
    "sobol": ["design.base=2"],
    "value_of_information": ["seeds.number=20"],
}


@pytest.mark.usefixtures("little_search")
@pytest.mark.parametrize("name", shipped_questions())
def test_every_question_that_ships_can_be_asked_and_answered(name: str, tmp_path: Path) -> None:
    loaded = load_question(name)
    assert loaded.question.cost, "say what it takes"
    assert loaded.question.question.en.endswith("?")
    assert loaded.question.question.zh.endswith("？")
    small = load_question(name, [*SMALL, *SMALLER.get(loaded.design.kind, [])])
    answered = ask(small, tmp_path / "out", options=SERIAL, simulate=true_forked)
    assert answered.failed == 0
    assert answered.answer["sentence"]["zh"]


ROUNDS = "[precision]\nhalf_width = 0.0015\nbatch = 3\nmost_seeds = 60\n"


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1)])
def test_P1_shares_answer_a_question_in_rounds_as_one_process_does(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """More seeds until it is precise, and then draws of assumptions for the best arm."""
    question = asked(tmp_path, LIST + ROUNDS + UNCERTAIN + CONCERN)
    whole = ask(question, tmp_path / "whole", options=SERIAL, simulate=true_forked)
    assert len(whole.table("looks")) > 1
    for part in order[:-1]:
        with pytest.raises(PartDone, match=f"share {part}/3: 4 runs are there"):
            ask(question, tmp_path / "x", options=share(part), simulate=true_forked)
    shared = ask(question, tmp_path / "x", options=share(order[-1]), simulate=true_forked)
    assert content(shared.folder) == content(whole.folder)


def test_P2_a_last_share_that_is_interrupted_in_a_later_round_goes_on(tmp_path: Path) -> None:
    question = asked(tmp_path, LIST + ROUNDS)
    whole = ask(question, tmp_path / "whole", options=SERIAL, simulate=true_forked)
    for part in (1, 2):
        with pytest.raises(PartDone):
            ask(question, tmp_path / "x", options=share(part), simulate=true_forked)
    with pytest.raises(KeyboardInterrupt):
        ask(question, tmp_path / "x", options=share(3), simulate=raising(KeyboardInterrupt, 8))
    again = ask(question, tmp_path / "x", options=share(1), simulate=true_forked)
    assert content(again.folder) == content(whole.folder)
