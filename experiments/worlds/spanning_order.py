"""An order of worlds in which every beginning spans the whole: eight runs see what eight runs can see.

Greedy energy distance (Székely and Rizzo 2013; support points, Mak and Joseph 2018): next comes the world
that brings those chosen so far nearest to all of them, as distributions of what worlds do to effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from experiments.worlds.screening import bent, centred

if TYPE_CHECKING:
    from experiments.worlds.emulators import Emulators

Floats = NDArray[np.float64]


def spanning(features: Floats) -> NDArray[np.int64]:
    """Order rows so that the first of them, however many, are spread as all are.

    Args:
        features: (worlds, features); distances between rows are what counts.
    """
    apart = cdist(features, features)
    to_all, to_chosen = apart.mean(axis=1), np.zeros(len(apart))
    is_left = np.ones(len(apart), dtype=np.bool_)
    order = []
    for place in range(1, len(apart) + 1):
        following = int(np.argmin(np.where(is_left, place * to_all - to_chosen, np.inf)))
        order.append(following)
        is_left[following] = False
        to_chosen += apart[following]
    return np.array(order, dtype=np.int64)


def contributions(effects: Emulators, seen: Floats) -> Floats:
    """(worlds, features) what each assumption that matters adds to each effect, in its standard deviations.

    Args:
        effects: emulators of the effects.
        seen: (worlds, assumptions) parts as emulators see them.
    """
    terms = bent(centred(seen[:, effects.active]))
    return np.concatenate([terms * one.slopes for one in effects.each], axis=1)
