"""How sure the comparison is: evidence from more seeds, made in the background or read from a folder.

Evidence is found only by the settings that it belongs to: whatever the viewer does, numbers of other settings
cannot be shown.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sim.engine.settings import BadInput
from sim.scenario import MAXIMUM_SEED, Scenario
from sim.views.batch_runner import BatchRunner, RunningBatch
from sim.views.evidence import ComparedRuns, Settings, Stored
from sim.views.page.public_names import known_name, own_files
from sim.views.page.twin import Twin

FEWEST: Final = 2
PACE_KNOWN: Final = 0.1  # seeds; before, mostly the start of the worker has been measured
MOST: Final = 256
FIRST_WORLD: Final = 1  # the seed that lives in it
Found = tuple[Settings, ComparedRuns]


class Certainty:
    """The evidence that there is, and the batch that makes more.

    Attributes:
        laboratory: what runs seeds; None if the page was started without one.
        batch: seeds that are being run.
        stored: the result that the page was started with.
        stored_reform: number of the reform of it that was looked at last.
        aside: whether the viewer wants to see the page's own seed all the same.
    """

    def __init__(self, laboratory: BatchRunner | None) -> None:
        """Begin without evidence."""
        self.laboratory = laboratory
        self.batch: RunningBatch | None = None
        self.stored: Stored | None = None
        self.stored_reform = 0
        self.aside = False
        self._own: Found | None = None
        self._batch_of: Settings | None = None
        self._begun = 0.0

    @property
    def in_worlds(self) -> bool:
        """Whether each seed of a batch lives in a plausible world of its own."""
        return self.laboratory is not None and self.laboratory.in_worlds

    def found(self, settings: Settings) -> ComparedRuns | None:
        """Evidence of some settings, whether or not it is set aside."""
        return next((evidence for mine, evidence in self._all() if mine == settings), None)

    def evidence(self, settings: Settings) -> ComparedRuns | None:
        """What curves and table show of some settings; None for the one seed of the page."""
        return None if self.aside else self.found(settings)

    def _all(self) -> Iterator[Found]:
        if self._own is not None:
            yield self._own
        if self.stored is not None:
            for reform, evidence in zip(self.stored.reforms, self.stored.evidence, strict=True):
                if evidence is not None:
                    yield Settings.of(self.stored.status_quo, reform), evidence

    def of_others(self, settings: Settings) -> int:
        """Seeds of the newest evidence that there is, if it belongs to other settings; else 0."""
        newest = next(self._all(), None)
        return newest[1].seeds if newest is not None and self.found(settings) is None else 0

    def start(self, twin: Twin, seeds: int) -> None:
        """Run seeds in the background; levers move in the months in which they did.

        In one world they are those from the page's own on; in plausible worlds those of the first worlds, as
        every comparison over worlds takes them, because these span all of them.

        Raises:
            BadInput: too few or too many, or the page was started without a laboratory.
        """
        if self.laboratory is None:
            raise BadInput("start the page by `shequ view` to run more seeds")
        if not FEWEST <= seeds <= MOST:
            raise BadInput(f"seeds: {seeds} is outside {FEWEST} to {MOST}")
        first = FIRST_WORLD if self.in_worlds else min(twin.status_quo.seed, MAXIMUM_SEED - seeds)
        self.forget()
        self.batch = self.laboratory.start(
            twin.status_quo, twin.begun, range(first, first + seeds), twin.changes
        )
        self._batch_of, self._begun = twin.settings, time.monotonic()

    def seconds_left(self) -> float:
        """Seconds that the batch will take, at the pace so far; NaN before there is a pace."""
        if self.batch is None or self.batch.done < PACE_KNOWN:
            return math.nan
        done = self.batch.done
        return (time.monotonic() - self._begun) * (self.batch.seeds - done) / done

    def poll(self) -> str:
        """Take what the batch has; returns why it failed, if it did."""
        if self.batch is None or self._batch_of is None:
            return ""
        finished, why, evidence = self.batch.finished, self.batch.failed, self.batch.evidence()
        if evidence is not None:
            self._own = (self._batch_of, evidence)
        if finished or why:
            self.cancel()
        return why

    def cancel(self) -> None:
        """Stop the batch; what it has found stays."""
        if self.batch is not None:
            self.batch.cancel()
            self.batch = None

    def keep_to(self, settings: Settings) -> None:
        """Stop a batch that runs for other settings than these."""
        if self.batch is not None and self._batch_of != settings:
            self.cancel()

    def forget(self) -> None:
        """Forget what was run here; a stored result stays."""
        self.cancel()
        self._own, self.aside = None, False

    def open(self, folder: Path, reform: str = "") -> None:
        """Open a stored result at the reform of this name, else at the first.

        Raises:
            BadInput: it cannot be read.
        """
        if self.laboratory is None:
            raise BadInput(f"{folder}: start the page by `shequ view --result` to open it")
        self.stored = self.laboratory.read(folder)
        names = [one.name for one in self.stored.reforms]
        asked = known_name(reform, own_files([self.stored.status_quo.name, *names]))
        self.choose(names.index(asked) if asked in names else 0)

    def choose(self, number: int) -> None:
        """Look at one of the stored reforms.

        Raises:
            BadInput: there is none of this number.
        """
        if self.stored is None or not 0 <= number < len(self.stored.reforms):
            raise BadInput(f"reform {number}: the stored result has no such reform")
        self.stored_reform, self.aside = number, False

    def seeds(self, settings: Settings) -> int:
        """Seeds of a link back to here: those asked for, 1 for the page's own, 0 for what there is anyway."""
        if self.batch is not None:
            return self.batch.seeds
        found = self.found(settings)
        if found is None or (self.aside and not found.folder):
            return 0
        return int(self.aside) if found.folder else found.seeds

    def worlds(self) -> tuple[Scenario, Scenario]:
        """Scenarios of the stored comparison that is looked at.

        Raises:
            BadInput: no result has been opened.
        """
        if self.stored is None:
            raise BadInput("no stored result is open")
        return self.stored.status_quo, self.stored.reforms[self.stored_reform]
