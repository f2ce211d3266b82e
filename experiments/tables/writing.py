"""Large tables are written a part at a time; what the parts hold stands in the file's metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.storing.files import whole_file
from experiments.tables.names_and_units import KEY, about, labelled


def write_in_parts(path: Path, schema: pa.Schema, parts: Iterable[pa.Table], **options: Any) -> None:
    """Write a Parquet file, a row group a part, holding one part at a time.

    Args:
        path: of the file.
        schema: of each part, without names and units.
        parts: the rows.
        options: how the file is packed, for pyarrow.
    """
    written = labelled(schema.empty_table()).schema
    told = about(written)
    with (
        whole_file(path) as temporary,
        pq.ParquetWriter(temporary, written.remove_metadata(), **options) as writer,
    ):
        for part in parts:
            rows = labelled(part)
            told["outcomes"].update(about(rows.schema)["outcomes"])
            writer.write_table(rows.cast(written.remove_metadata()))
        writer.add_key_value_metadata({KEY: json.dumps(told, ensure_ascii=False)})
