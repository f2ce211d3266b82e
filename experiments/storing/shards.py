"""Finished runs on disk while a batch is running: a Parquet file and a record each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.storing.files import read_json, whole_file, write_json

if TYPE_CHECKING:
    from sim.simulate import Run

_NAMES: Final = pa.dictionary(pa.int16(), pa.string())
MONTHLY: Final = pa.schema(
    [
        ("scenario", _NAMES),
        ("seed", pa.int64()),
        ("month", pa.int16()),
        ("outcome", _NAMES),
        ("group", _NAMES),
        ("value", pa.float64()),
    ]
)
PARQUET_OPTIONS: Final[dict[str, Any]] = {
    "compression": "zstd",
    "use_dictionary": ["scenario", "seed", "month", "outcome", "group"],
    "column_encoding": {"value": "BYTE_STREAM_SPLIT"},
    "version": "2.6",
}


@dataclass(frozen=True)
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
    stage: str = ""
    traceback: str = ""
    digest: str = ""


Headline = list[tuple[str, str, float]]


@dataclass(frozen=True)
class Shards:
    """A folder of finished runs, by their ids.

    Attributes:
        folder: it holds their files.
    """

    folder: Path

    def table_file(self, run_id: str) -> Path:
        """Where the months of a run are."""
        return self.folder / f"{run_id}.parquet"

    def _record_file(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.json"

    def write(self, run: Run, run_id: str) -> RunRecord:
        """Keep a run; its record is written last, so that a record means a whole run."""
        with whole_file(self.table_file(run_id)) as temporary:
            pq.write_table(monthly_table(run), temporary, **PARQUET_OPTIONS)
        record = RunRecord(run_id, run.scenario.name, run.scenario.seed, "finished", digest=run.digest())
        headline = [[*key, value] for key, value in run.headline().items()]
        write_json(self._record_file(run_id), asdict(record) | {"headline": headline})
        return record

    def record(self, run_id: str) -> RunRecord | None:
        """Record of a finished run; None if it is not here."""
        found = read_json(self._record_file(run_id))
        if found is None or not self.table_file(run_id).exists():
            return None
        return RunRecord(**{name: value for name, value in found.items() if name != "headline"})

    def headline(self, run_id: str) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value."""
        rows = read_json(self._record_file(run_id))["headline"]
        return [(outcome, group, value) for outcome, group, value in rows]


def monthly_table(run: Run) -> pa.Table:
    """Every value of a run as a long table, by month and then in the order of the outcomes."""
    month, column = np.nonzero(~np.isnan(run.values))
    cells = [
        _codes(np.zeros(len(month), dtype=np.int16), [run.scenario.name]),
        pa.array(np.full(len(month), run.scenario.seed), pa.int64()),
        pa.array(month + 1, pa.int16()),
        _names([outcome for outcome, _ in run.keys], column),
        _names([group for _, group in run.keys], column),
        pa.array(run.values[month, column]),
    ]
    return pa.Table.from_arrays(cells, schema=MONTHLY)


def _names(of_columns: list[str], column: np.ndarray) -> pa.DictionaryArray:
    words = list(dict.fromkeys(of_columns))
    code_of_column = np.array([words.index(word) for word in of_columns], dtype=np.int16)
    return _codes(code_of_column[column], words)


def _codes(codes: np.ndarray, words: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int16()), pa.array(words, pa.string()))
