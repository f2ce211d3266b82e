"""The Parquet tables of a result; they carry no time stamp, so that the same runs give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.running.experiment_plan import Experiment
from experiments.storing.files import whole_file
from experiments.storing.run_tables import RUN_TABLES
from experiments.storing.shards import RunRecord, Shards
from experiments.tables.names_and_units import labelled
from experiments.tables.writing import write_in_parts

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asking.question import Words

RESULTS: Final = Path("results")
Key = tuple[str, str]
_SEEDS_AT_ONCE: Final = 100
_PARQUET: Final[dict[str, Any]] = {"compression": "zstd", "version": "2.6"}
_TEXT: Final = pa.string()
_HEADLINES: Final = pa.schema(
    [("scenario", _TEXT), ("seed", pa.int64()), ("outcome", _TEXT), ("group", _TEXT), ("value", pa.float64())]
)


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

    def parts(self) -> Iterator[Headlines]:
        """The same in parts of one scenario and some seeds, in the order of :meth:`frame`."""
        for row, name in enumerate(self.scenarios):
            for start in range(0, len(self.seeds), _SEEDS_AT_ONCE):
                some = slice(start, start + _SEEDS_AT_ONCE)
                yield Headlines((name,), self.seeds[some], self.keys, self.values[row : row + 1, some])

    def frame(self) -> pd.DataFrame:
        """As a long table: scenario, seed, outcome, group, value."""
        import pandas as pd

        s, r, k = np.nonzero(~np.isnan(self.values))
        return pd.DataFrame(
            {
                "scenario": [self.scenarios[one] for one in s],
                "seed": np.array(self.seeds, dtype=np.int64)[r],
                "outcome": [self.keys[one][0] for one in k],
                "group": [self.keys[one][1] for one in k],
                "value": self.values[s, r, k],
            }
        )


def read_headlines(experiment: Experiment, records: Sequence[RunRecord], shards: Shards) -> Headlines:
    """Gather the headline numbers of all finished runs, holding no more of them than the result has."""
    names, seeds = experiment.scenario_names(), experiment.seeds
    row_of = {name: row for row, name in enumerate(names)}
    column_of = {seed: column for column, seed in enumerate(seeds)}
    position: dict[Key, int] = {}
    values = np.full((len(names), len(seeds), 0), np.nan)
    for record in _finished(records):
        rows = shards.headline(record.id)
        places = [position.setdefault((outcome, group), len(position)) for outcome, group, _ in rows]
        more = len(position) - values.shape[2]
        if more:
            values = np.pad(values, ((0, 0), (0, 0), (0, more)), constant_values=np.nan)
        values[row_of[record.scenario], column_of[record.seed], places] = [value for *_, value in rows]
    return Headlines(names, seeds, tuple(position), values)


def _finished(records: Sequence[RunRecord]) -> list[RunRecord]:
    return [record for record in records if record.status == "finished"]


def write_run_tables(folder: Path, records: Sequence[RunRecord], shards: Shards) -> list[Path]:
    """Write each table that runs fill, of all finished runs, a row group a run."""
    written = []
    for name, table in RUN_TABLES.items():
        written.append(folder / f"{name}.parquet")
        table.gather(written[-1], (shards.table(record.id, name) for record in _finished(records)))
    return written


def write_headlines(path: Path, headlines: Headlines) -> None:
    """Write the headline numbers, a part at a time."""
    parts = (
        pa.Table.from_pandas(one.frame(), schema=_HEADLINES, preserve_index=False)
        for one in headlines.parts()
    )
    write_in_parts(path, _HEADLINES, parts, **_PARQUET)


def write_runs(path: Path, records: Sequence[RunRecord]) -> None:
    """Write what became of every run."""
    names = RunRecord.__dataclass_fields__
    columns = {name: [getattr(record, name) for record in records] for name in names}
    write_table(path, pa.table(columns))


def write_frame(path: Path, frame: pd.DataFrame, meanings: Mapping[str, Words] | None = None) -> None:
    """Write a data frame; see :func:`write_table`."""
    write_table(path, pa.Table.from_pandas(frame, preserve_index=False), meanings)


def write_table(path: Path, table: pa.Table, meanings: Mapping[str, Words] | None = None) -> None:
    """Write a table, whole or not at all, with names and units beside its outcomes and groups.

    Args:
        path: of the file.
        table: what to write.
        meanings: of columns that mean here something of their own.
    """
    with whole_file(path) as temporary:
        pq.write_table(labelled(table, meanings), temporary, **_PARQUET)
