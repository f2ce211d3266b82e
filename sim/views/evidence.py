"""What the page needs from the laboratory: more seeds in the background, and results that are stored.

The simulation never imports the laboratory; ``shequ view`` hands an implementation in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.register import Key
from sim.scenario import About, Scenario
from sim.simulate import Change

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """Means over seeds and the interval of the paired difference; arrays of one shape.

    Attributes:
        status_quo: mean of the first world.
        reform: mean of the second.
        difference: mean of reform minus status quo, seed by seed.
        low: lower end of its 95 % interval; NaN with fewer than two seeds.
        high: upper end.
    """

    status_quo: Values
    reform: Values
    difference: Values
    low: Values
    high: Values


@dataclass(frozen=True)
class Settings:
    """What numbers belong to: both worlds, and the changes of levers on the way; neither names nor seed."""

    status_quo: Scenario
    reform: Scenario
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, status_quo: Scenario, reform: Scenario, changes: Sequence[Change] = ()) -> Settings:
        """Settings of two worlds."""
        before, after = (replace(one, name="", about=About(), seed=0) for one in (status_quo, reform))
        return cls(before, after, tuple(changes))


@dataclass(frozen=True)
class Evidence:
    """A comparison over several seeds.

    Attributes:
        keys: (outcome, group) of each column.
        seeds: number of seeds.
        headline: a value a column: means over the months from the policy date on.
        monthly: (months, columns).
        folder: where it is stored; empty if it was made just now.
    """

    keys: tuple[Key, ...]
    seeds: int
    headline: Band
    monthly: Band
    folder: str = ""


@dataclass(frozen=True)
class Stored:
    """A finished batch run.

    Attributes:
        status_quo: its first scenario, with its first seed.
        reforms: the others.
        evidence: one for each of them.
    """

    status_quo: Scenario
    reforms: tuple[Scenario, ...]
    evidence: tuple[Evidence, ...]


class Batch(Protocol):
    """Runs that go on in another process."""

    @property
    def seeds(self) -> int:
        """Seeds asked for."""

    @property
    def done(self) -> float:
        """Seeds finished so far, the one at work in part."""

    @property
    def failed(self) -> str:
        """Why it stopped, empty if it did not."""

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""

    def evidence(self) -> Evidence | None:
        """What the finished seeds say; None before there are two."""

    def cancel(self) -> None:
        """Stop now."""


class Laboratory(Protocol):
    """What can run batches and read them."""

    def start(
        self, status_quo: Scenario, reform: Scenario, seeds: Sequence[int], changes: Sequence[Change] = ()
    ) -> Batch:
        """Run two scenarios on some seeds in the background, the reform with its changes on the way."""

    def read(self, folder: Path) -> Stored:
        """Open a result folder.

        Raises:
            BadInput: it is not one, or has been damaged.
        """
