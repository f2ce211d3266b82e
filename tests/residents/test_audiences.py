"""Audiences: whoever has the trait that an audience is named after belongs to it, and nobody else does."""

from __future__ import annotations

import pytest

from sim.residents.person import profile_of
from sim.residents.table import Residents
from sim.residents.table_columns import people_of
from sim.vocabulary import OLD_FROM, Audience, Hukou, Rung
from tests.residents.audience_members import members_of

NOBODYS: dict[str, object] = {"age": OLD_FROM - 1.0, "hukou": Hukou.SAME_STREET}
TRAITS: dict[Audience, dict[str, object]] = {
    Audience.PARTY: {"party": True},
    Audience.OLD: {"age": OLD_FROM},
    Audience.WOMEN: {"female": True},
    Audience.YOUTH: {"age": 20.0},
    Audience.WORKERS: {"workplace": 0},
    Audience.NEWCOMERS: {"hukou": Hukou.OUTSIDE_DISTRICT},
    Audience.OWNERS: {"owner": True},
    Audience.LADDER: {"rung": Rung.VOLUNTEER},
}


@pytest.mark.parametrize("audience", Audience)
def test_who_has_the_trait_of_an_audience_belongs_to_that_one_alone(audience: Audience) -> None:
    table = Residents(2)
    for row, traits in enumerate((NOBODYS, NOBODYS | TRAITS[audience])):
        for name, value in traits.items():
            getattr(table, name)[row] = value
    people = people_of(table)
    assert [profile_of(row, people) for row in range(2)] == [0, 1 << audience]
    assert (1 << audience) in members_of(audience)
    assert 0 not in members_of(audience)
