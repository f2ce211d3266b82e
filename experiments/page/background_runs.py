"""What the laboratory does for the page: more seeds in a process of their own; stored results beside."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.answering.over_worlds import deviation_between
from experiments.asking.question import seeds_again
from experiments.page.certainty_words import Lived
from experiments.page.stored_evidence import band, over_worlds_of
from experiments.page.stored_results import read_stored
from experiments.worlds.ensemble import Worlds
from sim.outcomes.register import Key, outcome_keys
from sim.scenario import Scenario
from sim.simulation import Change, simulate_forked
from sim.views.evidence import ComparedRuns, OverWorlds, Stored

Values = NDArray[np.float64]
TICK_SECONDS: Final = 0.3


class PageLaboratory:
    """The laboratory as the page knows it (:class:`sim.views.evidence.BatchRunner`)."""

    def __init__(self, worlds: Worlds | None = None, typed: tuple[str, ...] = ("--one-world",)) -> None:
        """Open it.

        Args:
            worlds: in one of which each seed of a batch lives; None for the world of the settings.
            typed: what is typed for them.
        """
        self._worlds, self._typed = worlds, typed

    @property
    def in_worlds(self) -> bool:
        """Whether each seed of a batch lives in a plausible world of its own."""
        return self._worlds is not None

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed for the worlds."""
        return self._typed

    def start(
        self, status_quo: Scenario, reform: Scenario, seeds: Sequence[int], changes: Sequence[Change] = ()
    ) -> PageBatch:
        """Run two scenarios on some seeds in the background, the reform with its changes on the way."""
        return PageBatch(status_quo, reform, list(seeds), list(changes), self._worlds)

    def read(self, folder: Path) -> Stored:
        """Open a result folder.

        Raises:
            BadInput: it is not one, has been damaged, or belongs to another version of the model.
        """
        return read_stored(folder)


class PageBatch:
    """Seeds that a worker process runs one after another; it ends with this process at the latest."""

    def __init__(
        self,
        status_quo: Scenario,
        reform: Scenario,
        seeds: list[int],
        changes: list[Change],
        worlds: Worlds | None = None,
    ) -> None:
        """Start the worker."""
        self._lived = None if worlds is None else Lived(worlds, status_quo, seeds)
        again = [] if worlds is None else seeds_again(seeds, len(worlds))
        self._all = len(seeds) + len(again)
        context = multiprocessing.get_context("spawn")
        self.seeds = len(seeds)
        self.failed = ""
        self._runs: list[list[Values]] = []
        self._headlines: list[list[dict[Key, float]]] = []
        self._part = 0.0
        calendar = status_quo.calendar
        self._months = calendar.burn_in + 2 * calendar.horizon
        self._pipe, there = context.Pipe(duplex=False)
        work = (there, status_quo, reform, [*seeds, *again], changes, worlds)
        self._process = context.Process(target=_work, args=work, daemon=True)
        self._process.start()
        there.close()

    @property
    def done(self) -> float:
        """Seeds finished so far, the one at work in part; worlds lived through twice spread over them."""
        self._listen()
        finished = len(self._runs) + min(self._part, 0.99) * (len(self._runs) < self._all)
        return finished * self.seeds / self._all

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        self._listen()
        return bool(self.failed) or len(self._runs) >= self._all

    def evidence(self) -> ComparedRuns | None:
        """What the finished seeds say; None before there are two."""
        self._listen()
        if len(self._runs) < 2:
            return None
        in_worlds = self._lived is not None
        before, after = (np.array([pair[arm] for pair in self._runs[: self.seeds]]) for arm in (0, 1))
        first, second = (np.array([_in_order(pair[arm]) for pair in self._headlines]) for arm in (0, 1))
        headline = band(first[: self.seeds], second[: self.seeds], in_worlds=in_worlds)
        months = band(before, after, in_worlds=in_worlds)
        more = self._over_worlds(first, second)
        return ComparedRuns(outcome_keys(), len(before), headline, months, over_worlds=more)

    def _over_worlds(self, before: Values, after: Values) -> OverWorlds | None:
        """What (runs, keys) say over worlds; runs beyond the seeds are of worlds lived through twice."""
        if self._lived is None:
            return None
        change, mine = after - before, slice(0, self.seeds)
        again = change[self.seeds :]
        draws = deviation_between(change[: len(again)], again)
        lived = replace(self._lived, seeds=self._lived.seeds[: len(before)])
        return over_worlds_of(outcome_keys(), before[mine], after[mine], draws, lived)

    def cancel(self) -> None:
        """Stop now."""
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def _listen(self) -> None:
        """Take in what the worker has said."""
        try:
            while not self._pipe.closed and self._pipe.poll():
                self._take(*self._pipe.recv())
        except (EOFError, OSError):
            if len(self._runs) < self._all and not self.failed:
                self.failed = "the process that ran the seeds has died"

    def _take(self, kind: str, content: Any) -> None:
        if kind == "months":
            self._part = content / self._months
        elif kind == "seed":
            values, headlines = content
            self._runs.append(values)
            self._headlines.append(headlines)
            self._part = 0.0
        else:
            self.failed = content


def _work(
    pipe: Connection,
    status_quo: Scenario,
    reform: Scenario,
    seeds: list[int],
    changes: list[Change],
    worlds: Worlds | None,
) -> None:
    """Life of the worker: a seed after the other, telling how far it is."""
    try:
        for seed in seeds:
            pair = [
                one.with_seed(seed) if worlds is None else worlds.under(one, seed)
                for one in (status_quo, reform)
            ]
            runs = simulate_forked(pair, changes=[(), changes], on_month=_teller(pipe))
            pipe.send(("seed", ([run.values for run in runs], [run.headline() for run in runs])))
    except (BrokenPipeError, KeyboardInterrupt):
        return
    except Exception:
        pipe.send(("failed", traceback.format_exc(limit=1)))


def _teller(pipe: Connection) -> Any:
    told = [0, time.monotonic()]

    def tell(_month: int) -> None:
        told[0] += 1
        if time.monotonic() - told[1] > TICK_SECONDS:
            pipe.send(("months", told[0]))
            told[1] = time.monotonic()

    return tell


def _in_order(headline: dict[Key, float]) -> Values:
    return np.array([headline.get(key, np.nan) for key in outcome_keys()])
