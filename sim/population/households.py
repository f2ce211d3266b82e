"""Households: who lives in a home, when the place is built and when the home changes hands.

Draws are keyed by identity, month and purpose; month 0 is the building of the place. A later month means
newcomers: they have lived here for 0 years, hold no shares, and are as many as those who left, of the same
tenure and both local or both migrant. The stages run in the order in which they stand; each reads what
earlier ones wrote.
"""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.engine.slots import keyed_draws
from sim.population import traits
from sim.population.geography import Homes
from sim.population.margins import AGE_GROUPS, LOCAL, MIGRANT, ROOMER, Margins, Table
from sim.population.traits import alike, pick
from sim.residents.table_columns import People
from sim.vocabulary import YOUNGEST_ADULT, Hukou

HOUSEHOLD: Final = purpose("population.household")
PERSON: Final = purpose("population.person")
ROOM: Final = purpose("population.dormitory")

SAME_STREET: Final = int(Hukou.SAME_STREET)
ELSEWHERE: Final = int(Hukou.ELSEWHERE_IN_DISTRICT)
OUTSIDE: Final = int(Hukou.OUTSIDE_DISTRICT)
NO_HOMETOWN: Final = -1


@njit(cache=True, nogil=True)
def settle_households(
    people: People, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int
) -> None:
    """Draw who lives in these homes.

    Args:
        people: columns, written in place.
        homes: the dwellings.
        margins: the place's tables.
        households: numbers of households, shape (k,).
        seed: seed of the run.
        month: month of the run; 0 for the building of the place.
    """
    write_origin(people, homes, margins, households, seed, month)
    write_bodies(people, homes, margins, households, seed, month)
    write_standing(people, homes, margins, households, seed, month)


@njit(cache=True, nogil=True, inline="always")
def write_origin(
    people: People, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int
) -> None:
    """Draw what a household shares: hukou, agricultural or not, shares, years here, home region."""
    start, owned, room = homes.household_start, homes.owner_occupied, homes.dormitory
    if_owner, if_tenant, kinds = homes.migrant_if_owner, homes.migrant_if_tenant, homes.community_type
    identity, community, building = people.identity, people.community, people.building
    hukou, agricultural, shareholder = people.hukou, people.agricultural, people.shareholder
    years_here, hometown = people.years_here, people.hometown
    elsewhere, rural, shares = margins.elsewhere, margins.agricultural, margins.shareholder
    years_cdf, hometown_cdf, building_start = margins.years_cdf, margins.hometown_cdf, homes.building_start
    families = margins.assumed.families
    for household in households:
        first = start[household]
        who, c = identity[first], community[first]
        from_outside, from_elsewhere, from_land, share = keyed_draws(seed, who, month, HOUSEHOLD, 0)
        rank, _, _, _ = keyed_draws(seed, who, month, HOUSEHOLD, 1)
        moved, stay, coin, region = keyed_draws(seed, who, month, HOUSEHOLD, 2)
        chance = if_owner[c] if owned[household] else if_tenant[c]
        migrant = from_outside < chance if month == 0 else hukou[first] == OUTSIDE
        migrant = migrant or room[household]
        origin = OUTSIDE if migrant else (ELSEWHERE if from_elsewhere < elsewhere[kinds[c]] else SAME_STREET)
        founders = month == 0 and owned[household] and origin == SAME_STREET
        group = MIGRANT if migrant else LOCAL
        years = 0.0
        if month == 0:
            with_age = alike(rank, stay, coin, families.alike_in_years, families.near)
            years = household_years(years_cdf, group, moved < margins.moved, with_age)
        if room[household] and coin < families.rooms_alike:
            region = keyed_draws(seed, identity[building_start[building[first]]], 0, ROOM, 0)[0]
        for row in range(first, start[household + 1]):
            hukou[row] = origin
            agricultural[row] = from_land < rural[group]
            shareholder[row] = founders and share < shares[kinds[c]]
            years_here[row] = years
            hometown[row] = pick(hometown_cdf, 0, region) if migrant else NO_HOMETOWN


@inner(cache=True)
def household_years(years_cdf: Table, group: int, moved: bool, rank: float) -> float:
    """Years that a household has lived here; locals who did not move have always been here."""
    return traits.years_of(years_cdf, group, rank) if moved or group == MIGRANT else traits.SINCE_BIRTH


@njit(cache=True, nogil=True, inline="always")
def write_bodies(
    people: People, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int
) -> None:
    """Draw age, sex and education of each member; the first is the head, the second the partner."""
    start, room, kinds = homes.household_start, homes.dormitory, homes.community_type
    identity, community, hukou = people.identity, people.community, people.hukou
    age, female, education = people.age, people.female, people.education
    age_cdf, education_cdf, slope = margins.age_cdf, margins.education_cdf, margins.parent_slope
    of_parent, of_other = margins.child_of_parent, margins.child_of_other
    families = margins.assumed.families
    tilt = families.newcomers_young if month > 0 else 0.0
    for household in households:
        first = start[household]
        rank, sex, level, _ = keyed_draws(seed, identity[first], month, HOUSEHOLD, 1)
        rank = traits.younger(rank, tilt)
        kind, in_room = kinds[community[first]], room[household]
        parent = traits.PARENT_FROM <= rank < traits.PARENT_TO
        child_chance = 0.0 if in_room else (of_parent[kind] if parent else of_other[kind])
        group = ROOMER if in_room else group_of(hukou[first])
        for row in range(first, start[household + 1]):
            position = row - first
            role, own, own_sex, own_level = keyed_draws(seed, identity[row], month, PERSON, 0)
            own = traits.younger(own, tilt) if in_room else own
            coin = keyed_draws(seed, identity[row], month, PERSON, 1)[0]
            if position >= 2 and role < child_chance:
                age[row] = age_of_child(age[first], own, margins.assumed.life.parents_from)
            else:
                in_family = traits.rank_of_age(position, rank, own, families.couple)
                among_adults = own if in_room else traits.evened_out(in_family, slope[kind])
                age[row] = traits.age_of(age_cdf, AGE_GROUPS * kind + group, among_adults)
            female[row] = sex_draw(position, in_room, sex, own_sex) >= margins.male
            rank_of_education = alike(level, own_level, coin, families.alike_in_education, families.near)
            education[row] = traits.education_of(education_cdf, kind, age[row], rank_of_education)


@inner(cache=True)
def group_of(hukou: int) -> int:
    """Local or migrant."""
    return MIGRANT if hukou == OUTSIDE else LOCAL


@inner(cache=True)
def age_of_child(head_age: float, own: float, parents_from: float) -> float:
    """Age of a child: younger than an adult, and born when the head was at least of the age of a parent."""
    return own * min(max(head_age - parents_from, 1.0), YOUNGEST_ADULT)


@inner(cache=True)
def sex_draw(position: int, in_room: bool, shared: float, own: float) -> float:
    """Uniform number for the sex: roommates share it, partners have opposite ones, others their own."""
    if in_room or position == 0:
        return shared
    return 1.0 - shared if position == 1 else own


@njit(cache=True, nogil=True, inline="always")
def write_standing(
    people: People, homes: Homes, margins: Margins, households: NDArray[Any], seed: int, month: int
) -> None:
    """Decide who holds the title of the home and who is in the party; bound the years here by age."""
    start, owned, kinds = homes.household_start, homes.owner_occupied, homes.community_type
    identity, community, hukou = people.identity, people.community, people.hukou
    age, education, years_here = people.age, people.education, people.years_here
    owner, party, title_chance, party_chance = people.owner, people.party, margins.title, margins.party
    as_child = margins.assumed.families.came_as_child
    for household in households:
        first = start[household]
        title = keyed_draws(seed, identity[first], month, HOUSEHOLD, 3)[0]
        kind, group = kinds[community[first]], group_of(hukou[first])
        for row in range(first, start[household + 1]):
            membership = keyed_draws(seed, identity[row], month, PERSON, 1)[1]
            adult, band = age[row] >= YOUNGEST_ADULT, traits.band_of(age[row])
            owner[row] = adult and owned[household] and title < title_chance[kind, group, band]
            party[row] = adult and membership < party_chance[group, band, education[row]]
            years_here[row] = traits.years_within(years_here[row], age[row], as_child)
