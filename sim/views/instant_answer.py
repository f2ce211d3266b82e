"""What the page says at once of a reform, without running anything; ``shequ view`` hands in who knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sim.scenario import Scenario


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
