"""The synthetic population against the survey and the census that it is drawn from."""

from __future__ import annotations

import numpy as np
import pytest

from sim.population import map as mapping
from sim.population.attitudes import settle_rows
from sim.population.build import populate
from sim.population.households import settle_households
from sim.population.margins import QUANTILES, mean_migrants
from sim.population.traits import YEARS_FROM, YEARS_WIDTH
from sim.scenario import shipped_names
from sim.vocabulary import Hukou
from tests.population.peoples import People, assert_share, assert_shares, band, groups, place_of

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


@pytest.mark.parametrize("name", [name for name in shipped_names("places") if name != "baoan"])
def test_every_place_is_built_within_the_declared_ranges(name: str) -> None:
    residents, _ = populate(place_of(name), 1)
    assert list(residents.outside_range()) == []


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


def test_the_mean_of_a_share_that_is_everywhere_alike_is_that_share() -> None:
    assert mean_migrants((0.4,) * len(QUANTILES)) == pytest.approx(0.4)


def test_the_mean_of_even_draws_is_a_half_and_of_straight_pieces_the_mean_of_their_middles() -> None:
    assert mean_migrants(tuple(QUANTILES)) == pytest.approx(0.5)
    values = np.asarray(QUANTILES) ** 2
    fine = np.interp((np.arange(100_000) + 0.5) / 100_000, QUANTILES, values)
    assert mean_migrants(tuple(values)) == pytest.approx(fine.mean(), rel=1e-6)


def test_bands_of_years_here_follow_one_another_without_gap_up_to_fifty_years() -> None:
    ends = YEARS_FROM + YEARS_WIDTH
    assert ends[:-1].tolist() == YEARS_FROM[1:].tolist()
    assert (YEARS_FROM[0], ends[-1]) == (0.0, 50.0)
