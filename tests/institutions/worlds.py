"""Small districts for tests, and everything that can be known of one as a single hash."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.scenario import Scenario, load_scenario

SHORT = ("calendar.burn_in=6", "calendar.horizon=18")
Numbers = NDArray[np.int64]


def scenario(name: str = "tiny", *overrides: str, seed: int = 1) -> Scenario:
    """A small scenario of 24 months with the policy from month 7 on; settings can be laid over it."""
    return load_scenario(name, seed=seed, overrides=[*SHORT, *overrides])


def district(name: str = "tiny", *overrides: str, seed: int = 1, months: int = 0) -> District:
    """A small district after some months."""
    return lived(District(scenario(name, *overrides, seed=seed), views=False), months)


def lived(one: District, months: int) -> District:
    """The same district some months later."""
    for _ in range(months):
        one.step()
    return one


def state(one: District) -> dict[str, str]:
    """Hash of each part of a district; equal parts have equal hashes."""
    return {name: _hash(part) for name, part in _parts(one).items()}


def _parts(one: District) -> dict[str, Any]:
    columns = {name: getattr(one.residents, name) for name in one.residents.columns}
    tasks = {f"tasks.{name}": value for name, value in vars(one.tasks).items()}
    counted = (
        "waiting",
        "answered",
        "waited",
        "deliberated",
        "extra_meetings",
        "projects_finished",
        "passed_upward",
        "subcommittees",
        "representatives",
        "hukou_gained",
        "adults",
        "wishes",
        "organisations_before",
    )
    books = {name: getattr(one, name) for name in counted}
    bodies = [
        *one.committees,
        *one.workstations,
        *one.companies.values(),
        *one.parties,
        *one.organisations,
        *one.units,
        *one.centres,
        *one.property_companies,
        *one.homeowners,
    ]
    return {
        **columns,
        **tasks,
        **books,
        "month": one.month,
        "partner": one.companions.partner,
        "network": np.concatenate([one.network.start, one.network.target, one.network.layer]),
        "offers": np.concatenate([array.ravel().astype(float) for array in one.offers]),
        "balance": sorted(one.ledger.balance.items()),
        "flows": list(one.ledger.flows.items()),
        "turnout": one.turnout,
        "bodies": [_attributes(body) for body in bodies],
    }


def _attributes(body: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(body).items() if name not in ("model", "unique_id", "pos")}


def _hash(part: Any) -> str:
    content = np.ascontiguousarray(part).tobytes() if isinstance(part, np.ndarray) else repr(part).encode()
    return hashlib.sha256(content).hexdigest()


def paid(one: District, purpose: str, months: range | None = None, place: int | None = None) -> int:
    """Fen that flowed for a purpose, in some months, in one community or everywhere."""
    return sum(
        fen
        for flow, fen in one.ledger.flows.items()
        if flow.purpose == purpose
        and (months is None or flow.month in months)
        and (place is None or flow.place == place)
    )
