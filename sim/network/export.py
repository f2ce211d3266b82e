"""Export to and import from networkx; the only file that knows that library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from sim.engine.settings import BadInput, nearest
from sim.network.layers import Layer, Network
from sim.network.packing import pack

LAYERS = {layer.name.lower(): layer for layer in Layer}


def to_networkx(network: Network, attributes: Mapping[str, NDArray[Any]] | None = None) -> nx.MultiGraph:
    """Make a networkx graph: nodes are rows, one edge a tie and layer, keyed by the layer's name.

    Args:
        network: the network; some 20 seconds per million residents.
        attributes: node attributes, name to array of length residents, e.g. ``{"age": residents.age}``.
    """
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(network.residents))
    names = [layer.name.lower() for layer in Layer]
    source = network.source
    once = source < network.target
    ends = zip(
        source[once].tolist(), network.target[once].tolist(), network.layer[once].tolist(), strict=True
    )
    graph.add_edges_from((i, j, names[layer], {"layer": names[layer]}) for i, j, layer in ends)
    for name, column in (attributes or {}).items():
        nx.set_node_attributes(graph, dict(enumerate(column.tolist())), name)
    return graph


def from_networkx(graph: nx.Graph, layer: Layer = Layer.FRIEND) -> Network:
    """Make a network from a networkx graph, simple or multiple.

    Args:
        graph: undirected, nodes 0 to n - 1; an edge may name its layer as ``layer="work"``.
        layer: layer of the edges that name none.

    Raises:
        BadInput: the graph is directed, its nodes are not 0 to n - 1, or a layer has an unknown name.
    """
    if graph.is_directed():
        raise BadInput("network: the graph is directed; contacts go both ways: use graph.to_undirected()")
    if set(graph) != set(range(len(graph))):
        raise BadInput(
            "network: the nodes are not numbered 0 to n - 1: use networkx.convert_node_labels_to_integers"
        )
    ends: dict[Layer, list[tuple[int, int]]] = {one: [] for one in Layer}
    for i, j, given in graph.edges(data="layer"):
        if i != j:
            ends[_layer_named(given, layer)].append((i, j))
    alone = np.arange(len(graph) + 1, dtype=np.int64)
    return pack(alone, [(one, *_columns(pairs)) for one, pairs in ends.items() if pairs])


def _layer_named(given: object, default: Layer) -> Layer:
    if given is None:
        return default
    name = str(given)
    if name not in LAYERS:
        raise BadInput(f"network: unknown layer {name!r}{nearest(name, list(LAYERS))}")
    return LAYERS[name]


def _columns(pairs: list[tuple[int, int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    both = np.array(pairs, dtype=np.int32)
    return both[:, 0].copy(), both[:, 1].copy()
