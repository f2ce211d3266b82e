"""The synthetic population against the survey and the census that it is drawn from.

A share of n people is compared with its target in standard errors of clustered draws: members of a household
(of a dormitory room, for what roommates share) draw together, so the variance is that of n / ``CLUSTER``
independent people. At 4.5 standard errors one of a thousand complete runs of this file would fail by chance.
``SLACK`` is how far the arithmetic itself may be off: where rules bend a margin (years here end at the age,
classes of contact follow age).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.agents import mapping
from sim.agents.ageing import grow_older
from sim.agents.geography import Geography
from sim.agents.moves import move_chances
from sim.agents.outset import settle_rows
from sim.agents.place import Place
from sim.agents.population import move_households, populate, settle
from sim.agents.residents import Hukou, Residents
from sim.agents.settling import settle_households
from sim.network.companions import Companions
from sim.scenario import load_scenario, shipped_names

CLUSTER = 4.0
ERRORS = 4.5
SLACK = 0.006

People = tuple[Residents, Geography]
Mask = NDArray[np.bool_]


def place_of(name: str, times: int = 1) -> Place:
    place = load_scenario(name).place
    return replace(place, communities=tuple(replace(c, count=c.count * times) for c in place.communities))


@pytest.fixture(scope="module")
def urban() -> People:
    return populate(place_of("urban_china_2010"), 2010)


@pytest.fixture(scope="module")
def baoan() -> People:
    return populate(place_of("baoan_sample", 10), 2013)


def groups(residents: Residents) -> dict[str, Mask]:
    adult = residents.age >= 17
    return {
        "everybody": np.ones(len(residents), dtype=np.bool_),
        "adults": adult,
        "locals": adult & (residents.hukou != Hukou.OUTSIDE_DISTRICT),
        "migrants": adult & (residents.hukou == Hukou.OUTSIDE_DISTRICT),
    }


def band(low: float, high: float) -> Any:
    return lambda residents: (residents.age >= low) & (residents.age < high)


def assert_share(
    flag: NDArray[Any], among: Mask, target: float, slack: float = SLACK, cluster: float = CLUSTER
) -> None:
    error = np.sqrt(target * (1.0 - target) * cluster / among.sum())
    assert abs(flag[among].mean() - target) < slack + ERRORS * error


def assert_shares(level: NDArray[Any], among: Mask, targets: list[float], slack: float = SLACK) -> None:
    scaled = np.array(targets) / sum(targets)
    for number, target in enumerate(scaled):
        assert_share(level == number, among, float(target), slack)


SHARES_OF_THE_SURVEY = [
    # trait, among, share (composition_urban_2010.csv; B25, B26, B28)
    ("owner", "locals", 0.600),
    ("owner", "migrants", 0.291),
    ("party", "locals", 0.165),
    ("party", "migrants", 0.125),
    ("agricultural", "locals", 0.255),
    ("agricultural", "migrants", 0.478),
    ("lends_tools", "locals", 0.731),
    ("lends_tools", "migrants", 0.554),
    ("female", "adults", 0.494),
]


@pytest.mark.parametrize(("trait", "among", "share"), SHARES_OF_THE_SURVEY)
def test_traits_are_as_frequent_as_in_the_survey(urban: People, trait: str, among: str, share: float) -> None:
    residents, _ = urban
    assert_share(getattr(residents, trait), groups(residents)[among], share)


@pytest.mark.parametrize(
    ("attitude", "among", "share"),
    [
        ("trust", "locals", 0.638),
        ("trust", "migrants", 0.585),
        ("efficacy_internal", "locals", 0.304),
        ("efficacy_internal", "migrants", 0.242),
        ("efficacy_external", "adults", 0.235),
    ],
)
def test_attitudes_of_sixty_percent_and_more_are_as_frequent_as_answers_of_4_and_5(
    urban: People, attitude: str, among: str, share: float
) -> None:
    residents, _ = urban
    assert_share(getattr(residents, attitude) >= 0.6, groups(residents)[among], share)


def test_migrants_are_as_many_and_as_spread_over_neighbourhoods_as_in_the_survey(urban: People) -> None:
    residents, geography = urban
    known = groups(residents)
    assert abs(known["migrants"].sum() / known["adults"].sum() - 0.135) < 0.005
    assert_share(residents.hukou == Hukou.ELSEWHERE_IN_DISTRICT, known["locals"], 0.238)
    asked = np.quantile(geography.migrants, [0.25, 0.5, 0.75, 0.9])
    np.testing.assert_allclose(asked, [0.040, 0.087, 0.194, 0.304], atol=0.005)


@pytest.mark.parametrize(
    ("among", "shares"),
    [
        ("locals", [0.081, 0.163, 0.238, 0.222, 0.171, 0.125]),
        ("migrants", [0.177, 0.285, 0.204, 0.139, 0.101, 0.094]),
    ],
)
def test_ages_are_those_of_the_survey(urban: People, among: str, shares: list[float]) -> None:
    residents, _ = urban
    assert_shares(np.digitize(residents.age, [25, 35, 45, 55, 65]), groups(residents)[among], shares)


@pytest.mark.parametrize(
    ("low", "high", "levels", "party", "owner"),
    [
        (17, 25, [0.007, 0.048, 0.209, 0.345, 0.184, 0.207], 0.071, 0.067),
        (25, 35, [0.011, 0.058, 0.276, 0.235, 0.203, 0.217], 0.122, 0.387),
        (35, 45, [0.026, 0.160, 0.336, 0.237, 0.123, 0.119], 0.149, 0.626),
        (45, 55, [0.067, 0.120, 0.310, 0.353, 0.100, 0.050], 0.154, 0.718),
        (55, 65, [0.134, 0.266, 0.327, 0.179, 0.068, 0.025], 0.192, 0.698),
        (65, 99, [0.259, 0.248, 0.215, 0.170, 0.047, 0.061], 0.273, 0.592),
    ],
)
def test_education_party_and_ownership_follow_age(
    urban: People, low: float, high: float, levels: list[float], party: float, owner: float
) -> None:
    residents, _ = urban
    these = band(low, high)(residents)
    assert_shares(residents.education, these, levels)
    assert_share(residents.party, these, party)
    assert_share(residents.owner, these, owner, slack=0.012)


@pytest.mark.parametrize(("level", "share"), list(enumerate([0.045, 0.066, 0.086, 0.152, 0.319, 0.406])))
def test_party_members_are_the_educated(urban: People, level: int, share: float) -> None:
    residents, _ = urban
    assert_share(residents.party, groups(residents)["adults"] & (residents.education == level), share)


@pytest.mark.parametrize(
    ("among", "shares"),
    [
        ("locals", [0.194, 0.125, 0.129, 0.078, 0.170, 0.164, 0.140]),
        ("migrants", [0.378, 0.135, 0.142, 0.074, 0.121, 0.086, 0.063]),
    ],
)
def test_contact_with_neighbours_is_that_of_the_survey_and_grows_with_age(
    urban: People, among: str, shares: list[float]
) -> None:
    residents, _ = urban
    these = groups(residents)[among]
    assert_shares(residents.neighbour_contact, these, shares, slack=0.01)
    old, young = these & band(55, 99)(residents), these & band(17, 35)(residents)
    assert residents.neighbour_contact[old].mean() > residents.neighbour_contact[young].mean() + 0.5


def test_migrants_have_come_as_lately_as_in_the_survey(urban: People) -> None:
    residents, _ = urban
    known = groups(residents)
    bands = np.digitize(residents.years_here, [2, 4, 6, 11, 21])
    assert_shares(bands, known["migrants"], [0.254, 0.132, 0.126, 0.221, 0.156, 0.112], slack=0.025)
    assert_share(residents.years_here < residents.age - 0.001, known["locals"], 0.284)
    assert np.all(residents.years_here <= residents.age)


def test_the_able_are_the_educated_and_trust_grows_with_age(urban: People) -> None:
    residents, _ = urban
    adult = groups(residents)["adults"]
    for attitude, trait in (
        ("efficacy_internal", "education"),
        ("efficacy_external", "education"),
        ("trust", "age"),
    ):
        pair = getattr(residents, attitude)[adult], getattr(residents, trait)[adult].astype(float)
        assert 0.02 < np.corrcoef(*pair)[0, 1] < 0.5


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


def test_partners_are_alike_and_the_third_adult_is_a_generation_apart(urban: People) -> None:
    residents, geography = urban
    size, head = np.diff(geography.household_start), geography.household_start[:-1]
    couples = head[(size >= 2) & ~geography.dormitory]
    assert np.quantile(np.abs(residents.age[couples + 1] - residents.age[couples]), 0.9) < 9
    assert np.mean(residents.female[couples + 1] != residents.female[couples]) > 0.95
    assert np.mean(residents.hukou[couples + 1] == residents.hukou[couples]) == 1.0
    assert np.mean(residents.education[couples + 1] == residents.education[couples]) > 0.3
    threes = head[(size >= 3) & ~geography.dormitory]
    threes = threes[residents.age[threes + 2] >= 17]
    assert np.quantile(np.abs(residents.age[threes + 2] - residents.age[threes]), 0.1) > 12


def test_children_are_younger_than_their_parents_and_hold_nothing(urban: People, baoan: People) -> None:
    for residents, geography in (urban, baoan):
        child = residents.age < 17
        heads = geography.household_start[residents.household[child]]
        assert np.all(residents.age[heads] >= 17)
        assert not residents.owner[child].any()
        assert not residents.party[child].any()
        assert np.all(residents.income[child] == 0.0)
        assert np.mean(residents.age[heads] - residents.age[child] > 15) > 0.95


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


@pytest.mark.parametrize("name", [name for name in shipped_names("places") if name != "baoan"])
def test_every_place_is_built_within_the_declared_ranges(name: str) -> None:
    residents, _ = populate(place_of(name), 1)
    assert list(residents.outside_range()) == []


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


def with_last_community_of(size: int) -> Place:
    place = load_scenario("baoan_sample").place
    last = replace(place.communities[0], count=1, residents=size)
    return replace(place, communities=(*(replace(c, count=1) for c in place.communities[1:]), last))


@pytest.mark.parametrize("size", [2000, 1999, 333])
def test_one_more_resident_changes_nobody_elses_traits(size: int) -> None:
    fewer, _ = populate(with_last_community_of(size), 5)
    more, geography = populate(with_last_community_of(size + 1), 5)
    assert len(more) == len(fewer) + 1
    care = {"free_hours", "evening"}  # a child more takes time of those at home
    others = geography.household_start[more.household[-1]]
    for name in Residents.columns:
        rows = slice(others if name in care else len(fewer))
        assert np.array_equal(getattr(more, name)[rows], getattr(fewer, name)[rows]), name


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    place = place_of("tiny")
    first, second, other = (populate(place, seed)[0] for seed in (3, 3, 4))
    same = {name for name in Residents.columns if np.array_equal(getattr(first, name), getattr(second, name))}
    assert same == set(Residents.columns)
    assert not np.array_equal(first.trust, other.trust)


def test_the_order_in_which_homes_are_settled_does_not_matter() -> None:
    residents, geography = populate(place_of("tiny"), 6)
    again = residents.copy()
    settle(again, geography, np.arange(geography.households)[::-1].copy(), 6, 0)
    for name in Residents.columns:
        assert np.array_equal(getattr(again, name), getattr(residents, name)), name


def test_newcomers_take_the_place_of_as_many_of_the_same_origin_and_change_nobody_else() -> None:
    residents, geography = populate(place_of("baoan_sample"), 7)
    before = residents.copy()
    homes = np.arange(0, geography.households, 50)
    rows = settle(residents, geography, homes, 7, 12)
    assert np.array_equal(rows, np.flatnonzero(np.isin(residents.household, homes)))
    stayed = np.setdiff1d(np.arange(len(residents)), rows)
    for name in Residents.columns:
        assert np.array_equal(getattr(residents, name)[stayed], getattr(before, name)[stayed]), name
    assert np.all(residents.years_here[rows] == 0)
    assert not residents.shareholder[rows].any()
    migrant = Hukou.OUTSIDE_DISTRICT
    assert np.array_equal(residents.hukou[rows] == migrant, before.hukou[rows] == migrant)
    assert not residents.owner[rows][~geography.owner_occupied[residents.household[rows]]].any()
    assert np.mean(residents.age[rows] == before.age[rows]) < 0.01
    assert list(residents.outside_range()) == []


def test_newcomers_start_as_everybody_starts() -> None:
    residents, geography = populate(place_of("tiny"), 8)
    state = [
        "registered",
        "response",
        "voice_since",
        "complaint_since",
        "rung",
        "office",
        "history",
        "reason",
        "told_by",
        "active",
        "acts",
        "elector",
        "hours",
    ]
    for name in state:
        getattr(residents, name)[...] = Residents.columns[name].high
    settle(residents, geography, np.arange(geography.households), 8, 1)
    for name in state:
        assert np.all(getattr(residents, name) == Residents.columns[name].default), name
    assert np.array_equal(residents.trust, residents.trust_set)


def test_as_many_households_move_as_the_place_says() -> None:
    place = place_of("baoan_sample")
    residents, geography = populate(place, 9)
    chance = move_chances(place)
    head = geography.household_start[:-1]
    migrant = (residents.hukou[head] == Hukou.OUTSIDE_DISTRICT).astype(int)
    kind = geography.community_type[residents.community[head]]
    people = np.diff(geography.household_start)
    expected = chance[kind, migrant, geography.owner_occupied.astype(int)]
    mean, variance = np.sum(expected * people), np.sum(expected * (1 - expected) * people**2)
    months = 24
    moved = sum(
        move_households(residents, geography, place, 9, m, Companions(len(residents))) for m in range(months)
    )
    assert abs(moved - months * mean) < ERRORS * np.sqrt(months * variance)


def test_five_years_of_life_leave_the_place_about_as_it_was(baoan: People) -> None:
    place = place_of("baoan_sample", 3)
    residents, geography = populate(place, 10)
    before, companions = residents.copy(), Companions(len(residents))
    for month in range(1, 61):
        grow_older(residents, geography, 10, month, companions)
        move_households(residents, geography, place, 10, month, companions)
    assert list(residents.outside_range()) == []
    then, now = groups(before), groups(residents)
    assert abs(residents.age[now["adults"]].mean() - before.age[then["adults"]].mean()) < 1.5
    for trait, tolerance in (("owner", 0.03), ("party", 0.02), ("dormitory", 0.0), ("female", 0.02)):
        column, old = getattr(residents, trait), getattr(before, trait)
        assert abs(column.mean() - old.mean()) <= tolerance, trait
    assert np.mean(residents.hukou == Hukou.OUTSIDE_DISTRICT) == np.mean(
        before.hukou == Hukou.OUTSIDE_DISTRICT
    )
    youngest = now["adults"] & (residents.age < 25)
    assert residents.education[youngest].mean() > 2.4


def test_ranks_of_communities_fill_the_scale_evenly() -> None:
    sizes, migrants = mapping.sizes_and_migrants(place_of("urban_china_2010"))
    assert len(sizes) == 300
    assert abs(np.median(sizes) - 1000) < 20
    assert 545 < sizes.min() < 560
    assert 1800 < sizes.max() < 1830
    assert abs(np.corrcoef(sizes, migrants)[0, 1]) < 0.1


def test_compiled_rules_have_one_version_each(urban: People) -> None:
    """A second type signature would double the time of compilation."""
    for rule in (settle_households, settle_rows):
        assert len(rule.signatures) == 1


def test_few_newcomers_know_how_the_committee_is_formed_and_not_who_lived_there_before() -> None:
    residents, geography = populate(place_of("tiny"), 8)
    residents.knows_formation[:] = True
    settle(residents, geography, np.arange(geography.households), 8, 1)
    assert 0 < residents.knows_formation.sum() < 0.15 * len(residents)
