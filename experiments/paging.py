"""What the laboratory does for the page: more seeds in a process of their own, and stored results."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow.lib
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.comparison import DIFFERENCES
from experiments.statistics import paired
from experiments.storing.manifest import read_manifest
from sim.engine.settings import BadInput, build, flatten
from sim.measures.outcomes import Key, outcome_keys
from sim.scenario import Scenario
from sim.simulate import simulate_forked
from sim.views.page.evidence import Band, Evidence, Stored

Values = NDArray[np.float64]
MONTHLY: Final = "monthly.parquet"
TICK_SECONDS: Final = 0.3


class PageLaboratory:
    """The laboratory as the page knows it (:class:`sim.views.page.evidence.Laboratory`)."""

    def start(self, status_quo: Scenario, reform: Scenario, seeds: Sequence[int]) -> PageBatch:
        """Run two scenarios on some seeds in the background."""
        return PageBatch(status_quo, reform, list(seeds))

    def read(self, folder: Path) -> Stored:
        """Open a result folder.

        Raises:
            BadInput: it is not one, has been damaged, or belongs to another version of the model.
        """
        return read_stored(folder)


class PageBatch:
    """Seeds that a worker process runs one after another; it ends with this process at the latest."""

    def __init__(self, status_quo: Scenario, reform: Scenario, seeds: list[int]) -> None:
        """Start the worker."""
        context = multiprocessing.get_context("spawn")
        self.seeds = len(seeds)
        self.failed = ""
        self._runs: list[list[Values]] = []
        self._headlines: list[list[dict[Key, float]]] = []
        self._part = 0.0
        calendar = status_quo.calendar
        self._months = calendar.burn_in + 2 * calendar.horizon
        self._pipe, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(there, status_quo, reform, seeds), daemon=True)
        self._process.start()
        there.close()

    @property
    def done(self) -> float:
        """Seeds finished so far, the one at work in part."""
        self._listen()
        return len(self._runs) + min(self._part, 0.99) * (len(self._runs) < self.seeds)

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        self._listen()
        return bool(self.failed) or len(self._runs) >= self.seeds

    def evidence(self) -> Evidence | None:
        """What the finished seeds say; None before there are two."""
        self._listen()
        if len(self._runs) < 2:
            return None
        before, after = (np.array([pair[world] for pair in self._runs]) for world in (0, 1))
        heads = [[_in_order(pair[world]) for pair in self._headlines] for world in (0, 1)]
        keys = outcome_keys()
        return Evidence(keys, len(self._runs), _band(*map(np.array, heads)), _band(before, after))

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
            if len(self._runs) < self.seeds and not self.failed:
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


def _work(pipe: Connection, status_quo: Scenario, reform: Scenario, seeds: list[int]) -> None:
    """Life of the worker: a seed after the other, telling how far it is."""
    try:
        for seed in seeds:
            pair = [status_quo.with_seed(seed), reform.with_seed(seed)]
            runs = simulate_forked(pair, on_month=_teller(pipe))
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


def _band(before: Values, after: Values) -> Band:
    """Paired means over seeds, the first axis."""
    shape = before.shape[1:]
    pairs = paired(before.reshape(len(before), -1), after.reshape(len(after), -1))
    between = pairs.difference
    columns = (pairs.baseline, pairs.reform, between.mean, between.low, between.high)
    return Band(*(column.reshape(shape) for column in columns))


def read_stored(folder: Path) -> Stored:
    """Read a result folder for the page.

    Raises:
        BadInput: it is not one, has been damaged, or belongs to another version of the model.
    """
    manifest = read_manifest(folder) if folder.is_dir() else None
    if manifest is None:
        raise BadInput(f"{folder}: is not a result folder (no manifest.json of ours in it)")
    missing = next((name for name in (MONTHLY, DIFFERENCES) if not (folder / name).is_file()), None)
    if missing is not None:
        raise BadInput(f"{folder}: has no {missing}; its manifest says how to make it: {manifest['command']}")
    scenarios = [_scenario(tree, name, folder) for name, tree in manifest["scenarios"].items()]
    first, *reforms = [one.with_seed(manifest["seeds"][0]) for one in scenarios]
    if not reforms:
        raise BadInput(f"{folder}: holds one scenario; the page compares at least two")
    try:
        evidence = tuple(_evidence(folder, first, one) for one in reforms)
    except (pyarrow.lib.ArrowException, OSError, KeyError, ValueError) as error:
        raise BadInput(f"{folder}: cannot be read ({error})") from None
    return Stored(first, tuple(reforms), evidence)


def _scenario(tree: dict[str, Any], name: str, folder: Path) -> Scenario:
    try:
        return build(Scenario, flatten({**tree, "name": name}, str(folder / "manifest.json")))
    except BadInput as error:
        raise BadInput(f"made by another version of the model: {error}") from None


def _evidence(folder: Path, first: Scenario, reform: Scenario) -> Evidence:
    """The batch's own differences, and its months with paired intervals."""
    rows = pq.read_table(folder / DIFFERENCES, filters=[("scenario", "==", reform.name)]).to_pandas()
    keys = tuple(zip(rows.outcome, rows.group, strict=True))
    names = ("baseline", "reform", "difference", "low", "high")
    headline = Band(*(rows[name].to_numpy(dtype=np.float64) for name in names))
    before, after = (_months(folder, one, keys) for one in (first, reform))
    return Evidence(keys, int(rows.seeds.max()), headline, _band(before, after), folder.name)


def _months(folder: Path, scenario: Scenario, keys: tuple[Key, ...]) -> Values:
    """Values of a scenario, (seeds, months, keys)."""
    months = pq.read_table(folder / MONTHLY, filters=[("scenario", "==", scenario.name)]).to_pandas()
    seeds = np.unique(months.seed)
    calendar = scenario.calendar
    values = np.full((len(seeds), calendar.burn_in + calendar.horizon, len(keys)), np.nan)
    column = {key: k for k, key in enumerate(keys)}
    placed = [column.get(key, -1) for key in zip(months.outcome, months.group, strict=True)]
    known = np.array(placed) >= 0
    months, where = months[known], np.array(placed)[known]
    values[np.searchsorted(seeds, months.seed), months.month.to_numpy() - 1, where] = months.value
    return values
