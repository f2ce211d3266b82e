"""Runs on disk while a batch is going on: each table of a run in a file, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from experiments.storing.files import read_json, write_json
from experiments.storing.run_tables import RUN_TABLES

if TYPE_CHECKING:
    from sim.simulate import Run

Stage = Literal["", "simulate", "write", "worker"]
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

    def _record_file(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.json"

    def write(self, run: Run, run_id: str) -> RunRecord:
        """Keep a run; its record is written last, so that a record means a whole run."""
        for name, table in RUN_TABLES.items():
            table.write(run, self.table_file(run_id, name))
        record = RunRecord(run_id, run.scenario.name, run.scenario.seed, "finished", digest=run.digest())
        headline = [[*key, value] for key, value in run.headline().items()]
        write_json(self._record_file(run_id), asdict(record) | {"headline": headline})
        return record

    def write_failure(self, record: RunRecord) -> RunRecord:
        """Keep how a run failed, if that can be written."""
        try:
            write_json(self._record_file(record.id), asdict(record))
        except OSError:
            return record
        return record

    def record(self, run_id: str) -> RunRecord | None:
        """What became of a run; None if it has not been run, or its files are not all here."""
        found = read_json(self._record_file(run_id))
        if found is None or not (found["status"] == "failed" or self._has_tables(run_id)):
            return None
        return RunRecord(**{name: value for name, value in found.items() if name != "headline"})

    def finished(self, run_id: str) -> RunRecord | None:
        """Record of a run that ended well; None if there is none."""
        record = self.record(run_id)
        return record if record is not None and record.status == "finished" else None

    def _has_tables(self, run_id: str) -> bool:
        return all(self.table_file(run_id, name).exists() for name in RUN_TABLES)

    def headline(self, run_id: str) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value."""
        rows = read_json(self._record_file(run_id))["headline"]
        return [(outcome, group, value) for outcome, group, value in rows]
