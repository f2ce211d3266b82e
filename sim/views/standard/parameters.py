"""What SolaraViz offers to change: place, seed, policy date and every lever, built from the declarations."""

from __future__ import annotations

from typing import Any, Final

from sim.calendar import Calendar
from sim.engine.settings import Setting
from sim.policies import Lever, levers
from sim.policies.lever import declared_settings
from sim.population.place import Place
from sim.priors import value_in
from sim.scenario import Scenario, load_scenario, name_parts, shipped_names
from sim.views.page.events import LARGEST_EXACT
from sim.views.setting_paths import Value, slider_step
from sim.views.standard.mesa_world import BURN_IN, default_burn_in

Input = dict[str, Any]

LARGEST_PLACE: Final = 100_000
LARGEST_SEED: Final = 99


def page_parameters(scenario: str) -> dict[str, Any]:
    """Every parameter of :class:`sim.views.standard.mesa_world.PageDistrict`, as SolaraViz wants them.

    Args:
        scenario: name of a scenario that can be loaded; inputs start where it stands.

    Returns:
        The scenario, then inputs for place, seed, policy date and every lever by its dotted path.
    """
    loaded = load_scenario(scenario)
    inputs = _place_input(scenario) | {"rng": _seed_input(loaded), BURN_IN: _burn_in_input(scenario)}
    for path, lever in levers().items():
        inputs[path] = lever_input(lever, value_in(loaded, path))
    return {"scenario": scenario} | inputs


def _place_input(scenario: str) -> dict[str, Input]:
    """Offer the places that ship and are small enough; nothing if the scenario's place is the user's own."""
    own = [part for part in name_parts(scenario) if part in shipped_names("places")]
    if not own:
        return {}
    small = [
        name for name in shipped_names("places") if _residents(load_scenario(name).place) <= LARGEST_PLACE
    ]
    values = sorted({*small, own[-1]})
    return {"place": {"type": "Select", "label": "Place 地点", "value": own[-1], "values": values}}


def _residents(place: Place) -> int:
    return sum(group.count * group.residents for group in place.communities)


def _seed_input(scenario: Scenario) -> Input:
    """A slider; text for a seed that a browser's numbers cannot hold."""
    if scenario.seed > LARGEST_EXACT:
        return {"type": "InputText", "label": "Seed 随机种子", "value": str(scenario.seed)}
    return _slider("SliderInt", "Seed 随机种子", scenario.seed, 0, max(LARGEST_SEED, scenario.seed), 1)


def _burn_in_input(scenario: str) -> Input:
    declared = {path: one for path, one, _ in declared_settings(Calendar, "calendar.")}[BURN_IN]
    value, longest = default_burn_in(scenario), load_scenario(scenario).calendar.burn_in
    label = f"Months before the policy date 政策实施前月数 ({declared.unit})"
    return _slider("SliderInt", label, value, 0, longest, 1)


def lever_input(lever: Lever, value: Value) -> Input:
    """Give the input for one lever: a select, a check box or a slider.

    Args:
        lever: its declaration.
        value: where the input starts.
    """
    if lever.choices:
        return {"type": "Select", "label": _label(lever), "value": value, "values": list(lever.choices)}
    if isinstance(value, bool):
        return {"type": "Checkbox", "label": _label(lever), "value": value}
    if isinstance(value, int):
        return _slider("SliderInt", _label(lever), value, *_range(lever, value), 1)
    if isinstance(value, float):
        low, high = _range(lever, value)
        return _slider("SliderFloat", _label(lever), value, low, high, slider_step(high - low))
    return {"type": "InputText", "label": _label(lever), "value": value}


def _slider(kind: str, label: str, value: float, low: float, high: float, step: float) -> Input:
    return {"type": kind, "label": label, "value": value, "min": low, "max": high, "step": step}


def _label(lever: Lever) -> str:
    unit = "" if lever.unit in ("1", "choice") else f" ({lever.unit})"
    return f"{lever.clause} {lever.label_en} {lever.label_zh}{unit}"


def _range(setting: Setting, value: float) -> tuple[Any, Any]:
    """Give the declared range; where an end is open, one that leaves room around the value."""
    low = min(0, value) if setting.low is None else setting.low
    high = max(1, 4 * value) if setting.high is None else setting.high
    return (int(low), int(high)) if isinstance(value, int) else (low, high)
