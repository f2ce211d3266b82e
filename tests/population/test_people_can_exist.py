"""People who can exist: schooling and work by age, parents, children, ties; at first and for years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pytest

from sim.district import District
from sim.explain.resident import explain
from sim.network.layers import Layer
from sim.scenario import load_scenario
from sim.vocabulary import Education, Office
from tests.institutions.worlds import lived

# Every kind of home: families, dormitories, four types of communities; small, so that years pass quickly.
PLACE: Final = [
    f"place.communities=[{', '.join(f'{{type={kind!r}, count=1, residents=400}}' for kind in kinds)}]"
    for kinds in [("village", "factory", "commodity", "mixed")]
]
YEARS: Final = 12
YOUNGEST: Final = {  # years of age; senior and higher: attended or finished, as in the survey
    Education.PRIMARY: 12.0,
    Education.JUNIOR: 15.0,
    Education.SENIOR: 17.0,
    Education.COLLEGE: 17.0,
    Education.BA: 17.0,
}


@pytest.fixture(scope="module")
def lives() -> list[tuple[District, int]]:
    """Copies of a district as it began and after years, with their years."""
    overrides = [*PLACE, "calendar.burn_in=144"]
    district = District(load_scenario("tiny", overrides=overrides), views=False)
    began = [(district.fork(district.scenario), 0)]
    later = [(lived(district, 48).fork(district.scenario), years) for years in range(4, YEARS + 1, 4)]
    return began + later


def residents(lives: list[tuple[District, int]]) -> Iterator[District]:
    """The districts one after another."""
    for district, _ in lives:
        assert len(district.residents) == 1600
        assert int((district.residents.age < 17.0).sum()) > 50
        yield district


def test_nobody_has_a_level_of_education_before_its_age(lives: list[tuple[District, int]]) -> None:
    for district in residents(lives):
        people = district.residents
        for level, age in YOUNGEST.items():
            assert people.age[people.education >= level].min() >= age, level.name


def test_every_child_has_finished_the_school_of_its_age(lives: list[tuple[District, int]]) -> None:
    for district in residents(lives):
        age, level = district.residents.age, district.residents.education
        assert (level[(age >= 12.0) & (age < 15.0)] == Education.PRIMARY).all()
        assert (level[(age >= 15.0) & (age < 17.0)] == Education.JUNIOR).all()


def test_children_go_to_the_school_of_their_community_from_six_on_and_nowhere_before(
    lives: list[tuple[District, int]],
) -> None:
    for district in residents(lives):
        people, start = district.residents, district.geography.employer_start
        child, pupil = people.age < 6.0, (people.age >= 6.0) & (people.age < 17.0)
        assert (people.workplace[child] == -1).all()
        assert np.array_equal(people.workplace[pupil], start[people.community[pupil]])


def test_no_child_owns_holds_office_or_is_in_the_party(lives: list[tuple[District, int]]) -> None:
    for district in residents(lives):
        people = district.residents
        child = people.age < 17.0
        assert not people.owner[child].any()
        assert not people.party[child].any()
        assert (people.office[child] == Office.NONE).all()
        assert (people.acts[child] == 0).all()


def test_nobody_has_lived_here_for_longer_than_alive(lives: list[tuple[District, int]]) -> None:
    for district in residents(lives):
        people = district.residents
        assert (people.years_here <= people.age + 0.01).all()
        assert (people.years_here >= 0.0).all()
        assert people.age.max() < 121.0


def test_children_live_in_families_with_somebody_old_enough_to_be_a_parent(
    lives: list[tuple[District, int]],
) -> None:
    for district in residents(lives):
        age, ground = district.residents.age, district.geography
        for home in np.unique(district.residents.household[age < 17.0]):
            members = age[ground.household_start[home] : ground.household_start[home + 1]]
            youngest, oldest = members.min(), members.max()
            assert not ground.dormitory[home]
            assert oldest - youngest >= 16.0


def test_no_child_has_colleagues_friends_or_compatriots_among_adults(
    lives: list[tuple[District, int]],
) -> None:
    among_adults = 0
    for district in residents(lives):
        age, network = district.residents.age, district.network
        for row in np.flatnonzero(age < 17.0)[::5].tolist():
            ties = explain(district, row)["ties"]
            far = [other for layer in ("work", "hometown", "friend") for other in ties[layer]]
            assert all(6.0 <= age[other] < 17.0 for other in far)
            assert not (far and age[row] < 6.0)
            assert ties["household"] == network.contacts(row, Layer.HOUSEHOLD).tolist()
            among_adults += int((age[network.contacts(row, Layer.WORK)] >= 17.0).sum())
    assert among_adults > 0  # homes whose adults were followed by children
