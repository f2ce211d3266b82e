"""What the page needs from the laboratory: more seeds in the background, and results that are stored.

The simulation never imports the laboratory; ``shequ view`` hands an implementation in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.calendar import Calendar
from sim.outcomes.price import Price
from sim.outcomes.register import Key
from sim.policies import Policies
from sim.population.place import Place
from sim.scenario import Assumptions, Scenario
from sim.simulation import Change

Values = NDArray[np.float64]
Pair = tuple[str, str]  # a text in English and in Chinese


@dataclass(frozen=True)
class Band:
    """Means over seeds and the interval of the paired difference; arrays of one shape.

    Where each seed lives in a plausible world of its own: medians, and where nine worlds of ten lie.

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

    shared: tuple[Place, Assumptions, Calendar]
    status_quo: Policies
    reform: Policies
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, status_quo: Scenario, reform: Scenario, changes: Sequence[Change] = ()) -> Settings:
        """Settings of two worlds that share their burn-in."""
        shared = (status_quo.place, status_quo.assumptions, status_quo.calendar)
        return cls(shared, status_quo.policies, reform.policies, tuple(changes))


@dataclass(frozen=True)
class OverWorlds:
    """What a comparison says beside ranges where each seed lived in a plausible world of its own.

    Attributes:
        good_in: (columns,) worlds in which the reform does good, by at least the smallest effect of interest.
        smallest: (columns,) that effect.
        price: what one more participant costs; None where that is not told.
        without: worlds in which nobody is added, so that no money buys one.
        said: of the leading outcome, in how many worlds the reform does good, what part draws have in the
            spread, and the assumption that it hinges on.
    """

    good_in: Values
    smallest: Values
    price: Price | None = None
    without: int = 0
    said: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class ComparedRuns:
    """A comparison over several seeds.

    Attributes:
        keys: (outcome, group) of each column.
        seeds: number of seeds.
        headline: a value a column: means over the months from the policy date on.
        monthly: (months, columns); None where only the headline is stored.
        folder: where it is stored; empty if it was made just now.
        confidence: of the intervals.
        over_worlds: what is told beside them where each seed lived in a plausible world; None in one world.
    """

    keys: tuple[Key, ...]
    seeds: int
    headline: Band
    monthly: Band | None
    folder: str = ""
    confidence: float = 0.95
    over_worlds: OverWorlds | None = None


@dataclass(frozen=True)
class StoredTable:
    """A table of an answer.

    Attributes:
        name: of its file.
        columns: name, and what it means in English and in Chinese.
        rows: the first rows.
        total: how many there are in the file.
    """

    name: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


@dataclass(frozen=True)
class StoredAnswer:
    """What a question's folder says in words and tables.

    Attributes:
        question: what was asked.
        sentence: the answer.
        more: how sure, what it rests on.
        tables: the numbers.
    """

    question: Pair
    sentence: Pair
    more: tuple[Pair, ...]
    tables: tuple[StoredTable, ...]


@dataclass(frozen=True)
class Stored:
    """A finished batch run, or a question that was answered.

    Attributes:
        status_quo: its first scenario, with its first seed.
        reforms: the others.
        evidence: one for each of them; None where there is none of its very settings.
        answer: what a question's folder says; None for a comparison.
    """

    status_quo: Scenario
    reforms: tuple[Scenario, ...]
    evidence: tuple[ComparedRuns | None, ...]
    answer: StoredAnswer | None = None


@dataclass(frozen=True)
class Estimated:
    """What is said at once of one number, without running anything.

    Attributes:
        outcome: which.
        group: of whom.
        difference: the change, the median over plausible worlds.
        low: lower end of its range.
        high: upper end.
    """

    outcome: str
    group: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class InstantAnswer:
    """What is said at once of a reform.

    Attributes:
        estimates: a number each.
        worlds: plausible ones over which they are medians.
        months: after the policy date, over which outcomes are means.
    """

    estimates: tuple[Estimated, ...]
    worlds: int
    months: int


class Estimator(Protocol):
    """Says at once what a reform does, where it can."""

    def __call__(self, status_quo: Scenario, reform: Scenario) -> InstantAnswer | None:
        """What it says; None of what it has not learned."""


class RunningBatch(Protocol):
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

    def evidence(self) -> ComparedRuns | None:
        """What the finished seeds say; None before there are two."""

    def cancel(self) -> None:
        """Stop now."""


class BatchRunner(Protocol):
    """What can run batches and read them."""

    @property
    def in_worlds(self) -> bool:
        """Whether each seed of a batch lives in a plausible world of its own."""

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed for the worlds in which its batches live; nothing for the default."""

    def start(
        self, status_quo: Scenario, reform: Scenario, seeds: Sequence[int], changes: Sequence[Change] = ()
    ) -> RunningBatch:
        """Run two scenarios on some seeds in the background, the reform with its changes on the way."""

    def read(self, folder: Path) -> Stored:
        """Open a result folder.

        Raises:
            BadInput: it is not one, or has been damaged.
        """
