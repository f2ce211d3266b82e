"""Runs on disk while a batch is going on: each table of a run in a file, the last with what became of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.storing.files import read_json, write_json
from experiments.storing.run_tables import RUN_TABLES

if TYPE_CHECKING:
    from sim.simulate import Run

Stage = Literal["", "simulate", "write", "worker"]
_LAST: Final = "monthly"
_RECORD, _HEADLINE = "record", "headline"
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

    def table_file(self, run_id: str, table: str = "monthly") -> Path:
        """Where a table of a run is; see :data:`experiments.storing.run_tables.RUN_TABLES`."""
        return self.folder / f"{run_id}.{table}.parquet"

    def _failure_file(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.failed.json"

    def write(self, run: Run, run_id: str) -> RunRecord:
        """Keep a run; the table that carries its record is written last, so that it means a whole run."""
        for name in RUN_TABLES.keys() - {_LAST}:
            RUN_TABLES[name].write(run, self.table_file(run_id, name))
        record = RunRecord(run_id, run.scenario.name, run.scenario.seed, "finished", digest=run.digest())
        headline = [[*key, value] for key, value in run.headline().items()]
        notes = {_RECORD: json.dumps(asdict(record)), _HEADLINE: json.dumps(headline)}
        RUN_TABLES[_LAST].write(run, self.table_file(run_id, _LAST), notes)
        return record

    def write_failure(self, record: RunRecord) -> RunRecord:
        """Keep how a run failed, if that can be written."""
        with suppress(OSError):
            write_json(self._failure_file(record.id), asdict(record))
        return record

    def finished(self, run_id: str) -> RunRecord | None:
        """Record of a run that ended well; None if there is none."""
        notes = self._notes(run_id)
        return RunRecord(**json.loads(notes[_RECORD])) if notes else None

    def record(self, run_id: str) -> RunRecord | None:
        """What became of a run; None if it has not been run, or its files are not here."""
        if (finished := self.finished(run_id)) is not None:
            return finished
        failed = read_json(self._failure_file(run_id))
        return RunRecord(**failed) if failed else None

    def headline(self, run_id: str) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value."""
        rows = json.loads(self._notes(run_id)[_HEADLINE])
        return [(outcome, group, value) for outcome, group, value in rows]

    def _notes(self, run_id: str) -> dict[str, str]:
        """What its last table carries; nothing if a loss of power spoilt that, or any table is not here.

        The last was written last, but a removal of the runs that was interrupted may have left it alone.
        """
        if not all(self.table_file(run_id, name).exists() for name in RUN_TABLES):
            return {}
        file = self.table_file(run_id, _LAST)
        try:
            found = pq.read_schema(file).metadata or {}
        except (OSError, pa.ArrowInvalid):
            return {}
        return {name.decode(): text.decode() for name, text in found.items()}
