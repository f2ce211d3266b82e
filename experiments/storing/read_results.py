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
            BadInput: there is no such table, or it is not what the manifest says.
        """
        from experiments.storing.manifest import listed
        from experiments.tables.parquet import read_frame
        from sim.engine.settings import BadInput, nearest

        if name not in self.tables:
            raise BadInput(f"{self.folder}: no table {name!r}{nearest(name, list(self.tables))}")
        wanted = [(column, "==", value) for column, value in filters.items()] or None
        file = self.folder / f"{name}.parquet"
        return read_frame(file, digest=listed(self.manifest).get(file.name), filters=wanted)

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
        BadInput: it is not one, or its manifest is spoilt.
    """
    from experiments.storing.manifest import manifest_of

    return Results(Path(folder), manifest_of(Path(folder)))
