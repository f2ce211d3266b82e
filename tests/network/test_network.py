"""The network: as declared, like to like, heavy-tailed like the survey, hardly moved by one more resident."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine.settings import BadInput
from sim.network.builders import build_network
from sim.network.export import from_networkx, to_networkx
from sim.network.layers import Layer, Network
from sim.network.numbers import NetworkAssumptions
from sim.population.build import populate
from sim.population.geography import Geography
from sim.residents.table import Residents
from sim.scenario import load_scenario
from sim.vocabulary import Hukou
from tests.network.network_summary import contact_shares, likeness, share_across, share_across_by_chance, ties

Built = tuple[Residents, Geography, Network]


@pytest.fixture(scope="module")
def sample() -> Built:
    residents, geography = populate(load_scenario("baoan_sample").place, 11)
    return residents, geography, build_network(residents, geography, NetworkAssumptions(), 11)


def migrants(residents: Residents) -> NDArray[np.bool_]:
    return np.asarray(residents.hukou == Hukou.OUTSIDE_DISTRICT)


def test_ties_go_both_ways_and_stand_in_order_without_doubles(sample: Built) -> None:
    _, _, network = sample
    source, target, layer = network.source, network.target.astype(np.int64), network.layer.astype(np.int64)
    assert np.all(source != target)
    key = (source * 8 + layer) * network.residents + target
    assert np.all(np.diff(key) > 0)
    back = (target * 8 + layer) * network.residents + source
    assert np.array_equal(np.sort(back), key)


def test_members_of_a_household_are_all_tied_to_one_another(sample: Built) -> None:
    residents, geography, network = sample
    one, other = ties(network, Layer.HOUSEHOLD)
    assert np.array_equal(residents.household[one], residents.household[other])
    size = np.diff(geography.household_start)
    assert len(one) == np.sum(size * (size - 1))


@pytest.mark.parametrize(
    ("layer", "column"),
    [(Layer.BUILDING, "building"), (Layer.WORK, "workplace"), (Layer.HOMETOWN, "hometown")],
)
def test_a_layer_ties_those_who_share_what_it_is_named_after(
    sample: Built, layer: Layer, column: str
) -> None:
    residents, _, network = sample
    one, other = ties(network, layer)
    shared = getattr(residents, column)
    assert len(one) > 1000
    assert np.array_equal(shared[one], shared[other])
    assert np.all(shared[one] >= 0)
    assert np.all(residents.household[one] != residents.household[other])


def test_friends_live_in_the_community_and_some_elsewhere_in_the_street(sample: Built) -> None:
    residents, geography, network = sample
    one, other = ties(network, Layer.FRIEND)
    here, there = residents.community[one], residents.community[other]
    assert np.array_equal(geography.community_street[here], geography.community_street[there])
    assert 0.02 < np.mean(here != there) < 0.10


def test_numbers_of_contacts_are_as_unequal_as_in_the_survey() -> None:
    """B34; own ties and those that others start add up, so a bin may be off by 0.03."""
    residents, geography = populate(load_scenario("urban_china_2010").place, 12)
    network = build_network(residents, geography, NetworkAssumptions(), 12)
    shares = contact_shares(network, residents.age >= 17)
    np.testing.assert_allclose(shares, [0.314, 0.274, 0.233, 0.110, 0.049, 0.020], atol=0.03)
    assert shares[5] > 0.008
    assert network.degree.max() < 200


def test_children_know_their_household_neighbours_and_school_only(sample: Built) -> None:
    residents, _, network = sample
    child = residents.age < 17
    of_child = child[network.source]
    assert set(np.unique(network.layer[of_child])) == {Layer.HOUSEHOLD, Layer.BUILDING, Layer.WORK}
    outside = of_child & (network.layer != Layer.HOUSEHOLD)
    assert child[network.target[outside]].all()
    assert network.degree[child].mean() < 8


def test_friends_are_alike_in_hukou_age_and_education(sample: Built) -> None:
    residents, _, network = sample
    migrant, adult = migrants(residents), residents.age >= 17
    assert share_across(network, migrant, Layer.FRIEND) < 0.75 * share_across_by_chance(migrant[adult])
    assert likeness(network, residents.age, Layer.FRIEND) > 0.2
    assert likeness(network, residents.education, Layer.FRIEND) > 0.1
    one, other = ties(network, Layer.BUILDING)
    neighbours = adult[one] & adult[other]
    of_neighbours = np.corrcoef(residents.age[one[neighbours]], residents.age[other[neighbours]])[0, 1]
    assert likeness(network, residents.age, Layer.FRIEND) > of_neighbours


def test_without_homophily_friends_are_alike_only_as_far_as_communities_differ(sample: Built) -> None:
    residents, geography, network = sample
    none = NetworkAssumptions(homophily_hukou=0.0, homophily_age=0.0, homophily_education=0.0)
    blind = build_network(residents, geography, none, 11)
    migrant = migrants(residents)
    assert share_across(blind, migrant, Layer.FRIEND) > 1.3 * share_across(network, migrant, Layer.FRIEND)
    assert likeness(blind, residents.age, Layer.FRIEND) < 0.1


def ties_of_baoan(residents_of_the_last: int, seed: int) -> set[tuple[int, ...]]:
    place = load_scenario("baoan_sample").place
    last = replace(place.communities[0], count=1, residents=residents_of_the_last)
    grown = replace(place, communities=(*(replace(c, count=1) for c in place.communities[1:]), last))
    residents, geography = populate(grown, seed)
    network = build_network(residents, geography, NetworkAssumptions(), seed)
    return {*zip(network.source.tolist(), network.target.tolist(), network.layer.tolist(), strict=True)}


def test_one_more_resident_moves_few_other_ties() -> None:
    """Where a list of names passes a power of two, half of that community's ties move; that is rare."""
    moved = []
    for seed in (13, 14, 15):
        fewer, more = ties_of_baoan(2000, seed), ties_of_baoan(2001, seed)
        moved.append(len(fewer - more) / len(fewer))
    assert np.median(moved) < 0.002
    assert max(moved) < 0.2


def test_the_same_seed_gives_the_same_network_and_another_seed_another(sample: Built) -> None:
    residents, geography, network = sample
    again = build_network(residents, geography, NetworkAssumptions(), 11)
    other = build_network(residents, geography, NetworkAssumptions(), 12)
    assert np.array_equal(network.target, again.target)
    assert np.array_equal(network.start, again.start)
    assert len(other.target) != len(network.target)


def test_networkx_and_back_gives_the_same_network() -> None:
    residents, geography = populate(load_scenario("tiny").place, 14)
    network = build_network(residents, geography, NetworkAssumptions(), 14)
    graph = to_networkx(network, {"age": residents.age})
    assert graph.number_of_edges() == len(network.target) // 2
    assert graph.nodes[7]["age"] == pytest.approx(float(residents.age[7]))
    again = from_networkx(graph)
    for name in ("start", "target", "layer"):
        assert np.array_equal(getattr(again, name), getattr(network, name))


def test_a_plain_networkx_graph_becomes_friends() -> None:
    network = from_networkx(nx.watts_strogatz_graph(50, 4, 0.1, seed=1))
    assert len(network.target) == 200
    assert set(network.layer.tolist()) == {Layer.FRIEND}
    assert 1 in network.contacts(0).tolist() or 1 in network.contacts(49).tolist()


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (nx.DiGraph([(0, 1)]), "directed"),
        (nx.Graph([("a", "b")]), "0 to n - 1"),
        (nx.Graph([(0, 1, {"layer": "freind"})]), "did you mean 'friend'"),
    ],
)
def test_a_graph_that_cannot_be_used_is_refused(graph: nx.Graph, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        from_networkx(graph)


def test_strengths_come_in_the_order_of_the_layers() -> None:
    strengths = NetworkAssumptions(strength_work=0.123).strengths()
    assert strengths.shape == (len(Layer),)
    assert strengths[Layer.WORK] == 0.123
    assert strengths[Layer.HOUSEHOLD] <= 0.6  # E01, an upper bound
