"""Groups of adults by which outcomes are broken down; one adult belongs to several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.population.place import GROUPS as KINDS
from sim.residents.table import Residents
from sim.vocabulary import ADULT_AGE, Education, Hukou

Cells = NDArray[Any]


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
        Group("other", "other communities", "其他社区"),
        Group("pilot", "pilot communities", "试点社区"),
        Group("elsewhere", "communities that are no pilots", "非试点社区"),
    )
}
GROUP_NAMES: Final = tuple(GROUPS)
EVERYBODY: Final = "all"
PLACE_NAMES: Final = (*KINDS, "pilot", "elsewhere")
MIDDLE_FROM: Final = 35.0  # years of age
OLD_FROM: Final = 55.0
PEOPLE_NAMES: Final = tuple(name for name in GROUP_NAMES if name not in PLACE_NAMES)


def group_bits(residents: Residents) -> NDArray[np.int32]:
    """Give each resident the bit mask of its groups in the order of ``PEOPLE_NAMES``, 0 for children."""
    return _bits(
        residents.age,
        residents.hukou == int(Hukou.OUTSIDE_DISTRICT),
        residents.owner,
        residents.female,
        residents.education >= int(Education.SENIOR),
    )


@njit(cache=True, nogil=True)
def _bits(age: Cells, migrant: Cells, owner: Cells, female: Cells, higher: Cells) -> NDArray[np.int32]:
    """Everybody, and one group of each pair or triple."""
    bits = np.zeros(age.size, dtype=np.int32)
    for i in range(age.size):
        if age[i] >= ADULT_AGE:
            stage = 7 if age[i] < MIDDLE_FROM else 8 if age[i] < OLD_FROM else 9
            mask = 1 | 1 << (2 if migrant[i] else 1) | 1 << (3 if owner[i] else 4)
            bits[i] = mask | 1 << (5 if female[i] else 6) | 1 << stage | 1 << (11 if higher[i] else 10)
    return bits


def in_place(kinds: tuple[str, ...], pilots: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which communities everybody, each kind, the pilots and the others consist of.

    Args:
        kinds: kind of each community, one of :data:`sim.population.place.GROUPS`.
        pilots: (communities,) whether it is a pilot; without any there are no others either.

    Returns:
        (1 + places, communities) in the order of ``("all", *PLACE_NAMES)``.
    """
    names = np.array(kinds)
    others = ~pilots & bool(pilots.any())
    return np.array([np.ones(names.size, dtype=np.bool_), *(names == one for one in KINDS), pilots, others])
