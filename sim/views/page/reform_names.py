"""What a session's reform is called: the name from which the fewest levers are moved, and these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.policies import Policies
from sim.scenario import shipped_names
from sim.views.page.public_names import own_files, public_name
from sim.views.page.state import State
from sim.views.setting_paths import lever_settings, plain_scenario, without_policies


def name_in_links(session: State, name: str) -> str:
    """Name of a scenario for a link or a file, which others may see."""
    stored = session.certainty.stored
    names = [] if stored is None else [one.name for one in (stored.status_quo, *stored.reforms)]
    return public_name(name, own_files([session.offer.scenario, session.offer.compare, *names]))


def names_of_reforms(session: State) -> dict[str, Policies]:
    """Names by which a reform can be called, with the levers for which each stands; its own name first."""
    stored, twin = session.certainty.stored, session.twin
    if stored is not None:
        now = session.certainty.worlds()[1]
        return {one.name: one.policies for one in (now, *stored.reforms)}
    plain = without_policies(twin.status_quo.name)
    names = [twin.reform.name, twin.status_quo.name, *(f"{plain}+{one}" for one in shipped_names("policies"))]
    return {name: plain_scenario(name, session.offer.overrides).policies for name in names}


def shortest(policies: Policies, starts: Mapping[str, Policies]) -> tuple[str, dict[str, Any]]:
    """The start from which the fewest levers must be moved, and these; the first of several."""
    moved = {name: _moved(policies, start) for name, start in starts.items()}
    best = min(moved, key=lambda name: len(moved[name]))
    return best, moved[best]


def moved_by_hand(session: State) -> tuple[str, dict[str, Any]]:
    """Name of the reform, and its levers that are not as the name says, by dotted path."""
    return shortest(session.twin.reform.policies, names_of_reforms(session))


def _moved(policies: Policies, before: Policies) -> dict[str, Any]:
    old = lever_settings(before)
    return {path: value for path, value in lever_settings(policies).items() if old[path] != value}
