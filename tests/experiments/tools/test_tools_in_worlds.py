"""Other tools drive the model over plausible worlds: a member is a setting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from experiments.tools.driving import Laboratory
from experiments.worlds.ensemble import write_worlds
from sim.engine.settings import BadInput
from sim.priors import with_values
from tests.experiments.tools.readme_blocks import CONCERN, run_block
from tests.experiments.truth import SHORT, TALK, true_forked

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
