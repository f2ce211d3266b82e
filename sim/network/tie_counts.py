"""How many ties each resident has in each layer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import njit


@njit(cache=True, nogil=True)
def count_layers(start: NDArray[Any], layer: NDArray[Any], layers: int) -> NDArray[np.uint16]:
    """Count the ties of each resident in each of the first layers: (residents, layers)."""
    number = np.zeros((start.size - 1, layers), dtype=np.uint16)
    for i in range(start.size - 1):
        for tie in range(start[i], start[i + 1]):
            number[i, layer[tie]] += 1
    return number
