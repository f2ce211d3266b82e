"""The one reader of Parquet files: what is spoilt, or not what a manifest says, is refused in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.storing.files import refusal, sha256

if TYPE_CHECKING:
    import pandas as pd


def read_table(
    path: Path,
    *,
    digest: str | None = None,
    columns: Sequence[str] | None = None,
    filters: list[tuple[str, str, Any]] | None = None,
) -> pa.Table:
    """Read a table.

    Args:
        path: of the file.
        digest: SHA-256 that it must have; default: any.
        columns: only these; default: all.
        filters: only such rows, as pyarrow has them.

    Raises:
        BadInput: it is missing, spoilt, or not what its hash says.
    """
    check_file(path, digest)
    try:
        return pq.read_table(path, columns=None if columns is None else list(columns), filters=filters)
    except Exception as error:  # pyarrow's own, OSError, ValueError, …: whatever a spoilt file brings forth
        raise refusal(path, f"cannot be read; it is spoilt, or not Parquet ({error})") from None


def batches(path: Path) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Columns of a table, and its rows a part at a time.

    Raises:
        BadInput: it is missing or spoilt.
    """
    check_file(path, None)
    try:
        opened = pq.ParquetFile(path)
    except Exception as error:  # as above
        raise refusal(path, f"cannot be read; it is spoilt, or not Parquet ({error})") from None
    return opened.schema_arrow, opened.iter_batches()


def column_names(path: Path) -> list[str]:
    """Names of a table's columns.

    Raises:
        BadInput: it is missing or spoilt.
    """
    check_file(path, None)
    try:
        return list(pq.read_schema(path).names)
    except Exception as error:
        raise refusal(path, f"cannot be read; it is spoilt, or not Parquet ({error})") from None


def read_frame(path: Path, *, digest: str | None = None, **more: Any) -> pd.DataFrame:
    """The same as a data frame; see :func:`read_table`."""
    frame: pd.DataFrame = read_table(path, digest=digest, **more).to_pandas()
    return frame


def check_file(path: Path, digest: str | None) -> None:
    """Refuse a file that is not there or not what its hash says.

    Raises:
        BadInput: naming it.
    """
    if not path.is_file():
        raise refusal(path, "no such file")
    try:
        is_the_same = digest is None or sha256(path) == digest
    except OSError as error:
        raise refusal(path, f"cannot be read ({error.strerror or error})") from None
    if not is_the_same:
        raise refusal(path, "is not what was written there: its sha256 differs from the manifest's")
