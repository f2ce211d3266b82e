"""The stock SolaraViz page on our parts: ``shequ view``, or ``solara run sim.views.standard.page``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import solara
from mesa.visualization import SolaraViz

from sim.views.standard.mesa_world import DEFAULT_SCENARIO, PageDistrict
from sim.views.standard.parameters import page_parameters
from sim.views.standard.parts import Dashboard

SCENARIO_VARIABLE: Final = "SHEQU_VIEW_SCENARIO"


@solara.component
def Page() -> None:  # noqa: N802 - solara's components are written like classes
    """One visitor's page: the model is made here, so that every visitor has a world of their own."""
    scenario = os.environ.get(SCENARIO_VARIABLE, DEFAULT_SCENARIO)
    parameters = solara.use_memo(lambda: page_parameters(scenario), [scenario])
    model = solara.use_memo(lambda: first_model(parameters), [parameters])
    solara.Style(Path(__file__).with_name("style.css"))
    SolaraViz(model, components=[(Dashboard, 0)], model_params=parameters, name="shequ 社区")


def first_model(parameters: dict[str, Any]) -> PageDistrict:
    """Make the world that a visitor meets, with every parameter where its input stands."""
    values = {name: one["value"] if isinstance(one, dict) else one for name, one in parameters.items()}
    return PageDistrict(**values)
