"""Other people's tools, each driving the real model in the smallest place, as the README says."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from experiments.tools.driving import Laboratory, seed_of
from experiments.tools.needed import needed
from sim.engine.settings import BadInput
from tests.experiments.designs.questions import asked_and_written
from tests.experiments.designs.test_robustness import ROBUST
from tests.experiments.tools.readme_blocks import CONCERN, run_block
from tests.experiments.truth import CATALOGUE, SHORT, TALK, true_forked


@pytest.fixture
def known() -> dict[str, Any]:
    """What the first block of the page defines, on the model whose answers are known."""
    laboratory = Laboratory(
        "tiny",
        levers=("policies.tasks.catalogue", "policies.residents.channel_online"),
        assumptions=("assumptions.participation.hearing.talk", CONCERN),
        settings=tuple(SHORT),
        simulate=true_forked,
    )
    return {"laboratory": laboratory}


def test_the_laboratory_is_a_function_of_settings(capsys: pytest.CaptureFixture[str]) -> None:
    names = run_block("from experiments.tools.driving", {})
    assert "'civic': 0." in capsys.readouterr().out
    assert names["laboratory"]({}) == names["laboratory"]({})
    with pytest.raises(BadInput, match="did you mean 'breadth'"):
        Laboratory("tiny", outcomes=("bredth",))({})


def test_an_effect_is_the_difference_under_common_random_numbers(known: dict[str, Any]) -> None:
    plain = known["laboratory"]
    effect = Laboratory("tiny", settings=tuple(SHORT), effect=True, simulate=true_forked)
    values = {"policies.tasks.catalogue": 1.0, CONCERN: 0.3}
    assert_allclose(effect(values)["civic"], CATALOGUE, atol=0.005)
    assert_allclose(effect(values)["civic"], plain(values)["civic"] - plain({CONCERN: 0.3})["civic"])


def test_fresh_random_draws_belong_to_its_settings() -> None:
    assert seed_of({"a": 1.0, "b": 2.0}) == seed_of({"b": 2.0, "a": 1.0}) != seed_of({"a": 1.0, "b": 2.5})


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_ema_workbench_runs_it(known: dict[str, Any]) -> None:
    pytest.importorskip("ema_workbench")
    names = run_block("SequentialEvaluator", known)
    tried, found = names["experiments"], names["outcomes"]
    assert len(tried) == 4
    gain = CATALOGUE * tried["policies__tasks__catalogue"].astype(float)
    talk = TALK * (tried["assumptions__participation__hearing__talk"].astype(float) - 0.25)
    rest = found["civic"] - gain - talk
    assert rest.abs().max() < 0.5
    assert set(found) == {"civic", "gap_hukou", "cost_district"}
    assert tried.policy.nunique() == 2


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_ema_workbench_runs_it_in_processes_of_its_own_with_the_same_numbers(known: dict[str, Any]) -> None:
    workbench = pytest.importorskip("ema_workbench")
    from experiments.tools.ema import model

    made = model(known["laboratory"])
    with workbench.MultiprocessingEvaluator(made, n_processes=1) as evaluator:
        tried, there = evaluator.perform_experiments(scenarios=1, policies=1)
    values = tried[[one.name for one in (*made.uncertainties, *made.levers)]].iloc[0].to_dict()
    assert made.function(**values) == {name: value.item() for name, value in there.items()}


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_what_other_tools_call_can_be_sent_to_other_processes(known: dict[str, Any]) -> None:
    pytest.importorskip("pyabc")
    from experiments.tools import ema, optuna, pyabc

    made = ema.model(known["laboratory"]), optuna.objective(known["laboratory"])
    for one in (made[0].function, made[1], pyabc.model(known["laboratory"])):
        assert type(pickle.loads(pickle.dumps(one))) is type(one)


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_prim_finds_where_the_order_flips(tmp_path: Path) -> None:
    pytest.importorskip("ema_workbench")
    from experiments.tools.ema import prim

    folder = asked_and_written(tmp_path, ROBUST).folder
    box = prim(folder, "task_catalogue beats open_channels").find_box()
    lowest = box.box_lims[-1]["assumptions.participation.hearing.talk"].iloc[0]
    assert 0.32 < lowest < 0.40  # true: 0.375
    with pytest.raises(BadInput, match="no statement 'open_channels beats all'"):
        prim(folder, "open_channels beats all")


@pytest.mark.foreign_draws
def test_salib_analyses_it(known: dict[str, Any]) -> None:
    pytest.importorskip("SALib")
    found = run_block("SALib.analyze", known)["sensitivity"]
    assert found["names"] == ["participation.hearing.talk", "participation.concern"]
    assert np.isfinite(found["median"]).all()


@pytest.mark.filterwarnings("ignore")
def test_optuna_searches_it(known: dict[str, Any]) -> None:
    pytest.importorskip("optuna")
    study = run_block("optuna.create_study", known)["study"]
    assert len(study.trials) == 3
    one = study.trials[0]
    assert_allclose(one.values[2], known["laboratory"](one.params)["cost.district"])


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_pyabc_calibrates_it(known: dict[str, Any]) -> None:
    pytest.importorskip("pyabc")
    history = run_block("import pyabc", known)["history"]
    particles, weights = history.get_distribution()
    assert len(particles) == 4
    assert_allclose(weights.sum(), 1.0)
    assert particles[CONCERN].between(0.0, 1.0).all()


def test_a_missing_library_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(BadInput, match=r"SALib is not installed; in a clone of shequ: pip install '\.\[lab"):
        needed("SALib.sample.sobol", "lab")
