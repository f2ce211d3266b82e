"""The tables that every run fills: declared here once, with schema and how a run fills it.

While a batch is going on it keeps of each run the numbers that tables are made of, see
:mod:`experiments.tables.packed_run`, and at its end each table as one Parquet file with a row group a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.storing.files import write_bytes
from experiments.tables.names_and_units import labelled
from experiments.tables.packed_run import RunNumbers
from experiments.tables.writing import write_in_parts
from sim.outcomes.register import COMMUNITY_OUTCOMES
from sim.simulation import Run

_NAMES: Final = pa.dictionary(pa.int16(), pa.string())
_PARQUET: Final[dict[str, Any]] = {"compression": "zstd", "version": "2.6"}


@dataclass(frozen=True)
class RunTable:
    """A table that every run fills.

    Attributes:
        schema: its columns; ``scenario`` and ``seed`` say whose a row is.
        fill: makes a run's rows.
        value: name of the column of measured numbers; all others repeat and are kept as dictionaries.
    """

    schema: pa.Schema
    fill: Callable[[RunNumbers], pa.Table]
    value: str = "value"

    def options(self) -> dict[str, Any]:
        """How it is packed, for pyarrow."""
        written = labelled(self.schema.empty_table()).schema
        repeating = [one.name for one in written if one.name != self.value and one.type != pa.bool_()]
        packing = {"use_dictionary": repeating, "column_encoding": {self.value: "BYTE_STREAM_SPLIT"}}
        return _PARQUET | packing

    def write(self, run: Run, path: Path) -> None:
        """Write a run's rows as Parquet, whole or not at all."""
        packed = pa.BufferOutputStream()
        pq.write_table(labelled(self.fill(RunNumbers.of(run))), packed, **self.options())
        write_bytes(path, memoryview(packed.getvalue()))

    def gather(self, path: Path, runs: Iterable[pa.Table]) -> None:
        """Write the rows of many runs into one file, a row group a run, holding one run at a time."""
        write_in_parts(path, self.schema, runs, **self.options())


def _monthly(run: RunNumbers) -> pa.Table:
    """Every value of a run, by month and then in the order of the outcomes."""
    month, column = np.nonzero(~np.isnan(run.values))
    cells = [
        _codes(np.zeros(len(month), dtype=np.int16), [run.scenario]),
        pa.array(np.full(len(month), run.seed), pa.int64()),
        pa.array(month + 1, pa.int16()),
        _names([outcome for outcome, _ in run.keys], column),
        _names([group for _, group in run.keys], column),
        pa.array(run.values[month, column]),
    ]
    return pa.Table.from_arrays(cells, schema=RUN_TABLES["monthly"].schema)


def _communities(run: RunNumbers) -> pa.Table:
    """Every value of every community alone, by month, community and then in the order of the outcomes."""
    month, community, column = np.nonzero(~np.isnan(run.communities))
    cells = [
        _codes(np.zeros(len(month), dtype=np.int16), [run.scenario]),
        pa.array(np.full(len(month), run.seed), pa.int64()),
        pa.array(month + 1, pa.int16()),
        pa.array(community, pa.int32()),
        pa.array(run.pilots[community], pa.bool_()),
        _names(list(COMMUNITY_OUTCOMES), column),
        pa.array(run.communities[month, community, column]),
    ]
    return pa.Table.from_arrays(cells, schema=RUN_TABLES["communities"].schema)


def _names(of_columns: list[str], column: np.ndarray) -> pa.DictionaryArray:
    code_of = {word: code for code, word in enumerate(dict.fromkeys(of_columns))}
    code_of_column = np.array([code_of[word] for word in of_columns], dtype=np.int16)
    return _codes(code_of_column[column], list(code_of))


def _codes(codes: np.ndarray, words: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int16()), pa.array(words, pa.string()))


RUN_TABLES: Final = {
    "monthly": RunTable(
        pa.schema(
            [
                ("scenario", _NAMES),
                ("seed", pa.int64()),
                ("month", pa.int16()),
                ("outcome", _NAMES),
                ("group", _NAMES),
                ("value", pa.float64()),
            ]
        ),
        _monthly,
    ),
    "communities": RunTable(
        pa.schema(
            [
                ("scenario", _NAMES),
                ("seed", pa.int64()),
                ("month", pa.int16()),
                ("community", pa.int32()),
                ("pilot", pa.bool_()),
                ("outcome", _NAMES),
                ("value", pa.float64()),
            ]
        ),
        _communities,
    ),
}
