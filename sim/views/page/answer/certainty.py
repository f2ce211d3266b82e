"""How sure the comparison is: evidence from more seeds, made in the background or read from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sim.engine.settings import BadInput
from sim.scenario import MAXIMUM_SEED, Scenario
from sim.views.evidence import Batch, Evidence, Laboratory, Stored
from sim.views.page.twin import Twin

FEWEST: Final = 2
MOST: Final = 256


class Certainty:
    """The evidence that is shown, and the batch that makes it.

    Attributes:
        evidence: what curves and table show; None for the one seed of the page.
        stale: whether the levers have moved since.
    """

    def __init__(self, laboratory: Laboratory | None) -> None:
        """Begin without evidence."""
        self.laboratory = laboratory
        self.evidence: Evidence | None = None
        self.stale = False
        self.batch: Batch | None = None
        self.stored: Stored | None = None
        self.stored_reform = 0

    def start(self, twin: Twin, seeds: int) -> None:
        """Run seeds from the page's own on, in the background; levers move in the months in which they did.

        Raises:
            BadInput: too few or too many, or the page was started without a laboratory.
        """
        if self.laboratory is None:
            raise BadInput("start the page by `shequ view` to run more seeds")
        if not FEWEST <= seeds <= MOST:
            raise BadInput(f"seeds: {seeds} is outside {FEWEST} to {MOST}")
        first = min(twin.status_quo.seed, MAXIMUM_SEED - seeds)
        self.cancel()
        self.batch = self.laboratory.start(
            twin.status_quo, twin.begun, range(first, first + seeds), twin.changes
        )
        self.evidence, self.stale = None, False

    def poll(self) -> str:
        """Take what the batch has; returns why it failed, if it did."""
        if self.batch is None:
            return ""
        finished, why = self.batch.finished, self.batch.failed
        self.evidence = self.batch.evidence() or self.evidence
        if finished or why:
            self.cancel()
        return why

    def cancel(self) -> None:
        """Stop the batch; what it has found stays."""
        if self.batch is not None:
            self.batch.cancel()
            self.batch = None

    def drop(self) -> None:
        """Show the one seed again."""
        self.cancel()
        self.evidence, self.stale = None, False

    def levers_moved(self) -> None:
        """Note that evidence, and what is still being made, belongs to other settings."""
        self.cancel()
        self.stale = self.evidence is not None

    def open(self, folder: Path, reform: str = "") -> None:
        """Show a stored result: the reform of this name, else the first.

        Raises:
            BadInput: it cannot be read.
        """
        if self.laboratory is None:
            raise BadInput(f"{folder}: start the page by `shequ view --result` to open it")
        self.stored = self.laboratory.read(folder)
        names = [one.name for one in self.stored.reforms]
        self.choose(names.index(reform) if reform in names else 0)

    def choose(self, number: int) -> None:
        """Show one of the stored reforms.

        Raises:
            BadInput: there is none of this number.
        """
        if self.stored is None or not 0 <= number < len(self.stored.reforms):
            raise BadInput(f"reform {number}: the stored result has no such reform")
        self.cancel()
        self.stored_reform, self.stale = number, False
        self.evidence = self.stored.evidence[number]

    def seeds(self) -> int:
        """Seeds of a link back to here: those asked for, 1 for the page's own, 0 for what there is anyway."""
        if self.batch is not None:
            return self.batch.seeds
        if self.stored is not None:
            return 0 if self.evidence is not None else 1
        return self.evidence.seeds if self.evidence is not None and not self.stale else 0

    def worlds(self) -> tuple[Scenario, Scenario]:
        """Scenarios of the stored comparison that is shown.

        Raises:
            BadInput: no result has been opened.
        """
        if self.stored is None:
            raise BadInput("no stored result is open")
        return self.stored.status_quo, self.stored.reforms[self.stored_reform]
