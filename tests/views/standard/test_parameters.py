"""What the page offers to change is what the levers declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.settings import BadInput
from sim.policies import Lever, levers
from sim.priors import value_in
from sim.scenario import load_scenario
from sim.views.setting_paths import slider_step
from sim.views.standard.mesa_world import BURN_IN, PageDistrict
from sim.views.standard.parameters import lever_input, page_parameters

PARAMETERS = page_parameters("tiny+report_package")
KINDS = {"Select", "Checkbox", "SliderInt", "SliderFloat"}


@pytest.mark.parametrize("path", levers())
def test_every_lever_has_an_input_with_its_labels_unit_and_range(path: str) -> None:
    lever, offered = levers()[path], PARAMETERS[path]
    assert offered["type"] in KINDS
    assert all(words in offered["label"] for words in (lever.clause, lever.label_en, lever.label_zh))
    if lever.choices:
        assert offered["values"] == list(lever.choices)
    elif offered["type"] != "Checkbox":
        assert (offered["min"], offered["max"]) == (lever.low, lever.high)
        assert lever.unit in offered["label"]


def test_inputs_start_where_the_scenario_stands() -> None:
    scenario = load_scenario("tiny+report_package")
    assert {path: PARAMETERS[path]["value"] for path in levers()} == {
        path: value_in(scenario, path) for path in levers()
    }
    assert PARAMETERS["rng"]["value"] == scenario.seed


def test_the_page_burns_in_for_a_year_and_never_longer_than_the_scenario() -> None:
    assert PARAMETERS[BURN_IN]["value"] == 12
    assert PARAMETERS[BURN_IN]["max"] == load_scenario("tiny").calendar.burn_in


def test_places_that_fit_a_page_are_offered() -> None:
    assert PARAMETERS["place"]["value"] == "tiny"
    assert "baoan_sample" in PARAMETERS["place"]["values"]
    assert "baoan" not in PARAMETERS["place"]["values"]
    assert "baoan" in page_parameters("baoan")["place"]["values"]


@pytest.mark.parametrize(
    ("value", "kind"), [(True, "Checkbox"), (3, "SliderInt"), (0.5, "SliderFloat"), ("word", "InputText")]
)
def test_a_lever_of_any_type_becomes_an_input_that_allows_its_value(
    value: bool | int | float | str, kind: str
) -> None:
    lever = Lever(
        unit="1", sentence="s", clause="S0", label_en="l", label_zh="标", status_quo=value, recommended=value,
        proximal_outcome="civic", expected="+",
    )  # fmt: skip
    offered = lever_input(lever, value)
    assert offered["type"] == kind
    assert offered["value"] == value
    if "min" in offered:
        assert offered["min"] <= value <= offered["max"]


@pytest.mark.parametrize(("span", "step"), [(1.0, 0.01), (0.2, 0.001), (500.0, 1.0), (80.0, 0.1), (0.0, 1.0)])
def test_sliders_move_in_round_steps(span: float, step: float) -> None:
    assert slider_step(span) == pytest.approx(step)


def test_the_model_takes_every_parameter_that_the_page_gives() -> None:
    values = {name: one["value"] if isinstance(one, dict) else one for name, one in PARAMETERS.items()}
    district = PageDistrict(**values)
    assert district.scenario.policies == load_scenario("tiny+report_package").policies


def test_a_seed_that_a_browser_cannot_hold_as_a_number_is_typed_as_text(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_text(f"seed = {2**53 + 1}\n", encoding="utf-8")
    offered = page_parameters(f"tiny+{path}")["rng"]
    assert (offered["type"], offered["value"]) == ("InputText", str(2**53 + 1))
    assert PageDistrict("tiny", rng=offered["value"]).scenario.seed == 2**53 + 1
    with pytest.raises(BadInput, match="seed: must be a whole number"):
        PageDistrict("tiny", rng="1e3")
