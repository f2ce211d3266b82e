"""The model behind the page: keywords in, the same numbers as a run of the laboratory out."""

from __future__ import annotations

import itertools
import shlex
from typing import Any

import numpy as np
import pytest

from sim.engine.settings import BadInput
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.views.setting_paths import as_toml, with_place
from sim.views.standard.mesa_world import PageDistrict, RenderGate
from tests.waiting import StandingClock

SETTINGS: dict[str, Any] = {
    "calendar.burn_in": 6,
    "calendar.horizon": 8,
    "policies.committee.fund": 100.0,
    "policies.committee.fund_decided_by": "council",
}
NOTHING: dict[str, Any] = {"calendar.burn_in": 60, "policies.tasks.catalogue": 0.0}
MISTYPED: dict[str, Any] = {"policies.tasks.catalog": 0.5}


def test_the_page_has_the_numbers_of_the_command_that_it_names() -> None:
    model = PageDistrict("tiny", rng=3, **SETTINGS)
    while model.running:
        model.step()
    words = shlex.split(model.command)
    overrides = [word for before, word in itertools.pairwise(words) if before == "--set"]
    assert words[:5] == ["shequ", "run", "tiny", "--seed", "3"]
    run = simulate(load_scenario(words[2], seed=int(words[4]), overrides=overrides))
    assert model.month == len(run.values) == 14
    for (outcome, group), recorded in zip(run.keys, run.values.T, strict=True):
        if group == "all":
            assert np.array_equal(recorded, model.series(outcome), equal_nan=True), outcome


def test_what_changes_nothing_is_not_in_the_command() -> None:
    model = PageDistrict("tiny", **NOTHING)
    assert model.command == "shequ run tiny --seed 0"


def test_a_place_replaces_the_place_and_leaves_the_rest() -> None:
    assert with_place("baoan_sample+report_package", "tiny") == "tiny+report_package"
    assert with_place("baoan_sample+report_package", None) == "baoan_sample+report_package"
    assert with_place("own.toml+report_package", "tiny") == "own.toml+report_package"


@pytest.mark.parametrize(
    ("value", "text"), [(0.1 + 0.2, "0.3"), (3, "3"), (2.0, "2.0"), (True, "true"), ("council", '"council"')]
)
def test_values_are_written_as_toml(value: bool | int | float | str, text: str) -> None:
    assert as_toml(value) == text


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(BadInput, match="unknown key"):
        PageDistrict("tiny", **MISTYPED)


def test_mesa_users_find_the_outcomes_in_the_data_collector() -> None:
    model = PageDistrict("tiny")
    model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["civic"].tolist() == [model.latest["civic", "all"]]


def test_a_step_waits_for_the_page_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, gate = StandingClock(), RenderGate()
    monkeypatch.setattr("sim.views.standard.mesa_world.time", clock)
    assert gate.wait(5)  # nobody looks on
    gate.note(4)
    assert not gate.wait(5, longest=0.05)
    assert 0.05 <= clock.now < 0.06
    gate.note(5)
    assert gate.wait(5)
