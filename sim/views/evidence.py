"""What the page shows of several seeds and of results that are stored; the laboratory fills it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
