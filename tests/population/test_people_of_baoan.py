"""The people of Bao'an: census of Shenzhen, families, dormitories, villagers, work."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sim.vocabulary import Hukou
from tests.population.peoples import People, assert_share, assert_shares, band, groups


def test_baoan_has_the_people_of_the_census_of_shenzhen(baoan: People) -> None:
    residents, _ = baoan
    everybody, adults = groups(residents)["everybody"], groups(residents)["adults"]
    assert_share(residents.age < 15, everybody, 0.0984, slack=0.01)  # C03
    assert_share(residents.age >= 65, everybody, 0.0176)  # C03
    assert_share(residents.female, everybody, 0.458)  # C03
    assert_share(residents.dormitory, everybody, 0.285, slack=0.02, cluster=1.0)  # C02
    assert_share(
        residents.hukou != Hukou.OUTSIDE_DISTRICT, adults, 0.14, slack=0.01
    )  # C07, C10: 12 to 13.5 %
    # C04 counts all residents; of these, 11.3 % are children: 1.3 % with senior, 2 % junior, 4 % primary
    # schooling
    assert_shares(residents.education, adults, [0.020, 0.055, 0.474, 0.256, 0.120, 0.075], slack=0.012)


def test_baoan_lives_in_small_families(baoan: People) -> None:
    _, geography = baoan
    families = np.diff(geography.household_start)[~geography.dormitory]
    assert abs(families.mean() - 2.11) < 0.05  # C02


def test_dormitories_house_migrants_of_one_sex_a_room_and_one_employer_a_building(baoan: People) -> None:
    residents, geography = baoan
    room = residents.dormitory
    assert np.all(residents.hukou[room] == Hukou.OUTSIDE_DISTRICT)
    assert np.all(residents.age[room] >= 17)
    assert not residents.owner[room].any()
    first = geography.household_start[residents.household[room]]
    assert np.all(residents.female[first] == residents.female[room])
    assert np.all(residents.hometown[first] == residents.hometown[room])
    working = room & (residents.workplace >= 0)
    pairs = np.unique(np.stack((residents.building[working], residents.workplace[working])), axis=1)
    assert len(np.unique(pairs[0])) == pairs.shape[1]


def test_villagers_hold_the_shares(baoan: People) -> None:
    residents, geography = baoan
    village = geography.community_type[residents.community] == geography.types.index("village")
    villagers = village & (residents.hukou == Hukou.SAME_STREET)
    assert_share(residents.shareholder, villagers, 0.70, slack=0.01)
    assert not residents.shareholder[~villagers].any()


def test_work_is_where_the_employers_are(baoan: People) -> None:
    residents, geography = baoan
    adult, pupil = residents.age >= 17, (residents.age >= 6) & (residents.age < 17)
    working = adult & (residents.workplace >= 0)
    community = np.searchsorted(geography.employer_start, residents.workplace[working], side="right") - 1
    streets = geography.community_street
    assert np.array_equal(streets[community], streets[residents.community[working]])
    school = geography.employer_start[residents.community]
    assert np.array_equal(residents.workplace[pupil], school[pupil])
    assert not np.any(residents.workplace[working] == school[working])


def test_long_work_and_care_leave_few_hours(baoan: People) -> None:
    residents, geography = baoan
    working = (residents.age >= 17) & (residents.workplace >= 0)
    factory = geography.community_type[residents.community] == geography.types.index("factory")
    assert (
        residents.free_hours[working & factory].mean() < residents.free_hours[working & ~factory].mean() - 20
    )
    with_child = np.zeros(geography.households, dtype=np.bool_)
    with_child[residents.household[residents.age < 17]] = True
    carers = working & with_child[residents.household] & band(25, 45)(residents)
    women, men = carers & residents.female, carers & ~residents.female
    assert residents.free_hours[women].mean() < residents.free_hours[men].mean() - 20


def test_boundaries_lie_inside_one_another(baoan: People) -> None:
    residents, geography = baoan
    inner = [
        geography.household_start,
        geography.building_start,
        geography.estate_start,
        geography.community_start,
    ]
    for finer, coarser in pairwise(inner):
        assert np.isin(coarser, finer).all()
        assert finer[0] == 0
        assert finer[-1] == len(residents)
        assert np.all(np.diff(finer) > 0)
    for column, start in (
        ("household", inner[0]),
        ("building", inner[1]),
        ("estate", inner[2]),
        ("community", inner[3]),
    ):
        assert np.array_equal(
            getattr(residents, column), np.repeat(np.arange(len(start) - 1), np.diff(start))
        )
    assert len(np.unique(residents.identity)) == len(residents)
