"""What a network looks like: numbers of contacts, ties across groups, likeness of contacts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.network.layers import Layer, Network

CONTACT_BINS = (0, 5, 10, 20, 50, 100)  # fact B34: 0-4, 5-9, 10-19, 20-49, 50-99, 100 and more


def contact_shares(network: Network, who: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Share of these residents with 0-4, 5-9, 10-19, 20-49, 50-99, 100 and more contacts, shape (6,)."""
    bins = np.searchsorted(CONTACT_BINS, network.degree[who], side="right") - 1
    shares: NDArray[np.float64] = np.bincount(bins, minlength=len(CONTACT_BINS)) / max(len(bins), 1)
    return shares


def ties(network: Network, layer: Layer | None = None) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Both ends of each tie of a layer, or of all; each tie comes twice, once from either side."""
    chosen = slice(None) if layer is None else network.layer == layer
    return network.source[chosen], network.target[chosen]


def share_across(network: Network, group: NDArray[Any], layer: Layer | None = None) -> float:
    """Share of ties whose ends are in different groups, e.g. local and migrant; 0 where there are no ties."""
    one, other = ties(network, layer)
    return float(np.mean(group[one] != group[other])) if len(one) else 0.0


def share_across_by_chance(group: NDArray[Any]) -> float:
    """Share of pairs, drawn blindly from everybody, that are in different groups."""
    shares = np.unique(group, return_counts=True)[1] / max(len(group), 1)
    return float(1.0 - np.sum(shares**2))


def likeness(network: Network, trait: NDArray[Any], layer: Layer | None = None) -> float:
    """Correlation of a trait between the ends of ties (assortativity): 0 by chance, 1 for the very same."""
    one, other = ties(network, layer)
    return float(np.corrcoef(trait[one].astype(np.float64), trait[other].astype(np.float64))[0, 1])
