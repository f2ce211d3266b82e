"""Settling: who the people of one household are, when the place is built and when a home changes hands.

Luck is keyed by identity, month and purpose; month 0 is the building of the place. A later month means newcomers: they
have lived here for 0 years, hold no shares, and keep the dwelling's tenure, number of persons and kind.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents import traits
from sim.agents.geography import Homes
from sim.agents.margins import LOCAL, MIGRANT, ROOMER, Margins, Table
from sim.agents.outset import write_mind, write_start
from sim.agents.residents import Hukou
from sim.agents.rows import Rows
from sim.agents.traits import alike, pick
from sim.agents.working import write_time, write_work
from sim.engine.streams import draws, purpose, uniform

HOUSEHOLD: Final = purpose("population.household")
PERSON: Final = purpose("population.person")
LEAVING: Final = purpose("population.leaving")
ROOM: Final = purpose("population.dormitory")

ALIKE_IN_EDUCATION: Final = 0.5  # members whose rank of education follows the household's; assumed, range 0.3-0.7
ALIKE_IN_YEARS: Final = 0.7  # households whose years here follow the head's age; assumed, range 0.5-0.9
NEAR: Final = 0.1  # how near followers are, in ranks; assumed
ROOMS_ALIKE: Final = 0.5  # dormitory rooms with the building's main home region; assumed, range 0.2-0.8
PRIMARY_DONE: Final = 12.0  # years of age
JUNIOR_DONE: Final = 15.0  # years of age
SAME_STREET: Final = int(Hukou.SAME_STREET)
ELSEWHERE: Final = int(Hukou.ELSEWHERE_IN_DISTRICT)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)


class Kin(NamedTuple):
    """What the members of a household share; luck in uniform ranks."""

    kind: int
    group: int
    hukou: int
    agricultural: bool
    shareholder: bool
    owned: bool
    room: bool
    years: float
    hometown: int
    rank: float
    sex: float
    education: float
    title: float


@njit(cache=True, nogil=True)
def settle(people: Rows, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int) -> None:
    """Draw the people of these households: who they are, what they do, what they think, and their starting state.

    Args:
        people: columns, written in place.
        homes: the dwellings.
        margins: the place's tables.
        households: numbers of households, shape (k,).
        seed: seed of the run.
        month: month of the run; 0 for the building of the place.
    """
    write_persons(people, homes, margins, households, seed, month)
    write_work(people, homes, margins, households, seed, month)
    write_time(people, homes, margins, households, seed, month)
    write_mind(people, homes, margins, households, seed, month)
    write_start(people, homes, households)


@njit(cache=True, nogil=True)
def leaving(people: Rows, homes: Homes, chances: Table, seed: int, month: int) -> NDArray[Any]:
    """Draw the households that move away this month; ``chances`` is [type, 0 tenants, 1 owners]."""
    homes_left = np.empty(len(homes.owner_occupied), dtype=np.int64)
    count = 0
    for household in range(len(homes_left)):
        head = homes.household_start[household]
        kind = homes.community_type[people.community[head]]
        chance = chances[kind, int(homes.owner_occupied[household])]
        if uniform(seed, np.int64(people.identity[head]), month, LEAVING) < chance:
            homes_left[count] = household
            count += 1
    return homes_left[:count].copy()


@njit(cache=True, nogil=True)
def members(homes: Homes, households: NDArray[Any]) -> NDArray[Any]:
    """Rows of the people of these households."""
    count = 0
    for household in households:
        count += homes.household_start[household + 1] - homes.household_start[household]
    rows = np.empty(count, dtype=np.int64)
    count = 0
    for household in households:
        for row in range(homes.household_start[household], homes.household_start[household + 1]):
            rows[count] = row
            count += 1
    return rows


@njit(cache=True, nogil=True, no_cpython_wrapper=True)
def write_persons(people: Rows, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int) -> None:
    """Draw who lives in each household; the first is the head, the second the partner."""
    for household in households:
        first, last = homes.household_start[household], homes.household_start[household + 1]
        kin = _kin(people, homes, margins, household, seed, month)
        for row in range(first, last):
            _write_person(people, margins, kin, row, row - first, people.age[first], seed, month)


@njit(cache=True, inline="always")
def _kin(people: Rows, homes: Homes, margins: Margins, household: int, seed: int, month: int) -> Kin:
    head = homes.household_start[household]
    community = people.community[head]
    kind = homes.community_type[community]
    owned, room = homes.owner_occupied[household], homes.dormitory[household]
    who = np.int64(people.identity[head])
    migrant, elsewhere, agricultural, share = draws(seed, who, month, HOUSEHOLD, 0)
    rank, sex, education, title = draws(seed, who, month, HOUSEHOLD, 1)
    moved, stay, coin, region = draws(seed, who, month, HOUSEHOLD, 2)
    chance = homes.migrant_if_owner[community] if owned else homes.migrant_if_tenant[community]
    group = MIGRANT if room or migrant < chance else LOCAL
    hukou = _hukou(group, elsewhere < margins.elsewhere[kind])
    founding = owned and hukou == SAME_STREET and month == 0
    years = _years(margins, group, moved, alike(rank, stay, coin, ALIKE_IN_YEARS, NEAR)) if month == 0 else 0.0
    if room and moved < ROOMS_ALIKE:
        building = np.int64(people.identity[homes.building_start[people.building[head]]])
        region = uniform(seed, building, 0, ROOM, 0)
    return Kin(
        kind=kind,
        group=group,
        hukou=hukou,
        agricultural=agricultural < margins.agricultural[group],
        shareholder=founding and share < margins.shareholder[kind],
        owned=owned,
        room=room,
        years=years,
        hometown=pick(margins.hometown_cdf, region) if group == MIGRANT else -1,
        rank=rank,
        sex=sex,
        education=education,
        title=title,
    )


@njit(cache=True)
def _hukou(group: int, elsewhere: bool) -> int:
    if group == MIGRANT:
        return OUTSIDE
    return ELSEWHERE if elsewhere else SAME_STREET


@njit(cache=True, inline="always")
def _years(margins: Margins, group: int, moved: float, rank: float) -> float:
    if group == LOCAL and moved >= margins.moved:
        return traits.SINCE_BIRTH
    return traits.years_of(margins.years_cdf[group], rank)


@njit(cache=True, inline="always")
def _write_person(
    people: Rows, margins: Margins, kin: Kin, row: int, position: int, head_age: float, seed: int, month: int
) -> None:
    who = np.int64(people.identity[row])
    role, own_rank, own_sex, own_education = draws(seed, who, month, PERSON, 0)
    coin, party, _, _ = draws(seed, who, month, PERSON, 1)
    child = _is_child(margins, kin, position, role)
    age = _age_of_child(head_age, own_rank) if child else _age_of_adult(margins, kin, position, own_rank)
    band = traits.band_of(age)
    people.age[row] = age
    people.female[row] = _sex_luck(kin, position, own_sex) >= margins.male
    rank = alike(kin.education, own_education, coin, ALIKE_IN_EDUCATION, NEAR)
    level = _education(margins, kin, age, rank)
    people.education[row] = level
    people.hukou[row] = kin.hukou
    people.agricultural[row] = kin.agricultural
    people.shareholder[row] = kin.shareholder
    people.hometown[row] = kin.hometown
    people.years_here[row] = traits.years_within(kin.years, age)
    people.owner[row] = kin.owned and not child and kin.title < margins.title[kin.kind, kin.group, band]
    people.party[row] = not child and party < margins.party[kin.group, band, level]


@njit(cache=True, inline="always")
def _is_child(margins: Margins, kin: Kin, position: int, role: float) -> bool:
    if kin.room or position < 2:
        return False
    parent = traits.PARENT_FROM <= kin.rank < traits.PARENT_TO
    chance = margins.child_of_parent[kin.kind] if parent else margins.child_of_other[kin.kind]
    return role < chance


@njit(cache=True)
def _age_of_child(head_age: float, own: float) -> float:
    oldest = min(max(head_age - traits.PARENT_AT, 1.0), traits.YOUNGEST_ADULT)
    return oldest * own


@njit(cache=True, inline="always")
def _age_of_adult(margins: Margins, kin: Kin, position: int, own: float) -> float:
    if kin.room:
        return traits.age_of(margins.age_cdf[kin.kind, ROOMER], own)
    rank = traits.rank_of_age(position, kin.rank, own)
    return traits.age_of(margins.age_cdf[kin.kind, kin.group], traits.evened_out(rank, margins.parent_slope[kin.kind]))


@njit(cache=True)
def _sex_luck(kin: Kin, position: int, own: float) -> float:
    if kin.room or position == 0:
        return kin.sex
    return 1.0 - kin.sex if position == 1 else own


@njit(cache=True, inline="always")
def _education(margins: Margins, kin: Kin, age: float, rank: float) -> int:
    if age >= traits.YOUNGEST_ADULT:
        return pick(margins.education_cdf[kin.kind, traits.band_of(age)], rank)
    return int(age >= PRIMARY_DONE) + int(age >= JUNIOR_DONE)
