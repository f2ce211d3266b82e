"""How far a place may be from what its file says: one number moves a share or size in all its types at once.

A place's file has what is known or assumed of it type by type; here is how far off all types may be together.
Each is a factor, a shift of log-odds, or a tilt of settings of :class:`~sim.population.place.Place`; at 1
or 0 the place is as its file says. Doubts are assumptions like others: swept, drawn, calibrated.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, NamedTuple

from sim.engine.plausible import Evidence, argued, guessed, measured
from sim.engine.settings import Setting
from sim.population.place import Place

SURVEYS: Final = "surveys of urban China, 2010-2013; what is so in Bao'an itself is unknown"
CENSUS: Final = "censuses give it for all types together, or elsewhere"


class MovedSettings(NamedTuple):
    """What an uncertainty moves.

    Attributes:
        part: ``"people"`` of the place, ``"housing"`` or ``"bodies"`` of every type.
        names: settings there.
        move: from a setting's value and the number believed to the value believed.
    """

    part: str
    names: tuple[str, ...]
    move: Callable[[Any, float], Any]


def as_factor(value: float, factor: float) -> float:
    """A size so many times as large; whole numbers stay whole."""
    return round(value * factor) if isinstance(value, int) else value * factor


def in_odds(value: Any, shift: float) -> Any:
    """A share, or each of a list, moved in log-odds; none and all stay what they are."""
    if isinstance(value, tuple):
        return tuple(in_odds(one, shift) for one in value)
    if value <= 0.0 or value >= 1.0:
        return value
    return 1.0 / (1.0 + math.exp(-shift) * (1.0 - value) / value)


def as_tilt(shares: tuple[float, ...], tilt: float) -> tuple[float, ...]:
    """Shares moved toward the last (above 0) or the first: log-odds of the last against the first."""
    steps = max(len(shares) - 1, 1)
    raw = [share * math.exp(tilt * place / steps) for place, share in enumerate(shares)]
    return tuple(share * sum(shares) / sum(raw) for share in raw)


MOVES: Final[dict[str, Callable[[Any, float], Any]]] = {
    "times": as_factor,
    "log-odds": in_odds,
    "tilt": as_tilt,
}


def _uncertain(neutral: float, reach: tuple[float, float], unit: str, what: str, known: Evidence) -> Any:
    part, names, sentence = (one.strip() for one in what.split(":"))
    low, high = reach
    declared = Setting(unit, sentence, known.source, low, high, evidence=known)
    target = MovedSettings(part, tuple(names.split()), MOVES[unit])
    return field(default=neutral, metadata={"setting": declared, "target": target})


def times(what: str, known: Evidence) -> Any:
    """Declare a factor; ``what`` is ``"part: settings: sentence"``."""
    return _uncertain(1.0, (0.1, 10.0), "times", what, known)


def odds(what: str, known: Evidence) -> Any:
    """Declare a shift of shares in log-odds."""
    return _uncertain(0.0, (-4.0, 4.0), "log-odds", what, known)


def tilt(what: str, known: Evidence) -> Any:
    """Declare a tilt of shares that add up."""
    return _uncertain(0.0, (-4.0, 4.0), "tilt", what, known)


@dataclass(frozen=True, kw_only=True)
class PlaceUncertainty:
    """How far the place may be from its file; 1 and 0 for not at all."""

    staff: float = times(
        "bodies: committee_staff: committees' staff",
        argued(0.6, 1.6, "D01 bounds hours by residents; counts of staff in Bao'an are unknown"),
    )
    workstation_staff: float = times("bodies: workstation_staff: workstations' staff", guessed(0.5, 1.8))
    building_heads: float = times("bodies: building_heads: building heads wanted", guessed(0.5, 2.0))
    direct_elections: float = odds(
        "bodies: direct_elections: communities that elect by all voters",
        measured(-1.2, 1.2, "A38: all of a city; 30 % in the national plan"),
    )
    household_elections: float = odds(
        "bodies: household_elections: communities that elect by households", guessed(-0.8, 0.8)
    )
    managed_estates: float = odds(
        "bodies: managed_estates: estates with a property company", guessed(-0.9, 0.9)
    )
    service_centres: float = odds(
        "bodies: service_centre: communities with a service centre",
        measured(-1.5, 0.8, "C12, C16, C17: 0.1 to 0.6 of them"),
    )
    company_assets: float = times(
        "bodies: company_assets: assets of share companies",
        measured(0.6, 1.6, "C14: over 150bn yuan in the city"),
    )
    company_services: float = times(
        "bodies: company_services: public services that companies carry", guessed(0.4, 2.0)
    )
    migrants: float = odds(
        "housing: migrant_quantiles: migrants in communities",
        measured(-0.4, 0.4, "C07, C10; by type unknown"),
    )
    elsewhere: float = odds(
        "housing: elsewhere: locals whose hukou is elsewhere in the district", guessed(-0.9, 0.9)
    )
    age_locals: float = tilt("housing: age_locals: locals toward the old", argued(-0.4, 0.4, CENSUS))
    age_migrants: float = tilt("housing: age_migrants: migrants toward the old", argued(-0.4, 0.4, CENSUS))
    children: float = times("housing: children: residents younger than 17", argued(0.85, 1.2, CENSUS))
    owner_locals: float = odds("housing: owner_locals: owners among locals", guessed(-0.7, 0.7))
    owner_migrants: float = odds("housing: owner_migrants: owners among migrants", guessed(-0.8, 0.8))
    shareholders: float = odds(
        "housing: shareholders: shareholders among locals", argued(-0.9, 0.9, "C13, C14: by type unknown")
    )
    dormitory: float = odds("housing: dormitory: migrants in dormitories", argued(-0.5, 0.5, CENSUS))
    buildings: float = times(
        "housing: building_residents estate_buildings: sizes of buildings and estates", guessed(0.5, 2.0)
    )
    employers: float = times("housing: employer_size: who share a workplace", guessed(0.4, 2.5))
    works_here: float = odds("housing: works_here: workers who work in their community", guessed(-0.7, 0.7))
    work_hours: float = times(
        "housing: work_hours: work and commute",
        argued(0.9, 1.12, "22 to 26 days of 8 to 10 hours, and the way"),
    )
    work_evening: float = odds(
        "housing: work_evening: chance of workers to be free on an evening", guessed(-0.6, 0.6)
    )
    moves: float = times("housing: move_tenants move_owners: households that move away", guessed(0.6, 1.8))
    moves_of_locals: float = times(
        "housing: move_locals: moves of locals against those of migrants", guessed(0.2, 4.0)
    )
    agricultural: float = odds(
        "people: agricultural_locals agricultural_migrants: agricultural hukou", guessed(-0.7, 0.7)
    )
    locals_moved: float = odds("people: locals_moved: locals who moved here", guessed(-0.6, 0.6))
    years_here: float = tilt("people: years_migrants: migrants toward many years here", guessed(-0.7, 0.7))
    employed: float = odds(
        "people: employed_men employed_women: who work", argued(-0.5, 0.5, "about 8 points up and down")
    )
    contact: float = tilt(
        "people: contact_locals contact_migrants: toward daily contact with neighbours",
        measured(-0.5, 0.5, SURVEYS),
    )
    tools: float = odds(
        "people: tools_locals tools_migrants: who can borrow tools", measured(-0.4, 0.4, SURVEYS)
    )
    trust: float = odds(
        "people: trust_locals trust_migrants: who trust local government", measured(-0.4, 0.4, SURVEYS)
    )
    efficacy: float = odds(
        "people: efficacy_internal_locals efficacy_internal_migrants efficacy_external: who feel able",
        measured(-0.4, 0.4, SURVEYS),
    )
    party: float = odds("people: party_locals party_migrants: party members", measured(-0.4, 0.4, SURVEYS))


def as_believed(place: Place, believed: PlaceUncertainty) -> Place:
    """The place with its settings moved as believed, within what is allowed; itself if there are none."""
    moved = [item for item in fields(believed) if getattr(believed, item.name) != item.default]
    for item in moved:
        place = _moved(place, item.metadata["target"], getattr(believed, item.name))
    return place


def _moved(place: Place, target: MovedSettings, by: float) -> Place:
    if target.part == "people":
        return replace(place, people=_part_moved(place.people, target, by))
    types = {
        name: replace(kind, **{target.part: _part_moved(getattr(kind, target.part), target, by)})
        for name, kind in place.types.items()
    }
    return replace(place, types=types)


def _part_moved(part: Any, target: MovedSettings, by: float) -> Any:
    declared = {item.name: item.metadata["setting"] for item in fields(part)}
    values = {name: target.move(getattr(part, name), by) for name in target.names}
    return replace(part, **{name: _allowed(value, declared[name]) for name, value in values.items()})


def _allowed(value: Any, declared: Setting) -> Any:
    """The nearest value that a file could give; lists of shares stay shares."""
    if isinstance(value, tuple):
        return value
    low, high = declared.low, declared.high
    inside = min(max(value, -math.inf if low is None else low), math.inf if high is None else high)
    return type(value)(inside)
