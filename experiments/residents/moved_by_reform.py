"""The residents whom a reform moved, and through whom: the two worlds lived through, the finding as data."""

from __future__ import annotations

import json
from typing import Any

from experiments.running.progress import Console
from sim.explain.compare_worlds import find_moved
from sim.explain.moved import ChangedAct, MovedResident, Movement
from sim.scenario import Scenario
from sim.vocabulary import Act


def who(status_quo: Scenario, reform: Scenario, *, console: Console | None = None) -> Movement:
    """Find whom a reform moved, and through whom.

    Args:
        status_quo: one world, with its seed.
        reform: the other; differs in policies only.
        console: where progress is shown.

    Raises:
        BadInput: the scenarios differ in more than their policies.
    """
    calendar = status_quo.calendar
    months = calendar.burn_in + 2 * calendar.horizon
    with (console or Console(bars=False)).bar(reform.name, months) as advance:
        return find_moved(status_quo, reform, on_month=lambda _month: advance(1))


def as_data(movement: Movement, status_quo: Scenario, reform: Scenario) -> dict[str, Any]:
    """Everything as plain data."""
    return {
        "status_quo": status_quo.name,
        "reform": reform.name,
        "seed": reform.seed,
        "months": movement.months,
        "apart": movement.apart,
        "groups": [
            {"group": name, "adults": adults, **movement.count(name)}
            for name, adults in movement.adults.items()
        ],
        "residents": [_resident_data(movement, one) for one in movement.residents],
    }


def as_json(movement: Movement, status_quo: Scenario, reform: Scenario) -> str:
    """Everything as JSON."""
    return json.dumps(as_data(movement, status_quo, reform), indent=1)


def _resident_data(movement: Movement, one: MovedResident) -> dict[str, Any]:
    acts = [[act.name.lower() for act in Act if mask >> act & 1] for mask in one.acts]
    return {
        "resident": one.resident,
        "came": one.came,
        "community": one.community,
        "groups": list(one.groups),
        "kind": one.kind,
        "acts_status_quo": acts[0],
        "acts_reform": acts[1],
        "steps": [_step_data(movement, one, step) for step in one.steps],
    }


def _step_data(movement: Movement, one: MovedResident, step: ChangedAct) -> dict[str, Any]:
    return {
        "act": step.act.name.lower(),
        "month": step.month,
        "change": step.change,
        "source": step.source.name.lower(),
        "contacts": list(step.tellers),
        "contacts_moved_before": list(step.moved_tellers),
        "chain": [
            {"resident": row, "month": link.month, "source": link.source.name.lower()}
            for row, link in movement.chain(one, step)
        ],
        "otherwise": step.otherwise.name.lower(),
        "places": step.places,
        "places_otherwise": step.places_otherwise,
        "heard": step.heard.name.lower(),
        "heard_otherwise": step.heard_otherwise.name.lower(),
        "outcome": step.outcome.name.lower(),
    }
