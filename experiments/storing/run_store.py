"""Runs on disk while a batch is going on: a file a run."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa

from experiments.storing.archive import Archive
from experiments.storing.files import read_json, write_json
from experiments.storing.seal import is_sealed, sealed
from experiments.tables.packed_run import RunNumbers, packed_keys, unpacked_keys
from experiments.tables.run_tables import RUN_TABLES
from sim.engine.settings import BadInput
from sim.simulation import Run

Stage = Literal["", "simulate", "write", "worker"]
_MEANS: Final = "means"
_KEYS: Final = "keys"
NUMBERS: Final = "numbers"
_SETTINGS: Final = "settings"
_OURS: Final = re.compile(r"\.?[0-9a-f]{20}\.(zip|failed\.json)(\.\d+)?|\.writable(\.\d+)?")
Headline = list[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What became of a run.

    Attributes:
        id: hash of the scenario, its name, its seed and the version of the model.
        scenario: name of the scenario.
        seed: key of its random draws.
        status: whether it ended.
        stage: where it failed: simulate, write or worker; empty if it did not.
        traceback: how it failed.
        digest: hash of every number of the run, empty if it failed.
    """

    id: str
    scenario: str
    seed: int
    status: Literal["finished", "failed"]
    stage: Stage = ""
    traceback: str = ""
    digest: str = ""

    @staticmethod
    def read(content: dict[str, Any]) -> RunRecord:
        """Take one out of a description that says more."""
        return RunRecord(**{one.name: content[one.name] for one in fields(RunRecord)})


@dataclass(frozen=True)
class RunStore:
    """A folder of runs, by their ids. Workers write here; the process that leads them only reads.

    Attributes:
        folder: it holds their files.
    """

    folder: Path

    def run_file(self, run_id: str) -> Path:
        """Where a run that ended well is: an archive of its record, its means, all numbers and their keys."""
        return self.folder / f"{run_id}.zip"

    def _failure_file(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.failed.json"

    def files(self) -> list[Path]:
        """Files that runs have left here, whole and half-made; what others put here is not among them."""
        found = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        return [file for file in found if _OURS.fullmatch(file.name)]

    def has_any(self) -> bool:
        """Whether the outcome of any run is here."""
        return any(not file.name.startswith(".") for file in self.files())

    def write(self, run: Run, run_id: str) -> RunRecord:
        """Keep a run, together with whose it is: scenario, seed, and the hash of all its settings."""
        record = RunRecord(run_id, run.scenario.name, run.scenario.seed, "finished", digest=run.digest())
        means = run.means().astype("<f8").tobytes()
        parts = {NUMBERS: RunNumbers.of(run).packed(), _MEANS: means, _KEYS: packed_keys(run.keys)}
        self._archive(run_id).write(asdict(record) | {_SETTINGS: run.scenario.digest()}, parts)
        return record

    def _archive(self, run_id: str) -> Archive:
        return Archive(self.run_file(run_id), run_id)

    def write_failure(self, record: RunRecord) -> RunRecord:
        """Keep how a run failed, if that can be written."""
        with suppress(OSError):
            write_json(self._failure_file(record.id), sealed(asdict(record)))
        return record

    def finished(self, run_id: str) -> RunRecord | None:
        """Record of a run that ended well; None if there is none, it is spoilt, or holds another run."""
        try:
            return RunRecord.read(self._archive(run_id).describe())
        except (OSError, KeyError):
            return None

    def record(self, run_id: str) -> RunRecord | None:
        """What became of a run; None if it has not been run, or its files are not here."""
        if (finished := self.finished(run_id)) is not None:
            return finished
        return self._failed(run_id)

    def _failed(self, run_id: str) -> RunRecord | None:
        try:
            found = read_json(self._failure_file(run_id))
        except BadInput:
            return None
        is_its_own = isinstance(found, dict) and is_sealed(found) and found.get("id") == run_id
        return RunRecord.read(found) if is_its_own else None

    def headline(self, run_id: str) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value.

        Raises:
            OSError: its file cannot be read.
        """
        archive = self._archive(run_id)
        means, keys = archive.read(_MEANS, _KEYS)
        pairs = zip(unpacked_keys(keys, archive.path), np.frombuffer(means, "<f8").tolist(), strict=True)
        return [(*key, mean) for key, mean in pairs if not math.isnan(mean)]

    def table(self, run_id: str, table: str) -> pa.Table:
        """A table of a finished run; see :data:`experiments.tables.run_tables.RUN_TABLES`.

        Raises:
            OSError: its file cannot be read.
        """
        return RUN_TABLES[table].fill(self.numbers(run_id))

    def numbers(self, run_id: str) -> RunNumbers:
        """All numbers of a finished run.

        Raises:
            OSError: its file cannot be read.
        """
        archive = self._archive(run_id)
        numbers, keys = archive.read(NUMBERS, _KEYS)
        return RunNumbers.unpacked(numbers, unpacked_keys(keys, archive.path), archive.path)
