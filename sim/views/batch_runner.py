"""What the page has run in the background, and read from folders.

The simulation never imports the laboratory; ``shequ view`` hands an implementation in.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sim.scenario import Scenario
from sim.simulation import Change
from sim.views.evidence import ComparedRuns, Stored


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
