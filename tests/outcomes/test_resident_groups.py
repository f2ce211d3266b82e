"""Groups of adults: who belongs to which, and that pairs and triples of groups divide the adults."""

from __future__ import annotations

import numpy as np
import pytest

from sim.outcomes.resident_groups import GROUP_NAMES, GROUPS, PEOPLE_NAMES, PLACE_NAMES, group_bits, in_place
from sim.residents.table import Residents
from sim.vocabulary import Education, Hukou
from tests.institutions.worlds import Numbers, district

# Traits of one resident: the groups of this adult.
PEOPLE: list[tuple[dict[str, object], str]] = [
    ({"age": 17.9}, ""),
    ({"age": 18.0, "hukou": Hukou.SAME_STREET}, "all local tenant men young lower"),
    ({"age": 34.9, "hukou": Hukou.ELSEWHERE_IN_DISTRICT}, "all local tenant men young lower"),
    ({"age": 35.0, "hukou": Hukou.OUTSIDE_DISTRICT}, "all migrant tenant men middle lower"),
    ({"age": 54.9, "owner": True}, "all migrant owner men middle lower"),
    ({"age": 55.0, "female": True}, "all migrant tenant women old lower"),
    ({"age": 90.0, "education": Education.JUNIOR}, "all migrant tenant men old lower"),
    ({"age": 40.0, "education": Education.SENIOR}, "all migrant tenant men middle higher"),
    ({"age": 40.0, "education": Education.NONE}, "all migrant tenant men middle lower"),
]


def named(bits: int) -> str:
    return " ".join(name for position, name in enumerate(PEOPLE_NAMES) if bits >> position & 1)


def test_each_adult_belongs_to_the_groups_of_the_own_traits() -> None:
    table = Residents(len(PEOPLE))
    for row, (traits, _) in enumerate(PEOPLE):
        for name, value in traits.items():
            getattr(table, name)[row] = value
    bits = group_bits(table)
    assert [named(int(one)) for one in bits] == [groups for _, groups in PEOPLE]


def members(bits: Numbers, name: str) -> np.ndarray:
    inside: np.ndarray = (bits >> PEOPLE_NAMES.index(name) & 1).astype(bool)
    return inside


PARTS = [
    "local migrant",
    "owner tenant",
    "women men",
    "young middle old",
    "lower higher",
]


@pytest.mark.parametrize("parts", PARTS)
def test_parts_divide_the_adults(parts: str) -> None:
    one = district(months=2)
    bits = group_bits(one.residents).astype(np.int64)
    together = np.sum([members(bits, part) for part in parts.split()], axis=0)
    assert np.array_equal(together, members(bits, "all").astype(int))
    assert np.array_equal(members(bits, "all"), one.residents.age >= 18.0)


def test_every_group_has_labels_and_a_bit_of_its_own() -> None:
    assert list(GROUPS) == list(GROUP_NAMES)
    assert len(GROUP_NAMES) == len(set(GROUP_NAMES))
    assert all(group.label_en and group.label_zh for group in GROUPS.values())


def test_communities_belong_to_their_type_and_to_pilots_or_others() -> None:
    kinds = ("village", "mixed", "village")
    member = dict(zip(("all", *PLACE_NAMES), in_place(kinds, np.array([True, False, False])), strict=True))
    assert member["all"].tolist() == [True] * 3
    assert member["village"].tolist() == [True, False, True]
    assert member["mixed"].tolist() == [False, True, False]
    assert member["pilot"].tolist() == [True, False, False]
    assert member["elsewhere"].tolist() == [False, True, True]


def test_without_pilots_there_are_no_others_either() -> None:
    member = dict(zip(("all", *PLACE_NAMES), in_place(("village",), np.array([False])), strict=True))
    assert not member["pilot"].any()
    assert not member["elsewhere"].any()
