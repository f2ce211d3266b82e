"""Groups of adults by which outcomes are broken down; one adult belongs to several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.arithmetic import read_only
from sim.engine.compiling import njit
from sim.population.place import GROUPS as KINDS
from sim.residents.table import Residents
from sim.threads import in_parts
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
OUTSIDE_DISTRICT: Final = int(Hukou.OUTSIDE_DISTRICT)
SENIOR: Final = int(Education.SENIOR)
PEOPLE_NAMES: Final = tuple(name for name in GROUP_NAMES if name not in PLACE_NAMES)


# Every adult is one of these kinds of person: one group of each pair or triple, the last the fastest.
DIVISIONS: Final = (
    ("local", "migrant"),
    ("tenant", "owner"),
    ("men", "women"),
    ("young", "middle", "old"),
    ("lower", "higher"),
)
KINDS_OF_PERSONS: Final = tuple(product(*DIVISIONS))
CHILD: Final = -1
# (kinds of persons, groups of people) who belongs to which.
MEMBERS: Final = read_only(
    np.array([[name == EVERYBODY or name in kind for name in PEOPLE_NAMES] for kind in KINDS_OF_PERSONS])
)
_BITS: Final = read_only(np.append(MEMBERS @ (1 << np.arange(len(PEOPLE_NAMES))), 0).astype(np.int32))


def kinds_of_persons(residents: Residents) -> NDArray[np.int8]:
    """(residents,) place of each adult in ``KINDS_OF_PERSONS``, ``CHILD`` for children."""
    columns = residents.age, residents.hukou, residents.owner, residents.female, residents.education
    parts = in_parts(len(residents), lambda first, last: _kinds(*(one[first:last] for one in columns)))
    return np.concatenate(parts)


@njit(cache=True, nogil=True)
def _kinds(age: Cells, hukou: Cells, owner: Cells, female: Cells, education: Cells) -> NDArray[np.int8]:
    kinds = np.full(age.size, CHILD, dtype=np.int8)
    for i in range(age.size):
        if age[i] >= ADULT_AGE:
            stage = int(age[i] >= MIDDLE_FROM) + int(age[i] >= OLD_FROM)
            home = 2 * int(hukou[i] == OUTSIDE_DISTRICT) + int(owner[i])
            kinds[i] = ((home * 2 + int(female[i])) * 3 + stage) * 2 + int(education[i] >= SENIOR)
    return kinds


def group_bits(residents: Residents) -> NDArray[np.int32]:
    """Give each resident the bit mask of its groups in the order of ``PEOPLE_NAMES``, 0 for children."""
    bits: NDArray[np.int32] = _BITS[kinds_of_persons(residents)]
    return bits


def in_place(kinds: tuple[str, ...], pilots: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which communities everybody, each kind, the pilots and the others consist of.

    Args:
        kinds: kind of each community, one of :data:`sim.population.place.GROUPS`.
        pilots: (communities,) whether it is a pilot; without any there are no others either.

    Returns:
        (1 + places, communities) in the order of ``("all", *PLACE_NAMES)``.
    """
    return _in_place(kinds, pilots.tobytes())


@lru_cache(maxsize=8)
def _in_place(kinds: tuple[str, ...], pilots: bytes) -> NDArray[np.bool_]:
    """The same of plain values, which seldom change from month to month; read only."""
    names, of_pilots = np.array(kinds), np.frombuffer(pilots, dtype=np.bool_)
    others = ~of_pilots & bool(of_pilots.any())
    sets = [np.ones(names.size, dtype=np.bool_), *(names == one for one in KINDS), of_pilots, others]
    return read_only(np.array(sets))
