"""Facts that every place has: margins that its settings ask for, national rates reweighted to its people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from experiments.calibration.facts import Fact, holds, reference_facts
from sim.population.margins import QUANTILES

if TYPE_CHECKING:
    import pandas as pd

    from sim.population.place import Housing, Place

MARGIN, REWEIGHTED = "margin", "reweighted"
LOCAL, MIGRANT = "hukou is not outside_district", "hukou is outside_district"
NEAR: Final = 0.03  # of a share that the initialiser sets
NEAR_BY_TYPE: Final = 0.05  # of one that few communities decide
NEAR_NATIONAL: Final = 0.02  # as the national rates by hukou


class _Margin(NamedTuple):
    setting: str
    of: str
    among: str
    label_en: str
    label_zh: str


OF_PEOPLE: Final = (
    _Margin("male", "sex is male", "", "men", "男性"),
    _Margin("party_locals", "party is 1", LOCAL, "party members among locals", "户籍居民中的党员"),
    _Margin("party_migrants", "party is 1", MIGRANT, "party members among newcomers", "非户籍居民中的党员"),
    _Margin(
        "agricultural_locals",
        "agricultural_hukou is 1",
        LOCAL,
        "agricultural hukou, locals",
        "农业户口（户籍）",
    ),
    _Margin(
        "agricultural_migrants",
        "agricultural_hukou is 1",
        MIGRANT,
        "agricultural hukou, newcomers",
        "农业户口（非户籍）",
    ),
    _Margin(
        "tools_locals", "lends_tools is 1", LOCAL, "could borrow tools, locals", "可向邻居借工具（户籍）"
    ),
    _Margin(
        "tools_migrants",
        "lends_tools is 1",
        MIGRANT,
        "could borrow tools, newcomers",
        "可向邻居借工具（非户籍）",
    ),
)
OF_HOUSING: Final = (
    _Margin("migrant_quantiles", MIGRANT, "", "newcomers", "非户籍居民"),
    _Margin("owner_locals", "owner is 1", LOCAL, "owners among locals", "户籍居民中的业主"),
    _Margin("owner_migrants", "owner is 1", MIGRANT, "owners among newcomers", "非户籍居民中的业主"),
    _Margin("dormitory", "dormitory is 1", MIGRANT, "newcomers in dormitories", "住宿舍的非户籍居民"),
)
NATIONAL: Final = {
    "B01": ("committee work in three years", "三年内参与居委会工作"),
    "B02": ("suggestions to the committee in three years", "三年内向居委会提建议"),
}


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
        f"+-{near:g}", 0, MARGIN, one.label_en, one.label_zh,
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
    return [_reweighted(fact, labels, name, survey) for fact, labels in NATIONAL.items()]


def _reweighted(fact: str, labels: tuple[str, str], place: str, survey: pd.DataFrame) -> Fact:
    by_hukou = [one for one in reference_facts() if one.fact == fact and one.among in (LOCAL, MIGRANT)]
    value = sum(one.value * _part(one.among, survey) for one in by_hukou)
    first = by_hukou[0]
    return Fact(
        fact, place, "share", first.of, "", value, max(0.0, value - NEAR_NATIONAL), value + NEAR_NATIONAL,
        f"+-{NEAR_NATIONAL:g}", first.year, REWEIGHTED, *labels,
    )  # fmt: skip


def _part(among: str, survey: pd.DataFrame) -> float:
    return float(np.average(holds(survey, among), weights=survey["weight"]))
