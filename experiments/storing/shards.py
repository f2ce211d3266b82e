"""Runs on disk while a batch is going on: a file a run."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from experiments.storing.archive import read_part, write_archive
from experiments.storing.files import read_json, write_json
from experiments.storing.run_tables import RUN_TABLES, unpack

if TYPE_CHECKING:
    from sim.simulate import Run

Stage = Literal["", "simulate", "write", "worker"]
_RECORD, _HEADLINE = "record.json", "headline.json"
Headline = list[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What became of a run.

    Attributes:
        id: hash of the scenario, its name, its seed and the version of the model.
        scenario: name of the scenario.
        seed: its luck.
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


@dataclass(frozen=True)
class Shards:
    """A folder of runs, by their ids. Workers write here; the process that leads them only reads.

    Attributes:
        folder: it holds their files.
    """

    folder: Path

    def run_file(self, run_id: str) -> Path:
        """Where a run that ended well is: an archive of its record, its headline numbers and its tables."""
        return self.folder / f"{run_id}.zip"

    def _failure_file(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.failed.json"

    def write(self, run: Run, run_id: str) -> RunRecord:
        """Keep a run."""
        record = RunRecord(run_id, run.scenario.name, run.scenario.seed, "finished", digest=run.digest())
        headline = [[*key, value] for key, value in run.headline().items()]
        parts: dict[str, bytes | memoryview] = {name: table.pack(run) for name, table in RUN_TABLES.items()}
        parts |= {_HEADLINE: json.dumps(headline).encode(), _RECORD: json.dumps(asdict(record)).encode()}
        write_archive(self.run_file(run_id), parts)
        return record

    def write_failure(self, record: RunRecord) -> RunRecord:
        """Keep how a run failed, if that can be written."""
        with suppress(OSError):
            write_json(self._failure_file(record.id), asdict(record))
        return record

    def finished(self, run_id: str) -> RunRecord | None:
        """Record of a run that ended well; None if there is none, or a loss of power spoilt it."""
        try:
            return RunRecord(**json.loads(read_part(self.run_file(run_id), _RECORD)))
        except OSError:
            return None

    def record(self, run_id: str) -> RunRecord | None:
        """What became of a run; None if it has not been run, or its files are not here."""
        if (finished := self.finished(run_id)) is not None:
            return finished
        failed = read_json(self._failure_file(run_id))
        return RunRecord(**failed) if failed else None

    def headline(self, run_id: str) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value.

        Raises:
            OSError: its file cannot be read.
        """
        rows = json.loads(read_part(self.run_file(run_id), _HEADLINE))
        return [(outcome, group, value) for outcome, group, value in rows]

    def table(self, run_id: str, table: str) -> pa.Table:
        """A table of a finished run; see :data:`experiments.storing.run_tables.RUN_TABLES`.

        Raises:
            OSError: its file cannot be read.
        """
        return unpack(read_part(self.run_file(run_id), table))
