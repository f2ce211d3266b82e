"""Layers of contact and the fixed network: who is in contact with whom, and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray


class Layer(IntEnum):
    """What makes a contact; a pair can be tied in several layers."""

    HOUSEHOLD = 0
    BUILDING = 1
    WORK = 2
    HOMETOWN = 3
    FRIEND = 4
    COMPANION = 5


COMPANION: Final = int(Layer.COMPANION)


@dataclass(frozen=True)
class Network:
    """Symmetric ties as compressed rows; resident ``i`` has ties ``start[i]`` to ``start[i + 1] - 1``.

    Attributes:
        start: (residents + 1,) int64.
        target: (ties,) int32, row of the contact; each tie stands twice, once on either side.
        layer: (ties,) int8, see :class:`Layer`; a row's ties are sorted by layer, then by target.
    """

    start: NDArray[np.int64]
    target: NDArray[np.int32]
    layer: NDArray[np.int8]

    @property
    def residents(self) -> int:
        """Number of residents."""
        return len(self.start) - 1

    @property
    def degree(self) -> NDArray[np.int64]:
        """Ties of each resident, over all layers."""
        return np.diff(self.start)

    @cached_property
    def number(self) -> NDArray[np.uint16]:
        """Ties of each resident in each fixed layer, shape (residents, layers)."""
        from sim.network.tie_counts import count_layers  # compiled: settings name layers without it

        return count_layers(self.start, self.layer, COMPANION)  # those before it are fixed

    @property
    def source(self) -> NDArray[np.int64]:
        """Row on the near side of each tie, shape (ties,)."""
        return np.repeat(np.arange(self.residents), self.degree)

    def contacts(self, row: int, layer: Layer | None = None) -> NDArray[np.int32]:
        """Rows of a resident's contacts, in one layer or in all."""
        ties = slice(int(self.start[row]), int(self.start[row + 1]))
        targets = self.target[ties]
        return targets if layer is None else targets[self.layer[ties] == layer]
