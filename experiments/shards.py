"""Finished runs on disk while a batch is running: a Parquet file and a record each."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.files import read_json, whole_file, write_json
from experiments.versions import model_version

if TYPE_CHECKING:
    from sim.scenario import Scenario
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
        scenario: name of the scenario.
        seed: its luck.
        status: whether it ended.
        stage: where it failed: simulate, write or worker; empty if it did not.
        traceback: how it failed.
        digest: hash of every number of the run, empty if it failed.
    """

    scenario: str
    seed: int
    status: Literal["finished", "failed"]
    stage: str = ""
    traceback: str = ""
    digest: str = ""


Headline = list[tuple[str, str, float]]


@dataclass(frozen=True)
class Shards:
    """A folder of finished runs.

    Attributes:
        folder: it holds their files.
        model: version of the model; runs of another one are not found.
    """

    folder: Path
    model: str = field(default_factory=model_version)

    def run_id(self, scenario: Scenario) -> str:
        """Hash of what decides a run: its name, its resolved scenario with seed, the model's version."""
        content = f"{scenario.name}\n{scenario.digest()}\n{self.model}"
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    def table_file(self, scenario: Scenario) -> Path:
        """Where the months of a run are."""
        return self.folder / f"{self.run_id(scenario)}.parquet"

    def _record_file(self, scenario: Scenario) -> Path:
        return self.folder / f"{self.run_id(scenario)}.json"

    def write(self, run: Run) -> RunRecord:
        """Keep a run; its record is written last, so that a record means a whole run."""
        scenario = run.scenario
        with whole_file(self.table_file(scenario)) as temporary:
            pq.write_table(monthly_table(run), temporary, **PARQUET_OPTIONS)
        record = RunRecord(scenario.name, scenario.seed, "finished", digest=run.digest())
        headline = [[*key, value] for key, value in run.headline().items()]
        write_json(self._record_file(scenario), asdict(record) | {"headline": headline})
        return record

    def record(self, scenario: Scenario) -> RunRecord | None:
        """Record of a finished run; None if it is not here."""
        found = read_json(self._record_file(scenario))
        if found is None or not self.table_file(scenario).exists():
            return None
        return RunRecord(**{name: value for name, value in found.items() if name != "headline"})

    def headline(self, scenario: Scenario) -> Headline:
        """Means over the months from the policy date on of a finished run: outcome, group, value."""
        rows = read_json(self._record_file(scenario))["headline"]
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
