"""Facts that every place has: margins that its settings ask for, national rates reweighted to its people."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from experiments.calibration.facts import Fact, holds, reference_facts
from experiments.wording.sentences import pairs
from sim.population.margins import QUANTILES
from sim.population.place import Housing, Place

MARGIN, REWEIGHTED = "margin", "reweighted"
LOCAL, MIGRANT = "hukou is not outside_district", "hukou is outside_district"
NEAR: Final = 0.03  # of a share that the initialiser sets
NEAR_BY_TYPE: Final = 0.05  # of one that few communities decide
NEAR_NATIONAL: Final = 0.02  # as the national rates by hukou


class _Margin(NamedTuple):
    setting: str
    of: str
    among: str = ""


OF_PEOPLE: Final = (
    _Margin("male", "sex is male"),
    _Margin("party_locals", "party is 1", LOCAL),
    _Margin("party_migrants", "party is 1", MIGRANT),
    _Margin("agricultural_locals", "agricultural_hukou is 1", LOCAL),
    _Margin("agricultural_migrants", "agricultural_hukou is 1", MIGRANT),
    _Margin("tools_locals", "lends_tools is 1", LOCAL),
    _Margin("tools_migrants", "lends_tools is 1", MIGRANT),
)
OF_HOUSING: Final = (
    _Margin("migrant_quantiles", MIGRANT),
    _Margin("owner_locals", "owner is 1", LOCAL),
    _Margin("owner_migrants", "owner is 1", MIGRANT),
    _Margin("dormitory", "dormitory is 1", MIGRANT),
)
NATIONAL: Final = ("B01", "B02")
# What each setting's margin, or national figure, is called.
LABELS: Final = pairs("place_margins")


def margins(place: Place, name: str, survey: pd.DataFrame) -> list[Fact]:
    """What the settings of a place ask of its people, each type weighted by its respondents.

    Args:
        place: whose settings.
        name: of the place.
        survey: of its residents.
    """
    people = [_margin(one, name, float(getattr(place.people, one.setting)), NEAR) for one in OF_PEOPLE]
    return people + [_margin(one, name, _over_types(one, place, survey), NEAR_BY_TYPE) for one in OF_HOUSING]


def _margin(one: _Margin, place: str, value: float, near: float) -> Fact:
    return Fact(
        one.setting, place, "share", one.of, one.among, value, value - near, value + near,
        f"+-{near:g}", 0, MARGIN, *LABELS[one.setting],
    )  # fmt: skip


def _over_types(one: _Margin, place: Place, survey: pd.DataFrame) -> float:
    asked = survey[holds(survey, one.among)]
    part = asked.groupby("neighbourhood_type").weight.sum() / asked.weight.sum()
    return sum(
        _of_type(place.types[str(kind)].housing, one.setting) * float(share) for kind, share in part.items()
    )


def _of_type(housing: Housing, setting: str) -> float:
    value = getattr(housing, setting)
    return float(np.trapezoid(value, QUANTILES)) if isinstance(value, tuple) else float(value)


def reweighted(name: str, survey: pd.DataFrame) -> list[Fact]:
    """National rates of locals and newcomers, weighted by how many of either live here."""
    return [_reweighted(fact, name, survey) for fact in NATIONAL]


def _reweighted(fact: str, place: str, survey: pd.DataFrame) -> Fact:
    by_hukou = [one for one in reference_facts() if one.fact == fact and one.among in (LOCAL, MIGRANT)]
    value = sum(one.value * _part(one.among, survey) for one in by_hukou)
    first = by_hukou[0]
    return Fact(
        fact, place, "share", first.of, "", value, max(0.0, value - NEAR_NATIONAL), value + NEAR_NATIONAL,
        f"+-{NEAR_NATIONAL:g}", first.year, REWEIGHTED, *LABELS[fact],
    )  # fmt: skip


def _part(among: str, survey: pd.DataFrame) -> float:
    return float(np.average(holds(survey, among), weights=survey["weight"]))
