"""The Parquet tables of a result; they carry no time stamp, so that the same runs give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.asking.question import Words
from experiments.storing.files import whole_file
from experiments.storing.run_store import RunRecord, RunStore
from experiments.tables.names_and_units import labelled
from experiments.tables.run_tables import RUN_TABLES

if TYPE_CHECKING:
    import pandas as pd

RESULTS: Final = Path("results")
Key = tuple[str, str]
_PARQUET: Final[dict[str, Any]] = {"compression": "zstd", "version": "2.6"}


@dataclass(frozen=True)
class Headlines:
    """One number a run and outcome: its mean over the months from the policy date on.

    Attributes:
        scenarios: the first axis.
        seeds: the second.
        keys: the third, (outcome, group).
        values: NaN where a run failed or the outcome has no value.
    """

    scenarios: tuple[str, ...]
    seeds: tuple[int, ...]
    keys: tuple[Key, ...]
    values: NDArray[np.float64]

    def of(self, scenario: str) -> NDArray[np.float64]:
        """Values of a scenario, (seeds, keys)."""
        values: NDArray[np.float64] = self.values[self.scenarios.index(scenario)]
        return values


def _finished(records: Sequence[RunRecord]) -> list[RunRecord]:
    return [record for record in records if record.status == "finished"]


def write_run_tables(folder: Path, records: Sequence[RunRecord], run_store: RunStore) -> list[Path]:
    """Write each table that runs fill, of all finished runs, a row group a run."""
    return [write_run_table(folder, records, run_store, name) for name in RUN_TABLES]


def write_run_table(folder: Path, records: Sequence[RunRecord], run_store: RunStore, name: str) -> Path:
    """Write one of them."""
    file = folder / f"{name}.parquet"
    RUN_TABLES[name].gather(file, (run_store.table(record.id, name) for record in _finished(records)))
    return file


def write_runs(path: Path, records: Sequence[RunRecord]) -> None:
    """Write what became of every run."""
    names = RunRecord.__dataclass_fields__
    columns = {name: [getattr(record, name) for record in records] for name in names}
    write_table(path, pa.table(columns))


def write_frame(path: Path, frame: pd.DataFrame, meanings: Mapping[str, Words] | None = None) -> None:
    """Write a data frame; see :func:`write_table`. Text is of one type, whichever pandas is here."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    text = pa.large_string()
    fields = [one.with_type(text) if pa.types.is_string(one.type) else one for one in table.schema]
    write_table(path, table.cast(pa.schema(fields, table.schema.metadata)), meanings)


def write_table(path: Path, table: pa.Table, meanings: Mapping[str, Words] | None = None) -> None:
    """Write a table, whole or not at all, with names and units beside its outcomes and groups.

    Args:
        path: of the file.
        table: what to write.
        meanings: of columns that mean here something of their own.
    """
    with whole_file(path) as temporary:
        pq.write_table(labelled(table, meanings), temporary, **_PARQUET)
