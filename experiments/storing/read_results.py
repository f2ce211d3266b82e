"""Result folders as pandas frames: ``experiments.read_results(folder)``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """A result folder; its tables are read when they are asked for.

    Attributes:
        folder: where it is.
        manifest: what it says of itself.
    """

    folder: Path
    manifest: dict[str, Any]

    def __repr__(self) -> str:
        """Where it is and what it holds."""
        return f"Results({str(self.folder)!r}, tables: {', '.join(self.tables)})"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(file.stem for file in sorted(self.folder.glob("*.parquet")))

    def table(self, name: str, **filters: object) -> pd.DataFrame:
        """Read a table.

        Args:
            name: one of :attr:`tables`, such as ``monthly``.
            filters: column = value; only such rows are read, so that a large table need not fit in memory.

        Raises:
            BadInput: there is no such table.
        """
        import pyarrow.parquet as pq

        from sim.engine.settings import BadInput, nearest

        if name not in self.tables:
            raise BadInput(f"{self.folder}: no table {name!r}{nearest(name, list(self.tables))}")
        wanted = [(column, "==", value) for column, value in filters.items()] or None
        frame: pd.DataFrame = pq.read_table(self.folder / f"{name}.parquet", filters=wanted).to_pandas()
        return frame

    @property
    def runs(self) -> pd.DataFrame:
        """What became of each run."""
        return self.table("runs")

    @property
    def failed(self) -> int:
        """How many runs failed."""
        return int((self.runs.status == "failed").sum()) if "runs" in self.tables else 0


def read_results(folder: str | Path) -> Results:
    """Open a result folder.

    Raises:
        BadInput: it is not one.
    """
    from experiments.storing.manifest import read_manifest
    from sim.engine.settings import BadInput

    told = read_manifest(Path(folder))
    if told is None:
        raise BadInput(f"{folder}: is not a result folder (it has no manifest.json of shequ)")
    return Results(Path(folder), told)
