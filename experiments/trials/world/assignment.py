"""Who is in a trial and to which arm the lot falls: keyed by who they are, so that an arm changes no lot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.trials.conditions import meeting
from sim.district import District
from sim.engine.random import purpose, uniform

if TYPE_CHECKING:
    from experiments.trials.trial_file import TrialUnits

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
LOT: Final = purpose("trial.lot")
ONE_OF_UNIT: Final = purpose("trial.one")
NOT_IN_TRIAL: Final = -1


@dataclass(frozen=True)
class Lot:
    """Who is in a trial.

    Attributes:
        unit: (residents,) number of the unit of each resident whose unit was drawn, else -1.
        treated: (residents,) who is treated where the unit is.
        turn: (residents,) place of the unit in the order of the lot within its stratum, from 0 on.
    """

    unit: Numbers
    treated: Flags
    turn: Numbers

    def share(self, part: int, parts: int) -> Flags:
        """Those who are treated if the drawn units are dealt out in turn to so many parts."""
        dealt: Flags = self.treated & (self.turn % parts == part)
        return dealt


def draw_lot(district: District, units: TrialUnits) -> Lot:
    """Draw units among those that hold somebody who can be treated.

    Args:
        district: as it stands before the trial; not changed.
        units: what is drawn, among whom, and how many.
    """
    fit = meeting(district, units.among)
    of_row = _unit_of(district, units.kind)
    if units.kind == "room":
        fit = fit & district.residents.dormitory
    unit, first = np.unique(of_row, return_index=True)
    place = np.searchsorted(unit, of_row)
    holds = np.bincount(place[fit], minlength=unit.size) > 0
    number = _numbers(district, district.residents.identity[first], LOT)
    turn = _turns(number, holds, _stratum_of(district, units.strata)[first], units)
    drawn = turn >= 0
    treated = fit & drawn[place]
    if units.one_each:
        treated = _one_each(district, treated, place)
    return Lot(np.where(drawn[place], unit[place], NOT_IN_TRIAL), treated, turn[place])


def _unit_of(district: District, kind: str) -> Numbers:
    residents = district.residents
    of_kind: dict[str, Callable[[], Any]] = {
        "resident": lambda: np.arange(len(residents)),
        "household": lambda: residents.household,
        "room": lambda: residents.household,
        "building": lambda: residents.building,
        "estate": lambda: residents.estate,
        "community": lambda: residents.community,
        "street": lambda: district.geography.community_street[residents.community],
    }
    return np.asarray(of_kind[kind](), dtype=np.int64)


def _stratum_of(district: District, strata: str) -> Numbers:
    community = district.residents.community
    of_kind: dict[str, Callable[[], Any]] = {
        "none": lambda: np.zeros_like(community),
        "type": lambda: district.geography.community_type[community],
        "street": lambda: district.geography.community_street[community],
        "community": lambda: community,
    }
    return np.asarray(of_kind[strata](), dtype=np.int64)


def _numbers(district: District, identity: NDArray[Any], use: int, draw: int = 0) -> NDArray[np.float64]:
    """A keyed number of each, for this month's lot."""
    seed, month = district.seed, district.month
    return np.array([uniform(seed, int(one), month, use, draw) for one in identity])


def _turns(number: NDArray[np.float64], holds: Flags, stratum: Numbers, units: TrialUnits) -> Numbers:
    """Place of each drawn unit in the order of its stratum; -1 for those that are not drawn."""
    turn = np.full(number.size, -1, dtype=np.int64)
    for one in np.unique(stratum[holds]):
        members = np.flatnonzero(holds & (stratum == one))
        drawn = members[np.argsort(number[members], kind="stable")][: _how_many(members.size, units)]
        turn[drawn] = np.arange(drawn.size)
    return turn


def _how_many(members: int, units: TrialUnits) -> int:
    return min(units.number, members) if units.number else round(units.share * members)


def _one_each(district: District, treated: Flags, place: Numbers) -> Flags:
    """One of the treated of each unit: the one with the lowest number."""
    rows = np.flatnonzero(treated)
    number = _numbers(district, district.residents.identity[rows], ONE_OF_UNIT)
    order = rows[np.lexsort((number, place[rows]))]
    is_first = np.r_[True, place[order][1:] != place[order][:-1]] if order.size else np.zeros(0, dtype=bool)
    chosen = np.zeros_like(treated)
    chosen[order[is_first]] = True
    return chosen
