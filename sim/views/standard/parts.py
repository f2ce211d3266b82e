"""The parts of a page: components that take the model and redraw when Mesa asks for it."""

# ruff: noqa: N802 - solara's components are written like classes

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Final

import solara
from mesa.visualization.utils import update_counter

from sim.outcomes.register import OUTCOMES, Outcome
from sim.views.picture.colours import PAINTERS, Painting
from sim.views.picture.plan import Plan, ground_plan
from sim.views.standard.mesa_tables import about_html, as_html, institution_rows
from sim.views.standard.mesa_world import PageDistrict

FIRST_LETTER: Final = ord("a")
DIGITS: Final = 4
CURVES: Final = (
    "civic",
    "committee.administrative_share",
    "participation.volunteer",
    "participation.deliberate",
    "participation.suggest",
    "participation.vote",
)


@solara.component_vue("residents.vue")
def ResidentsCanvas(plan: str, painting: str) -> None:
    """Draw dots; both arguments are JSON, because nested props are slow."""


@solara.component_vue("curves.vue")
def CurvesCanvas(frame: str, values: str) -> None:
    """Draw curves; both arguments are JSON."""


@solara.component
def Dashboard(model: PageDistrict) -> None:
    """All parts, redrawn at once: every part that listened to Mesa by itself would cost a pass of its own."""
    update = update_counter.get()
    solara.use_effect(lambda: model.gate.note(update), [model, update])
    with solara.Div(classes=["shequ-page"]):
        with solara.Div(classes=["shequ-part", "shequ-wide"]):
            About(model, update)
        with solara.Div(classes=["shequ-part"]):
            ResidentsMap(model, update)
        with solara.Div(classes=["shequ-part"]):
            Curves(model, update)
        with solara.Div(classes=["shequ-part", "shequ-wide"]):
            Institutions(model, update)


@solara.component
def ResidentsMap(model: PageDistrict, update: int) -> None:
    """Residents by community and building, coloured by what they did or by their rung."""
    choice, choose = solara.use_state(next(iter(PAINTERS)))
    plan = solara.use_memo(lambda: ground_plan(model.geography), [model])
    outline = solara.use_memo(lambda: plan_json(plan), [plan])
    painting = solara.use_memo(
        lambda: painting_json(plan, PAINTERS[choice](model.residents)), [plan, choice, update]
    )
    solara.ToggleButtonsSingle(value=choice, values=list(PAINTERS), on_value=choose, dense=True)
    ResidentsCanvas(plan=outline, painting=painting)


def plan_json(plan: Plan) -> str:
    """Write what stays the same in every month."""
    dots = {"x": plan.x.tolist(), "y": plan.y.tolist(), "residents": plan.residents_a_dot}
    return json.dumps({"width": plan.size.width, "height": plan.size.height, "blocks": plan.blocks} | dots)


def painting_json(plan: Plan, painting: Painting) -> str:
    """Write a month's colours: a letter for each drawn resident, and the legend."""
    letters = (painting.codes[plan.rows] + FIRST_LETTER).tobytes().decode("ascii")
    return json.dumps({"codes": letters, "legend": [asdict(line) for line in painting.legend]})


@solara.component
def Curves(model: PageDistrict, update: int) -> None:
    """Headline outcomes month by month; a broken line marks the policy date."""
    frame = solara.use_memo(lambda: frame_json(model), [model])
    values = solara.use_memo(lambda: values_json(model), [model, update])
    CurvesCanvas(frame=frame, values=values)


def frame_json(model: PageDistrict) -> str:
    """Write what stays the same in every month."""
    panels = [panel_of(OUTCOMES[name]) for name in CURVES]
    return json.dumps({"policy": model.first_policy_month, "last": model.last_month, "panels": panels})


def panel_of(outcome: Outcome) -> dict[str, str]:
    """Describe one panel: shares are shown as per cent."""
    is_share = outcome.unit.startswith("share")
    unit = f"%{outcome.unit.removeprefix('share')}" if is_share else outcome.unit
    return {"en": outcome.label_en, "zh": outcome.label_zh, "unit": unit}


def values_json(model: PageDistrict) -> str:
    """Write the recorded months of every panel; a month without a value is null."""
    return json.dumps([[_scaled(value, name) for value in model.series(name)] for name in CURVES])


def _scaled(value: float, name: str) -> float | None:
    factor = 100.0 if OUTCOMES[name].unit.startswith("share") else 1.0
    return None if math.isnan(value) else float(f"{value * factor:.{DIGITS}g}")


@solara.component
def Institutions(model: PageDistrict, update: int) -> None:
    """The table of institutions."""
    table = solara.use_memo(lambda: as_html(institution_rows(model)), [model, update])
    solara.HTML(unsafe_innerHTML=table)


@solara.component
def About(model: PageDistrict, update: int) -> None:
    """Where the run stands, when the levers act, and what prints the same numbers."""
    told = solara.use_memo(lambda: about_html(model), [model, update])
    solara.HTML(unsafe_innerHTML=told)
