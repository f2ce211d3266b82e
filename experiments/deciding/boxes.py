"""Boxes in assumption space in which a statement fails: scenario discovery by PRIM (Friedman, Fisher 1999).

The Patient Rule Induction Method of the EMA workbench peels worlds away until those left are mostly ones in
which the statement fails. Of its path the box is taken that balances how many of the failures it holds
(coverage) with how many of its worlds are failures (density), among boxes each of whose sides is unlikely by
chance. With many assumptions and few worlds a box always looks good where it was found, so its density is
told in worlds that did not help to find it, too.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.statistics.flips import separation
from experiments.tools.ema import prim_module

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from experiments.statistics.means import FloatArray

FEWEST: Final = 5  # worlds of each sort: among fewer there is nothing to tell apart
LOOKED_AT: Final = 6  # assumptions that separate best, among which sides are sought
SIDES: Final = 3  # assumptions of a box at most, so that it can be said
CHANCE: Final = 0.05  # quasi-p of a side
NO_SIDE: Final = -1.0  # what the workbench gives for the quasi-p of a side that the box does not have
FOLDS: Final = 2
Ends = tuple[float, float] | tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """Where a statement fails.

    Attributes:
        sides: of each assumption that the box restricts, lowest and highest value (infinite where it has no
            such side), or the readings of a structure.
        density: share of the worlds in the box in which the statement fails.
        coverage: share of the failures that lie in the box.
        mass: share of all worlds that lie in the box.
        base: share of all worlds in which the statement fails.
        elsewhere: density of boxes found the same way, in the half of the worlds in which they were not
            found; NaN where no half gives a box.
    """

    sides: Mapping[str, Ends]
    density: float
    coverage: float
    mass: float
    base: float
    elsewhere: float

    @property
    def is_told_apart(self) -> bool:
        """Whether failures are more frequent in such boxes where nobody looked for them."""
        return self.elsewhere > self.base


def find_box(inputs: pd.DataFrame, parts: FloatArray, fails: NDArray[np.bool_]) -> Box | None:
    """Find where a statement fails.

    Args:
        inputs: values of the assumptions, a row a world, a column an assumption.
        parts: (worlds, assumptions) the same in parts of the ranges, by which assumptions are chosen.
        fails: (worlds,) whether the statement fails.

    Returns:
        None where too few worlds hold or fail, or no box stands out.

    Raises:
        BadInput: the EMA workbench is not installed.
    """
    sides = _sides(inputs, parts, fails)
    if not sides:
        return None
    inside = within(inputs, sides)
    return Box(
        sides,
        density=float(fails[inside].mean()),
        coverage=float(fails[inside].sum() / fails.sum()),
        mass=float(inside.mean()),
        base=float(fails.mean()),
        elsewhere=_elsewhere(inputs, parts, fails),
    )


def within(inputs: pd.DataFrame, sides: Mapping[str, Ends]) -> NDArray[np.bool_]:
    """Which worlds lie in a box."""
    inside = np.ones(len(inputs), dtype=np.bool_)
    for name, ends in sides.items():
        column = inputs[name]
        if isinstance(ends[0], str):
            inside &= column.isin(ends).to_numpy()
        else:
            inside &= ((column >= ends[0]) & (column <= ends[1])).to_numpy()
    return inside


def _elsewhere(inputs: pd.DataFrame, parts: FloatArray, fails: NDArray[np.bool_]) -> float:
    """Density in every other world of boxes found in the worlds between them."""
    fold = np.arange(len(fails)) % FOLDS
    inside, failing = 0, 0
    for number in range(FOLDS):
        here, there = fold != number, fold == number
        sides = _sides(inputs[here], parts[here], fails[here])
        if sides:
            mine = within(inputs[there], sides)
            inside, failing = inside + int(mine.sum()), failing + int(fails[there][mine].sum())
    return failing / inside if inside else float("nan")


def _sides(inputs: pd.DataFrame, parts: FloatArray, fails: NDArray[np.bool_]) -> dict[str, Ends]:
    """Sides of the box; none where there is none."""
    if min(fails.sum(), (~fails).sum()) < FEWEST:
        return {}
    strength = np.abs(np.nan_to_num(separation(parts, fails).rank_biserial))
    chosen = np.sort(np.argsort(-strength, kind="stable")[:LOOKED_AT])
    looked_at = inputs.iloc[:, chosen].reset_index(drop=True)
    return _chosen(_peeled(looked_at, fails), looked_at)


def _peeled(inputs: pd.DataFrame, fails: NDArray[np.bool_]) -> Any:
    """PRIM's first box, with all that it was on the way."""
    prim = prim_module()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return prim.Prim(inputs, fails, threshold=0.5).find_box()


def _chosen(box: Any, inputs: pd.DataFrame) -> dict[str, Ends]:
    """The box of the path with the largest harmonic mean of coverage and density that can be said."""
    path = box.peeling_trajectory
    both = 2.0 * path.coverage * path.density / (path.coverage + path.density).clip(lower=1e-12)
    for place in np.argsort(-both.to_numpy(), kind="stable"):
        chances = [max(pair) for pair in box.qp[place].values()]
        if 0 < len(chances) <= SIDES and max(chances) < CHANCE:
            limits = box.box_lims[place]
            return {name: _ends(limits[name].tolist(), box.qp[place][name]) for name in box.qp[place]}
    return {}


def _ends(cells: list[Any], chances: Sequence[float]) -> Ends:
    """Both ends of a number, infinite where the box has no side; of a structure its readings."""
    first = cells[0]
    if isinstance(first, set | frozenset):
        return tuple(sorted(map(str, first)))
    low, high = (chance != NO_SIDE for chance in chances)
    return (float(first) if low else -math.inf), (float(cells[-1]) if high else math.inf)
