"""Other people's tools, each driving the real model in the smallest place, as the README says."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import experiments.tools
from experiments.tools.driving import Laboratory, seed_of
from experiments.tools.needed import needed
from experiments.worlds.ensemble import write_worlds
from sim.engine.settings import BadInput
from sim.priors import with_values
from tests.experiments.designs.questions import asked_and_written
from tests.experiments.designs.test_search import ROBUST
from tests.experiments.truth import CATALOGUE, SHORT, TALK, true_forked

README = Path(experiments.tools.__file__).parent / "README.md"
CONCERN = "assumptions.participation.concern"


def blocks() -> Iterator[str]:
    yield from re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


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


def run_block(word: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run the block of the page that has a word in it."""
    block = next(one for one in blocks() if word in one)
    exec(compile(block, str(README), "exec"), names)
    return names


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


TALK_PATH = "assumptions.participation.hearing.talk"
MEMBERS = 64


@pytest.fixture
def in_worlds(tmp_path: Path) -> dict[str, Any]:
    """The laboratory of the page's second part, on the toy and worlds that differ in talk and in recall."""
    draws = np.random.Generator(np.random.Philox(key=5)).random((MEMBERS, 2)).round(4)
    paths = ("assumptions.participation.hearing.recall", TALK_PATH)
    frame = pd.DataFrame(draws, columns=[f"part:{path}" for path in paths])
    made = {"effects_hang_on": {"report_package": {TALK_PATH: 0.02, paths[0]: 0.001}}}
    write_worlds(tmp_path / "mine.parquet", frame, made)
    laboratory = Laboratory(
        f"tiny+{tmp_path / 'mine.parquet'}",
        levers=("policies.tasks.catalogue", "policies.residents.channel_online"),
        settings=tuple(SHORT),
        seeds=(1,),
        simulate=true_forked,
    )
    return {"in_worlds": laboratory, "reform": {"policies.tasks.catalogue": 0.8}}


def test_a_member_is_a_setting_and_its_first_run_is_the_one_of_its_seed(in_worlds: dict[str, Any]) -> None:
    laboratory, reform = in_worlds["in_worlds"], in_worlds["reform"]
    found = laboratory.over_members(reform, laboratory.members(3))
    assert found.shape == (3, 3)
    for member in range(3):
        lived = laboratory.ensemble().under(laboratory.base(), member + 1)
        run = true_forked([with_values(lived, reform)])[0]
        assert found[member, 0] == run.headline()["civic", "all"]
        assert laboratory(reform, seeds=[member + 1])["civic"] == found[member, 0]  # seed k lives in world k
    spread = laboratory({TALK_PATH: 0.5, "member": 3}, seeds=range(1, 40))["civic"]
    assert_allclose(spread, 0.3 + TALK * 0.25, atol=0.015)  # what is set is as set, whatever the member says


@pytest.mark.parametrize("member", [-1, MEMBERS, 0.5])
def test_a_member_that_is_not_there_is_refused(member: float, in_worlds: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=f"none of 0 to {MEMBERS - 1}"):
        in_worlds["in_worlds"]({"member": member})
    with pytest.raises(BadInput, match="outside 0 to 64"):
        in_worlds["in_worlds"].members(65)
    with pytest.raises(BadInput, match="lives in none"):
        Laboratory("tiny")({"member": 0})
    with pytest.raises(BadInput, match="give one of the two"):
        Laboratory("tiny+my.parquet", worlds="plausible").ensemble()


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_ema_workbench_takes_members_as_scenarios(in_worlds: dict[str, Any]) -> None:
    pytest.importorskip("ema_workbench")
    names = run_block("ema import assumed", in_worlds)
    tried, inputs, laboratory = names["tried"], names["inputs"], in_worlds["in_worlds"]
    assert sorted(tried.member.astype(int).unique()) == [0, 1, 2]
    assert len(tried) == 6
    worlds = laboratory.ensemble()
    assert_allclose(inputs[TALK_PATH], worlds.parts[tried.member.astype(int), worlds.paths.index(TALK_PATH)])
    one = {name.replace("__", "."): tried[name].iloc[4] for name in tried.columns[:3]}
    assert_allclose(names["outcomes"]["civic"][4], laboratory(one)["civic"])
    with pytest.raises(BadInput, match="each member says them all"):
        names["scenarios"](replace(laboratory, assumptions=(CONCERN,)))


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_salib_finds_what_matters_among_members(in_worlds: dict[str, Any]) -> None:
    pytest.importorskip("SALib")
    from SALib.analyze import delta

    from experiments.tools.salib import given

    laboratory = replace(in_worlds["in_worlds"], effect=True)
    asked, points = given(laboratory, laboratory.members())
    assert asked["names"] == ["participation.hearing.talk", "participation.hearing.recall"]
    online = {"policies.residents.channel_online": 1.0}
    civic = laboratory.over_members(online, laboratory.members())[:, 0]
    first = delta.analyze(asked, points, civic, num_resamples=10, seed=1)["S1"]
    assert first[0] > 0.6 > 0.3 > first[1]  # the toy knows talk alone
    assert given(laboratory, range(4), most=1)[1].shape == (4, 1)
    assert run_block("salib import given", in_worlds)["sensitivity"]["names"] == asked["names"]


@pytest.mark.filterwarnings("ignore")
def test_optuna_looks_for_what_does_well_in_nine_worlds_of_ten(in_worlds: dict[str, Any]) -> None:
    pytest.importorskip("optuna")
    from experiments.tools.optuna import robust_objective

    names, laboratory = run_block("import robust_objective", in_worlds), in_worlds["in_worlds"]
    trial = names["study"].trials[0]
    found = laboratory.over_members(trial.params, range(4))
    assert_allclose(trial.values, [np.quantile(found[:, k], part) for k, part in enumerate((0.1, 0.9, 0.9))])
    with pytest.raises(BadInput, match=r"one from 0 to 1 for each of civic, gap\.hukou"):
        robust_objective(laboratory, (0.1,))


@pytest.mark.foreign_draws
@pytest.mark.filterwarnings("ignore")
def test_pyabc_weighs_members_anew(in_worlds: dict[str, Any]) -> None:
    pyabc = pytest.importorskip("pyabc")
    from experiments.tools.pyabc import model, prior, transitions

    assert set(run_block("pyabc import model, prior, transitions", in_worlds)["particles"]) == {"member"}
    laboratory = in_worlds["in_worlds"]
    abc = pyabc.ABCSMC(
        model(laboratory),
        prior(laboratory),
        distance_function=lambda simulated, observed: abs(simulated["civic"] - observed["civic"]),
        transitions=transitions(laboratory),
        population_size=12,
        sampler=pyabc.SingleCoreSampler(),
    )
    abc.new("sqlite://", {"civic": 0.4})
    particles, weights = abc.run(max_nr_populations=2).get_distribution()
    assert particles.member.between(0, MEMBERS - 1).all()
    away = np.array([abs(model(laboratory)({"member": one})["civic"] - 0.4) for one in range(MEMBERS)])
    assert np.average(away[particles.member.astype(int)], weights=weights) < away.mean()


def test_a_missing_library_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(BadInput, match=r"SALib is not installed; in a clone of shequ: pip install '\.\[lab"):
        needed("SALib.sample.sobol", "lab")
