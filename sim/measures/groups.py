"""Groups of adults by which outcomes are broken down; one adult belongs to several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.agents.residents import ADULT_AGE, Education, Hukou, Residents


@dataclass(frozen=True)
class Group:
    """A group of adult residents with its labels."""

    name: str
    label_en: str
    label_zh: str


GROUPS: Final = {
    group.name: group
    for group in (
        Group("all", "all adults", "全体成年人"),
        Group("local", "locals", "户籍居民"),
        Group("migrant", "migrants", "非户籍居民"),
        Group("owner", "home owners", "业主"),
        Group("tenant", "tenants and others", "租户及其他"),
        Group("women", "women", "女性"),
        Group("men", "men", "男性"),
        Group("young", "18-34 years", "18-34岁"),
        Group("middle", "35-54 years", "35-54岁"),
        Group("old", "55 years and older", "55岁及以上"),
        Group("lower", "up to junior secondary", "初中及以下"),
        Group("higher", "senior secondary and above", "高中及以上"),
        Group("village", "former villages", "村改居社区"),
        Group("factory", "factory communities", "工业区社区"),
        Group("commodity", "commodity housing", "商品房社区"),
        Group("mixed", "old mixed communities", "混合型老社区"),
        Group("pilot", "pilot communities", "试点社区"),
        Group("elsewhere", "communities that are no pilots", "非试点社区"),
    )
}
GROUP_NAMES: Final = tuple(GROUPS)
EVERYBODY: Final = "all"
TYPE_NAMES: Final = ("village", "factory", "commodity", "mixed")
PLACE_NAMES: Final = (*TYPE_NAMES, "pilot", "elsewhere")
PEOPLE_NAMES: Final = tuple(name for name in GROUP_NAMES if name not in PLACE_NAMES)


def group_bits(residents: Residents) -> NDArray[np.int32]:
    """Give each resident the bit mask of its groups in the order of ``PEOPLE_NAMES``, 0 for children."""
    local = residents.hukou != int(Hukou.OUTSIDE_DISTRICT)
    higher = residents.education >= int(Education.SENIOR)
    age = residents.age
    member = [np.ones(len(residents), dtype=bool), local, ~local, residents.owner, ~residents.owner]
    member += [residents.female, ~residents.female, age < 35.0, (age >= 35.0) & (age < 55.0), age >= 55.0]
    member += [~higher, higher]
    bits = np.zeros(len(residents), dtype=np.int32)
    for position, inside in enumerate(member):
        bits |= inside.astype(np.int32) << position
    bits[age < ADULT_AGE] = 0
    return bits


def in_place(type_names: tuple[str, ...], pilots: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which communities everybody, each type, the pilots and the others consist of.

    Args:
        type_names: name of the type of each community.
        pilots: (communities,) whether it is a pilot; without any there are no others either.

    Returns:
        (1 + places, communities) in the order of ``("all", *PLACE_NAMES)``.
    """
    names = np.array(type_names)
    others = ~pilots & bool(pilots.any())
    return np.array(
        [np.ones(names.size, dtype=np.bool_), *(names == one for one in TYPE_NAMES), pilots, others]
    )
