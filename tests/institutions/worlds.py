"""Small districts for tests, and everything that can be known of one as a single hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import Enum
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.district import District
from sim.engine.compiling.column_view import ColumnView
from sim.institutions.fund.state import WAITING, Funds
from sim.institutions.organisations.state import Field, Organisations, SocialOrganisation
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


def another_organisation(one: District, community: int = 0) -> SocialOrganisation:
    """One more organisation in a community, of culture and led from outside."""
    where = np.array([community])
    one[Organisations].begin(one, where, where * 0 - 1, where * 0 + Field.CULTURE, where * 0 + 0.5)
    return one[Organisations].views[-1]


def note(one: District, proposers: Iterable[int], since: float = 0.0) -> None:
    """Let proposals of these residents wait for their communities' funds."""
    rows = np.array(list(proposers), dtype=np.int64)
    waiting = np.full(rows.size, WAITING)
    ages = np.full(rows.size, since)
    community = one.residents.community[rows]
    one[Funds].ideas.append(community=community, proposer=rows, since=ages, project=waiting)


def begin(one: District, months_left: Iterable[float], first: int = 0, last: int = 120) -> None:
    """Let projects be under way in the first community, numbered 0, 1, ..."""
    months = np.array(list(months_left))
    one[Funds].projects.append(
        number=np.arange(months.size),
        community=months * 0,
        first=np.full(months.size, first),
        last=np.full(months.size, last),
        started=months * 0,
        months_left=months,
        cost=months * 0,
    )


def state(one: District) -> dict[str, str]:
    """Hash of each part of a district; equal parts have equal hashes.

    Everything that the district has beyond what every Mesa model has is in it, without a list of names; but
    not what it was asked to be, nor how it is run.
    """
    own = {
        name: part
        for name, part in vars(one).items()
        if name not in OF_ANY_MODEL and not isinstance(part, Scenario)
    }
    shelf = {book.__name__: part for book, part in own.pop("shelf").items()}
    tables = {f"residents.{name}": column for name, column in vars(own.pop("residents")).items()}
    return {name: _hash(part) for name, part in {**own, **shelf, **tables}.items()}


OF_ANY_MODEL = {
    *vars(mesa.Model(rng=1)),
    "_agents",
    "_agents_by_type",
    "threads",
    "people",
    "set_by",
    "follows",
}


def _hash(part: Any) -> str:
    told = hashlib.sha256()
    _tell(part, told, ())
    return told.hexdigest()


def _tell(part: Any, told: Any, above: tuple[int, ...]) -> None:
    """Write a part, and all that it is made of, into a hash; what stands above it is not told again."""
    above = (*above, id(part))
    told.update(type(part).__name__.encode())
    if isinstance(part, np.ndarray):
        told.update(str(part.dtype).encode() + np.ascontiguousarray(part).tobytes())
    elif isinstance(part, dict):
        _tell_all([one for pair in sorted(part.items(), key=repr_of_key) for one in pair], told, above)
    elif isinstance(part, list | tuple):
        _tell_all(part, told, above)
    elif isinstance(part, mesa.Agent):
        _tell({name: one for name, one in vars(part).items() if name not in OF_ANY_AGENT}, told, above)
    elif hasattr(part, "__dict__") and not isinstance(part, Enum | type | ColumnView):
        _tell(vars(part), told, above)
    elif not isinstance(part, ColumnView):  # whose arrays are told already
        told.update(repr(part).encode())


OF_ANY_AGENT = ("model", "unique_id", "pos", "book")


def repr_of_key(pair: tuple[Any, Any]) -> str:
    """Order of the parts of a dictionary: by name, not by when they came."""
    return repr(pair[0])


def _tell_all(parts: Iterable[Any], told: Any, above: tuple[int, ...]) -> None:
    for one in parts:
        if id(one) not in above:
            _tell(one, told, above)


def paid(one: District, purpose: str, months: range | None = None, place: int | None = None) -> int:
    """Fen that flowed for a purpose, in some months, in one community or everywhere."""
    return sum(
        fen
        for flow, fen in one.ledger.flows.items()
        if flow.purpose == purpose
        and (months is None or flow.month in months)
        and (place is None or flow.place == place)
    )
