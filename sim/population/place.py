"""The place as settings: who lives in a community of each type, how it is built, what its institutions have.

Numbers are data in ``scenarios/places/*.toml``; here they are only declared. Sources stand at
the numbers in those files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sim.engine.settings import ListOf, exactly, setting

SIX_AGES = "17-24, 25-34, 35-44, 45-54, 55-64, 65+"
GROUPS: Final = ("village", "factory", "commodity", "mixed", "other")  # kinds of communities (Q6)
SIX_LEVELS = "none, primary, junior, senior, college, BA"


def share(default: float | None, sentence: str, source: str = "assumed") -> float:
    """Declare a share between 0 and 1."""
    value: float = setting(default, "share", sentence, source=source, low=0.0, high=1.0)
    return value


def shares(shape: ListOf, sentence: str) -> tuple[float, ...]:
    """Declare a list of shares between 0 and 1 of this length, sum and order."""
    value: tuple[float, ...] = setting(None, "shares", sentence, low=0.0, high=1.0, shape=shape)
    return value


SIX: Final = exactly(6)  # one for each age band or level
SIX_PARTS: Final = exactly(6, total=1.0)
SEVEN_PARTS: Final = exactly(7, total=1.0)


@dataclass(frozen=True, kw_only=True)
class People:
    """Who lives in a place: shares among adults, with the associations of the 2010 survey and census."""

    male: float = share(None, "men among residents")
    education_by_age: tuple[float, ...] = shares(
        exactly(36, rows=6, total=1.0), f"per age band ({SIX_AGES}) shares of {SIX_LEVELS}; 36 numbers"
    )
    party_by_age: tuple[float, ...] = shares(SIX, f"party members per age band ({SIX_AGES})")
    party_by_education: tuple[float, ...] = shares(SIX, f"party members per level ({SIX_LEVELS})")
    party_locals: float = share(None, "party members among locals")
    party_migrants: float = share(None, "party members among migrants")
    owner_by_age: tuple[float, ...] = shares(SIX, f"owners per age band ({SIX_AGES})")
    agricultural_locals: float = share(None, "agricultural hukou among locals")
    agricultural_migrants: float = share(None, "agricultural hukou among migrants")
    locals_moved: float = share(None, "locals who moved here (the others: since birth)")
    years_locals: tuple[float, ...] = shares(
        SIX_PARTS, "moved locals by years here 0-1, 2-3, 4-5, 6-10, 11-20, 20+"
    )
    years_migrants: tuple[float, ...] = shares(SIX_PARTS, "migrants by years here, same bands")
    contact_locals: tuple[float, ...] = shares(
        SEVEN_PARTS, "locals by contact with neighbours, 0 never to 6 daily"
    )
    contact_migrants: tuple[float, ...] = shares(
        SEVEN_PARTS, "migrants by contact with neighbours, 0 never to 6 daily"
    )
    tools_locals: float = share(None, "locals who can certainly borrow tools")
    tools_migrants: float = share(None, "migrants who can certainly borrow tools")
    trust_locals: float = share(None, "locals who trust local government (4-5 of 5)")
    trust_migrants: float = share(None, "migrants who trust local government (4-5 of 5)")
    efficacy_internal_locals: float = share(None, "locals who feel able to take part")
    efficacy_internal_migrants: float = share(None, "migrants who feel able to take part")
    efficacy_external: float = share(None, "adults who feel that people like them have influence")
    employed_men: tuple[float, ...] = shares(
        SIX, f"men in work per age band ({SIX_AGES}), before retirement at 60"
    )
    employed_women: tuple[float, ...] = shares(
        SIX, f"women in work per age band ({SIX_AGES}), before retirement at 55"
    )
    hometowns: tuple[float, ...] = shares(
        ListOf(1, 31, total=1.0), "migrants by home region, largest first; at most 31 regions"
    )


@dataclass(frozen=True, kw_only=True)
class Housing:
    """How a community of a type is built and lived in."""

    migrant_quantiles: tuple[float, ...] = shares(
        exactly(8, rising=True),
        "share of migrants in communities of the type at quantiles 0, .1, .25, .5, .75, .9, .95, 1",
    )
    elsewhere: float = share(None, "locals whose hukou is elsewhere in the district")
    age_locals: tuple[float, ...] = shares(SIX_PARTS, f"local adults per age band ({SIX_AGES})")
    age_migrants: tuple[float, ...] = shares(SIX_PARTS, f"migrant adults per age band ({SIX_AGES})")
    children: float = setting(None, "share", "residents younger than 17", low=0.0, high=0.6)
    education_tilt: float = setting(
        0.0,
        "1",
        "tilt of education: at +-1 the density of ranks falls to 0 at the lowest (highest)",
        low=-1.0,
        high=1.0,
    )
    owner_locals: float = share(None, "owners among local adults")
    owner_migrants: float = share(None, "owners among migrant adults")
    shareholders: float = share(None, "shareholders of the share company among locals of the same street")
    dormitory: float = share(None, "migrant adults who live in dormitories")
    household_sizes: tuple[float, ...] = shares(
        ListOf(1, 20, total=1.0), "family households with 1, 2, 3 ... persons"
    )
    room_size: int = setting(None, "persons", "persons in a dormitory room", low=1, high=20)
    building_residents: int = setting(None, "residents", "residents in a building", low=4, high=2000)
    estate_buildings: int = setting(None, "buildings", "buildings in an estate or village", low=1, high=500)
    employer_size: int = setting(
        None, "residents", "residents of the community who share a workplace", low=2, high=5000
    )
    works_here: float = share(
        None, "workers whose workplace is in their own community; the others': in the street"
    )
    work_hours: float = setting(None, "hours/month", "work and commute of a worker", low=0.0, high=400.0)
    work_evening: float = share(None, "chance of a worker to be free on an evening or weekend")
    move_owners: float = setting(
        None, "1/year", "migrant households of owners that move away", low=0.0, high=1.0
    )
    move_tenants: float = setting(
        None, "1/year", "migrant households of tenants that move away", low=0.0, high=1.0
    )
    move_locals: float = share(0.03, "moves of locals as a part of migrants' with the same tenure")


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """What institutions a community of a type has, per 1,000 residents where size matters."""

    committee_seats: int = setting(
        5, "persons", "seats of the residents' committee", low=3, high=15, source="C12"
    )
    committee_staff: float = setting(
        0.85, "staff/1000", "committee staff (full-time equivalents)", low=0.0, high=20.0
    )
    workstation_staff: float = setting(
        0.0, "staff/1000", "workstation staff (full-time equivalents)", low=0.0, high=20.0
    )
    building_heads: float = setting(4.0, "persons/1000", "building heads 楼栋长 wanted", low=0.0, high=50.0)
    direct_elections: float = share(0.3, "communities that elect by all voters")
    household_elections: float = share(
        0.45, "communities that elect by one vote a household; the rest: by delegates"
    )
    managed_estates: float = share(0.0, "estates that have a property-management company 物业管理公司")
    service_centre: float = share(0.0, "communities that have a service centre 社区服务中心", "C12, C16, C17")
    company_assets: float = setting(0.0, "yuan/resident", "assets of the share company", low=0.0, high=1e7)
    company_services: float = setting(
        0.0, "yuan/resident/year", "public services that the company carries", low=0.0, high=1e5
    )


@dataclass(frozen=True, kw_only=True)
class CommunityType:
    """One type of community (Q6): its label, what is so in all of them, people, housing and bodies.

    A type's name means nothing: what a rule asks about a type is a setting of the type.
    """

    label_en: str = setting(None, "text", "name in English")
    label_zh: str = setting(None, "text", "name in Chinese")
    group: str = setting(
        None, "choice", "kind of communities among which they are counted in tables", choices=GROUPS
    )
    urbanised: bool = setting(
        None, "1", "whether they can have service centres run by organisations of their own", source="S3.4"
    )
    homeowners: bool = setting(None, "1", "whether flats have owners, who can elect a homeowners' committee")
    housing: Housing = field(default_factory=lambda: Housing())
    bodies: Bodies = field(default_factory=Bodies)


@dataclass(frozen=True, kw_only=True)
class CommunityGroup:
    """So many communities of one type and size."""

    type: str = setting(None, "text", "name of the community type")
    count: int = setting(None, "communities", "how many", low=1, high=10000)
    residents: int = setting(None, "residents", "median residents of each", low=20, high=100000)
    spread: float = setting(
        0.0, "1", "spread of sizes: largest and smallest are e^+-spread times the median", low=0.0, high=2.0
    )


@dataclass(frozen=True, kw_only=True)
class Place:
    """A district to simulate: its people, community types, and how many communities of each."""

    label_en: str = setting(None, "text", "name in English")
    label_zh: str = setting(None, "text", "name in Chinese")
    street_communities: int = setting(20, "communities", "communities in a street", low=1, high=1000)
    people: People = field(default_factory=lambda: People())
    types: dict[str, CommunityType] = field(default_factory=dict)
    communities: tuple[CommunityGroup, ...] = setting(None, "list", "groups of communities")
